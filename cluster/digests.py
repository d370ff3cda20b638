"""Digests of claims: of an export, of the tables of runs, and of what PySpark reads from the same reports.

Called by `digests`: CLAIMS.parquet RUN... REPORTS.jsonl
"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

import cairn
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

export, *runs, reports = (Path(path) for path in sys.argv[1:])
# What all three have: `record`, the noun in full, and `note` are not in each.
tables = [export, next(runs[0].glob("tables/claims/*.parquet"))]
columns = [name for name in cairn.claims_schema().names if all(name in pq.read_schema(table).names for table in tables)]


def digest(table: pa.Table) -> str:
    """The number of claims and a digest of them, in the order of reports and claims."""
    rows = sorted(table.select(columns).to_pylist(), key=lambda row: (row["report"], row["claim"]))
    lines = "\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in rows)
    return f"{len(rows)} {hashlib.blake2b(lines.encode()).hexdigest()[:16]}"


print("claims:export", digest(pq.read_table(export)))
for run in runs:
    print(f"claims:{run}", digest(pa.concat_tables(map(pq.read_table, sorted(run.glob("tables/claims/*.parquet"))))))

os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
session = session.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
session.sparkContext.setLogLevel("ERROR")
begun = time.monotonic()
pages = session.read.json(str(reports)).repartition(4)
claims = pages.mapInArrow(cairn.extract_batches, cairn.claims_ddl()).toArrow().cast(cairn.claims_schema())
print("claims:pyspark", digest(claims), f"{time.monotonic() - begun:.1f}")
