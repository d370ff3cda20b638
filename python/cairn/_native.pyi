"""The compiled half of the package. What people call is in `cairn` itself."""

from __future__ import annotations

import os
from typing import Mapping, Optional, Sequence

VERSION: str
"""The program's version, which the register's list of runs tells too."""

class CairnError(Exception):
    """What went wrong, and what can be done about it."""

class InputError(CairnError):
    """Something that was handed in cannot be used."""

class RegisterError(CairnError):
    """A register cannot be opened, read or written."""

def ruleset() -> str:
    """The digest of the rules that are built in, which each claim names."""

def extract(
    text: str,
    *,
    report: Optional[str],
    outlet: Optional[str],
    url: Optional[str],
    title: Optional[str],
    author: Optional[str],
    published: Optional[str],
    language: Optional[str],
) -> tuple[str, list[str]]:
    """A report's claims as a JSON array, with words on what was given and cannot be used."""

Columns = Mapping[str, Sequence[Optional[bytes]]]
"""The fields of reports, a column each; a column that is not there is empty."""

def extract_rows(columns: Columns, threads: Optional[int]) -> tuple[bytes, list[tuple[int, Optional[str], str]]]:
    """The claims of the rows as Parquet; notes: number of the row from 0, report, words."""

def read(paths: Sequence[str], map: str) -> tuple[str, list[str]]:
    """The reports of files as a JSON array, and notes."""

def add(
    db: str | os.PathLike[str],
    *,
    paths: Sequence[str],
    map: str,
    columns: Optional[Columns],
    again: bool,
    threads: Optional[int],
) -> str:
    """Adds reports to a register; what became of them as JSON."""

class Register:
    """A register, open for reading only."""

    path: str
    version: int
    def __new__(cls, db: str | os.PathLike[str]) -> Register: ...
    def table(self, name: str, profile: Optional[str], asked: Mapping[str, Optional[str]]) -> bytes:
        """A table in Parquet."""
    def eventreport(self, model: Optional[str]) -> tuple[bytes, str]:
        """A table in CSV, and the word for a missing cell."""
    def report(self, id: str) -> Optional[str]:
        """A report as JSON."""
    def digest(self) -> str:
        """The digest of all that the register says."""
