"""The end of a memo: limits, authorities, sources, method and disclaimer."""

from __future__ import annotations

from duecare.assess.model import Assessment
from duecare.dossier.model import Dossier
from duecare.report.authorities import GRADE_WORDS, authorities_table
from duecare.report.document import Block, Definitions, Heading, Items, Paragraph
from duecare.report.memo_facts import sources_table
from duecare.report.wording import SENTENCES

_LIMITS = (
    "This memo attributes the operation to nobody. It asks what a State did with what it knew and could do.",
    "That an operation came from or through a territory proves neither knowledge nor breach.",
    "Silence is not an omission: that nothing is known of a step does not show that it was not taken.",
    "It does not say who may invoke responsibility, whether a claim is admissible, or what repair is owed.",
    "It recommends no measure in response. The conditions of countermeasures are not assessed here.",
    "Views are shown side by side and not counted; that more of them reach a result gives it no weight.",
)
_METHOD = (
    "Each claim of the dossier counts if it reaches the standard of proof; the highest standing decides, "
    "and equals that conflict leave the fact open. What nobody has shown is unknown and not false; a "
    "presumption of the law holds until the contrary is asserted. An outcome is settled under a view only "
    "if it is the same whatever the unknown facts are and whatever position is taken where the view "
    "leaves one free. No language model took part, and nothing was scored or averaged. The same dossier "
    "under the same law gives this memo again, word for word."
)
_DISCLAIMER = (
    "This document was computed from a dossier and a restatement of disputed law. It is no legal advice "
    "and no finding by any authority. Names of States and territories express no opinion on the status of "
    "any of them. Whoever relies on it should read the sources."
)


def limits() -> tuple[Block, ...]:
    """Return what the memo does not say."""
    return Heading(2, "Limits", "limits"), Items(tuple((line,) for line in _LIMITS))


def annexes(assessment: Assessment, dossier: Dossier, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the annexes; the authorities are those that the body cites."""
    used = {word for finding in assessment.findings for one in finding.if_binds for word in one.words}
    words = tuple((word, (text,)) for word, text in SENTENCES.items() if word in used)
    return (
        Heading(2, "Annex A: authorities", "authorities"),
        Items(tuple((words,) for words in GRADE_WORDS.values())),
        authorities_table(body),
        Heading(2, "Annex B: sources of the dossier", "sources"),
        sources_table(dossier),
        Heading(2, "Annex C: method", "method"),
        Paragraph((_METHOD,)),
        Heading(3, "The outcome words used"),
        Definitions(words),
        Heading(2, "Annex D: disclaimer", "disclaimer"),
        Paragraph((_DISCLAIMER,)),
    )
