"""One digest for tables of claims, however they were made: `claims_digest.py CLAIMS.parquet...` prints them.

SHA-256 of the rows, sorted by report and claim, each as a line of JSON with the columns of the table `claims` of an
export. Days are written as ISO 8601. A column `note`, which only an extraction has, must be null and is left out.
"""

import hashlib
import json
import sys

import pyarrow as pa
import pyarrow.parquet


def rows(table: pa.Table) -> list:
    """The claims of a table, sorted, without the note."""
    assert "note" not in table.column_names or table.column("note").null_count == table.num_rows
    names = [name for name in table.column_names if name != "note"]
    return sorted(table.select(names).to_pylist(), key=lambda row: (row["report"], row["claim"]))


def digest(table: pa.Table) -> str:
    """The digest of a table."""
    lines = (json.dumps(row, default=str, ensure_ascii=False) for row in rows(table))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


if __name__ == "__main__":
    for path in sys.argv[1:]:
        table = pyarrow.parquet.read_table(path)
        print(f"{path}  {table.num_rows} claims  sha256 {digest(table)}")
