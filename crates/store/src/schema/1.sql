-- The register, version 1.
--
-- report, claim, link, decision: facts. Rows are added, never changed or removed (triggers below).
-- gazetteer: places that the user added.
-- identity: which incident a claim was last put into. Kept for good, so that incidents keep their ids.
-- linking, grouped_report, incident, toll, agreement and what hangs on them: derived from the facts, made
-- anew as a whole in one transaction.
--
-- `value` holds the whole noun as JSON, as crates/model writes it; the columns beside it are those
-- that are asked for.

PRAGMA application_id = 0x63726e01;

-- One pair of ruleset and program that read reports. A report's claims are those of its own run;
-- claims of earlier runs stay, so that decisions about them keep their object.
CREATE TABLE run (
  id      INTEGER PRIMARY KEY,
  ruleset TEXT NOT NULL,
  program TEXT NOT NULL,
  UNIQUE (ruleset, program)
) STRICT;

CREATE TABLE report (
  id        TEXT PRIMARY KEY,
  outlet    TEXT,
  url       TEXT,
  title     TEXT,
  published TEXT,
  dated     TEXT,
  language  TEXT,
  text      TEXT NOT NULL,
  file      TEXT,
  line      INTEGER,
  digest    TEXT,
  run       INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE INDEX report_by_day ON report (published, id);

CREATE TABLE claim (
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
  value     TEXT NOT NULL,
  PRIMARY KEY (id, run)
) STRICT;
CREATE INDEX claim_by_report ON claim (report, run);

-- The claims that hold: those of each report's own run.
CREATE VIEW current_claim AS
  SELECT claim.* FROM report JOIN claim ON claim.report = report.id AND claim.run = report.run;

CREATE TABLE link (
  id      INTEGER PRIMARY KEY,
  a       TEXT NOT NULL,
  b       TEXT NOT NULL,
  verdict TEXT NOT NULL,
  score   INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  UNIQUE (a, b, verdict, score, reasons)
) STRICT;

CREATE TABLE decision (
  id      INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL,
  value   TEXT NOT NULL
) STRICT;

-- A claim that new rules read again has a new id; its report and sentence find it then.
CREATE TABLE identity (
  claim          TEXT PRIMARY KEY,
  report         TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  incident       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Packed places as the user imported them, by the name of their file.
CREATE TABLE gazetteer (
  name     TEXT PRIMARY KEY,
  digest   TEXT NOT NULL,
  n_places INTEGER NOT NULL,
  pack     BLOB NOT NULL
) STRICT;

-- The links that the present grouping rests on.
CREATE TABLE linking (link INTEGER PRIMARY KEY REFERENCES link (id)) STRICT;

-- The family of each report, and the incident that it is chiefly about. A report without a row here
-- has not been grouped yet.
CREATE TABLE grouped_report (
  report   TEXT PRIMARY KEY REFERENCES report (id),
  family   TEXT NOT NULL,
  incident TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX grouped_report_by_family ON grouped_report (family);

CREATE TABLE incident (
  id        TEXT PRIMARY KEY,
  type      TEXT NOT NULL,
  day_start TEXT,
  day_end   TEXT,
  place     TEXT,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  precision TEXT,
  value     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_by_day ON incident (day_start, id);

-- The names by which an incident is found, folded to ASCII lower case. `role`: place, country, actor.
CREATE TABLE incident_name (
  incident TEXT NOT NULL REFERENCES incident (id),
  role     TEXT NOT NULL,
  name     TEXT NOT NULL,
  PRIMARY KEY (incident, role, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_claim (
  claim    TEXT NOT NULL,
  incident TEXT NOT NULL REFERENCES incident (id),
  PRIMARY KEY (claim, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_claim_by_incident ON incident_claim (incident);

CREATE TABLE toll (
  id    TEXT PRIMARY KEY,
  kind  TEXT NOT NULL,
  place TEXT,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE toll_claim (
  claim TEXT NOT NULL,
  toll  TEXT NOT NULL REFERENCES toll (id),
  PRIMARY KEY (claim, toll)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  state     TEXT NOT NULL,
  day_start TEXT,
  value     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_claim (
  claim     TEXT NOT NULL,
  agreement TEXT NOT NULL REFERENCES agreement (id),
  PRIMARY KEY (claim, agreement)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER report_is_never_rewritten
  BEFORE UPDATE OF id, outlet, url, title, published, language, text, file, line, digest ON report
  BEGIN SELECT RAISE(ABORT, 'a report is never rewritten'); END;
CREATE TRIGGER report_is_never_removed BEFORE DELETE ON report
  BEGIN SELECT RAISE(ABORT, 'a report is never removed'); END;
CREATE TRIGGER claim_is_never_rewritten BEFORE UPDATE ON claim
  BEGIN SELECT RAISE(ABORT, 'a claim is never rewritten'); END;
CREATE TRIGGER claim_is_never_removed BEFORE DELETE ON claim
  BEGIN SELECT RAISE(ABORT, 'a claim is never removed'); END;
CREATE TRIGGER link_is_never_rewritten BEFORE UPDATE ON link
  BEGIN SELECT RAISE(ABORT, 'a link is never rewritten'); END;
CREATE TRIGGER link_is_never_removed BEFORE DELETE ON link
  BEGIN SELECT RAISE(ABORT, 'a link is never removed'); END;
CREATE TRIGGER decision_is_never_rewritten BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never rewritten'); END;
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;
