"""Compile a law once: every rule of it as a function in one diagram, gates apart from content.

Variables are named by strings; in their order each issue stands beside the facts it decides about (with the
issues on top the diagrams explode):

`leaf:KEY`  a leaf instance · `asserted:KEY`  no presumption may hold · `raised:NAME`  an exception is in play
`shown:KEY`  established (footings) · `other:K`  some other affected State · `here`  the frame has a beneficiary
`status:DUTY:WORD`, `review:DUTY:WORD`  what the history says · `issue:NAME#I`  the reading takes position I

Roots: `force:D applies:D due:D liable:D breached:D excused:D review:D` for a duty or norm D, `step:M closed:M`
for a measure, `never:NAME` for a constraint, `element:NAME`, `some:K`, and `admissible` (readings not excluded).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from duecare.engine.arrange import arranged, conditions_toward_some
from duecare.engine.compiled import Compiled, flatten, joined
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.duties import duties_and_norms, duty_id, measures_served_by
from duecare.ir.declarations import DefenceRule, Duty, Issue, Law, Service
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    OfDuty,
    OfStep,
    SomeAffected,
    Status,
    Taken,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The measure or the duty at hand, for leaves about one; `shown` reads leaves as established or not."""

    measure: str = ""
    duty: str = ""
    shown: bool = False


def compile_law(law: Law, order: Iterable[str] = ()) -> Compiled:
    """Return the law compiled; its names must resolve and its rules be acyclic (`law check`).

    order says which variable goes before which, as far as it names them; it changes sizes and no function.
    """
    builder = _Builder(law, merged(order, arranged(law)))
    roots = builder.roots()
    return flatten(law, builder.diagram, roots, builder.places, builder.asked)


def compile_conditions(compiled: Compiled, wanted: Mapping[str, tuple[Expression, Context]]) -> Compiled:
    """Return a compiled law with further conditions as roots, each for the measure or duty at hand."""
    builder = _Builder(compiled.law, compiled.variables)
    roots = {name: builder.build(condition, context) for name, (condition, context) in wanted.items()}
    return joined(compiled, flatten(compiled.law, builder.diagram, roots, builder.places, builder.asked))


