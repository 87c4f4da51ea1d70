"""A table of frames written batch by batch, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE


def write_tables(target: Path, batches: Iterable[pa.RecordBatch], kind: str, law: str) -> int:
    """Write batches of frames as one table, which says of what kind they are, and return how many frames there are."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    rows, writer = 0, None
    try:
        for batch in batches:
            schema = batch.schema.with_metadata({"duecare.kind": kind, "duecare.law": law})
            writer = writer or pq.ParquetWriter(draft, schema, compression="zstd")
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
            rows += batch.num_rows
        if writer is None:
            message = f"these dossiers hold no frame of the kind '{kind}'"
            raise InputError([Diagnostic(NOWHERE, message, "ask for another with --kind")])
        writer.close()
        draft.replace(target)
    except OSError as error:
        message = f"'{target}' cannot be written: {error.strerror or error}"
        raise InputError([Diagnostic(NOWHERE, message, "nothing was written; name another file")]) from error
    finally:
        draft.unlink(missing_ok=True)
    return rows
