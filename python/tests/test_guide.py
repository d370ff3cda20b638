"""The blocks of docs/guide/python.md run as they stand, one after the other, and print what the page says; that of
the package's own page runs too.

`UPDATE_GUIDE=1 python/run` writes what they print into the page.
"""

import contextlib
import doctest
import io
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from cairn import _reports

README = Path(__file__).resolve().parents[1] / "README.md"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "python.md"
BLOCK = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)


def runs_here(code: str) -> bool:
    """Whether what the block imports is there."""
    if "pyspark" not in code and "pages.mapInArrow" not in code:
        return True
    with contextlib.suppress(ImportError):
        import pyspark.sql  # noqa: F401

        return bool(shutil.which("java") or os.environ.get("JAVA_HOME"))
    return False


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_the_guide_says_what_its_blocks_print(tmp_path, monkeypatch, reports):
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").symlink_to(reports)
    names: dict = {"__name__": "guide"}

    def run(block: re.Match) -> str:
        code, _ = block.groups()
        if not runs_here(code):
            return block.group(0)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, str(GUIDE), "exec"), names)
        printed = re.sub(r"[ \t]+\n", "\n", out.getvalue())
        return f"```python\n{code}```\n" + (f"\n```text\n{printed}```\n" if printed else "")

    page = GUIDE.read_text()
    assert len(BLOCK.findall(page)) > 8
    told = BLOCK.sub(run, page)
    if os.environ.get("UPDATE_GUIDE"):
        GUIDE.write_text(told)
    assert told == page


def test_the_readme_runs(tmp_path, monkeypatch, reports):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").symlink_to(reports)
    [(code, _)] = BLOCK.findall(README.read_text())
    names: dict = {}
    exec(compile(code, str(README), "exec"), names)
    assert names["incidents"].num_rows and names["claims"].num_rows


def test_examples_in_the_code_run():
    outcome = doctest.testmod(_reports)
    assert outcome.attempted > 2 and outcome.failed == 0
