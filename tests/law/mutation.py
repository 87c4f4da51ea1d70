"""Does every condition of the book matter to some case? `PYTHONPATH=src python tests/law/mutation.py [N OF]` tells.

Each mutant is compiled, and the cases and contrasts are run whose duty rests on a function that changed, until one
comes out otherwise; then the condition is held by a source. N OF takes every OF-th mutant, from the Nth on; `--report`
takes all of them and writes docs/mutation.md.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contrasts import changed
from joined_late import measured_too_early
from mutants import Mutant, mutants, rests_on
from scenes import scenes
from unreached import UNREACHED

from duecare.assess.cases import run_case
from duecare.engine.compile import _Builder
from duecare.engine.compiled import Compiled, flatten
from duecare.engine.diagram import FALSE
from duecare.ir.declarations import Case, Expectation, Law
from duecare.rulebook.load import Bundle, load_bundled

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Check:
    """An expectation of a case, or a contrast: something that may notice a change of the law."""

    case: Case
    duty: str

    def comes_out(self, compiled: Compiled) -> object:
        """Return what comes out of it under a law."""
        return [(one.found, one.passed) for one in run_case(self.case, compiled)]


class Watch:
    """The cases and contrasts of the book, ready to notice a change of the law."""

    def __init__(self, bundle: Bundle) -> None:
        self.builder = _Builder(bundle.law, bundle.compiled.variables)
        self.roots = self.builder.roots()
        self.compiled = bundle.compiled
        self.checks = tuple(_checks(bundle.law))
        self.related = {name: _related(rests) for name, rests in rests_on(bundle.law).items()}
        self.scenes: dict[int, tuple[int, ...]] = {}
        self.expected: dict[int, object] = {}

    def notices(self, mutant: Mutant) -> bool:
        """Whether a case or contrast comes out otherwise under the mutant, or a treaty measures what came before it."""
        builder = self._builder(mutant)
        roots = builder.roots()
        differences = self.differences(roots)
        compiled = flatten(mutant.law, builder.diagram, roots, builder.places, builder.asked)
        return any(
            self.checks[number].comes_out(compiled) != self.before(number) for number in self.concerned(differences)
        ) or bool(measured_too_early(compiled))

    def matters(self, mutant: Mutant) -> bool:
        """Whether some outcome may differ from the book's, on facts that can be together and in a reading there is."""
        d, roots = self.builder.diagram, self._builder(mutant).roots()
        allowed = self._allowed(self.roots)
        if self._allowed(roots) != allowed:
            return True
        outcomes = [f for name, f in self.differences(roots).items() if name.partition(":")[0] not in _NO_OUTCOMES]
        return any(d.both(f, allowed) != FALSE for f in outcomes)

    def _allowed(self, roots: Mapping[str, int]) -> int:
        """Return the facts and readings that can be together."""
        never = [f ^ 1 for name, f in roots.items() if name.startswith("never:")]
        return self.builder.diagram.conjunction([roots["admissible"], *never])

    def _builder(self, mutant: Mutant) -> _Builder:
        builder = _Builder(mutant.law, ())
        builder.diagram, builder.places = self.builder.diagram, self.builder.places  # what did not change is there
        return builder

    def differences(self, roots: Mapping[str, int]) -> dict[str, int]:
        """Return where each root that changed differs from the book's, by its name."""
        d, found = self.builder.diagram, dict[str, int]()
        for name in roots.keys() | self.roots.keys():
            was, now = self.roots.get(name, FALSE), roots.get(name, FALSE)
            if was != now:
                found[name] = d.either(d.both(was, now ^ 1), d.both(was ^ 1, now))
        return found

    def concerned(self, differences: Mapping[str, int]) -> Iterator[int]:
        """Yield the checks for which a root bearing on their duty differs where their facts hold; contrasts first."""
        d = self.builder.diagram
        for number in reversed(range(len(self.checks))):
            check = self.checks[number]
            bearing = [f for name, f in differences.items() if self.bears(name, check.duty)]
            if any(d.both(f, scene) != FALSE for f in bearing for scene in self.scene(number)):
                yield number

    def bears(self, root: str, duty: str) -> bool:
        """Whether what comes of a duty may rest on a root."""
        kind, _, name = root.partition(":")
        return kind in {"never", "admissible"} or name in self.related[duty]

    def scene(self, number: int) -> tuple[int, ...]:
        """Return where the facts of a check hold, slice by slice."""
        if number not in self.scenes:
            self.scenes[number] = scenes(self.checks[number].case, self.builder, self.roots["admissible"])
        return self.scenes[number]

    def before(self, number: int) -> object:
        """Return what a check comes to under the book as it is."""
        if number not in self.expected:
            self.expected[number] = self.checks[number].comes_out(self.compiled)
        return self.expected[number]


