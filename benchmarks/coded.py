"""Dossiers by the thousand: incidents as a scholar codes them, and copies of the bundled records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from duecare.rulebook.load import load_bundled
from harness import HERE

_HEAD = """\
dossier: incident-{number}
version: "1"
title: Incident {number}
summary: Coded for a measurement.
tlp: clear
exercise: yes
written: 2024-06-30
operation:
  kind: ransomware
  began: 2024-03-01
  ended: 2024-03-20
  harms: [H2]
states: {{XAA: Northland, XBB: Southland}}
affected_closed: yes
sources:
  coding:
    title: Coding sheet
    publisher: A scholar
    date: 2024-06-01
    grade: seen
timeline:
  - on: 2024-03-05
    what: What the sheet says of the incident.
    sources: [coding]
    shows:
"""


def coded(count: int) -> Iterator[str]:
    """Yield incidents with a dozen coded answers each."""
    rng = Random(11)
    asked = [leaf for leaf in load_bundled().law.leaves if leaf.scope == "relation" and not leaf.dated]
    facts = [leaf for leaf in asked if leaf.kind == "fact"]
    for number in range(count):
        lines = [_HEAD.format(number=number)]
        lines.append("      - territorial_origin: {bearer: XAA, value: yes, standing: probable}\n")
        for leaf in rng.sample([one for one in facts if one.name != "territorial_origin"], 11):
            value, standing = rng.choice(("yes", "no", "unknown")), rng.choice(("established", "probable"))
            lines.append(
                f"      - {leaf.name}: {{bearer: XAA, beneficiary: XBB, value: {value}, standing: {standing}}}\n"
            )
        yield "".join(lines)


def bundled(count: int) -> Iterator[str]:
    """Yield the bundled records over and over, each under a name of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE.parent / "dossiers").glob("*.yaml"))]
    for number in range(count):
        text = texts[number % len(texts)]
        yield re.sub(r"^dossier: (\S+)", lambda found, n=number: f"dossier: {found[1]}-{n}", text, count=1, flags=re.M)  # type: ignore[misc]
