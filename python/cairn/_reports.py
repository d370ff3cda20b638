"""Reports: one in hand, files, and what is added to a register."""

from __future__ import annotations

import datetime
import json
import os
import warnings
from typing import Any, Iterable, List, Mapping, Optional, Tuple, Union

import pyarrow as pa

from cairn import _native
from cairn._claims import Added, Claim
from cairn._native import InputError
from cairn._tables import FIELDS, fields
from cairn._tables import _table as table_of

Path = Union[str, "os.PathLike[str]"]


class CairnWarning(UserWarning):
    """Something that was handed in cannot be used, and the rest was read."""


def extract(
    text: str,
    *,
    published: Union[str, datetime.date, None] = None,
    outlet: Optional[str] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    author: Optional[str] = None,
    language: Optional[str] = None,
    report: Optional[str] = None,
) -> List[Claim]:
    """The claims of one report, with and without figures, as `cairn extract --all --format jsonl` prints them.

    `published` is the day of publication (a date, or words such as "2019-05-25"): without it "Tuesday" cannot be
    resolved. `outlet` is the last hand of each chain. `language` (ISO 639-1) is judged by the text where it is not
    given; what is not English has no claims. `report` is the id that the claims name; without one it is a digest.

    Offsets are code points, as Python counts: `text[slice(*claim["quote"])]` is the sentence.

    >>> killed, attack = extract("Three soldiers were killed in Azaz on Monday.", published="2018-04-30")
    >>> killed["kind"], killed["n"], killed["place"], killed["date"]
    ('killed', 3, 'Azaz', '2018-04-30')
    >>> attack["kind"], attack["n"], attack["type"]
    ('event', None, 'attack')
    """
    day = published.isoformat() if isinstance(published, datetime.date) else published
    claims, notes = _native.extract(
        text,
        report=report,
        outlet=outlet,
        url=url,
        title=title,
        author=author,
        published=day,
        language=language,
    )
    for note in notes:
        warnings.warn(note, CairnWarning, stacklevel=2)
    found: List[Claim] = json.loads(claims)
    return found


def read(paths: Union[Path, Iterable[Path]], *, columns: Optional[Mapping[str, str]] = None) -> pa.Table:
    """The reports of files and folders as a table, for `extract_arrow`, `add` or anything else.

    Files are text, web pages, feeds, web archives, mail, JSON Lines, CSV, Parquet and PDF (docs/guide/reading.md);
    `columns` says under which names tables have their fields, as in `extract_arrow`. What cannot be read is warned
    of (`CairnWarning`), and the rest is read. Columns: `report`, `outlet`, `url`, `title`, `author`, `published`,
    `language`, `text`, and where it came from: `file`, `line`, `record`.
    """
    written, notes = _native.read(_paths(paths), _map(columns))
    for note in notes:
        warnings.warn(note, CairnWarning, stacklevel=2)
    rows = json.loads(written)
    for row in rows:
        row.update({name: row["provenance"].get(name) for name in ("file", "line", "record")})
        row["published"] = row["published"] and datetime.date.fromisoformat(row["published"])
    kinds = {"published": pa.date32(), "line": pa.int64(), "record": pa.int64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in (*FIELDS, "file", "line", "record")])
    return pa.Table.from_pylist(rows, schema=schema)


def add(
    register: Path,
    reports: Any,
    *,
    columns: Optional[Mapping[str, str]] = None,
    again: bool = False,
    threads: Optional[int] = None,
) -> Added:
    """Adds reports to a register, which is made where there is none, and groups them, as `cairn add` does.

    `reports` is a path or several (files, folders), or a table of reports with the columns of `extract_arrow`.
    A report that is in the register already is passed over, so that adding can be repeated. `again` reads those anew
    that other rules have read; decisions are kept. `threads`: one for each core, unless told otherwise.
    """
    paths, table = _told(reports)
    added: Added = json.loads(
        _native.add(
            register,
            paths=paths,
            map=_map(columns),
            columns=None if table is None else fields(table, columns),
            again=again,
            threads=threads,
        )
    )
    return added


def _told(reports: Any) -> Tuple[List[str], Optional[pa.Table]]:
    if isinstance(reports, pa.RecordBatch):
        return [], pa.Table.from_batches([reports])
    if hasattr(reports, "__arrow_c_stream__"):
        return [], table_of(reports)
    return _paths(reports), None


def _paths(paths: Union[Path, Iterable[Path]]) -> List[str]:
    several = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    for path in several:
        if not isinstance(path, (str, os.PathLike)):
            raise InputError(
                f"{type(path).__name__} is no path. Hand in paths, or a table of reports "
                "(`pyarrow.Table.from_pylist` makes one of dictionaries)."
            )
    return [os.fspath(path) for path in several]


def _map(columns: Optional[Mapping[str, str]]) -> str:
    return ",".join(f"{field}={column}" for field, column in (columns or {}).items())
