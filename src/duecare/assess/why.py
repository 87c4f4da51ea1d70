"""Why: the derivation of one outcome, conclusion first, checked by the engine before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from duecare.assess.assess import decided, frames_of, public_claims
from duecare.assess.cast import Cast
from duecare.assess.model import Derivation, Outcome, Reason, Relied
from duecare.assess.outcomes import ALL, footings, force, history, outcomes, unraised
from duecare.assess.reasons.book import Book
from duecare.assess.reasons.inquiry import Established, Inquiry
from duecare.assess.reasons.opening import opened
from duecare.assess.reasons.other_way import other_way
from duecare.assess.reasons.shorten import shortened
from duecare.assess.reasons.telling import Teller, bare
from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE
from duecare.dossier.model import Dossier, beneficiaries_of
from duecare.engine.decide import Decider
from duecare.engine.implicant import Literal
from duecare.engine.outcome import if_binds
from duecare.ir.declarations import Stance, View
from duecare.rulebook.load import Bundle

_MOST_POSITIONS = 3


def why(
    dossier: Dossier,
    bundle: Bundle,
    *,
    bearer: str,
    beneficiary: str,
    duty: str,
    view: str = "",
    as_of: Moment | None = None,
    standard: str = "balance",
) -> Derivation:
    """Return the derivation of a duty's outcome under a view (empty: all readings), whether it binds set aside."""
    frames = frames_of(dossier, bundle, as_of, standard)
    fitting = [frame for frame in frames if (frame.bearer, frame.beneficiary) == (bearer, beneficiary)]
    for _, decider in decided(dossier, bundle, fitting, frozenset({duty})):
        if duty in decider.history.of:
            book = Book(bundle.law, public_claims(dossier, bundle))
            return derive(decider, dossier, book, duty, book.views.get(view, ALL))
    toward = f" toward {dossier.state_name(beneficiary)}" if beneficiary else ""
    message = f"there is no finding on {duty} for {dossier.state_name(bearer)}{toward}"
    raise InputError([Diagnostic(NOWHERE, message, "run `duecare assess` to see all findings")])


def derive(decider: Decider, dossier: Dossier, book: Book, duty: str, view: View) -> Derivation:
    """Return the derivation of a duty's outcome in a frame that has been worked out."""
    inquiry = inquiry_on(decider, dossier, book, duty, view)
    told = outcomes(decider, duty, view)[0]
    found = inquiry.establish(told.words[0]) if told.settled else None
    if found:
        reasons = (*shortened(found.reasons), other_way(inquiry, found))
    elif told.turns_on:
        reasons = tuple(_sides(inquiry, told))
    else:
        reasons = opened(inquiry, told) if told.words else ()
    return _derivation(inquiry, view, told, reasons, found)


def inquiry_on(decider: Decider, dossier: Dossier, book: Book, duty: str, view: View) -> Inquiry:
    """Return the inquiry into a duty of a frame that has been worked out, under a view."""
    return Inquiry(decider, duty, view.stances, _teller(decider, dossier, book, view))


def _teller(decider: Decider, dossier: Dossier, book: Book, view: View) -> Teller:
    frame = decider.history.frame
    others = tuple(one for one in beneficiaries_of(dossier) if one not in {frame.bearer, frame.beneficiary})
    cast = Cast(book.law, dossier, frame.bearer, frame.beneficiary)
    stances = tuple(one for one in view.stances if one.issue not in decider.readings.gates)
    return Teller(book, cast, stances, frame, others, {claim.id: claim for claim in dossier.claims})


def _derivation(
    inquiry: Inquiry, view: View, told: Outcome, reasons: tuple[Reason, ...], found: Established | None
) -> Derivation:
    decider, duty, frame = inquiry.decider, inquiry.duty, inquiry.frame
    rule = inquiry.book.duties[duty]
    truth = "yes" if told.settled else "open"
    root = Reason("outcome", truth, duty, rule.text, rule.sources, (), (*reasons, *_aside(inquiry)))
    return Derivation(
        frame.bearer, frame.beneficiary, duty, view.name, told,
        force(decider, duty, view).value if rule.obligation else "",
        history(decider, duty, frame.labels, view), root,
        tuple(_relied(inquiry, one) for one in found.literals) if found else (),
        found.stances if found else (), bool(found),
    )  # fmt: skip


