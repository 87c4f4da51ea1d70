"""Cases: what is given and what is expected, in the law and in files beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from laws import over_base, rules

from duecare.base.errors import InputError
from duecare.ir.declarations import Expectation, Given, Slice, Stance
from duecare.lang.book import read_cases

CASE = """
case rocks of harbour_duty
  "A ship on the rocks."
  source harbour_case at p 4
  gates
  reading
    takes binding.custom
    takes proof.strict
  given
    harbour_there
    not able W1
    unknown told
    not reasonable warn
  given from 1949-01
    W1 taken
    W2 taken late
  given from 1949-02
    not ship_hit
  expect warn breached (wrongfulness precluded), met late from 1949-02
  expect warn open
  expect warn not established
"""


def test_case() -> None:
    """Facts, measures taken, dates and outcome words are read as the case says."""
    book = over_base({"law.md": rules(CASE)})
    assert book.diagnostics == ()
    (case,) = book.law.cases
    assert case.gates
    assert case.reading == (Stance("binding@harbour_duty", ("custom",)), Stance("proof", ("strict",)))
    assert case.slices == (
        Slice(
            "",
            (
                Given("harbour_there", True),
                Given("able", False, "W1"),
                Given("told", None),
                Given("reasonable", False, "warn"),
            ),
        ),
        Slice("1949-01", (Given("taken", True, "W1"), Given("late", True, "W2"))),
        Slice("1949-02", (Given("ship_hit", False),)),
    )
    assert case.expects == (
        Expectation("warn", ("breached (wrongfulness precluded)", "met late"), "1949-02"),
        Expectation("warn", ()),
        Expectation("warn", ("not established",)),
    )


def test_cases_outside_the_law(tmp_path: Path) -> None:
    """A file of cases is read against a law that was read before, to the same cases."""
    file = tmp_path / "cases.md"
    file.write_text(f"# More cases\n\n{rules(CASE)}", encoding="utf-8")
    inside = over_base({"law.md": rules(CASE)}).law
    assert read_cases(file, over_base({}).law) == inside.cases


def test_only_cases_stand_outside_the_law(tmp_path: Path) -> None:
    """A file of cases declares nothing else, and its mistakes are told with their places."""
    file = tmp_path / "cases.md"
    file.write_text(
        rules(f'fact a about bearer\n  "A?"\n{CASE.replace("proof.strict", "prof.strict")}'), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        read_cases(file, over_base({}).law)
    messages = [diagnostic.message for diagnostic in caught.value.diagnostics]
    assert messages == ["this file declares 'a'", "there is no issue 'prof'"]


def test_missing_file_of_cases(tmp_path: Path) -> None:
    """A file that is not there is a mistake of the user, not a crash."""
    with pytest.raises(InputError, match="there is no such file"):
        read_cases(tmp_path / "none.md", over_base({}).law)
