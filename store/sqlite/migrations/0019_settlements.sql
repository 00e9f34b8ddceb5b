-- Why conflicts between copies were settled as they were.

CREATE TABLE settlement (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL,
  places     TEXT NOT NULL, -- JSON list: which fields of what
  reason     TEXT NOT NULL,
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;
