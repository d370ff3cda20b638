"""`mapInArrow` on Spark in local mode: two workers in processes of their own."""

import os
import shutil
import sys

import pyarrow as pa
import pytest

import cairn
from claims_digest import digest
from conftest import tell

pyspark_sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: python/run --spark installs it")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("no Java here: PySpark is not tested", allow_module_level=True)

# Workers are other processes, which would take whatever `python3` is first in the path.
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable


@pytest.fixture(scope="module")
def spark():
    session = (
        pyspark_sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_map_in_arrow_says_what_one_process_says(spark, table, capfd):
    reports = spark.createDataFrame(table.to_pandas()).repartition(4)
    claims = reports.mapInArrow(cairn.extract_batches, cairn.claims_ddl())
    claims = claims.toArrow().cast(cairn.claims_schema())
    tell(capfd, "PySpark mapInArrow, local[2]", claims)
    assert digest(claims) == digest(cairn.extract_arrow(table))


def test_a_faulty_report_ends_no_job(spark, table):
    rows = table.select(["report", "text"]).to_pylist() + [{"report": "blank", "text": ""}]
    reports = spark.createDataFrame(rows, "report string, text string").repartition(3)
    claims = reports.mapInArrow(cairn.extract_batches, cairn.claims_ddl())
    notes = claims.filter("note is not null").select("report", "note").collect()
    assert [row.report for row in notes] == ["blank"] and "has no `text`" in notes[0].note
    assert claims.filter("note is null").count() > 50
