"""Declarations drawn at random, as syntax: every form the grammar has."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from duecare.ir.declarations import Citation, Holder
from duecare.lang.syntax import (
    Clause,
    Condition,
    Declaration,
    Expect,
    Found,
    GivenBlock,
    Group,
    Guard,
    Line,
    PositionBlock,
    ServiceGroup,
    Takes,
    Value,
    Word,
)

# Names that keywords begin with, or that are keywords elsewhere, are where a lexer goes wrong.
_TRICKY = (
    "notice",
    "underlying",
    "stepwise",
    "any_",
    "offer",
    "inform",
    "halt",
    "dues",
    "from_",
    "M46",
    "baseline_",
)
_letters = st.text(string.ascii_letters + "_", min_size=1, max_size=6)
name_texts = st.one_of(st.sampled_from(_TRICKY), _letters.map(lambda text: f"n{text}1"))
names = name_texts.map(Word)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=20)
pinpoints = st.from_regex(r"(p|para|art|r) [0-9]{1,3}(, [0-9]{1,2})?", fullmatch=True)
citations = st.lists(st.builds(Citation, name_texts, st.one_of(st.just(""), pinpoints)), min_size=1, max_size=3).map(
    tuple
)
dates = st.sampled_from(("2021", "2021-05", "2021-05-14", "2021-05-14T13:00Z", "2022-12/2023-05")).map(Word)
issues = st.one_of(name_texts, st.tuples(name_texts, name_texts).map("@".join))
positions = st.lists(names, min_size=1, max_size=3).map(tuple)
guards = st.builds(Guard, issues, positions)
_statuses = st.sampled_from(
    ("in force", "applicable", "due", "omitted", "performed", "liable", "breached", "taken", "not performed")
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Draw one line of a condition."""
    guard = draw(st.none() | guards)
    kind = draw(st.sampled_from(("name", "status", "dotted", "custom", "tier", "step", "baseline step")))
    negated = draw(st.booleans())
    if kind == "name":
        return Line(draw(names), "", negated, guard)
    if kind in ("status", "dotted"):
        subject = draw(names) if kind == "status" else Word(f"{draw(name_texts)}.{draw(name_texts)}")
        status = draw(_statuses)
        # `not X performed` has one canonical spelling, `X not performed`.
        contrary = status in ("performed", "not performed")
        return Line(subject, status, negated and not contrary, guard)
    if kind == "tier":
        return Line(Word(draw(st.sampled_from(("baseline", "capacity", "advanced")))), "tier", negated, guard)
    if kind == "step":
        return Line(Word("step"), draw(st.sampled_from(("omitted", "taken", "due"))), negated, guard)
    return Line(Word(kind), "omitted" if kind == "baseline step" else "", negated, guard)


