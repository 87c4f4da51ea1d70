"""The end of a memo: limits, authorities, steps, sources, method and disclaimer."""

from __future__ import annotations

from duecare.assess.model import Assessment
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law, Measure
from duecare.ir.walk import measures_of
from duecare.report.authorities import GRADE_WORDS, authorities_table, note
from duecare.report.document import Anchor, Block, Definitions, Heading, Items, Paragraph, Table, Text
from duecare.report.memo_facts import sources_table
from duecare.report.names import split
from duecare.report.wording import SENTENCES, is_waiting

LIMITS = (
    "This memo attributes the operation to nobody. It asks what a State did with what it knew and could do; that an "
    "operation came from or through a territory proves neither knowledge nor breach.",
    "Silence is not an omission: that nothing is known of a step does not show that it was not taken.",
    "It recommends no measure in response. Conditions of countermeasures are listed, at the risk of whoever takes "
    "them; none of them is force, and none is recommended.",
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


def steps_annex(assessment: Assessment, dossier: Dossier, law: Law) -> tuple[Block, ...]:
    """Return the steps that the memo names by number, with what each is and who asks for it."""
    asked = [finding for finding in assessment.findings if not is_waiting(finding)]
    named = {split(instance)[1] for finding in asked for instance in finding.missing}
    named |= {split(instance)[1] for finding in assessment.findings for instance in finding.waits_for}
    named |= {claim.about for claim in dossier.claims} | {search.measure for search in dossier.searches}
    live = {finding.duty for finding in asked}
    served = (rule.served_by for rule in law.duties if rule.id in live)
    named |= {measure for service in served for measure in measures_of(service)}
    named |= {measure for norm in law.norms if norm.name in live for measure in measures_of(norm.served_by)}
    rows = tuple(_step_row(measure, law) for measure in law.measures if measure.name in named)
    head = Heading(2, "Annex G: steps", "steps", fresh=True)
    return (head, Table("Steps by number", ("No", "Step", "Expected of"), rows, (1, 8, 3))) if rows else ()


def evidence_annex(dossier: Dossier) -> tuple[Block, ...]:
    """Return the index of the evidence."""
    return Heading(2, "Annex A: evidence", "sources", fresh=True), sources_table(dossier)


def authorities_annex(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the authorities that these blocks cite, each place with its grade."""
    head = Heading(2, "Annex B: authorities", "authorities")
    return head, Items(tuple((words,) for words in GRADE_WORDS.values())), authorities_table(blocks)


def method_annex(assessment: Assessment) -> tuple[Block, ...]:
    """Return how the memo was made, what its words mean, and what it is not."""
    used = {word for finding in assessment.findings for one in finding.if_binds for word in one.words}
    words = tuple((word, (text,)) for word, text in SENTENCES.items() if word in used)
    return (
        Heading(2, "Annex I: method", "method"),
        Paragraph((_METHOD,)),
        Heading(3, "The outcome words used"),
        Definitions(words),
        Heading(2, "Annex J: disclaimer", "disclaimer"),
        Paragraph((_DISCLAIMER,)),
    )


def _step_row(measure: Measure, law: Law) -> tuple[Text, ...]:
    tiers = {"baseline": "every State", "capacity": "a State with the means", "advanced": "nobody, as law"}
    whom = tiers.get(measure.tier, measure.tier)
    return (Anchor(measure.name, f"step-{measure.name}"),), (measure.text, *note(measure.sources, law)), (whom,)
