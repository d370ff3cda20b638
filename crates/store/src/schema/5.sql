-- The register, version 5: what people decided, with its effects, and claims that were made elsewhere.

-- No earlier program could write a decision; the table is made anew.
DROP TRIGGER decision_is_never_rewritten;
DROP TRIGGER decision_is_never_removed;
DROP TABLE decision;

-- `id` numbers decisions in the order they came to this register; `digest` is the same in every register.
-- `moment`: RFC 3339 in UTC with three decimals. `undoes`: the digest of what an undo withdraws.
-- `everywhere`: it is about a name, in whatever claim that stands.
CREATE TABLE decision (
  id         INTEGER PRIMARY KEY,
  digest     TEXT NOT NULL UNIQUE,
  verdict    TEXT NOT NULL,
  who        TEXT NOT NULL,
  moment     TEXT NOT NULL,
  undoes     TEXT,
  everywhere INTEGER NOT NULL,
  value      TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_undone ON decision (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX decision_everywhere ON decision (id) WHERE everywhere;
CREATE INDEX decision_by_verdict ON decision (verdict);

CREATE TRIGGER decision_is_never_rewritten BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never rewritten'); END;
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;

-- The claims that a decision is about, in its own order (`ordinal`); those of an undo are those of what it
-- withdraws. `claim` is derived: the claim of today that the decision's anchor finds, null while it is adrift.
CREATE TABLE decision_claim (
  decision INTEGER NOT NULL REFERENCES decision (id),
  ordinal  INTEGER NOT NULL,
  report   TEXT NOT NULL,
  claim    TEXT,
  PRIMARY KEY (decision, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_claim_by_report ON decision_claim (report);
CREATE INDEX decision_claim_by_claim ON decision_claim (claim);

-- Derived: the claims that decisions change, as they stand now; `counts` is 0 for what is rejected. The
-- claims themselves stay as they were read.
CREATE TABLE standing (
  id        TEXT PRIMARY KEY,
  report    TEXT NOT NULL,
  counts    INTEGER NOT NULL,
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
  value     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_by_report ON standing (report);

-- Claims that were made elsewhere, or by hand, belong to no run of rules and outlive them all.
INSERT INTO run (id, ruleset, program) VALUES (0, 'none', 'none');

-- The claims as they were read: those of each report's own run, and those that were made elsewhere.
CREATE VIEW read_claim AS
  SELECT claim.* FROM report JOIN claim ON claim.report = report.id AND claim.run IN (report.run, 0);

-- The claims that hold, as they stand.
DROP VIEW current_claim;
CREATE VIEW current_claim AS
  SELECT c.id, c.run, c.report, c.key,
    iif(s.id IS NULL, c.kind, s.kind) AS kind,
    iif(s.id IS NULL, c.type, s.type) AS type,
    iif(s.id IS NULL, c.object, s.object) AS object,
    iif(s.id IS NULL, c."group", s."group") AS "group",
    iif(s.id IS NULL, c.n, s.n) AS n,
    iif(s.id IS NULL, c.n_max, s.n_max) AS n_max,
    iif(s.id IS NULL, c.period, s.period) AS period,
    iif(s.id IS NULL, c.status, s.status) AS status,
    iif(s.id IS NULL, c.claimant, s.claimant) AS claimant,
    iif(s.id IS NULL, c.actor, s.actor) AS actor,
    iif(s.id IS NULL, c.place, s.place) AS place,
    iif(s.id IS NULL, c.country, s.country) AS country,
    iif(s.id IS NULL, c.lat, s.lat) AS lat,
    iif(s.id IS NULL, c.lon, s.lon) AS lon,
    iif(s.id IS NULL, c.day_start, s.day_start) AS day_start,
    iif(s.id IS NULL, c.day_end, s.day_end) AS day_end,
    iif(s.id IS NULL, c.value, s.value) AS value
  FROM report JOIN claim AS c ON c.report = report.id AND c.run IN (report.run, 0)
    LEFT JOIN standing AS s ON s.id = c.id
  WHERE s.id IS NULL OR s.counts;
