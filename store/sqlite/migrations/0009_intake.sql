-- Judgements that were carried over from the edition of 2013 say so.

ALTER TABLE answer ADD COLUMN carried TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN carried TEXT NOT NULL DEFAULT '';

-- How sheets of one shape are read, once somebody has said so. It is this file's
-- own: neither history nor what travels.
CREATE TABLE layout (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  name       TEXT NOT NULL,
  shape      TEXT NOT NULL, -- the headings, in the order of letters
  layout     TEXT NOT NULL, -- JSON
  saved      TEXT NOT NULL,
  PRIMARY KEY (assessment, name)
) STRICT, WITHOUT ROWID;
