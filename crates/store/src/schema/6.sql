-- The register, version 6: full text, and incidents that are found by the kinds and groups of their claims.

-- `incident_name.role` may be `kind` or `group` too; the name is the word of the closed list then.
INSERT OR IGNORE INTO incident_name (incident, role, name)
  SELECT incident, 'kind', kind FROM incident_claim JOIN current_claim ON id = claim;
INSERT OR IGNORE INTO incident_name (incident, role, name)
  SELECT incident, 'group', "group" FROM incident_claim JOIN current_claim ON id = claim
  WHERE "group" IS NOT NULL;

-- The number of a report in `search`. Rows of `report` have no number that stays.
CREATE TABLE search_report (
  id     INTEGER PRIMARY KEY,
  report TEXT NOT NULL UNIQUE REFERENCES report (id)
) STRICT;

-- What words each report has. The texts themselves are not kept twice (contentless). `names`: neutral names of
-- parties and places that its claims came to, and who says so; they need not stand in the text.
CREATE VIRTUAL TABLE search USING fts5 (
  title, text, names,
  content = '', contentless_delete = 1,
  tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIEW searched AS
  SELECT s.id, r.id AS report, r.title, r.text,
    (SELECT group_concat(concat_ws(' ', c.actor, c.target, c.place, c.claimant), ' ')
     FROM (SELECT DISTINCT actor, json_extract(value, '$.target.name') AS target, place, claimant
       FROM current_claim WHERE report = r.id) AS c) AS names
  FROM search_report AS s JOIN report AS r ON r.id = s.report;

INSERT INTO search_report (report) SELECT id FROM report ORDER BY published, id;
INSERT INTO search (rowid, title, text, names) SELECT id, title, text, names FROM searched ORDER BY id;
