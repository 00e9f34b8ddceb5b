-- The records of registers: what lists sort and calendars ask is a column, the rest
-- stands in JSON, by field. A view for each register, record_KIND, is made when a
-- database is opened, so that a person reads words here.

CREATE TABLE record (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  kind       TEXT NOT NULL,    -- the register
  id         TEXT NOT NULL,
  number     INTEGER NOT NULL, -- RI-7 without RI; below another record counted by itself
  title      TEXT NOT NULL,
  state      TEXT NOT NULL,    -- its place and its word: 3 treated
  owner      TEXT NOT NULL,
  due        TEXT NOT NULL,
  parent     TEXT NOT NULL,    -- the record it stands below
  removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
  fields     TEXT NOT NULL,    -- JSON
  PRIMARY KEY (assessment, kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_by_number ON record (assessment, kind, parent, number);
CREATE INDEX record_by_due ON record (assessment, due) WHERE due <> '';
CREATE INDEX record_by_parent ON record (assessment, parent) WHERE parent <> '';
