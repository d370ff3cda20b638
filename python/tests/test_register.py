"""What a register says."""

import json

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

import cairn
from claims_digest import digest
from conftest import TEXT, tell

TABLES = ("reports", "claims", "incidents", "figures", "tolls", "agreements")


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_those_of_an_export(register, program, tmp_path, name):
    program("--db", register._register.path, "export", "--format", "parquet", "--out", f"{tmp_path}/")
    exported = pyarrow.parquet.read_table(tmp_path / f"{name}.parquet").replace_schema_metadata(None)
    told = getattr(register, name)()
    assert exported.num_rows > 0
    assert told.equals(exported)


@pytest.mark.parametrize("name", ["ucdp", "acled", "ibc", "airwars", "hxl"])
def test_profiles_are_those_of_an_export(register, program, tmp_path, name):
    path = tmp_path / f"{name}.parquet"
    program("--db", register._register.path, "export", "--format", "parquet", "--profile", name, "--out", path)
    exported = pyarrow.parquet.read_table(path).replace_schema_metadata(None)
    assert register.profile(name).equals(exported)


def test_a_filter_is_that_of_an_export(register, program, tmp_path):
    path = tmp_path / "incidents.parquet"
    filter = ["--place", "Yemen", "--kind", "killed", "--since", "2020-06-01"]
    program("--db", register._register.path, "export", "--format", "parquet", "--out", path, *filter)
    exported = pyarrow.parquet.read_table(path).replace_schema_metadata(None)
    told = register.incidents(place="Yemen", kind="killed", since="2020-06-01")
    assert 0 < told.num_rows < register.incidents().num_rows
    assert told.equals(exported)


def test_the_digest_is_that_of_the_manifest(register, program, tmp_path):
    program("--db", register._register.path, "export", "--format", "csv", "--out", f"{tmp_path}/")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert register.digest() == manifest["register"]


def test_the_command_line_makes_the_same_register(register, program, reports, tmp_path, capfd):
    program("--db", tmp_path / "cairn.db", "add", reports)
    assert cairn.Register(tmp_path / "cairn.db").digest() == register.digest()
    path = tmp_path / "claims.parquet"
    program("--db", tmp_path / "cairn.db", "export", "--format", "parquet", "--table", "claims", "--out", path)
    exported = pyarrow.parquet.read_table(path)
    tell(capfd, "cairn add, cairn export", exported)
    assert digest(exported) == digest(register.claims())


def test_a_table_of_reports_makes_the_same_claims(register, table, tmp_path):
    added = cairn.add(tmp_path / "cairn.db", table, threads=2)
    assert added["new"] == table.num_rows and added["notes"] == []
    again = cairn.add(tmp_path / "cairn.db", table.to_pandas())
    assert (again["new"], again["same"]) == (0, table.num_rows)
    other = cairn.Register(tmp_path / "cairn.db")
    for name in ("claims", "incidents", "figures", "tolls", "agreements"):
        assert getattr(other, name)().equals(getattr(register, name)()), name


def test_imported_places_are_known_and_make_reports_old(program, tmp_path):
    db, dump = tmp_path / "cairn.db", tmp_path / "SY.txt"
    reports = pa.table({"text": ["Two men were killed in Tall Zahrah, police said."], "published": ["2019-06-01"]})

    def places():
        return set(cairn.Register(db).claims().column("place_id").to_pylist())

    assert cairn.add(db, reports)["new"] == 1 and places() == {None}
    # A made-up village in the shape of a GeoNames dump.
    village = ["99000001", "Tall Zahrah", "Tall Zahrah", "Tell Zahra", "35.91", "36.62", "P", "PPL", "SY", "", "12"]
    dump.write_text("\t".join([*village, "", "", "", "340", "", "400", "Asia/Damascus", "2020-01-01"]) + "\n")
    program("--db", db, "gazetteer", "import", dump)
    [note] = cairn.add(db, [])["notes"]
    assert "places have read: 1. Read them anew with `again=True`" in note and places() == {None}
    assert cairn.add(db, [], again=True)["again"] == 1 and places() == {99000001}
    # The program knows it as its own work: nothing is read anew.
    assert "read anew" not in program("--db", db, "add", "--again")
    assert cairn.add(db, [], again=True)["again"] == 0