def _related(rests: frozenset[str]) -> frozenset[str]:
    """Return the duties and measures among the declarations that a duty rests on."""
    return frozenset(where.partition(" ")[2] for where in rests if where.partition(" ")[0] in _WITH_ROOTS)


_NO_OUTCOMES = ("element", "some", "never")
_WITH_ROOTS = ("duties", "norms", "measures")


def contrasts() -> Iterator[tuple[str, str, str, str]]:
    """Yield the contrasts of every test of the law."""
    for path in sorted(_HERE.glob("test_*.py")):
        yield from getattr(importlib.import_module(path.stem), "CONTRASTS", ())


def _checks(law: Law) -> Iterator[Check]:
    for case in law.cases:
        for expectation in case.expects:
            yield Check(replace(case, expects=(expectation,)), _full(law, case, expectation.duty))
    for name, duty, changes, _ in contrasts():
        case = changed(law, name, changes)
        yield Check(replace(case, expects=(Expectation(duty, ()),)), _full(law, case, duty))


def _full(law: Law, case: Case, duty: str) -> str:
    return duty if any(norm.name == duty for norm in law.norms) else f"{case.obligation}.{duty}"


def unnoticed(watch: Watch, chosen: Iterable[Mutant]) -> Iterator[Mutant]:
    """Yield the mutants under which every case of the book and every contrast comes out as before."""
    return (mutant for mutant in chosen if not watch.notices(mutant))


def main(first: int, step: int, report: Path | None = None) -> None:
    """Print the mutants that nothing notices, then the share that is noticed; write the report, if asked."""
    bundle = load_bundled()
    watch, chosen = Watch(bundle), list(mutants(bundle.law))[first::step]
    missed = []
    for mutant in unnoticed(watch, chosen):
        missed.append(mutant)
        print(
            f"unnoticed: {mutant.where}, {mutant.what}{'' if watch.matters(mutant) else ' (nothing changes)'}",
            flush=True,
        )
    print(f"{len(chosen) - len(missed)} of {len(chosen)} noticed")
    if report is not None:
        report.parent.mkdir(exist_ok=True)
        report.write_text(_report(chosen, missed), encoding="utf-8")


def _report(chosen: Sequence[Mutant], missed: Sequence[Mutant]) -> str:
    reasons = {(where, what): reason for where, what, reason in UNREACHED}
    noticed = len(chosen) - len(missed)
    rows = [
        f"| {one.where} | {one.what} | {reasons.get((one.where, one.what), 'not yet reached by a case')} |"
        for one in missed
    ]
    return (
        "# Changing the law one condition at a time\n\n"
        "Each condition, guard, exception, presumption and constraint of the book is left out in turn. A change counts"
        " as noticed\nwhen a case of the book, or a contrast (a case with one fact or position changed), comes out"
        " otherwise, or when\na treaty would measure conduct from before it bound (`tests/law/joined_late.py`).\n\n"
        f"{noticed} of {len(chosen)} changes are noticed ({100 * noticed / len(chosen):.1f} %)."
        " `PYTHONPATH=src python tests/law/mutation.py --report` counts again.\n\n"
        "The others:\n\n| declaration | change | reason |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["--report"]:
        main(0, 1, _HERE.parents[1] / "docs" / "mutation.md")
    else:
        main(*(int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (0, 1))
