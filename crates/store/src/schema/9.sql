-- The register, version 9: where inside a file a report stands.

-- The file inside a collection of archives.
ALTER TABLE report ADD COLUMN part TEXT;

-- The record, from 1, in a file whose reports lines do not part.
ALTER TABLE report ADD COLUMN record INTEGER;

-- The byte at which line or record begins (`cairn_model::Provenance::offset`).
ALTER TABLE report ADD COLUMN byte INTEGER;
