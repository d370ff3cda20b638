-- The register, version 5: smaller, and tolls and agreements are followed on from where something changed.
--
-- Values are packed (`src/pack.rs`); in SQL, `plain(value)` gives their JSON. Large ones stand in tables with
-- row numbers: in a table without, a row of more than a quarter of a page takes another page.

DROP VIEW current_claim;
CREATE TABLE packed_claim (
  id        TEXT NOT NULL,
  run       INTEGER NOT NULL REFERENCES run (id),
  report    TEXT NOT NULL REFERENCES report (id),
  key       TEXT NOT NULL,
  kind      TEXT NOT NULL,
  type      TEXT NOT NULL,
  object    TEXT,
  "group"   TEXT,
  n         INTEGER,
  n_max     INTEGER,
  period    TEXT NOT NULL,
  status    TEXT NOT NULL,
  claimant  TEXT,
  actor     TEXT,
  place     TEXT,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  day_start TEXT,
  day_end   TEXT,
  value     BLOB NOT NULL,
  PRIMARY KEY (id, run)
) STRICT;
INSERT INTO packed_claim
  SELECT id, run, report, key, kind, type, object, "group", n, n_max, period, status, claimant, actor, place,
    country, lat, lon, day_start, day_end, packed(value) FROM claim ORDER BY rowid;
DROP TABLE claim;
ALTER TABLE packed_claim RENAME TO claim;
CREATE INDEX claim_by_report ON claim (report, run);
CREATE TRIGGER claim_is_never_rewritten BEFORE UPDATE ON claim
  BEGIN SELECT RAISE(ABORT, 'a claim is never rewritten'); END;
CREATE TRIGGER claim_is_never_removed BEFORE DELETE ON claim
  BEGIN SELECT RAISE(ABORT, 'a claim is never removed'); END;
-- The claims that hold: those of each report's own run.
CREATE VIEW current_claim AS
  SELECT claim.* FROM report JOIN claim ON claim.report = report.id AND claim.run = report.run;

CREATE TABLE packed_link (
  id      INTEGER PRIMARY KEY,
  a       TEXT NOT NULL,
  b       TEXT NOT NULL,
  verdict TEXT NOT NULL,
  score   INTEGER NOT NULL,
  reasons BLOB NOT NULL
) STRICT;
INSERT INTO packed_link SELECT id, a, b, verdict, score, packed(reasons) FROM link;
DROP TABLE link;
ALTER TABLE packed_link RENAME TO link;
CREATE INDEX link_by_pair ON link (a, b);
CREATE INDEX link_by_other ON link (b);
CREATE TRIGGER link_is_never_rewritten BEFORE UPDATE ON link
  BEGIN SELECT RAISE(ABORT, 'a link is never rewritten'); END;
CREATE TRIGGER link_is_never_removed BEFORE DELETE ON link
  BEGIN SELECT RAISE(ABORT, 'a link is never removed'); END;

CREATE TABLE packed_incident (
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
INSERT INTO packed_incident
  SELECT id, type, day_start, day_end, place, country, lat, lon, precision, packed(value) FROM incident;
DROP TABLE incident;
ALTER TABLE packed_incident RENAME TO incident;
CREATE INDEX incident_by_day ON incident (day_start, id);
CREATE INDEX incident_in_order
  ON incident (coalesce(day_start, day_end) IS NULL, coalesce(day_start, day_end), id);

-- `members`: the claims of a toll or an agreement, as the stage of linking writes them. `last_day`, `last_report`:
-- the turn of the last of them. A day is the number of days since 1970-01-01; the greatest stands for none.
CREATE TABLE packed_toll (
  id          TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL,
  place       TEXT,
  subject     TEXT NOT NULL,
  last_day    INTEGER NOT NULL DEFAULT 0,
  last_report TEXT NOT NULL DEFAULT '',
  members     BLOB,
  value       BLOB NOT NULL
) STRICT;
INSERT INTO packed_toll (id, kind, place, subject, value) SELECT id, kind, place, subject, packed(value) FROM toll;
DROP TABLE toll;
ALTER TABLE packed_toll RENAME TO toll;
CREATE INDEX toll_by_turn ON toll (subject, last_day, last_report);

CREATE TABLE packed_agreement (
  id          TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  state       TEXT NOT NULL,
  day_start   TEXT,
  last_day    INTEGER NOT NULL DEFAULT 0,
  last_report TEXT NOT NULL DEFAULT '',
  members     BLOB,
  value       BLOB NOT NULL
) STRICT;
INSERT INTO packed_agreement (id, name, state, day_start, value)
  SELECT id, name, state, day_start, packed(value) FROM agreement;
DROP TABLE agreement;
ALTER TABLE packed_agreement RENAME TO agreement;
CREATE INDEX agreement_by_turn ON agreement (last_day, last_report);

-- By what later claims find a toll or an agreement (`thing`, its id). Keys of those that are gone may stay.
CREATE TABLE thing_key (
  hash  INTEGER NOT NULL,
  thing TEXT NOT NULL,
  PRIMARY KEY (hash, thing)
) STRICT, WITHOUT ROWID;

-- `subject`: what tolls count (`cairn_model::Toll::subject`), or agreements. `day`: when the report was written,
-- as in `last_day`. `value`: as the stage of linking writes it, packed.
DROP TABLE saying;
CREATE TABLE saying (
  subject TEXT NOT NULL,
  day     INTEGER NOT NULL,
  report  TEXT NOT NULL REFERENCES report (id),
  value   BLOB NOT NULL,
  PRIMARY KEY (subject, day, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX saying_by_report ON saying (report);

-- `identity` keeps where claims were put that are in no incident now; of the others, `incident_claim` tells it.
DELETE FROM identity WHERE claim IN (SELECT claim FROM incident_claim);

-- How many incidents there are.
CREATE TABLE incident_count (incidents INTEGER NOT NULL) STRICT;
INSERT INTO incident_count SELECT count(*) FROM incident;
CREATE TRIGGER incident_is_counted AFTER INSERT ON incident BEGIN UPDATE incident_count SET incidents = incidents + 1; END;
CREATE TRIGGER incident_is_discounted AFTER DELETE ON incident
  BEGIN UPDATE incident_count SET incidents = incidents - 1; END;

-- Tolls and agreements are followed anew, with everything else.
INSERT OR REPLACE INTO waiting (report, again) SELECT id, 1 FROM report;
