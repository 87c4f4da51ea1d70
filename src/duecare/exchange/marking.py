"""How far an exported text may travel: never further than the strictest thing it was made from."""

from __future__ import annotations

from duecare.dossier.model import TLP, Dossier


def strictest_of(dossier: Dossier) -> str:
    """Return the strictest marking in a dossier: a result rests on all of it."""
    marks = [dossier.tlp]
    marks += [claim.tlp for claim in dossier.claims]
    marks += [entry.tlp for entry in (*dossier.timeline, *dossier.patterns, *dossier.appraisals)]
    marks += [message.tlp for message in (*dossier.requests, *dossier.replies)]
    marks += [search.tlp for search in dossier.searches]
    marks += [account.tlp for account in dossier.account]
    marks += [indicator.tlp for indicator in dossier.indicators]
    return stricter(*marks)


def stricter(*marks: str) -> str:
    """Return the strictest of some markings."""
    return max(marks, key=TLP.index)
