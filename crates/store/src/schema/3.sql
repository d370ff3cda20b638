-- The register, version 3: whose text a report has.

-- What a report's text has to do with that of another (`cairn_model::Tie` as JSON); null where it has
-- nothing to do with any, or had it first.
ALTER TABLE grouped_report ADD COLUMN tie TEXT;

-- Families, origins and incidents are made anew.
INSERT OR REPLACE INTO waiting (report, again) SELECT id, 1 FROM report;
