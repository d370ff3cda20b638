"""Tables of reports to tables of claims."""

import datetime
import multiprocessing
import threading
import time

import pyarrow as pa
import pytest

import cairn
from claims_digest import digest, rows
from conftest import TEXT, tell

pandas = pytest.importorskip("pandas")


def test_a_table_says_what_extract_says(table, capfd):
    claims = cairn.extract_arrow(table)
    tell(capfd, "extract_arrow, one thread", claims)
    fields = ("report", "outlet", "title", "url", "author", "published", "language", "text")
    single = [
        claim
        for row in table.select(list(fields)).to_pylist()
        for claim in cairn.extract(row.pop("text"), **row)
    ]
    # A table gives the centroid of a region for no point.
    both = set(single[0]) & set(claims.column_names) - {"lat", "lon"}
    assert len(both) > 20 and len(single) > 50
    assert claims.select(sorted(both)).to_pylist() == [
        {name: claim.get(name, False if name == "part_of" else None) for name in sorted(both)} for claim in single
    ]
    assert [row["quote_start"] for row in claims.to_pylist()] == [claim["quote"][0] for claim in single]


@pytest.mark.parametrize("threads", [2, 4, None])
def test_threads_do_not_matter(table, threads, capfd):
    claims = cairn.extract_arrow(table, threads=threads)
    tell(capfd, f"extract_arrow, threads={threads}", claims)
    assert claims.equals(cairn.extract_arrow(table, threads=1))


def test_the_register_says_the_same(table, register, capfd):
    claims = register.claims()
    tell(capfd, "add, then Register.claims", claims)
    assert digest(claims) == digest(cairn.extract_arrow(table))


def test_batches_give_batches(table):
    batches = table.to_batches(max_chunksize=3)
    claims = pa.Table.from_batches(cairn.extract_batches(batches))
    assert len(batches) > 3 and rows(claims) == rows(cairn.extract_arrow(table))
    empty = cairn.extract_arrow(batches[0].slice(0, 0))
    assert isinstance(empty, pa.RecordBatch) and empty.num_rows == 0
    assert empty.schema == claims.schema == cairn.claims_schema()


def test_faulty_reports_are_rows_and_end_no_job():
    faulty = pa.table(
        {
            "report": ["whole", "blank", "missing", "german", "undated", "bytes"],
            "text": pa.array(
                [
                    TEXT.encode(),
                    b" ",
                    None,
                    b"Drei Soldaten wurden am Montag in Azaz get\xc3\xb6tet.",
                    TEXT.encode(),
                    b"Two soldiers died in Homs.\xff\xfe",
                ],
                pa.binary(),
            ),
            "published": ["2018-04-30", None, None, None, "in spring", None],
            "language": [None, None, None, "de", None, None],
        }
    )
    claims = cairn.extract_arrow(faulty)
    notes = {row["report"]: row["note"] for row in claims.to_pylist() if row["note"]}
    read = {row["report"] for row in claims.to_pylist() if row["claim"]}
    assert read == {"whole", "undated"}
    assert notes["blank"].startswith("row 1: has no `text`. Put")
    assert notes["missing"].startswith("row 2: has no `text`")
    assert "is in `de`, which is not read" in notes["german"]
    assert "`in spring` is not a day" in notes["undated"]
    assert notes["bytes"].startswith("row 5: `text` is no UTF-8 text")
    assert all(row["claim"] is None for row in claims.to_pylist() if row["note"])


def test_columns_of_any_name_and_type():
    frame = pandas.DataFrame(
        {
            "id": [7],
            "body": [TEXT],
            "day": [pandas.Timestamp("2018-04-30T23:30:00+03:00")],
            "source": pandas.Categorical(["Coast Wire"]),
        }
    )
    columns = {"text": "body", "published": "day", "outlet": "source"}
    claims = cairn.extract_arrow(frame, columns=columns).to_pylist()
    assert claims[0]["report"] == "7" and claims[0]["date"] == "2018-04-30"
    assert claims[0]["chain"].endswith("Coast Wire")
    dated = pa.table({"text": [TEXT], "published": pa.array([datetime.date(2018, 4, 30)])})
    assert cairn.extract_arrow(dated).to_pylist()[0]["date"] == "2018-04-30"


def test_faults_of_the_table_name_the_remedy(table):
    with pytest.raises(cairn.InputError, match=r'no column `text` among body.*columns=\{"text": "..."\}'):
        cairn.extract_arrow(pa.table({"body": [TEXT]}))
    with pytest.raises(cairn.InputError, match="no field `day`. Fields are report, outlet"):
        cairn.extract_arrow(table, columns={"day": "published"})
    with pytest.raises(cairn.InputError, match="holds list.*cast it"):
        cairn.extract_arrow(pa.table({"text": [[TEXT]]}))
    with pytest.raises(cairn.InputError, match="threads"):
        cairn.extract_arrow(table, threads=0)
    with pytest.raises(cairn.InputError, match="list is no table"):
        cairn.extract_arrow([TEXT])


def test_pandas(table):
    claims = cairn.extract_arrow(table.to_pandas()).to_pandas()
    assert len(claims) == cairn.extract_arrow(table).num_rows
    assert claims[claims["kind"] == "killed"]["n"].max() > 0


def test_polars(table, capfd):
    polars = pytest.importorskip("polars")
    frame = polars.from_arrow(table)
    claims = cairn.extract_arrow(frame)
    tell(capfd, "Polars", claims)
    assert digest(claims) == digest(cairn.extract_arrow(table))
    assert polars.from_arrow(claims).height == claims.num_rows


def test_dask(table, capfd):
    dask = pytest.importorskip("dask.dataframe")
    frame = dask.from_pandas(table.to_pandas(), npartitions=4)
    claims = frame.map_partitions(
        lambda part: cairn.extract_arrow(part, threads=1).to_pandas(),
        meta=cairn.claims_schema().empty_table().to_pandas(),
    ).compute(scheduler="threads")
    claims = pa.Table.from_pandas(claims, schema=cairn.claims_schema(), preserve_index=False)
    tell(capfd, "Dask, four partitions", claims)
    assert digest(claims) == digest(cairn.extract_arrow(table))


def test_other_threads_run_meanwhile(table):
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            done.wait(0.001)

    many = pa.concat_tables([table] * 20)
    ticking = threading.Thread(target=tick)
    ticking.start()
    started = time.monotonic()
    cairn.extract_arrow(many)
    ended = time.monotonic()
    done.set()
    ticking.join()
    # The lock is given away: ticks go on all the time, not only before and after.
    meanwhile = [at for at in ticks if started + (ended - started) * 0.2 < at < started + (ended - started) * 0.8]
    assert len(meanwhile) > 3, (len(ticks), ended - started)


def _in_a_fork(batch, answers):
    answers.put(cairn.extract_arrow(batch, threads=2).num_rows)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_loses_no_threads(table):
    # The parent has used threads before; a pool that outlived the call would be dead in the child.
    batch = table.to_batches()[0]
    expected = cairn.extract_arrow(batch, threads=2).num_rows
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=_in_a_fork, args=(batch, answers))
    child.start()
    assert answers.get(timeout=120) == expected
    child.join()
