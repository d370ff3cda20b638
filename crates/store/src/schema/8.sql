-- The register, version 8: who wrote a report, and how its day of publication was found.

ALTER TABLE report ADD COLUMN author TEXT;

-- A word of the model's closed list `DateFrom`; none where the day was stated as a field of its own.
ALTER TABLE report ADD COLUMN date_from TEXT;
