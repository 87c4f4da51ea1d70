"""What rules mean: names resolved, defaults filled in, issues told apart by obligation."""

from __future__ import annotations

from laws import over_base, rules

from duecare.ir.declarations import Citation, Holder, Law, Service, Stance
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

OTHER = """
obligation other_duty
  "Another."
  source scholar
  owed to all parties
  burden bearer
  in force when
    custom
  applicable when
    told
"""


def _law(text: str, front: str = "") -> Law:
    book = over_base({"law.md": front + rules(text)})
    assert book.diagnostics == ()
    return book.law


def _met(lines: str, more: str = "") -> Expression:
    law = _law(f'element extra\n  "Extra."\n  source scholar\n  met when{lines}\n{more}')
    return next(element.met for element in law.elements if element.name == "extra")


def test_atoms() -> None:
    """Each atom is resolved to what it names."""
    lines = (
        "told", "danger_known", "custom", "harbour_duty in force", "harbour_duty applicable",
        "harbour_duty.warn due", "W1 taken", "not told", "harbour_duty.warn not performed",
        "not harbour_duty.warn performed",
    )  # fmt: skip
    assert _met(" all of\n    " + "\n    ".join(lines)) == All(
        (
            Leaf("told"),
            Element("danger_known"),
            Constant(True),
            Status("harbour_duty", "in force"),
            Status("harbour_duty", "applicable"),
            Status("harbour_duty.warn", "due"),
            Taken("W1"),
            Not(Leaf("told")),
            Not(Status("harbour_duty.warn", "performed")),
            Not(Status("harbour_duty.warn", "performed")),
        )
    )


def test_lists() -> None:
    """Lists nest, stand on one line, count, and speak of some affected State."""
    assert _met(" any of\n    at least 2 of told, inferred\n    some affected: all of\n      asked") == AnyOf(
        (AtLeast(2, (Leaf("told"), Leaf("inferred"))), SomeAffected(All((Leaf("asked"),))))
    )
    assert _met(" any of told, inferred") == AnyOf((Leaf("told"), Leaf("inferred")))
    assert _met("\n    any of\n      told") == AnyOf((Leaf("told"),))
    assert _met("\n    told") == Leaf("told")


def test_guards() -> None:
    """A guard stands on its whole line, outside `not` and outside the list it guards."""
    lines = ("told", "not inferred under proof.strict or lenient", "any of told under proof.strict")
    met = _met(" all of\n    " + "\n    ".join(lines))
    assert met == All(
        (
            Leaf("told"),
            Guarded(Not(Leaf("inferred")), "proof", ("strict", "lenient")),
            Guarded(AnyOf((Leaf("told"),)), "proof", ("strict",)),
        )
    )


def test_a_guard_on_a_whole_condition_stands_in_a_list() -> None:
    """So that a guarded line is always an item, and its absence leaves a list empty."""
    guarded = Guarded(Leaf("told"), "proof", ("strict",))
    assert _met("\n    told under proof.strict") == AnyOf((guarded,))
    assert _met(" all of under proof.strict\n    told") == AnyOf((Guarded(All((Leaf("told"),)), "proof", ("strict",)),))


def test_bare_duty_means_one_of_the_same_obligation() -> None:
    """In a duty its own obligation is meant, in a chapter of an obligation that of the chapter."""
    duty = """
duty look of other_duty
  "Look."
  source scholar
  phase halt
  due when
    harbour_duty.warn due
  served by all of
    W1
    any of W2, W1
  breached when
    look omitted
"""
    law = _law(OTHER + duty)
    look = next(duty for duty in law.duties if duty.name == "look")
    assert look.breached == Status("other_duty.look", "omitted")
    assert look.served_by == Service("all", ("W1", Service("any", ("W2", "W1"))))
    element = 'element late\n  "Late."\n  source scholar\n  met when\n    warn omitted\n'
    law = _law(element, "---\nid: harbour_duty\nkind: obligation\n---\n")
    assert law.elements[-1].met == Status("harbour_duty.warn", "omitted")


