"""A memo from what it is made of: all that it tells is worked out here, in one place for every caller."""

from __future__ import annotations

from duecare.assess.again import worked_again
from duecare.assess.assess import public_claims
from duecare.assess.consequences import consequences
from duecare.assess.elements import elements_of
from duecare.assess.factors import factors_of
from duecare.assess.model import Assessment
from duecare.assess.sensitivity import sensitivity
from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.dossier.model import Dossier
from duecare.lang.references import references
from duecare.report.authorities import unread_in
from duecare.report.document import Document
from duecare.report.memo import memo
from duecare.report.oscola import in_oscola
from duecare.report.pictures.for_memo import figures_of
from duecare.rulebook.capacity import capacity
from duecare.rulebook.load import Bundle


def memo_of(
    assessment: Assessment,
    dossier: Dossier,
    bundle: Bundle,
    *,
    reader: str = "",
) -> Document:
    """Return the memo on an assessment for a State (none named: the first that was affected)."""
    worked = worked_again(assessment, dossier, bundle)
    document = memo(
        assessment,
        dossier,
        bundle.law,
        capacity(bundle.folder),
        factors_of(assessment, dossier, bundle),
        consequences(assessment, dossier, bundle, worked),
        reader=reader,
        parts=elements_of(assessment, dossier, bundle, worked),
        suppositions=sensitivity(assessment, dossier, bundle),
        parties=public_claims(dossier, bundle),
        drawings=figures_of(assessment, dossier, bundle, worked),
    )
    return in_oscola(document, bundle.law, references(bundle.folder))


def check_read(document: Document) -> None:
    """Refuse a document that cites a place nobody has read, and name every one."""
    unread = unread_in(document.blocks)
    if unread:
        raise InputError(
            Diagnostic(
                NOWHERE, f"nobody has read {named}", "read it and mend its grade in the law, or leave out --strict"
            )
            for named in unread
        )
