-- Which items a person looks at, kept under a name of their own. It says nothing
-- of any assessment: neither history nor what travels.

CREATE TABLE filter (
  person TEXT NOT NULL,
  name   TEXT NOT NULL,
  filter TEXT NOT NULL, -- as it is typed
  saved  TEXT NOT NULL,
  PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;
