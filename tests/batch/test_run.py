"""A run keeps what it has done, and its output does not tell how it came about."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from agreement import plan_for
from tables import ONLY, VIEWS, table, written

from duecare.base.errors import InputError
from duecare.batch.evaluate import evaluate
from duecare.batch.kept import kept_or_made, to_bytes
from duecare.batch.plan import Plan
from duecare.batch.run import Run, StoppedError, check, put_together, restart, work_through
from duecare.batch.work import work_for

PLAN = ("toward", VIEWS, ("due", "breached"), ONLY)


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("frames") / "frames.parquet", table(150, 3), 100)


def ran(source: Path, target: Path) -> bytes:
    """What a run writes that nothing interrupts."""
    run = Run(source, target, plan_for(*PLAN), "answers")
    put_together(run, work_through(run, check(run), work_for(run.plan)))
    assert not run.folder.exists()
    return target.read_bytes()


def test_a_stopped_run_goes_on(frames: Path, tmp_path: Path) -> None:
    """Stopped after two row groups it keeps them, does the rest when asked again, and writes the same bytes."""
    run = Run(frames, tmp_path / "again.parquet", plan_for(*PLAN), "answers")
    done: list[int] = []

    def stopping(batch: pa.RecordBatch, row: int) -> pa.RecordBatch:
        if row == 200:
            raise KeyboardInterrupt
        done.append(row)
        return work_for(run.plan)(batch, row)

    with pytest.raises(StoppedError, match="2 of 5 row groups"):
        work_through(run, check(run), stopping)
    assert not run.target.exists()
    assert done == [0, 100]
    rest: list[int] = []

    def going_on(batch: pa.RecordBatch, row: int) -> pa.RecordBatch:
        rest.append(row)
        return work_for(run.plan)(batch, row)

    put_together(run, work_through(run, check(run), going_on))
    assert rest == [200, 300, 400]
    assert run.target.read_bytes() == ran(frames, tmp_path / "once.parquet")


@pytest.mark.parametrize("kept", [0, 9, 0.5])
def test_a_part_cut_short_is_worked_out_again(kept: float, frames: Path, tmp_path: Path) -> None:
    """A part of which the end is missing (the machine failed) is not taken for done; the bytes are the same."""
    run = Run(frames, tmp_path / "cut.parquet", plan_for(*PLAN), "answers")
    work_through(run, check(run), work_for(run.plan))
    whole = run.part(1).read_bytes()
    run.part(1).write_bytes(whole[: int(kept * len(whole)) if isinstance(kept, float) else kept])
    again: list[int] = []

    def noting(batch: pa.RecordBatch, row: int) -> pa.RecordBatch:
        again.append(row)
        return work_for(run.plan)(batch, row)

    put_together(run, work_through(run, check(run), noting))
    assert again == [100]
    assert run.target.read_bytes() == ran(frames, tmp_path / "once.parquet")


@pytest.mark.parametrize("kept", [0, 100, 0.5])
def test_a_damaged_plan_is_made_again(kept: float, tmp_path: Path) -> None:
    """A plan that is kept and cannot be read, however it was damaged, is no more than one that is missing."""
    plan = plan_for(*PLAN)
    assert to_bytes(kept_or_made("asked", lambda: plan, tmp_path)) == to_bytes(plan)
    file = next(tmp_path.iterdir())
    whole = file.read_bytes()
    file.write_bytes(whole[: int(kept * len(whole)) if isinstance(kept, float) else kept])
    made: list[int] = []

    def make() -> Plan:
        made.append(1)
        return plan

    kept_or_made("asked", make, tmp_path)
    assert made == [1]
    kept_or_made("asked", make, tmp_path)
    assert made == [1]


def test_rows_keep_their_order(frames: Path, tmp_path: Path) -> None:
    """Row by row the answers stand where the frames stood."""
    ran(frames, tmp_path / "out.parquet")
    names = pq.read_table(tmp_path / "out.parquet").column("frame").to_pylist()
    assert names == [f"row {number}" for number in range(450)]


def test_a_run_over_something_else_is_not_gone_on_with(frames: Path, tmp_path: Path) -> None:
    """What is left of a run over another table, or for another question, is never mixed in."""
    first = Run(frames, tmp_path / "out.parquet", plan_for(*PLAN), "answers")
    work_through(first, check(first), work_for(first.plan))
    other = Run(frames, first.target, plan_for("toward", VIEWS, ("due",), ONLY), "answers")
    with pytest.raises(InputError, match="left from a run over something else"):
        work_through(other, check(other), work_for(other.plan))
    restart(other)
    put_together(other, work_through(other, check(other), work_for(other.plan)))


def test_a_full_disk_is_told(frames: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, what was done is kept, and the same command goes on."""
    run, whole = Run(frames, tmp_path / "out.parquet", plan_for(*PLAN), "answers"), pa.OSFile

    def full(path: str, mode: str) -> pa.OSFile:
        if "000002" in path:
            raise OSError(28, "No space left on device")
        return whole(path, mode)

    monkeypatch.setattr(pa, "OSFile", full)
    with pytest.raises(InputError, match="no room on the disk"):
        work_through(run, check(run), work_for(run.plan))
    monkeypatch.undo()
    assert not run.target.exists()
    assert sorted(path.name for path in run.folder.glob("*.arrow")) == ["000000.arrow", "000001.arrow"]
    put_together(run, work_through(run, check(run), work_for(run.plan)))
    assert run.target.read_bytes() == ran(frames, tmp_path / "once.parquet")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t.drop_columns(["ground_of_refusal"]), "column 'ground_of_refusal' is missing"),
        (lambda t: t.append_column("guilt", pa.nulls(len(t), pa.bool_())), "column 'guilt' is no fact"),
        (
            lambda t: t.drop_columns(["ground_of_refusal"]).append_column(
                "ground_of_refusal", pa.nulls(len(t), pa.int8())
            ),
            "column 'ground_of_refusal' holds int8, not booleans",
        ),
        (lambda t: t.append_column("ground_of_refusal", t["ground_of_refusal"]), "is there twice"),
        (lambda t: t.slice(0, 0), "holds no frames"),
        (lambda t: t.replace_schema_metadata({"duecare.kind": "alone"}), "holds frames of the kind 'alone'"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(change: object, told: str, tmp_path: Path) -> None:
    """Missing, unknown, doubled and wrongly typed columns are named before any work is done."""
    assert callable(change)
    source = written(tmp_path / "frames.parquet", change(table(3)), 10)
    run = Run(source, tmp_path / "out.parquet", plan_for(*PLAN), "answers")
    with pytest.raises(InputError, match=told):
        work_through(run, check(run), work_for(run.plan))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frames.parquet"]


@pytest.mark.parametrize("kept", [0, 3, 500, -9])
def test_a_file_cut_short_is_refused(frames: Path, kept: int, tmp_path: Path) -> None:
    """A Parquet file that ends too early is told as such."""
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(frames.read_bytes()[:kept])
    run = Run(broken, tmp_path / "out.parquet", plan_for(*PLAN), "answers")
    with pytest.raises(InputError, match="is no whole Parquet file"):
        check(run)


def test_a_damaged_row_group_is_named(frames: Path, tmp_path: Path) -> None:
    """What lies before it is done and kept; nothing is put out."""
    data = bytearray(frames.read_bytes())
    meta = pq.ParquetFile(frames).metadata.row_group(1)
    first, last = meta.column(0).data_page_offset, meta.column(meta.num_columns - 1).data_page_offset
    data[first:last] = b"\xff" * (last - first)
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(data)
    run = Run(broken, tmp_path / "out.parquet", plan_for(*PLAN), "answers")
    with pytest.raises(InputError, match="row group 1 is damaged"):
        work_through(run, check(run), work_for(run.plan))
    assert not run.target.exists()


@pytest.mark.parametrize("offset", [0, 1, 7, 8, 63, 64, 100])
def test_a_slice_of_a_table_is_answered_alike(offset: int) -> None:
    """Arrow's bitmaps may begin at any bit; equal frames folded or not, NumPy or numba, the answers are the same."""
    plan, batch = plan_for(*PLAN), table(120, 2).drop_columns(["frame"]).to_batches()[0]
    whole = evaluate(plan, batch, fold=False, means="numpy")
    for fold in (False, True):
        for means in ("numpy", "numba"):
            part = evaluate(plan, batch.slice(offset, 77), fold=fold, means=means)
            assert part.equals(whole.slice(offset, 77))
