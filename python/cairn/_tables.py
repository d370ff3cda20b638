"""Tables of reports to tables of claims."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cairn import _native
from cairn._native import InputError

FIELDS = ("report", "outlet", "url", "title", "author", "published", "language", "text")
"""What a table of reports may have; only `text` must be there."""

NOTE = pa.field("note", pa.string())
"""The last column of a table of claims: what could not be used of a report."""


def extract_arrow(
    batch: Any, *, columns: Optional[Mapping[str, str]] = None, threads: Optional[int] = 1
) -> Any:
    """The claims of a table of reports.

    `batch` is a `pyarrow.RecordBatch`, for which a `RecordBatch` comes back, or a `pyarrow.Table` or any other
    table that speaks Arrow (pandas, Polars, DuckDB), for which a `Table` comes back. Columns that are read:

    - `text`, which must be there;
    - `report` (or `id`): an id, by which claims are joined to reports again; without one it is a digest of outlet,
      day and text;
    - `published`: a day or a time, as words or as a date;
    - `outlet`, `title`, `url`, `author`, `language`: words.

    `columns` says where they stand under other names: `{"text": "body", "published": "pub_date"}`. Other columns are
    passed over.

    What comes back has the columns of the table `claims` of an export (docs/guide/exports.md), one row a claim in the
    order of the reports, and a column `note`, which is null for a claim. A row that cannot be read (no text, another
    language, a day that is none) ends no job: it gives a row with its `report` and the `note` alone, at the end.

    `threads`: how many to use; one, unless told otherwise, for engines that bring their own; None is one for each
    core. Python's lock is released. The number changes the time and nothing else.
    """
    is_batch = isinstance(batch, pa.RecordBatch)
    reports = pa.Table.from_batches([batch]) if is_batch else _table(batch)
    written, notes = _native.extract_rows(fields(reports, columns), threads)
    claims = parquet(written)
    schema = claims.schema.append(NOTE)
    claims = claims.append_column(NOTE, pa.nulls(claims.num_rows, pa.string()))
    if notes:
        rows = [{"report": report, "note": f"row {row}: {words}"} for row, report, words in notes]
        claims = pa.concat_tables([claims, pa.Table.from_pylist(rows, schema=schema)])
    return _one_batch(claims) if is_batch else claims


def extract_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The claims of batches of reports, batch by batch, on one thread: what Spark's `mapInArrow` takes.

    claims = reports.mapInArrow(cairn.extract_batches, cairn.claims_ddl())
    """
    for batch in batches:
        yield extract_arrow(batch)


@lru_cache(maxsize=None)
def claims_schema() -> pa.Schema:
    """The columns of a table of claims."""
    return extract_arrow(pa.table({"text": pa.array([], pa.string())})).schema


def claims_ddl() -> str:
    """The columns of a table of claims as Spark's SQL writes them."""
    words = {
        pa.string(): "string",
        pa.int64(): "bigint",
        pa.float64(): "double",
        pa.bool_(): "boolean",
        pa.date32(): "date",
    }

    def of(kind: pa.DataType) -> str:
        return f"array<{of(kind.value_type)}>" if pa.types.is_list(kind) else words[kind]

    return ", ".join(f"`{field.name}` {of(field.type)}" for field in claims_schema())


def fields(reports: pa.Table, columns: Optional[Mapping[str, str]]) -> Dict[str, List[Optional[bytes]]]:
    """The fields of reports as lists of UTF-8."""
    columns = dict(columns or {})
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise InputError(f"columns: no field `{unknown[0]}`. Fields are {', '.join(FIELDS)}.")
    found = {}
    for field in FIELDS:
        name = columns.get(field, field)
        if field == "report" and field not in columns and name not in reports.column_names:
            name = "id"
        if name in reports.column_names:
            found[field] = _words(name, reports.column(name))
        elif field in columns or field == "text":
            raise InputError(
                f"no column `{name}` among {', '.join(reports.column_names) or 'no columns'}. "
                f'Say which column holds the {field}: columns={{"{field}": "..."}}.'
            )
        else:
            found[field] = []
    return found


def parquet(written: bytes) -> pa.Table:
    """A table of the compiled half, without the metadata of its file."""
    return pq.read_table(io.BytesIO(written)).replace_schema_metadata(None)


def _words(name: str, column: pa.ChunkedArray) -> List[Optional[bytes]]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = kind.value_type
    if pa.types.is_timestamp(kind):
        # The day of the clock that the column goes by.
        column = pc.strftime(column, format="%Y-%m-%d")
    elif pa.types.is_date(kind) or pa.types.is_integer(kind):
        column = column.cast(pa.string())
    elif pa.types.is_string_view(kind):
        column = column.cast(pa.large_string())
    elif pa.types.is_binary_view(kind):
        column = column.cast(pa.large_binary())
    elif pa.types.is_null(kind):
        return [None] * len(column)
    elif not (
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
    ):
        raise InputError(f"column `{name}` holds {kind}. It must hold words: cast it to a string.")
    # As bytes, so that a text that is no UTF-8 costs its own row and not the job.
    words: List[Optional[bytes]] = column.cast(pa.large_binary()).to_pylist()
    return words


def _table(table: Any) -> pa.Table:
    if isinstance(table, pa.Table):
        return table
    if hasattr(table, "__arrow_c_stream__"):
        return pa.table(table)
    raise InputError(
        f"{type(table).__name__} is no table. Hand in a pyarrow Table or RecordBatch, or a DataFrame of pandas 2.2 "
        "or of Polars."
    )


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)
