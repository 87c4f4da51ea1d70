"""A small law and registers made of texts, to be spoilt or counted."""

from __future__ import annotations

from collections.abc import Mapping

from duecare.base.moments import parse_moment
from duecare.ir.declarations import Issue, Law, Position
from duecare.practice.current import Counting
from duecare.practice.model import Register
from duecare.practice.read import read_texts

_YES_NO = (Position("no", "No."), Position("yes", "Yes."))
_FAR = (Position("far", "Far."), Position("near", "Near."), Position("nowhere", "Nowhere."))
LAW = Law(
    issues=(
        Issue("binds@harbour_duty", "Does it bind?", _YES_NO, gate=True, obligation="harbour_duty"),
        Issue("reach", "How far?", _FAR),
    )
)
MAPPING = """\
stance:
  codes:
    accepts:
      means: "It binds."
      holds: binds.yes in harbour_duty
    denies:
      means: "It does not bind."
      content: if_binding
      holds: binds.no in harbour_duty
    elsewhere:
      means: "Other rules do."
      content: elsewhere
    undecided:
      means: "Left open."
      open: binds in harbour_duty
    silent:
      means: "Not addressed."
      silent: yes
    unspecified:
      means: "Not stated."
extent:
  codes:
    wide:
      means: "Wide."
      holds: reach.far or near
    none:
      means: "None."
      holds: reach.nowhere
    unspecified:
      means: "Not stated."
"""
GROUPS = """\
UNION:
  name: "The Union"
  kind: organisation
  grade: memory
  members: [EST, FIN]
  texts:
    - {record: union_2020, endorsed: own, grade: seen, by: members, source: "its title"}
    - {record: union_2020, endorsed: organ, grade: seen, by: [NOR], source: "its council"}
"""
REASON = "A State says this much and no more."
TODAY = Counting(parse_moment("2030-01-01"))


def entry(name: str, who: str, date: str, *, stance: str = "unspecified", more: str = "") -> str:
    """Return one record as text; `more` holds further lines, set in by two."""
    return (
        f'{name}:\n  who: {who}\n  date: {date}\n  instrument: "A paper"\n  grade: secondary\n'
        f'  reason: "{REASON}"\n  codes: {{stance: {stance}}}\n{more}'
    )


def texts_of(**files: str) -> dict[str, str]:
    """Return the files of a register: the codes, the groups, and the files given by author."""
    own = {f"practice/{who}.yaml": text for who, text in files.items()}
    return {"practice/mapping.yaml": MAPPING, "practice/groups.yaml": GROUPS, **own}


def register_of(texts: Mapping[str, str]) -> Register:
    """Return the register that texts make, which must hold no mistake."""
    register, problems = read_texts(texts)
    assert problems == ()
    return register


UNION = entry("union_2020", "UNION", "2020-01-01", stance="accepts")
