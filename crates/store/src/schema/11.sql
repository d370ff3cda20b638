-- The register, version 11: keys of reports stand by their days, so that what is linked next is written beside
-- what was linked last, however large the register is.

-- `day`: of words and runs, the day the report was written, the lowest number for none; of a day with a place,
-- that day. `span`: the days of one span stand together (`src/shelve.rs`).
DROP TABLE report_key;
CREATE TABLE report_key (
  span   INTEGER NOT NULL,
  kind   INTEGER NOT NULL,
  hash   INTEGER NOT NULL,
  day    INTEGER NOT NULL,
  number INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (span, kind, hash, day, number)
) STRICT, WITHOUT ROWID;

-- Everything is linked anew, by the new keys.
INSERT OR REPLACE INTO waiting (report, again) SELECT id, 1 FROM report;
