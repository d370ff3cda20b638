"""Opens the exports in a folder with the programs of those who will use them; see `consumers`."""

import csv
import json
import sys
from pathlib import Path

import duckdb
import geopandas
import hxl
import pyarrow.parquet as parquet

folder = Path(sys.argv[1])
checked = []


def manifest(path):
    """The rows that a manifest promises, by file."""
    notes = json.loads(path.read_text())
    assert notes["register"].startswith("blake3-") and notes["licences"], path
    return {note["file"]: note["rows"] for note in notes["tables"]}


def check(name, found, promised):
    """Fails where a consumer sees other rows than there are."""
    assert promised is not None and found == promised, f"{name}: {found} rows, and the manifest says {promised}"
    checked.append(f"{name}: {found}")


def beside(name):
    return manifest(folder / f"{name}.manifest.json")[name]


# Plain CSV, by Python's own reader.
for name, rows in manifest(folder / "csv/manifest.json").items():
    with open(folder / "csv" / name, newline="", encoding="utf-8") as file:
        check(f"csv {name}", sum(1 for _ in csv.DictReader(file)), rows)

# Hashtags: libhxl refuses a table without a row of them.
local = hxl.InputOptions(allow_local=True)
for name, rows in manifest(folder / "hxl/manifest.json").items():
    with hxl.data(str(folder / "hxl" / name), local) as data:
        tags = data.display_tags
        assert all(tags), f"{name}: a column without a hashtag: {tags}"
        check(f"hxl {name}", sum(1 for _ in data), rows)
with hxl.data(str(folder / "hxl-profile.csv"), local) as data:
    assert "#affected+killed+min" in [column.display_tag for column in data.columns] or data.tags
    check("hxl profile", sum(1 for _ in data), beside("hxl-profile.csv"))

# Parquet: types, lists, days.
expected = {
    "incidents": {"date": "DATE", "lat": "DOUBLE", "killed_low": "BIGINT", "parties": "VARCHAR[]", "type": "VARCHAR"},
    "claims": {"n": "BIGINT", "part_of": "BOOLEAN", "date_start": "DATE", "rules": "VARCHAR[]"},
    "figures": {"low": "BIGINT", "holds": "BOOLEAN", "stated": "DATE"},
    "tolls": {"as_of": "DATE", "low": "BIGINT"},
    "reports": {"published": "DATE", "claims": "BIGINT"},
    "agreements": {"zones": "VARCHAR[]"},
}
for place in ["parquet", "public"]:
    for name, rows in manifest(folder / place / "manifest.json").items():
        path = folder / place / name
        relation = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
        check(f"duckdb {place}/{name}", len(relation.fetchall()), rows)
        types = dict(zip(relation.columns, map(str, relation.types)))
        for column, kind in expected[path.stem].items():
            assert types[column] == kind, f"{name}: {column} is {types[column]}, not {kind}"
        table = parquet.read_table(path)
        check(f"pyarrow {place}/{name}", table.num_rows, rows)
        notes = json.loads(table.schema.metadata[b"cairn_manifest"])
        assert notes["tables"][0]["rows"] == rows and ("protection" in notes) == (place == "public"), notes
joined = duckdb.sql(
    f"SELECT count(*) FROM read_parquet('{folder}/parquet/figures.parquet') AS f"
    f" JOIN read_parquet('{folder}/parquet/incidents.parquet') AS i USING (incident)"
).fetchone()[0]
check("duckdb figures of incidents", joined, manifest(folder / "parquet/manifest.json")["figures.parquet"])
for profile, column in [("ucdp", "best"), ("acled", "fatalities"), ("ibc", "deaths_max"), ("airwars", "civilians_killed_max"), ("hxl", "Killed, at most")]:
    relation = duckdb.sql(f"SELECT \"{column}\" FROM read_parquet('{folder}/{profile}.parquet')")
    assert str(relation.types[0]) == "BIGINT", f"{profile}: {column} is {relation.types[0]}"
    check(f"duckdb {profile}", len(relation.fetchall()), beside(f"{profile}.parquet"))

# Maps, by GDAL and by geopandas. What is coarse has no geometry, and a cell is a polygon.
for name, kind in [("incidents", "Point"), ("cells", "Polygon")]:
    maps = {
        f"{name}.geojson": geopandas.read_file(folder / f"{name}.geojson", engine="pyogrio"),
        f"{name}.parquet": geopandas.read_parquet(folder / f"{name}.parquet"),
    }
    for file, frame in maps.items():
        check(f"geopandas {file}", len(frame), beside(file))
        known = frame[~frame.geometry.isna()]
        assert len(known) and set(known.geometry.geom_type) == {kind}, (file, set(known.geometry.geom_type))
        assert known.geometry.is_valid.all(), file
        assert frame.crs.to_epsg() == 4326 or "CRS84" in frame.crs.to_string(), (file, frame.crs)
        if kind == "Point":
            assert (known.geometry.x - known.lon).abs().max() < 1e-9, f"{file}: longitude comes first"
            assert frame[frame.geometry.isna()].lon.isna().all(), file
        else:
            assert (known.geometry.exterior.is_ccw).all(), f"{file}: a ring runs clockwise"
            assert (known.geometry.area - 0.01).abs().max() < 1e-6, file
    assert list(maps.values())[0].geometry.count() == list(maps.values())[1].geometry.count()

# JSON Lines: each line an object that says what it is.
(lines,) = {name for name in manifest(folder / "jsonl/manifest.json")}
promised = sum(note["rows"] for note in json.loads((folder / "jsonl/manifest.json").read_text())["tables"])
found = [json.loads(line)["record"] for line in open(folder / "jsonl" / lines, encoding="utf-8")]
check(f"json {lines}", len(found), promised)

print("\n".join(checked))