def _groups(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    modes = st.sampled_from(("all of", "any of", "at least 2 of"))
    items = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(Group, modes, items, st.booleans(), st.none() | guards, st.booleans())


conditions = st.recursive(lines(), _groups, max_leaves=6)
services = st.recursive(
    st.builds(ServiceGroup, st.sampled_from(("all", "any")), st.lists(names, min_size=1, max_size=3).map(tuple)),
    lambda inner: st.builds(
        ServiceGroup,
        st.sampled_from(("all", "any")),
        st.lists(st.one_of(names, inner), min_size=1, max_size=3).map(tuple),
        st.booleans(),
    ),
    max_leaves=4,
)
takes = st.builds(Takes, issues, positions, st.none() | names, st.none() | names, st.none() | pinpoints.map(Word))
_held = st.lists(
    st.builds(
        Holder,
        st.one_of(name_texts, st.sampled_from(("FIN 2020", "practice"))),
        st.one_of(st.just(""), pinpoints),
        st.sampled_from(("", "if binding at all", "with doubts, on balance")),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
_references = st.lists(st.tuples(issues, name_texts).map(".".join).map(Word), min_size=1, max_size=2).map(tuple)
_listed = st.lists(names, min_size=1, max_size=3).map(tuple)


def _word(*choices: str) -> st.SearchStrategy[tuple[Word, ...]]:
    return st.sampled_from(choices).map(lambda text: (Word(text),))


_party = _word("beneficiary", "bearer")
_phase = _word("prevent", "halt", "redress")
_found = st.one_of(
    st.builds(Found, names, st.sampled_from(("", "not", "unknown")), st.none() | names),
    st.builds(Found, st.just(Word("taken")), st.sampled_from(("", "not", "unknown")), names),
    st.builds(Found, st.just(Word("late")), st.just(""), names),
)
_given = st.builds(GivenBlock, st.none() | dates, st.lists(_found, min_size=1, max_size=3).map(tuple))
_outcomes = st.lists(
    st.sampled_from(("breached", "breached (wrongfulness precluded)", "met late", "open")).map(Word),
    min_size=1,
    max_size=2,
).map(tuple)
_expect = st.builds(Expect, names, _outcomes, st.none() | dates)


@st.composite
def _position(draw: st.DrawFn) -> PositionBlock:
    inner = draw(
        _clauses(
            ("held by?", _held),
            ("doubted by?", _held),
            ("requires?", _references),
            ("excludes?", _references),
        )
    )
    return PositionBlock(draw(names), draw(texts), inner)


@st.composite
def _clauses(draw: st.DrawFn, *kinds: tuple[str, st.SearchStrategy[Value]]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for mark, values in kinds:
        keyword, sign = mark.rstrip("?*+"), mark[len(mark.rstrip("?*+")) :]
        low, high = {"?": (0, 1), "*": (0, 2), "+": (1, 2), "": (1, 1)}[sign]
        found += [Clause(keyword, draw(values)) for _ in range(draw(st.integers(low, high)))]
    return tuple(found)


_TEXT, _SOURCE, _NOTHING = ("text", texts), ("source", citations), st.just(())
_LEAF = (_TEXT, ("alias?", _listed), ("own people?", _word("yes", "no")), ("burden?", _party), ("source?", citations))
_DATES = tuple((f"in force {word}?", dates.map(lambda date: (date,))) for word in ("from", "until"))
_BODIES: dict[str, tuple[tuple[str, st.SearchStrategy[Value]], ...]] = {
    "obligation": (
        _TEXT,
        _SOURCE,
        ("owed to", _word("states", "individuals", "all parties")),
        ("burden?", _party),
        *_DATES,
        ("in force when", conditions),
        ("applicable when", conditions),
    ),
    "duty": (
        _TEXT,
        _SOURCE,
        ("phase", _phase),
        ("owed to nobody?", _NOTHING),
        ("burden?", _party),
        *_DATES,
        ("in force when?", conditions),
        ("applicable when?", conditions),
        ("due when", conditions),
        ("served by", services),
        ("performed when?", conditions),
        ("liable when?", conditions),
        ("breached when", conditions),
    ),
    "norm": (_TEXT, _SOURCE, ("phase", _phase), *_DATES, ("expected when", conditions), ("served by", services)),
    "element": (_TEXT, _SOURCE, ("burden?", _party), ("met when", conditions)),
    "fact": _LEAF,
    "appraisal": _LEAF,
    "presume": (_TEXT, _SOURCE, ("when?", conditions)),
    "constraint": (_TEXT, ("never", conditions)),
    "issue": (("gate?", _NOTHING), _TEXT, ("position+", _position())),
    "exception": (
        _TEXT,
        _SOURCE,
        ("defeats", _word("applicable", "due", "wrongfulness")),
        ("raised by?", _listed),
        ("footing?", texts),
        ("when", conditions),
    ),
    "measure": (
        _TEXT,
        _SOURCE,
        ("phase", st.just((Word("prevent"), Word("halt")))),
        ("tier", _word("baseline", "capacity", "advanced")),
        ("opens when?", conditions),
        ("window?", st.just((Word("48"), Word("hours")))),
    ),
    "consequence": (
        _TEXT,
        _SOURCE,
        ("burden?", _party),
        ("leaves open?", _NOTHING),
        ("follows when", conditions),
    ),
    "factor": (
        _TEXT,
        ("alias?", _listed),
        _SOURCE,
        ("effect", st.just((Word("raises"), Word("lowers")))),
        ("raises when?", conditions),
        ("lowers when?", conditions),
    ),
    "step": (_TEXT, _SOURCE, ("due when", conditions), ("closed when", conditions)),
    "review": (_TEXT, _SOURCE, ("omitted when", conditions)),
    "view": (_TEXT, _SOURCE, ("takes*", takes)),
    "case": (
        _TEXT,
        _SOURCE,
        ("gates?", _NOTHING),
        ("reading?", st.lists(takes, min_size=1, max_size=2).map(tuple)),
        ("given*", _given),
        ("expect+", _expect),
    ),
}


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    """Draw one declaration of any kind."""
    keyword = draw(st.sampled_from(sorted(_BODIES)))
    of = to = None
    flags: tuple[str, ...] = ()
    if keyword in ("duty", "case") or (keyword == "exception" and draw(st.booleans())):
        of = draw(names)
    if keyword == "exception":
        to = draw(names)
    if keyword in ("fact", "appraisal"):
        scope = draw(st.sampled_from(("operation", "bearer", "beneficiary", "relation", "measure", "duty")))
        flags = (scope, *draw(st.sampled_from(((), ("event",), ("onset",)))))
    if keyword in ("presume", "issue"):
        flags = draw(st.sampled_from(((), ("not",) if keyword == "presume" else ("for each obligation",))))
    name = Word("") if keyword in ("step", "review") else draw(names)
    return Declaration(keyword, name, draw(_clauses(*_BODIES[keyword])), of, to, flags)
