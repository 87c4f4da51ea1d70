"""Chances are exact: beside all completions counted one by one, and slopes beside differences."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from agreement import plan_for

from duecare.base.errors import InputError
from duecare.batch.chance import check_range, evaluate_chances, resting, weights, what_it_turns_on
from duecare.batch.circuit import Builder, cone
from duecare.batch.evaluate import evaluate
from duecare.batch.frames import layout, literals
from duecare.batch.kept import from_bytes, to_bytes
from duecare.batch.kernels import chances, may_be_true, sensitivities
from duecare.batch.plan import Plan

PLAN = ("toward", ("coco_dias", "icrc"), ("due", "breached"), ("cybercrime_duty", "health_duty"), False, True)
FORCE_TURNS_ON_FACTS = ("toward", ("coco_dias",), ("breached",), ("human_rights_duty", "health_duty"), False)


def certain(rows: int, seed: int, plan: Plan | None = None) -> dict[str, list[float | None]]:
    """A table in which every fact is so or not so."""
    rng = Random(seed)
    return {name: [float(rng.random() < 0.3) for _ in range(rows)] for name in layout(plan or plan_for(*PLAN)).needed}


def batch_of(columns: dict[str, list[float | None]]) -> pa.RecordBatch:
    return pa.record_batch(columns, schema=pa.schema([(name, pa.float64()) for name in columns]))


@pytest.mark.parametrize("asked", [PLAN[:-1], FORCE_TURNS_ON_FACTS])
def test_certain_facts_give_certain_answers(
    asked: tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], bool],
) -> None:
    """With chances of 0 and 1 alone, a conclusion has the chance 1 where it is true, and 0 where it is false."""
    likely, plain = plan_for(*asked, True), plan_for(*asked)
    columns = certain(300, 1, likely)
    told = evaluate_chances(likely, batch_of(columns)).to_pydict()
    booleans = {name: [value == 1.0 for value in values] for name, values in columns.items()}
    answers = evaluate(plain, pa.record_batch(booleans)).to_pydict()
    assert len(likely.answers) == len(plain.answers)
    for answer in plain.answers:
        for row, said in enumerate(answers[answer.column]):
            if said is not None:
                assert told[f"{answer.column}/least"][row] == told[f"{answer.column}/most"][row] == float(said)


@pytest.mark.parametrize("seed", range(6))
def test_all_completions_counted(seed: int) -> None:
    """The chance that some reading makes a conclusion true is the sum over the completions in which it may be."""
    plan, rng = plan_for(*PLAN), Random(seed)
    columns, names = certain(1, seed), layout(plan_for(*PLAN)).needed
    open_to = rng.sample(names, 9)
    chance = {name: rng.random() for name in open_to}
    given = batch_of(columns | {name: [value] for name, value in chance.items()})
    told = evaluate_chances(plan, given).to_pydict()
    completions = list(product((False, True), repeat=len(open_to)))
    every = {name: [values[0] == 1.0] * len(completions) for name, values in columns.items()}
    every |= {name: [one[place] for one in completions] for place, name in enumerate(open_to)}
    every |= {name: [name[9:] in names] * len(completions) for name in layout(plan).optional if name[:9] == "asserted:"}
    every |= {
        name: [any((chance.get(leaf) or (columns[leaf][0] or 0.0)) > 0 for leaf in plan.raised_by[name[7:]])]
        * len(completions)
        for name in layout(plan).optional
        if name.startswith("raised:")
    }
    bits = may_be_true(plan.circuit, literals(plan, pa.record_batch(every)))
    holds = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")[:, : len(completions)]
    how = np.prod([[chance[name] if so else 1 - chance[name] for name, so in zip(open_to, one, strict=True)]
                   for one in completions], axis=1)  # fmt: skip
    for answer in plan.answers:
        satisfied = (holds[answer.place] * how).sum()
        said = told[f"{answer.column}/most"][0]
        if not satisfied:
            assert said is None
        else:
            cases = range(answer.place + 1, answer.place + 1 + 3 * answer.cases, 3)
            counts = [yes for yes in cases if holds[yes + 2].any()]
            expected = (holds[counts[0]] * how).sum() / satisfied if counts else 0.0
            assert said == pytest.approx(expected, abs=1e-12)


def test_slopes_are_differences() -> None:
    """A chance is linear in each literal: what one pass back tells is what two passes forward differ in."""
    plan, rng = plan_for(*PLAN), Random(3)
    given = batch_of({name: [rng.random() for _ in range(20)] for name in layout(plan).needed})
    answer = next(one for one in plan.answers if one.conclusion.about == "cybercrime_duty/redress")
    rests_on = resting(plan, answer)
    slopes, base = what_it_turns_on(plan, rests_on, given, "numpy"), weights(plan, given)
    np.testing.assert_allclose(what_it_turns_on(plan, rests_on, given, "numba"), slopes, atol=1e-12)
    assert np.abs(slopes).max() > 0
    for place in range(0, len(plan.circuit.variables), 7):
        so, not_so = base.copy(), base.copy()
        so[2 * place], so[2 * place + 1] = 1.0, 0.0
        not_so[2 * place], not_so[2 * place + 1] = 0.0, 1.0
        difference = chances(plan.circuit, so)[answer.place + 1] - chances(plan.circuit, not_so)[answer.place + 1]
        np.testing.assert_allclose(slopes[place], difference, atol=1e-12)


def test_numpy_and_numba_agree() -> None:
    """The same bits, and the same sums to the last digit."""
    plan, rng = plan_for(*PLAN), np.random.default_rng(1)
    shape = (2 * len(plan.circuit.variables), 1000)
    bits, numbers = rng.integers(0, 1 << 63, shape, dtype=np.uint64), rng.random(shape)
    assert (may_be_true(plan.circuit, bits, "numpy") == may_be_true(plan.circuit, bits, "numba")).all()
    assert (chances(plan.circuit, numbers, "numpy") == chances(plan.circuit, numbers, "numba")).all()


def test_chances_outside_are_refused() -> None:
    """Each with its row and its column."""
    plan, columns = plan_for(*PLAN), certain(5, 1)
    columns["ground_of_refusal"] = [0.5, 1.5, None, float("nan"), -0.1]
    with pytest.raises(InputError) as refused:
        check_range(plan, batch_of(columns), 1000)
    told = [one.message for one in refused.value.diagnostics]
    assert told == [f"row {row}, column 'ground_of_refusal': {value} is no chance" for row, value in
                    ((1002, "1.5"), (1004, "nan"), (1005, "-0.1"))]  # fmt: skip


def test_a_plan_survives_the_disk() -> None:
    """Read back it is the same plan."""
    plan = plan_for(*PLAN)
    again = from_bytes(to_bytes(plan))
    assert to_bytes(again) == to_bytes(plan)
    assert (again.answers, again.raised_by, again.left_out) == (plan.answers, dict(plan.raised_by), plan.left_out)


def test_rows_are_used_again_only_when_nobody_reads_them() -> None:
    """A circuit with few rows gives what one with a row a gate gives."""
    builder, rng = Builder(), Random(5)
    nodes = [0, 1]
    for number in range(200):
        nodes.append(builder.test(f"v{number % 17}", rng.choice(nodes[-12:]), rng.choice(nodes[-12:])))
    wanted = rng.sample(nodes, 8)
    small = builder.circuit(wanted)
    large = cone(small, range(len(wanted)))
    assert small.rows < large.rows
    numbers = np.random.default_rng(2).random((2 * len(small.variables), 50))
    assert (chances(small, numbers) == chances(large, numbers)).all()
    seed = np.ones(len(wanted))
    np.testing.assert_allclose(
        sensitivities(large, numbers, seed, "numba"), sensitivities(large, numbers, seed, "numpy"), rtol=1e-12
    )
