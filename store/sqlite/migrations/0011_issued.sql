-- Documents as they were handed out, each whole: what is written here is never
-- changed, a new version takes its place.

CREATE TABLE issued (
  assessment  TEXT NOT NULL REFERENCES assessment (id),
  id          TEXT NOT NULL,
  kind        TEXT NOT NULL, -- which document
  about       TEXT NOT NULL,
  title       TEXT NOT NULL,
  version     TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT NOT NULL,
  reason      TEXT NOT NULL,
  place       TEXT NOT NULL, -- where the approval can be seen
  head        TEXT NOT NULL, -- of the history then, as it stands on paper
  acts        INTEGER NOT NULL,
  document    TEXT NOT NULL, -- its JSON
  removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;
