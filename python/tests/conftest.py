"""What the tests share: the bundled reports, a register of them, the command line, one digest for tables of claims."""

import os
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest

import cairn
from claims_digest import digest

REPORTS = Path(__file__).resolve().parents[2] / "reports"

TEXT = (
    "Three soldiers were killed and at least 20 people were wounded when a car bomb exploded in Azaz on Monday, "
    "a monitor based in Coventry said. The army denied that any of its men had died."
)


@pytest.fixture(scope="session")
def reports() -> Path:
    """The reports that come with Cairn."""
    return REPORTS


@pytest.fixture(scope="session")
def table() -> pa.Table:
    """The same as a table."""
    return cairn.read(REPORTS)


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> cairn.Register:
    """A register of them."""
    path = tmp_path_factory.mktemp("register") / "cairn.db"
    added = cairn.add(path, REPORTS)
    assert added["new"] > 12 and added["notes"] == [], added
    return cairn.Register(path)


@pytest.fixture(scope="session")
def program():
    """The command line: `program("extract", "reports")` gives what it prints."""
    path = os.environ.get("CAIRN")
    if not path:
        pytest.skip("CAIRN names no program to compare with; python/run builds one")

    def run(*arguments: object) -> str:
        words = [path, *map(str, arguments)]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    return run


def tell(capfd: pytest.CaptureFixture, way: str, table: pa.Table) -> None:
    """Prints how many claims one way of reading gave, and their digest, for the table of docs/benchmarks.md."""
    with capfd.disabled():
        print(f"\n{way:<34} {table.num_rows:>5} claims  sha256 {digest(table)}")