def test_defaults() -> None:
    """What a declaration leaves out is filled in as the language says."""
    law = _law(OTHER)
    warn, other = law.duties[0], law.obligations[-1]
    assert (warn.burden, warn.owed_to, warn.in_force, warn.applicable, warn.liable) == (
        "beneficiary", "", None, None, None,
    )  # fmt: skip
    assert (other.burden, other.owed_to, other.title) == ("bearer", "all parties", "")
    assert law.obligations[0].title == "The harbour duty"
    told = next(leaf for leaf in law.leaves if leaf.name == "told")
    assert (told.onset, told.event, told.aliases, told.burden) == (True, True, ("informed",), "")


def test_words_about_the_measure_or_duty_at_hand() -> None:
    """`step taken` is read for the measure in `step`, and for the duty in presumptions about one."""
    text = """
presume able
  "Able."
  source scholar
  when any of
    baseline tier
    step taken

presume not reasonable
  "Not."
  source scholar
  when all of
    step omitted
    not step taken
"""
    law = _law(text)
    able, reasonable = law.presumptions
    assert able.when == AnyOf((OfStep("baseline"), OfStep("taken")))
    assert reasonable.when == All((OfDuty("step omitted"), Not(OfDuty("step taken"))))
    assert (able.value, reasonable.value) == (True, False)


def test_presumption_without_condition_always_holds() -> None:
    """A presumption that gives no condition stands under an empty `all of`, which holds."""
    assert _law('presume told\n  "Told."\n  source scholar').presumptions[0].when == All(())


def test_exception_is_raised_by_the_facts_it_rests_on() -> None:
    """Where no line says what raises an exception, the leaves its condition names do, else its elements'."""
    text = 'exception storm to harbour_duty\n  "Storm."\n  source scholar\n  defeats due\n  when all of\n'
    law = _law(text + "    danger_known\n    ship_hit")
    assert law.defences[-1].raised_by == ("ship_hit",)
    law = _law(text + "    danger_known")
    assert set(law.defences[-1].raised_by) == {"told", "inferred"}
    assert law.defences[0].raised_by == ("ship_hit", "asked")
    assert (law.defences[0].to, law.defences[0].defeats) == ("harbour_duty", "due")


def test_exception_to_a_duty() -> None:
    """An exception to one duty names it by its full id."""
    text = 'exception storm to warn of harbour_duty\n  "S."\n  source scholar\n  defeats wrongfulness\n'
    defence = _law(text + '  footing "the storm was real"\n  when\n    ship_hit').defences[-1]
    assert (defence.to, defence.footing) == ("harbour_duty.warn", "the storm was real")


def test_window_is_counted_in_hours() -> None:
    """Days are told as hours."""
    head = '\n  "M."\n  source scholar\n  phase prevent, halt\n  tier baseline\n  window '
    law = _law(f"measure M1{head}2 days\n\nmeasure M2{head}36 hours")
    assert [measure.window for measure in law.measures[-2:]] == [48, 36]
    assert law.measures[-1].phases == ("prevent", "halt")


def test_issue_taken_per_obligation() -> None:
    """There is one issue for each obligation that turns on it, and guards say which."""
    using = OTHER.replace("    custom\n", "    custom under binding.custom\n")
    law = _law(using)
    assert [issue.name for issue in law.issues] == ["binding@harbour_duty", "binding@other_duty", "proof"]
    assert [issue.obligation for issue in law.issues] == ["harbour_duty", "other_duty", ""]
    guard = Guarded(Constant(True), "binding@other_duty", ("custom",))
    assert law.obligations[-1].in_force == AnyOf((guard,))
    assert [issue.name for issue in _law(OTHER).issues] == ["binding@harbour_duty", "proof"]


