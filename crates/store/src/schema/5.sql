-- The register, version 5: incidents are found by the kinds and groups of their claims as they are by names.

-- `incident_name.role` may be `kind` or `group` too; the name is the word of the closed list then.
INSERT OR IGNORE INTO incident_name (incident, role, name)
  SELECT incident, 'kind', kind FROM incident_claim JOIN claim ON id = claim;
INSERT OR IGNORE INTO incident_name (incident, role, name)
  SELECT incident, 'group', "group" FROM incident_claim JOIN claim ON id = claim WHERE "group" IS NOT NULL;
