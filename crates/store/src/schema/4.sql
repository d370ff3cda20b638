-- The register, version 4: what each report says of tolls and agreements, so that these are followed anew
-- without reading the reports.

-- `subject`: what tolls count (`cairn_model::Toll::subject`), or agreements. `value`: as the stage of
-- linking writes it.
CREATE TABLE saying (
  subject TEXT NOT NULL,
  report  TEXT NOT NULL REFERENCES report (id),
  value   TEXT NOT NULL,
  PRIMARY KEY (subject, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX saying_by_report ON saying (report);

ALTER TABLE toll ADD COLUMN subject TEXT NOT NULL DEFAULT '';
CREATE INDEX toll_by_subject ON toll (subject);
CREATE INDEX toll_claim_by_toll ON toll_claim (toll);
CREATE INDEX agreement_claim_by_agreement ON agreement_claim (agreement);

-- Tolls and agreements are made anew.
INSERT OR REPLACE INTO waiting (report, again) SELECT id, 1 FROM report;
