-- The register, version 10: what a list of all incidents needs of each, so that it is read in an instant and
-- read on from where something has changed.

-- `number` grows with every change and is never used again: what is new since a reader came by has a higher one.
-- `value`: `cairn_store::Summary` as JSON, not packed, because all of them are read at once; null where there is
-- no such incident any more.
CREATE TABLE incident_summary (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  incident TEXT NOT NULL UNIQUE,
  value    TEXT
) STRICT;

INSERT INTO incident_summary (incident, value)
  SELECT i.id, summary(i.value,
    (SELECT json_group_array(name) FROM incident_name WHERE incident = i.id AND role = 'kind'),
    (SELECT json_group_array(name) FROM incident_name WHERE incident = i.id AND role = 'group'),
    (SELECT min(json_extract(plain(c.value), '$.confidence'))
     FROM incident_claim AS m JOIN current_claim AS c ON c.id = m.claim WHERE m.incident = i.id))
  FROM incident AS i ORDER BY i.rowid;

CREATE TRIGGER incident_is_gone AFTER DELETE ON incident
  BEGIN INSERT OR REPLACE INTO incident_summary (incident, value) VALUES (old.id, NULL); END;

-- Kinds and groups stand in the summary.
DELETE FROM incident_name WHERE role IN ('kind', 'group');

-- The reports in which a name stands that a decision may be about, by a hash of the name (`src/named.rs`). Names of
-- claims that hold no more may stay: their reports are only looked at in vain.
CREATE TABLE named (
  name   INTEGER NOT NULL,
  report TEXT NOT NULL REFERENCES report (id),
  PRIMARY KEY (name, report)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO named (name, report)
  SELECT one.value, report FROM claim, json_each(names(claim.value)) AS one;