def test_reports_come_with_their_text(register):
    claim = register.claims().to_pylist()[0]
    report = register.report(claim["report"])
    assert report["text"][claim["quote_start"] : claim["quote_end"]].strip()
    with pytest.raises(KeyError, match="no report has the id `nothing`"):
        register.report("nothing")


def test_eventreport_is_that_of_the_command_line(register, program, tmp_path):
    told = register.eventreport()
    lines = program("--db", register._register.path, "eventreport")
    (tmp_path / "reports.csv").write_text(lines)
    told_by = pyarrow.csv.ConvertOptions(null_values=["\\N"], strings_can_be_null=True)
    assert told.num_rows > 10 and told.equals(pyarrow.csv.read_csv(tmp_path / "reports.csv", convert_options=told_by))
    events = set(told.column("event_id").to_pylist())
    for model in ("conservative", "informative", "representative"):
        assert set(register.eventreport(model).column("event_id").to_pylist()) == events
    with pytest.raises(cairn.InputError, match="expected one of conservative, informative, representative"):
        register.eventreport("boldest")


def test_words_that_are_none_name_those_that_are(register):
    with pytest.raises(cairn.InputError, match="kind: `shot` is not a kind.*killed"):
        register.incidents(kind="shot")
    with pytest.raises(cairn.InputError, match="since: "):
        register.incidents(since="2018")
    with pytest.raises(cairn.InputError, match="expected one of ucdp"):
        register.profile("gtd")
    with pytest.raises(TypeError, match="until_day"):
        register.incidents(until_day="2018-01-01")


def test_files_that_are_no_register(tmp_path):
    with pytest.raises(cairn.RegisterError, match="there is no register here. Make one with `cairn.add"):
        cairn.Register(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("this is text, and long enough to be looked at" * 100)
    with pytest.raises(cairn.RegisterError, match="text.db: is no Cairn register. Name the file"):
        cairn.Register(tmp_path / "text.db")
    with pytest.raises(cairn.RegisterError, match="is a folder"):
        cairn.add(tmp_path, pa.table({"text": [TEXT]}))


def test_what_is_not_read_is_noted(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "whole.txt").write_text("Published: 2018-04-30\n\n" + TEXT)
    added = cairn.add(tmp_path / "cairn.db", [tmp_path / "in", tmp_path / "gone.txt"])
    assert added["new"] == 1
    assert any("gone.txt: no such file or folder. Check the name" in note for note in added["notes"])
    assert any("empty.txt" in note for note in added["notes"])
    with pytest.warns(cairn.CairnWarning, match="gone.txt"):
        assert cairn.read([tmp_path / "in" / "whole.txt", tmp_path / "gone.txt"]).num_rows == 1
    with pytest.raises(cairn.InputError, match="gone.txt: no such file or folder. Check the name"):
        cairn.add(tmp_path / "none.db", tmp_path / "gone.txt")
    with pytest.raises(cairn.InputError, match="gone.txt: no such file or folder"):
        cairn.read(tmp_path / "gone.txt")
    assert not (tmp_path / "none.db").exists()
    rows = pa.table({"report": ["a", "a", "b"], "text": [TEXT, "Two died in Homs.", None]})
    added = cairn.add(tmp_path / "rows.db", rows)
    assert added["new"] == 1 and added["conflicts"] == 1
    assert any(note.startswith("row 2: has no `text`") for note in added["notes"])
    with pytest.raises(cairn.InputError, match="dict is no path. Hand in paths, or a table"):
        cairn.add(tmp_path / "rows.db", [{"text": TEXT}])


def test_the_version_is_the_programs(program, register):
    assert program("--version").split()[:2] == ["cairn", cairn.__version__]
    assert register.version > 0