def test_stance_on_an_issue_taken_per_obligation() -> None:
    """Without `in` a stance holds for each obligation; with it, or with the full name, for that one."""
    using = OTHER.replace("    custom\n", "    custom under binding.custom\n")
    view = """
view broad
  "Broad."
  source scholar
  takes binding.custom
  takes proof.strict or lenient from harbour_case at p 4

view narrow
  "Narrow."
  source harbour_case
  takes binding.courtesy in other_duty at p 5
  takes binding@harbour_duty.custom
"""
    broad, narrow = _law(using + view).views
    assert broad.stances == (
        Stance("binding@harbour_duty", ("custom",)),
        Stance("binding@other_duty", ("custom",)),
        Stance("proof", ("strict", "lenient"), Citation("harbour_case", "p 4")),
    )
    assert narrow.stances == (
        Stance("binding@other_duty", ("courtesy",), Citation("harbour_case", "p 5")),
        Stance("binding@harbour_duty", ("custom",)),
    )


def test_a_stance_brings_the_issue_of_its_obligation_into_being() -> None:
    """A view may take an issue for an obligation that no rule turns on there."""
    view = 'view v\n  "V."\n  source scholar\n  takes binding.custom in other_duty'
    names = [issue.name for issue in _law(f"{OTHER}\n{view}").issues]
    assert "binding@other_duty" in names


def test_requires_within_an_obligation() -> None:
    """A position of an issue taken per obligation requires that of the same obligation."""
    text = """
issue depth for each obligation
  "How deep?"
  position deep "Deep."
    held by scholar
    requires binding.custom, proof.strict
  position flat "Flat."
    held by scholar
    excludes binding@harbour_duty.custom
"""
    law = _law(OTHER + text)
    depth = {issue.name: issue for issue in law.issues}
    assert depth["depth@other_duty"].positions[0].requires == (
        ("binding@other_duty", "custom"),
        ("proof", "strict"),
    )
    assert depth["depth@other_duty"].positions[1].excludes == (("binding@harbour_duty", "custom"),)
    assert "binding@other_duty" in depth


def test_holders() -> None:
    """A holder is a source or a State with a year; a note begins where no further pinpoint follows."""
    text = """
issue depth
  "How deep?"
  position deep "Deep."
    held by harbour_case at p 4, p 5; FIN 2020; NZL 2020 at para 17, if binding at all; practice, by most
  position flat "Flat."
    doubted by scholar
"""
    deep, flat = next(issue for issue in _law(text).issues if issue.name == "depth").positions
    assert deep.held_by == (
        Holder("harbour_case", "p 4, p 5"),
        Holder("FIN 2020"),
        Holder("NZL 2020", "para 17", "if binding at all"),
        Holder("practice", "", "by most"),
    )
    assert flat.doubted_by == (Holder("scholar"),)


def test_names_of_broken_declarations_are_known() -> None:
    """A declaration that does not parse gives its own message and none wherever it is used."""
    user = 'element user\n  "U."\n  source scholar\n  met when any of\n    broken\n    told under gone.there'
    book = over_base({"law.md": rules(f'element broken\n  "B."\n\n{user}\n\nissue gone\n  oops')})
    assert [diagnostic.span.line for diagnostic in book.diagnostics] == [2, 13]


def test_nothing_is_said_to_be_missing_when_a_file_went_unread() -> None:
    """A name may be declared in the file that could not be read, so only that file is told."""
    book = over_base({"a.md": "```rule\nelement a\n", "b.md": rules(OTHER.replace("told", "tolld"))})
    assert [diagnostic.span.file for diagnostic in book.diagnostics] == ["law/a.md"]


def test_text_keeps_its_quotes() -> None:
    """A quotation mark or a backslash inside a text is written with a backslash before it."""
    assert _law(r"fact f about bearer" + "\n" + r'  "So-called \"self\" \\ other"').leaves[-1].question == (
        'So-called "self" \\ other'
    )
