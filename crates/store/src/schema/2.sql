-- The register, version 2: what reports are found by, so that a new report is linked into the register
-- without reading the others. All of it is derived, like the groups themselves.

-- Where a linked report stands. `number` is short and takes the place of its id in `report_key`.
-- `written`: day since 1970-01-01. `month`, `lot`: see `cairn_link::Month` and `lot`.
-- `neighbourhood`: number of the first report of its neighbourhood.
CREATE TABLE shelved (
  number        INTEGER PRIMARY KEY,
  report        TEXT NOT NULL UNIQUE REFERENCES report (id),
  written       INTEGER,
  month         INTEGER NOT NULL,
  lot           INTEGER NOT NULL,
  neighbourhood INTEGER NOT NULL
) STRICT;
CREATE INDEX shelved_by_lot ON shelved (month, lot, report);
CREATE INDEX shelved_by_neighbourhood ON shelved (neighbourhood);

-- The keys of each linked report. `written` is repeated so that a window of days is one range; reports
-- without a day have the lowest number.
CREATE TABLE report_key (
  kind    INTEGER NOT NULL,
  hash    INTEGER NOT NULL,
  written INTEGER NOT NULL,
  number  INTEGER NOT NULL,
  weight  INTEGER NOT NULL,
  PRIMARY KEY (kind, hash, written, number)
) STRICT, WITHOUT ROWID;

-- How many linked reports each month has, and how rare words are in them.
CREATE TABLE month (
  month     INTEGER PRIMARY KEY,
  n_reports INTEGER NOT NULL,
  rarity    BLOB
) STRICT;

CREATE INDEX identity_by_report ON identity (report);
CREATE INDEX identity_by_incident ON identity (incident);
CREATE INDEX link_by_other ON link (b);
CREATE INDEX claim_of_toll ON claim (report) WHERE period = 'cumulative';
CREATE INDEX claim_of_agreement ON claim (report) WHERE type IN ('agreement', 'violation');

-- Reports that wait to be linked. `again`: they were linked before and have been read anew, so that
-- everything is linked anew.
CREATE TABLE waiting (
  report TEXT PRIMARY KEY REFERENCES report (id),
  again  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO waiting (report, again) SELECT id, 1 FROM report;

CREATE INDEX report_by_run ON report (run, id);

-- The order in which incidents are listed.
CREATE INDEX incident_in_order
  ON incident (coalesce(day_start, day_end) IS NULL, coalesce(day_start, day_end), id);
