-- The register, version 12: small, and written in order however large it is. The claims that one run found in a
-- report are one packed value; what hangs on a report stands by its number, which grows with every report, and not
-- by its id, which is mostly a digest: what comes later is written behind what came before.

DROP VIEW searched;
DROP VIEW current_claim;
DROP VIEW read_claim;

-- The files that reports came from.
CREATE TABLE file (
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO file (name) SELECT DISTINCT file FROM report WHERE file IS NOT NULL ORDER BY file;

-- `number`: in the order in which the reports came to this register. `text` is packed: `plain(text)`. `digest`: the 32
-- bytes of a BLAKE3, or else what a file gave as one.
CREATE TABLE numbered_report (
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  outlet    TEXT,
  url       TEXT,
  title     TEXT,
  author    TEXT,
  published TEXT,
  dated     TEXT,
  date_from TEXT,
  language  TEXT,
  text      BLOB NOT NULL,
  file      INTEGER REFERENCES file (number),
  part      TEXT,
  record    INTEGER,
  line      INTEGER,
  byte      INTEGER,
  digest    ANY,
  run       INTEGER NOT NULL REFERENCES run (id)
) STRICT;
INSERT INTO numbered_report
  SELECT s.id, r.id, outlet, url, title, author, published, dated, date_from, language, packed(text), f.number, part,
    record, line, byte, iif(length(digest) = 64, coalesce(unhex(digest), digest), digest), run
  FROM search_report AS s JOIN report AS r ON r.id = s.report LEFT JOIN file AS f ON f.name = r.file ORDER BY s.id;

-- What one run found in a report: a JSON array of claims as `crates/model` writes them, by id, packed. Claims that
-- were made elsewhere, or by hand (run 0), come one after the other and may take several rows.
CREATE TABLE reading (
  number INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (number),
  run    INTEGER NOT NULL REFERENCES run (id),
  claims BLOB NOT NULL
) STRICT;
INSERT INTO reading (report, run, claims)
  SELECT r.number, c.run, packed('[' || group_concat(plain(c.value), ',' ORDER BY c.id) || ']')
  FROM numbered_report AS r JOIN claim AS c ON c.report = r.id GROUP BY r.number, c.run ORDER BY r.number, c.run;
CREATE INDEX reading_by_report ON reading (report, run);

-- By what a reading (`rowid`) is found: the ids of its claims and the names in them (`src/marks.rs`). They come in no
-- order; full text writes them in order all the same, where an index would write to a page for each.
CREATE VIRTUAL TABLE mark USING fts5 (
  marks, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '-_'"
);
CREATE VIRTUAL TABLE mark_word USING fts5vocab (mark, row);
INSERT INTO mark (rowid, marks) SELECT number, marks(claims) FROM reading ORDER BY number;

CREATE TABLE numbered_incident (
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  type      TEXT NOT NULL,
  day_start TEXT,
  day_end   TEXT,
  place     TEXT,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  precision TEXT,
  value     BLOB NOT NULL
) STRICT;
INSERT INTO numbered_incident
  SELECT rowid, id, type, day_start, day_end, place, country, lat, lon, precision, value FROM incident;

-- Which incidents the claims of a report belong to; which claims these are, the incident says.
CREATE TABLE incident_report (
  report   INTEGER NOT NULL REFERENCES report (number),
  incident INTEGER NOT NULL REFERENCES incident (number),
  PRIMARY KEY (report, incident)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO incident_report
  SELECT r.number, i.number FROM incident_claim AS m JOIN claim AS c ON c.id = m.claim
    JOIN numbered_report AS r ON r.id = c.report JOIN numbered_incident AS i ON i.id = m.incident;
CREATE INDEX incident_report_by_incident ON incident_report (incident);

CREATE TABLE numbered_group (
  report   INTEGER PRIMARY KEY REFERENCES report (number),
  family   TEXT NOT NULL,
  incident TEXT,
  tie      TEXT
) STRICT;
INSERT INTO numbered_group
  SELECT r.number, family, incident, tie FROM grouped_report AS g JOIN numbered_report AS r ON r.id = g.report;

-- The summaries are packed too.
CREATE TABLE packed_summary (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  incident TEXT NOT NULL UNIQUE,
  value    BLOB
) STRICT;
INSERT INTO packed_summary SELECT number, incident, packed(value) FROM incident_summary ORDER BY number;

-- The columns of a standing claim are those of its value.
CREATE TABLE plain_standing (
  id     TEXT PRIMARY KEY,
  report TEXT NOT NULL,
  counts INTEGER NOT NULL,
  value  BLOB NOT NULL
) STRICT;
INSERT INTO plain_standing SELECT id, report, counts, value FROM standing;

DROP TABLE report;
DROP TABLE claim;
DROP TABLE incident_claim;
DROP TABLE incident;
DROP TABLE incident_summary;
DROP TABLE grouped_report;
DROP TABLE standing;
DROP TABLE named;
DROP TABLE search_report;
DROP TABLE shelved;
DROP TABLE waiting;
DROP TABLE report_key;
DELETE FROM month;
ALTER TABLE numbered_report RENAME TO report;
ALTER TABLE numbered_incident RENAME TO incident;
ALTER TABLE numbered_group RENAME TO grouped_report;
ALTER TABLE packed_summary RENAME TO incident_summary;
ALTER TABLE plain_standing RENAME TO standing;

CREATE INDEX report_by_run ON report (run, number);
CREATE INDEX incident_by_day ON incident (day_start, id);
CREATE INDEX incident_in_order
  ON incident (coalesce(day_start, day_end) IS NULL, coalesce(day_start, day_end), id);
CREATE INDEX grouped_report_by_family ON grouped_report (family);
CREATE INDEX standing_by_report ON standing (report);

-- Where a linked report stands, by its number. See version 2.
CREATE TABLE shelved (
  number        INTEGER PRIMARY KEY REFERENCES report (number),
  written       INTEGER,
  month         INTEGER NOT NULL,
  lot           INTEGER NOT NULL,
  neighbourhood INTEGER NOT NULL
) STRICT;
CREATE INDEX shelved_by_lot ON shelved (month, lot);
CREATE INDEX shelved_by_neighbourhood ON shelved (neighbourhood);

-- By what linked reports are found. See version 11. `day`: of its span, from 0 (`src/shelve.rs`). `hash`: half of it.
CREATE TABLE report_key (
  span   INTEGER NOT NULL,
  kind   INTEGER NOT NULL,
  hash   INTEGER NOT NULL,
  day    INTEGER NOT NULL,
  number INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (span, kind, hash, day, number)
) STRICT, WITHOUT ROWID;

-- Reports that wait to be linked (`again`: 1 where it was linked and has been read anew, 2 where it is linked anew for
-- what version 6 says): all of them, as their keys have other numbers now.
CREATE TABLE waiting (
  report INTEGER PRIMARY KEY REFERENCES report (number),
  again  INTEGER NOT NULL
) STRICT;
INSERT INTO waiting (report, again) SELECT number, 1 FROM report;

CREATE TRIGGER report_is_never_rewritten
  BEFORE UPDATE OF number, id, outlet, url, title, published, language, text, file, line, digest ON report
  BEGIN SELECT RAISE(ABORT, 'a report is never rewritten'); END;
CREATE TRIGGER report_is_never_removed BEFORE DELETE ON report
  BEGIN SELECT RAISE(ABORT, 'a report is never removed'); END;
CREATE TRIGGER reading_is_never_rewritten BEFORE UPDATE ON reading
  BEGIN SELECT RAISE(ABORT, 'a reading is never rewritten'); END;
CREATE TRIGGER reading_is_never_removed BEFORE DELETE ON reading
  BEGIN SELECT RAISE(ABORT, 'a reading is never removed'); END;
CREATE TRIGGER incident_is_counted AFTER INSERT ON incident
  BEGIN UPDATE incident_count SET incidents = incidents + 1; END;
CREATE TRIGGER incident_is_discounted AFTER DELETE ON incident
  BEGIN UPDATE incident_count SET incidents = incidents - 1; END;
CREATE TRIGGER incident_is_gone AFTER DELETE ON incident
  BEGIN INSERT OR REPLACE INTO incident_summary (incident, value) VALUES (old.id, NULL); END;

-- Claims one by one, for questions about a report or about all; `value` is their JSON. A claim by its id is found
-- through its reading (`Register::claim`).
CREATE VIEW claim AS
  SELECT c.value ->> '$.id' AS id, g.run, r.id AS report, c.value
  FROM report AS r JOIN reading AS g ON g.report = r.number, json_each(plain(g.claims)) AS c;

-- The claims as they were read: those of each report's own run, and those that were made elsewhere.
CREATE VIEW read_claim AS
  SELECT c.value ->> '$.id' AS id, g.run, r.id AS report, c.value
  FROM report AS r JOIN reading AS g ON g.report = r.number AND g.run IN (r.run, 0),
    json_each(plain(g.claims)) AS c;

-- The claims that hold, as they stand.
CREATE VIEW current_claim AS
  SELECT c.id, c.run, c.report, iif(s.id IS NULL, c.value, plain(s.value)) AS value
  FROM read_claim AS c LEFT JOIN standing AS s ON s.id = c.id
  WHERE s.id IS NULL OR s.counts;

-- The claims of an incident.
CREATE VIEW incident_claim AS
  SELECT i.id AS incident, c.value AS claim FROM incident AS i, json_each(plain(i.value), '$.claims') AS c;
