"""Does every condition of the book matter to some case? `python tests/law/mutation.py [N OF]` tells which do not.

Each mutant is compiled and the cases that may rest on what was changed are run; where one comes out otherwise, the
condition is held by a source. N of OF takes every OF-th mutant, from the Nth on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from mutants import Mutant, mutants, rests_on

from duecare.assess.cases import run_case
from duecare.engine.compile import compile_law
from duecare.engine.compiled import Compiled
from duecare.ir.declarations import Case, Law
from duecare.rulebook.load import load_bundled


def unnoticed(law: Law, variables: Iterable[str], chosen: Iterable[Mutant]) -> Iterable[Mutant]:
    """Yield the mutants under which every case of the book comes out as before."""
    base, order = rests_on(law), tuple(variables)
    for mutant in chosen:
        cases = [case for case in mutant.law.cases if _touches(case, mutant.where, base)]
        compiled = compile_law(mutant.law, order) if cases else None
        if compiled is None or not any(_differs(case, compiled) for case in cases):
            yield mutant


def _touches(case: Case, where: str, base: dict[str, frozenset[str]]) -> bool:
    asked = (one.duty if one.duty in base else f"{case.obligation}.{one.duty}" for one in case.expects)
    return any(where in base[duty] for duty in asked)


def _differs(case: Case, compiled: Compiled) -> bool:
    return any(not result.passed for result in run_case(case, compiled))


def main(first: int, step: int) -> None:
    """Print the mutants that no case notices, then the share that is noticed."""
    bundle = load_bundled()
    chosen = list(mutants(bundle.law))[first::step]
    missed = 0
    for mutant in unnoticed(bundle.law, bundle.compiled.variables, chosen):
        missed += 1
        print(f"unnoticed: {mutant.where}, {mutant.what}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} noticed")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (0, 1))
