"""Drafts: what is written to begin with, what is read, and what is refused with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drafts import TODAY, drafted, written

from duecare.base.errors import InputError
from duecare.ir.declarations import Law
from duecare.practice.draft import read_draft, with_records, without
from duecare.practice.model import Register
from duecare.practice.read import content_hash
from duecare.practice.scaffold import draft_position
from duecare.tryout.shift import shifts


def _begun(law: Law, register: Register) -> str:
    return draft_position("EST", "Estonia", law, register, TODAY.as_of)


def test_a_new_draft_reads_and_changes_nothing(tmp_path: Path, law: Law, register: Register) -> None:
    """Before anything is filled in, it is sound and takes no position."""
    records = drafted(tmp_path, _begun(law, register), register, law)
    assert [(one.who, one.positions) for one in records] == [("EST", ())]
    (shift,) = shifts(law, register, with_records(register, records), records, TODAY)
    assert shift.moves == ()


def test_a_new_draft_lists_every_position_ready_to_be_taken(tmp_path: Path, law: Law, register: Register) -> None:
    """Each line can be uncommented by itself, and together they are all positions of all issues."""
    begun = _begun(law, register)
    lines = [line for line in begun.split("\n") if line.startswith("  # - ")]
    listed = set()
    for line in lines:
        text = begun.replace(f"{line}\n", f"    {line.removeprefix('  # ')}\n")
        (record,) = drafted(tmp_path, text, register, law)
        (answer,) = record.positions
        listed.add((answer.issue.partition("@")[0], answer.positions))
    expected = {(issue.name.partition("@")[0], (one.name,)) for issue in law.issues for one in issue.positions}
    assert listed == expected


def test_a_new_draft_says_what_stands(law: Law, register: Register) -> None:
    """What the register holds of the author stands beside the issue, with the record."""
    now = re.findall(r"# now: (.*)", _begun(law, register))
    assert "holds status.recognised in corfu_channel_duty (est_2021)" in now
    assert len(now) == 4


def test_a_draft_could_be_handed_in_as_it_is(tmp_path: Path, law: Law, register: Register) -> None:
    """Put into the register it is found there, and taken out again the register is what it was."""
    records = drafted(tmp_path, written(["author.any"]), register, law)
    more = with_records(register, records)
    assert more.record("a_draft") == records[0]
    assert more.hash == content_hash(more) != register.hash
    assert without(more, "a_draft") == register


_SOUND = written(["author.any"])


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (_SOUND.replace("author", "auther"), "8:15", "there is no issue 'auther'; did you mean `author`?"),
        (_SOUND.replace("any,", "anyy,"), "8:15", "has no position 'anyy'; did you mean `any`?"),
        (_SOUND.replace("IRL", "IRX"), "2:8", "'IRX' is the code of no State and of no group"),
        (_SOUND.replace("2026-11-23", "2026-11-31"), "3:9", "is not a date of the calendar"),
        (_SOUND.replace("holds:", "hold:"), "8:8", "a position has no `hold`; did you mean `holds`?"),
        (_SOUND.replace("a_draft", "est_2021"), "1:1", "the name 'est_2021' is taken in the register"),
        (_SOUND + written(["author.any"], "EST", name="b_draft"), "9:1", "a draft is of one State or group"),
        (written(["author.any", "author.state_only"]), "9:15", "the record answers 'author' twice (line 8)"),
        ("", "1:1", "the draft holds no record; begin with `duecare practice draft STATE`"),
        ("a_draft: {", "2:1", "this YAML cannot be read"),
        (_SOUND.replace("a_draft:", "a_draft: &x"), "1:10", "anchors and aliases"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, place: str, message: str, tmp_path: Path, law: Law, register: Register
) -> None:
    """File, line and column, what is wrong, and what to do."""
    with pytest.raises(InputError) as refused:
        drafted(tmp_path, text, register, law)
    told = str(refused.value)
    assert f"draft.yaml:{place}: " in told
    assert message in told


def test_all_mistakes_are_told_at_once(tmp_path: Path, law: Law, register: Register) -> None:
    """A draft is read to its end, and checked against the law to its end."""
    text = written(["auther.any", "author.anyy", "status.recognised"], "IRX", date="soon")
    with pytest.raises(InputError) as refused:
        drafted(tmp_path, text, register, law)
    assert len(refused.value.diagnostics) == 5
    with pytest.raises(InputError, match="there is no such file"):
        read_draft(tmp_path / "none.yaml", register, law)
