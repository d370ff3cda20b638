"""What a register says, as tables."""

from __future__ import annotations

import datetime
import io
import json
import os
from typing import Any, Dict, Optional, Union

import pyarrow as pa
import pyarrow.csv

from cairn import _native
from cairn._tables import parquet

Day = Union[str, datetime.date, None]


class Register:
    """A register, open for reading only.

    Each table has the rows and columns of `cairn export --format parquet` (docs/guide/exports.md), as the register
    is at that moment: what somebody adds meanwhile is in the next table. All take the same filter, as
    `cairn export` does: `since`, `until` (days), `place` (part of a name, a country or its code), `actor`,
    `kind`, `type`; it narrows the incidents, and claims, reports, tolls and agreements come with these.
    """

    def __init__(self, path: Union[str, "os.PathLike[str]"] = "cairn.db") -> None:
        self._register = _native.Register(path)

    def __repr__(self) -> str:
        return f"cairn.Register({str(self._register.path)!r})"

    @property
    def version(self) -> int:
        """The version of its schema."""
        return self._register.version

    def digest(self) -> str:
        """A digest of all that the register says: the same as in the manifest of an export, whatever the order in
        which the reports came. It takes as long as exporting everything."""
        return self._register.digest()

    def reports(self, **filter: Any) -> pa.Table:
        """One row a report, without its text."""
        return self._table("reports", None, filter)

    def claims(self, **filter: Any) -> pa.Table:
        """One row a claim that holds."""
        return self._table("claims", None, filter)

    def incidents(self, **filter: Any) -> pa.Table:
        """One row an incident."""
        return self._table("incidents", None, filter)

    def figures(self, **filter: Any) -> pa.Table:
        """One row a figure of one claimant for one thing in one incident; `holds` marks those that hold."""
        return self._table("figures", None, filter)

    def tolls(self, **filter: Any) -> pa.Table:
        """One row a point of a toll."""
        return self._table("tolls", None, filter)

    def agreements(self, **filter: Any) -> pa.Table:
        """One row a term of an agreement."""
        return self._table("agreements", None, filter)

    def profile(self, name: str, **filter: Any) -> pa.Table:
        """The incidents as a codebook files them: `ucdp`, `acled`, `ibc`, `airwars`, `hxl`
        (docs/guide/profiles.md)."""
        return self._table("incidents", name, filter)

    def eventreport(self, model: Optional[str] = None) -> pa.Table:
        """One row for each incident and each report that tells of it, in the shape of the R package `eventreport`;
        or the one row an incident that a model makes of them: `conservative`, `informative`, `representative`
        (docs/guide/eventreport.md)."""
        written, missing = self._register.eventreport(model)
        # What is written without quotes is missing, what is empty is empty.
        told = pyarrow.csv.ConvertOptions(null_values=[missing], strings_can_be_null=True)
        return pyarrow.csv.read_csv(
            io.BytesIO(written),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=told,
        )

    def report(self, id: str) -> Dict[str, Any]:
        """A report with its text. The offsets of its claims are into `report["text"]`."""
        found = self._register.report(id)
        if found is None:
            raise KeyError(f"no report has the id `{id}`. `Register.reports()` lists them.")
        report: Dict[str, Any] = json.loads(found)
        return report

    def _table(self, name: str, profile: Optional[str], filter: Dict[str, Any]) -> pa.Table:
        return parquet(self._register.table(name, profile, _asked(**filter)))


def _asked(
    *,
    since: Day = None,
    until: Day = None,
    place: Optional[str] = None,
    actor: Optional[str] = None,
    kind: Optional[str] = None,
    type: Optional[str] = None,
) -> Dict[str, Optional[str]]:
    def day(value: Day) -> Optional[str]:
        return value.isoformat() if isinstance(value, datetime.date) else value

    return {
        "since": day(since),
        "until": day(until),
        "place": place,
        "actor": actor,
        "kind": kind,
        "type": type,
    }