def _aside(inquiry: Inquiry) -> Iterator[Reason]:
    """Yield what was left aside: exceptions that nobody raised, and those on whose absence the finding is made."""
    for rule in footings(inquiry.decider, inquiry.duty):
        text = f"On the footing that {rule.footing}, and without prejudice to that."
        yield Reason("footing", "yes", rule.name, text, rule.sources)
    for rule in unraised(inquiry.decider, inquiry.duty):
        yield Reason("not raised", "no", rule.name, rule.text, rule.sources)


def _relied(inquiry: Inquiry, literal: Literal) -> Relied:
    teller = inquiry.teller
    since, until = teller.dates(literal.first, literal.last)
    toward = teller.others[literal.other] if literal.other >= 0 else ""
    if literal.value is None:
        return Relied(literal.instance, "unasserted", since, until, toward)
    told = teller.fact(literal.instance, literal.other, literal.first, literal.last, int(literal.value))
    return Relied(literal.instance, "yes" if literal.value else "no", since, until, toward, told.claims)


# -- contested ------------------------------------------------------------------------------------------


def _sides(inquiry: Inquiry, told: Outcome) -> Iterator[Reason]:
    """Yield each outcome with the positions that bring it, its holders, and why it follows on them."""
    for word in told.words:
        stances = dividing(inquiry, word, told.turns_on)
        if stances is None:
            continue
        found = inquiry.establish(word, (*inquiry.stances, *stances))
        positions = tuple(_position(inquiry, stance) for stance in stances)
        views = _settled_on(inquiry, word)
        note = f"so under {'; '.join(views)}" if views else ""
        yield Reason(
            "side",
            "yes",
            word,
            f"On these positions: {word}.",
            (),
            (),
            (*positions, *shortened(found.reasons)),
            note=note,
        )


def dividing(inquiry: Inquiry, word: str, turns_on: Iterable[str]) -> tuple[Stance, ...] | None:
    """Return the fewest positions, those that one view takes together first, that leave a view's readings one word."""
    choices = {issue: _held_first(inquiry, issue) for issue in turns_on}
    views = [view for view in inquiry.book.law.views if view.name in _settled_on(inquiry, word)]
    taken = [[one for one in view.stances if one.issue in choices and len(one.positions) == 1] for view in views]
    sets = [list(combinations(stances, number)) for number in range(1, _MOST_POSITIONS + 1) for stances in taken]
    for number in range(1, _MOST_POSITIONS + 1):
        sets += [list(_combined(choices, number))]
    return next((stances for group in sets for stances in group if _leaves(inquiry, stances, word)), None)


def _combined(choices: Mapping[str, list[str]], number: int) -> Iterator[tuple[Stance, ...]]:
    for issues in combinations(choices, number):
        for names in product(*(choices[issue] for issue in issues)):
            yield tuple(Stance(issue, (name,)) for issue, name in zip(issues, names, strict=True))


def _leaves(inquiry: Inquiry, stances: tuple[Stance, ...], word: str) -> bool:
    return inquiry.possible(inquiry.under((*inquiry.stances, *stances))) == (word,)


def _held_first(inquiry: Inquiry, issue: str) -> list[str]:
    allowed = inquiry.positions(inquiry.view)[issue]
    found = [one for one in inquiry.book.issues[issue].positions if one.name in allowed]
    return [one.name for one in sorted(found, key=lambda one: not one.held_by)]


def _position(inquiry: Inquiry, stance: Stance) -> Reason:
    issue = inquiry.book.issues[stance.issue]
    text = " / ".join(f"“{one.text}”" for one in issue.positions if one.name in stance.positions)
    name = f"{bare(stance.issue)}: {' or '.join(one.replace('_', ' ') for one in stance.positions)}"
    return Reason("position", "yes", name, f"{issue.question} {text}", note="this position divides")


def _settled_on(inquiry: Inquiry, word: str) -> tuple[str, ...]:
    found = ((view.name, if_binds(inquiry.decider, inquiry.duty, view.stances)) for view in inquiry.book.law.views)
    return tuple(name for name, verdict in found if verdict.settled and verdict.words == (word,))
