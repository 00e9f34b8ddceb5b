-- What the pages for management say that no figure does.

ALTER TABLE assessment ADD COLUMN decisions TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN sites TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN people_met TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN not_seen TEXT NOT NULL DEFAULT '';

-- In which house style the documents of an assessment are made: a folder on this
-- machine. It is this file's own: neither history nor what travels.
CREATE TABLE style (
  assessment TEXT PRIMARY KEY REFERENCES assessment (id),
  folder     TEXT NOT NULL,
  saved      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