def merged(order: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return this order with the names it lacks, each after the last one before it that is not new."""
    kept = tuple(order)
    old, before, follow = set(kept), "", dict[str, list[str]]()
    for name in names:
        if name in old:
            before = name
        else:
            follow.setdefault(before, []).append(name)
    return (*follow.get("", ()), *(found for name in kept for found in (name, *follow.get(name, ()))))


class _Builder:
    """Builds every root; a variable gets its place in the order when first needed."""

    def __init__(self, law: Law, order: Iterable[str]) -> None:
        self.law = law
        self.places = {name: place for place, name in enumerate(order)}
        self.diagram = Diagram(self.places.values())
        self.asked: set[str] = set()
        self.some = conditions_toward_some(law)
        self.leaves = {leaf.name: leaf for leaf in law.leaves}
        self.elements = {element.name: element for element in law.elements}
        self.obligations = {obligation.name: obligation for obligation in law.obligations}
        self.measures = {measure.name: measure for measure in law.measures}
        self.issues = {issue.name: issue for issue in law.issues}
        self.duties = duties_and_norms(law)
        self.memo: dict[tuple[str, Context], int] = {}

    def variable(self, name: str) -> int:
        self.asked.add(name)
        return self.diagram.variable(self.places.setdefault(name, len(self.places)))

    # -- roots ------------------------------------------------------------------------------------------

    def roots(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for name, duty in self.duties.items():  # what makes duties due stands above the steps that serve them
            found |= self.due_roots(name, duty)
        for name, duty in self.duties.items():
            found |= self.breach_roots(name, duty)
        for element in self.law.elements:
            found[f"element:{element.name}"] = self.element(element.name, Context())
        for constraint in self.law.constraints:
            for context in self.instances(constraint.never):
                label = f"never:{constraint.name}" + (
                    f"({context.measure or context.duty})" if context != Context() else ""
                )
                found[label] = self.build(constraint.never, context)
        for index, item in enumerate(self.some):
            found[f"some:{index}"] = self.build(item, Context())
        found["admissible"] = self.admissible()
        return found

    def due_roots(self, name: str, duty: Duty) -> dict[str, int]:
        due = self.undefeated(self.build(duty.due, Context(duty=name)), duty, "due")
        return {f"force:{name}": self.force(duty), f"applies:{name}": self.applies(duty), f"due:{name}": due}

    def breach_roots(self, name: str, duty: Duty) -> dict[str, int]:
        here = Context(duty=name)
        roots: dict[str, int] = {}
        for measure in measures_served_by(duty.served_by):
            roots |= self.measure_roots(measure)
        roots[f"review:{name}"] = self.review(name, duty, here)
        roots[f"liable:{name}"] = self.build(duty.liable, here) if duty.liable else FALSE
        roots[f"breached:{name}"] = self.build(duty.breached, here)
        roots[f"excused:{name}"] = self.diagram.negation(self.undefeated(TRUE, duty, "wrongfulness"))
        return roots

    def review(self, name: str, duty: Duty, here: Context) -> int:
        """Return that a duty falls short: of the result that is owed, else as conduct is reviewed."""
        if duty.performed is not None:
            return self.diagram.negation(self.build(duty.performed, here))
        review = self.law.review
        return self.build(review.omitted, here) if review else self.variable(f"review:{name}:step omitted")

    def measure_roots(self, name: str) -> dict[str, int]:
        opens, step, context = self.measures[name].opens, self.law.step, Context(measure=name)
        due = self.build(step.due, context) if step else TRUE
        if opens is not None:
            due = self.diagram.both(self.build(opens, context), due)
        closed = self.build(step.closed, context) if step else FALSE
        self.variable(f"leaf:taken({name})")
        return {f"step:{name}": due, f"closed:{name}": closed}

    def force(self, duty: Duty) -> int:
        parts = [] if not duty.obligation else [self.obligations[duty.obligation].in_force]
        parts += [duty.in_force] if duty.in_force is not None else []
        return self.diagram.conjunction([self.gate(part) for part in parts])

    def gate(self, part: Expression) -> int:
        """Return a condition of being in force; a reading that leaves it no line means not in force."""
        holds = self.build(part, Context())
        if not isinstance(part, All):
            return holds
        lines = [self.guard(item) if isinstance(item, Guarded) else TRUE for item in part.items]
        return self.diagram.both(holds, self.diagram.disjunction(lines))

    def applies(self, duty: Duty) -> int:
        rule = duty.applicable if duty.applicable is not None else self.obligations[duty.obligation].applicable
        return self.undefeated(self.build(rule, Context(duty=duty_id(duty))), duty, "applicable")

    def undefeated(self, f: int, duty: Duty, stage: str) -> int:
        for defence in self.law.defences:
            if defence.defeats == stage and defence.to in {duty.obligation, duty_id(duty)}:
                f = self.diagram.both(f, self.diagram.negation(self.defence(defence)))
        return f

    def defence(self, rule: DefenceRule) -> int:
        if rule.footing:
            return self.build(rule.when, Context(shown=True))
        raised = self.variable(f"raised:{rule.name}")
        return self.diagram.both(raised, self.build(rule.when, Context()))

    def instances(self, expression: Expression) -> Iterable[Context]:
        scopes = {self.leaves[name].scope for name in _leaf_names(expression) if name in self.leaves}
        if "measure" in scopes:
            return tuple(Context(measure=name) for name in self.measures)
        if "duty" in scopes:
            return tuple(Context(duty=name) for name in self.duties)
        return (Context(),)

    # -- issues -----------------------------------------------------------------------------------------

    def position(self, issue: Issue, name: str) -> int:
        """Return `the reading takes this position`: a chain of tests, the last position being what remains."""
        taken = TRUE
        for index, position in enumerate(issue.positions):
            last = index == len(issue.positions) - 1
            test = TRUE if last else self.variable(f"issue:{issue.name}#{index}")
            if position.name == name:
                return self.diagram.both(taken, test)
            taken = self.diagram.both(taken, self.diagram.negation(test))
        raise KeyError(f"{issue.name}.{name}")

    def guard(self, expression: Guarded) -> int:
        issue = self.issues[expression.issue]
        return self.diagram.disjunction([self.position(issue, name) for name in expression.positions])

    def admissible(self) -> int:
        result = TRUE
        for issue in self.law.issues:
            for position in issue.positions:
                mine = self.position(issue, position.name)
                for other, name in position.requires:
                    result = self.diagram.both(
                        result, self.diagram.implies(mine, self.position(self.issues[other], name))
                    )
                for other, name in position.excludes:
                    clash = self.diagram.both(mine, self.position(self.issues[other], name))
                    result = self.diagram.both(result, self.diagram.negation(clash))
        return result

    # -- conditions -------------------------------------------------------------------------------------

    def build(self, expression: Expression, context: Context) -> int:
        match expression:
            case Constant(value):
                return TRUE if value else FALSE
            case Leaf(name):
                return self.leaf(name, context)
            case Element(name):
                return self.element(name, context)
            case Taken(measure):
                return self.variable(f"{'shown' if context.shown else 'leaf'}:taken({measure})")
            case OfStep(what):
                return self.of_step(what, context)
            case OfDuty(what):
                return self.variable(f"review:{context.duty}:{what}")
            case Status(subject, status):
                return self.status(subject, status)
            case Not(item):
                return self.diagram.negation(self.build(item, context))
            case SomeAffected(item):
                return self.some_affected(item, context)
            case Guarded():
                return self.diagram.both(self.guard(expression), self.build(expression.item, context))
            case All(items):
                return self.diagram.conjunction([self.line_of_all(item, context) for item in items])
            case AnyOf(items):
                return self.diagram.disjunction([self.build(item, context) for item in items])
            case AtLeast(number, items):
                return self.at_least(number, [self.build(item, context) for item in items])

    def line_of_all(self, item: Expression, context: Context) -> int:
        if isinstance(item, Guarded):  # absent in other readings: no condition
            guard = self.guard(item)
            return self.diagram.implies(guard, self.build(item.item, context))
        return self.build(item, context)

    def at_least(self, number: int, functions: list[int]) -> int:
        counts = [TRUE] + [FALSE] * number
        for f in functions:
            for have in range(number, 0, -1):
                counts[have] = self.diagram.either(counts[have], self.diagram.both(f, counts[have - 1]))
        return counts[number]

    def of_step(self, what: str, context: Context) -> int:
        if what == "taken":
            return self.variable(f"leaf:taken({context.measure})")
        return TRUE if self.measures[context.measure].tier == what else FALSE

    def status(self, subject: str, status: str) -> int:
        if status == "in force":  # content is decided on the footing that it binds
            return TRUE
        if status == "applicable":
            if subject in self.duties:
                return self.applies(self.duties[subject])
            obligation = self.obligations[subject]
            bare = Duty(subject, "", "", (), "", All(()), Service("all", ()), AnyOf(()))
            return self.undefeated(self.build(obligation.applicable, Context()), bare, "applicable")
        return self.variable(f"status:{subject}:{status}")

    def some_affected(self, item: Expression, context: Context) -> int:
        here = self.diagram.both(self.variable("here"), self.build(item, replace(context, measure="", duty="")))
        return self.diagram.either(here, self.variable(f"other:{self.some.index(item)}"))

    def element(self, name: str, context: Context) -> int:
        key = (f"element:{name}", Context(shown=context.shown))
        if key not in self.memo:
            self.memo[key] = self.build(self.elements[name].met, key[1])
        return self.memo[key]

    # -- leaves -----------------------------------------------------------------------------------------

    def leaf(self, name: str, context: Context) -> int:
        scope = self.leaves[name].scope if name in self.leaves else "operation"
        about = {"measure": context.measure, "duty": context.duty}.get(scope, "")
        instance = f"{name}({about})" if about else name
        if context.shown:
            return self.variable(f"shown:{instance}")
        key = (f"leaf:{instance}", Context())
        if key not in self.memo:
            self.memo[key] = self.effective(name, instance, self.at_hand(scope, about))
        return self.memo[key]

    def at_hand(self, scope: str, about: str) -> Context:
        return Context(measure=about) if scope == "measure" else Context(duty=about) if scope == "duty" else Context()

    def effective(self, name: str, instance: str, context: Context) -> int:
        """Return the leaf as rules read it: asserted, else presumed, else what it happens to be."""
        d = self.diagram
        rules = [rule for rule in self.law.presumptions if rule.leaf == name]
        yes = d.disjunction([self.build(rule.when, context) for rule in rules if rule.value])
        no = d.disjunction([self.build(rule.when, context) for rule in rules if not rule.value])
        asserted = self.variable(f"asserted:{instance}") if yes != FALSE or no != FALSE else TRUE
        value = self.variable(f"leaf:{instance}")
        presumed_yes, presumed_no = d.both(yes, d.negation(no)), d.both(no, d.negation(yes))
        unasserted = d.choice(presumed_yes, TRUE, d.choice(presumed_no, FALSE, value))
        return d.choice(asserted, value, unasserted)


def _leaf_names(expression: Expression) -> Iterable[str]:
    from duecare.ir.walk import leaves_named

    return leaves_named(expression)
