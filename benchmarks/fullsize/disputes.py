"""The 29 issues of the invented law, four of them taken per obligation, and the twelve views on them."""

from __future__ import annotations

from random import Random

from fullsize.questions import CHAPTERS
from fullsize.writing import SOURCES, chapter, cite, declaration

PER_OBLIGATION: dict[str, tuple[str, ...]] = {
    "status": ("default", "norm_only", "recognised"),
    "floor": ("conduct", "none", "result"),
    "knowledge_standard": ("actual_only", "constructive", "notified_only", "risk_foreseeable"),
    "knowledge_effort": ("monitoring", "none", "reasonable_inquiry"),
}
ONCE: dict[str, tuple[str, ...]] = {
    "prevention_reach": ("general", "halt_ongoing", "imminent"),
    "redress_reach": ("elsewhere", "in_duty"),
    "scope": ("general", "merged", "sectoral"),
    "transit": ("excluded", "known_and_feasible", "same"),
    "nexus_reach": ("control", "jurisdiction", "territory"),
    "extraterritorial": ("effects", "functional", "none", "spatial"),
    "persons": ("citizens", "everyone", "residents"),
    "author": ("any", "private_only", "state_only"),
    "underlying_act": ("contrary", "hypothetical", "wrongful"),
    "sovereignty": ("any_intrusion", "effects", "principle"),
    "espionage": ("breach", "not_contrary"),
    "harm_threshold": ("none", "serious", "significant"),
    "kind_of_harm": ("any_kind", "functional", "physical"),
    "harm_level": ("serious", "significant"),
    "aggregation": ("cumulative", "own_share"),
    "evidence": ("burden_shift", "claimant", "presumption"),
    "assistance": ("may_consider", "must_seek", "none"),
    "capacity_effect": ("excuse", "floor", "uniform"),
    "review_intensity": ("baseline", "manifest", "reasonable"),
    "procedural_breach": ("by_itself", "only_with_harm"),
    "alpha_breach": ("by_itself", "materialised"),
    "beta_breach": ("not_compensated", "omission", "with_harm"),
    "gamma_breach": ("by_itself", "materialised", "violation"),
    "delta_breach": ("not_compensated", "omission", "with_harm"),
    "epsilon_breach": ("by_itself", "grave", "materialised", "violation"),
}
GATES = frozenset({"status", "floor", "prevention_reach", "redress_reach", "scope"})
_TIES = {
    ("espionage", "breach"): "requires sovereignty.any_intrusion",
    ("underlying_act", "wrongful"): "excludes author.private_only",
    ("scope", "merged"): "excludes harm_threshold.none",
}
VIEWS = 12


def disputes_chapter() -> str:
    """Return the chapter of issues."""
    issues = [_issue(f"{name} for each obligation", name, positions) for name, positions in PER_OBLIGATION.items()]
    issues += [_issue(name, name, positions) for name, positions in ONCE.items()]
    return chapter("disputes", "Disputes", "shared", *issues)


def _issue(head: str, name: str, positions: tuple[str, ...]) -> str:
    lines = ["gate"] if name in GATES else []
    rest = [line for position in positions for line in _position(name, position)]
    written = declaration(f"issue {head}", f"How is {name.replace('_', ' ')} answered?", rest)
    return written if not lines else written.replace("\n", "\n  gate\n", 1)


def _position(issue: str, position: str) -> list[str]:
    lines = [f'position {position} "By {position.replace("_", " ")}."', f"  held by {SOURCES[3]} at p 1"]
    tie = _TIES.get((issue, position))
    return [*lines, f"  {tie}"] if tie else lines


def views_chapter(seed: int) -> str:
    """Return the chapter of views: from one that takes nearly everything to one that takes three issues."""
    random = Random(f"views {seed}")
    return chapter("views", "Views", "views", *(_view(number, random) for number in range(1, VIEWS + 1)))


def _view(number: int, random: Random) -> str:
    share = max(0.1, 1.0 - number / (VIEWS + 1))
    chosen = {name: random.choice(positions) for name, positions in ONCE.items() if random.random() < share}
    _agree(chosen)
    takes = [f"takes {name}.{position} at p {number}" for name, position in chosen.items()]
    for name, positions in PER_OBLIGATION.items():
        for obligation in CHAPTERS:
            if random.random() < share:
                two = sorted(random.sample(positions, 2 if random.random() < 0.2 else 1))
                takes.append(f"takes {name}.{' or '.join(two)} in {obligation}_duty at p {number}")
    return declaration(f"view view_{number}", f"The invented view {number}.", cite(number - 1), takes)


def _agree(chosen: dict[str, str]) -> None:
    """Take back what a chosen position rules out, so that no view contradicts itself."""
    if chosen.get("espionage") == "breach":
        chosen["sovereignty"] = "any_intrusion"
    if chosen.get("underlying_act") == "wrongful" and chosen.get("author") == "private_only":
        del chosen["author"]
    if chosen.get("scope") == "merged" and chosen.get("harm_threshold") == "none":
        del chosen["harm_threshold"]
