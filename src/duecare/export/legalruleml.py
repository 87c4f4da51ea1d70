"""A law as LegalRuleML 1.0 (OASIS Standard, compact serialisation).

Issues are Alternatives whose members are their positions; a line that stands under a position speaks of the position
in its formula. Duties are prescriptive statements, all else is constitutive. Exceptions override what they defeat,
and presumptions are defeasible; every statement is associated with the authorities it cites, at their pinpoints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import indent, register_namespace, tostring

from duecare.export.legalruleml_formulas import (
    LRML,
    PREFIX,
    RULEML,
    Formulas,
    add,
    atom,
    individual,
    key,
    lrml,
    ruleml,
    said,
    takes,
    term,
    variables,
)
from duecare.ir.authorities import Citation, Source
from duecare.ir.declarations import DefenceRule, Duty, Issue, Law, Norm, Obligation
from duecare.ir.expressions import Expression, Leaf

_NORMATIVE = {"treaty", "judgment", "award", "resolution", "advisory_opinion"}
_LEFT_OUT = (
    "Left out: cases, consequences, factors, views and the table of treaties; how steps add up to performance over "
    "time (the program that `duecare law export --to asp` writes says it); which States hold or doubt a position."
)


def law_as_legalruleml(law: Law, named: str) -> str:
    """Return the whole document; named is the hash by which results name the law."""
    register_namespace("lrml", LRML)
    register_namespace("ruleml", RULEML)
    root = _Document(law, named).root()
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


class _Document:
    """Puts the parts of a document together: what they cite and what may be overridden is collected on the way."""

    def __init__(self, law: Law, named: str) -> None:
        self.law, self.named, self.formulas = law, named, Formulas(law)
        self.cited: dict[str, tuple[Citation, ...]] = {}
        self.references: dict[tuple[str, str], str] = {}
        self.defeasible: list[str] = []
        self.overrides: list[tuple[str, str]] = []

    def root(self) -> Node:
        """Return the document, its parts in the order that the standard prescribes."""
        statements = lrml("Statements", *self._statements(), key="statements")
        alternatives = [self._alternatives(issue) for issue in self.law.issues]
        metadata = [part for part in self._sources() if len(part)]
        prefix = lrml("Prefix", pre=PREFIX, refID=f"urn:duecare:law:{self.named}#")
        return lrml(
            "LegalRuleML", *self._comments(), prefix, *metadata, self._associations(), *alternatives, statements
        )

    def _comments(self) -> Iterator[Node]:
        yield said(
            "Comment", f"The law of Duecare, sha256 {self.named}, followed up to {self.law.as_at or 'no set day'}."
        )
        yield said("Comment", _LEFT_OUT)
        for leaf in self.law.leaves:
            yield said("Comment", f"{leaf.kind} about the {leaf.scope}: {leaf.question}", iri=term("fact", leaf.name))
        for measure in self.law.measures:
            yield said("Comment", f"measure ({measure.tier}): {measure.text}", iri=term("measure", measure.name))

    # --- sources --------------------------------------------------------------------------------------

    def _sources(self) -> Iterator[Node]:
        """Yield references (a work at a place), then works; what has authority apart from what has none."""
        kinds = {source.name: source for source in self.law.sources}
        legal, other = lrml("LegalReferences"), lrml("References")
        for (name, pinpoint), label in self.references.items():
            source = kinds.get(name)
            is_law = source is not None and source.kind in _NORMATIVE
            cite = ", ".join(filter(None, (source.cite if source else name, pinpoint)))
            more = {"refType": term("kind", source.kind)} if source else {}
            one = add(legal if is_law else other, "LegalReference" if is_law else "Reference",
                      refersTo=label, refID=cite, **more)  # fmt: skip
            if source:
                one.append(said("Comment", f"grade: {_grade(source, pinpoint)}"))
        works, others = lrml("LegalSources"), lrml("Sources")
        for source in self.law.sources:
            where = {"sameAs": source.url} if source.url and " " not in source.url else {}
            into, name = (works, "LegalSource") if source.kind in _NORMATIVE else (others, "Source")
            add(into, name, key=key("source", source.name), **where).append(said("Comment", source.cite))
        yield from (legal, works, other, others)

    def _label(self, citation: Citation) -> str:
        place = citation.source, citation.pinpoint
        return self.references.setdefault(place, f"ref-{len(self.references) + 1}")

    def _associations(self) -> Node:
        found = lrml("Associations")
        for target, citations in self.cited.items():
            one = add(found, "Association")
            for citation in citations:
                add(one, "appliesSource", keyref=f"#{self._label(citation)}")
            add(one, "toTarget", keyref=f"#{target}")
        if self.defeasible:
            one = add(found, "Association")
            add(one, "appliesStrength").append(lrml("DefeasibleStrength"))
            for target in self.defeasible:
                add(one, "toTarget", keyref=f"#{target}")
        return found

    def _alternatives(self, issue: Issue) -> Node:
        kind = "gate" if issue.gate else "content"
        found = lrml("Alternatives", said("Comment", f"{kind}: {issue.question}"), key=key("issue", issue.name))
        for position in issue.positions:
            add(found, "hasAlternative", keyref="#" + key("position", issue.name, position.name))
        return found

    # --- statements -----------------------------------------------------------------------------------

    def _statements(self) -> Iterator[Node]:
        for issue in self.law.issues:
            yield from self._positions(issue)
        for element in self.law.elements:
            head = atom("element", element.name, *variables())
            yield self._rule(key("element", element.name), element.text, element.met, head, element.sources)
        yield from self._presumptions()
        for constraint in self.law.constraints:
            head = ruleml("Or")  # nothing follows: it cannot be
            yield self._rule(key("never", constraint.name), constraint.text, constraint.never, head, ())
        for obligation in self.law.obligations:
            yield from self._obligation(obligation)
        for duty in self.law.duties:
            yield from self._duty(duty)
        for norm in self.law.norms:
            yield self._norm(norm)
        for defence in self.law.defences:
            yield self._exception(defence)
        for over, under in self.overrides:
            yield lrml("OverrideStatement", lrml("Override", over=f"#{over}", under=f"#{under}"))

    def _rule(
        self, label: str, text: str, body: Expression | Node, head: Node, sources: Sequence[Citation],
        kind: str = "ConstitutiveStatement",
    ) -> Node:  # fmt: skip
        """Return a statement of one rule, and remember what it cites."""
        if sources:
            self.cited[label] = tuple(sources)
            for citation in sources:
                self._label(citation)
        premise = body if isinstance(body, Node) else self.formulas.formula(body)
        rule = ruleml(
            "Rule", said("Paraphrase", text), ruleml("if", premise), ruleml("then", head), closure="universal"
        )
        return lrml(kind, rule, key=label)

    def _positions(self, issue: Issue) -> Iterator[Node]:
        for position in issue.positions:
            own = takes(issue.name, position.name)
            held = tuple(
                Citation(holder.name, holder.pinpoint)
                for holder in position.held_by
                if any(source.name == holder.name for source in self.law.sources)
            )
            label = key("position", issue.name, position.name)
            yield self._rule(label, position.text, ruleml("And"), own, held)
            for word, others in (("requires", position.requires), ("excludes", position.excludes)):
                for other, which in others:
                    head = takes(other, which) if word == "requires" else ruleml("Neg", takes(other, which))
                    text = f"{issue.name}.{position.name} {word} {other}.{which}"
                    premise = takes(issue.name, position.name)
                    yield self._rule(key(word, issue.name, position.name, other, which), text, premise, head, ())

    def _presumptions(self) -> Iterator[Node]:
        for number, rule in enumerate(self.law.presumptions, 1):
            label = key("presumption", rule.leaf, str(number))
            head = self.formulas.formula(Leaf(rule.leaf))
            self.defeasible.append(label)
            yield self._rule(label, rule.text, rule.when, head if rule.value else ruleml("Neg", head), rule.sources)

    def _obligation(self, obligation: Obligation) -> Iterator[Node]:
        for status, condition in (("in force", obligation.in_force), ("applicable", obligation.applicable)):
            yield self._status(obligation.name, status, obligation.text, condition, obligation.sources)

    def _status(
        self, name: str, status: str, text: str, condition: Expression | Node, sources: Sequence[Citation] = ()
    ) -> Node:
        label = key(status.replace(" ", "_"), name)
        return self._rule(label, text, condition, _holds(name, status), sources)

    def _duty(self, duty: Duty) -> Iterator[Node]:
        if duty.in_force is not None:
            yield self._status(duty.id, "in force", duty.text, duty.in_force)
        if duty.applicable is not None:
            yield self._status(duty.id, "applicable", duty.text, duty.applicable)
        owner = duty.id if duty.applicable is not None else duty.obligation
        gates = [_holds(duty.obligation, "in force")] + ([_holds(duty.id, "in force")] if duty.in_force else [])
        body = ruleml("And", *gates, _holds(owner, "applicable"), self.formulas.formula(duty.due))
        head = _owed("Obligation", duty.id)
        label = key("duty", duty.id)
        yield self._rule(label, duty.text, body, head, duty.sources, "PrescriptiveStatement")
        for status, condition in (
            ("performed", duty.performed),
            ("liable", duty.liable),
            ("breached", duty.breached),
        ):
            if condition is not None:
                yield self._status(duty.id, status, f"{duty.id}: when it is {status}, once due", condition)

    def _norm(self, norm: Norm) -> Node:
        text = f"Not binding. {norm.text}"
        head = atom("norm", norm.name, *variables())
        return self._rule(key("norm", norm.name), text, norm.expected, head, norm.sources)

    def _exception(self, rule: DefenceRule) -> Node:
        label = key("exception", rule.name)
        status = {"wrongfulness": "wrongful"}.get(rule.defeats, rule.defeats)
        self.defeasible.append(label)
        self.overrides += [(label, under) for under in self._defeated(rule)]
        raised = [atom("raised", leaf, *variables()) for leaf in rule.raised_by]
        condition = self.formulas.formula(rule.when)
        if not rule.footing:
            condition = ruleml("And", raised[0] if len(raised) == 1 else ruleml("Or", *raised), condition)
        text = rule.text + (
            f" Left aside while not established, on the footing that {rule.footing}." if rule.footing else ""
        )
        return self._rule(label, text, condition, ruleml("Neg", _holds(rule.to, status)), rule.sources)

    def _defeated(self, rule: DefenceRule) -> Iterator[str]:
        """Yield the statements that an exception overrides."""
        own = [duty for duty in self.law.duties if rule.to in (duty.id, duty.obligation)]
        if rule.defeats == "applicable":
            named = [duty.id for duty in own if duty.applicable is not None]
            whole = any(obligation.name == rule.to for obligation in self.law.obligations)
            yield from (key("applicable", name) for name in ([rule.to] if whole else []) + named)
            yield from (key("duty", duty.id) for duty in own if not whole and duty.applicable is None)
        elif rule.defeats == "due":
            yield from (key("duty", duty.id) for duty in own)
        else:
            yield from (key("breached", duty.id) for duty in own)


def _owed(kind: str, duty: str) -> Node:
    """Return that a duty is owed by the bearer to the beneficiary."""
    bearer, beneficiary = variables(("bearer", "beneficiary"))
    by = ruleml("slot", lrml("Bearer"), bearer)
    to = ruleml("slot", lrml("AuxiliaryParty"), beneficiary)
    return lrml(kind, by, to, atom("status", "performed", individual("rule", duty), *variables()))


def _holds(name: str, status: str) -> Node:
    return atom("status", status, individual("rule", name), *variables())


def _grade(source: Source, pinpoint: str) -> str:
    return next((one.grade for one in source.pinpoints if one.text == pinpoint), source.grade)
