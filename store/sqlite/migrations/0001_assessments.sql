-- What is remembered. The table revision is the history: every act, for ever.
-- The tables below it hold the present state, which follows from the history
-- and is changed in the same transaction. Times are UTC, dates YYYY-MM-DD.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment (
  id                   TEXT PRIMARY KEY,
  name                 TEXT NOT NULL,
  archived             INTEGER NOT NULL CHECK (archived IN (0, 1)),
  created              TEXT NOT NULL,
  created_by           TEXT NOT NULL,
  organisation         TEXT NOT NULL,
  scope                TEXT NOT NULL,
  kind                 TEXT NOT NULL,
  size                 TEXT NOT NULL,
  target               INTEGER NOT NULL CHECK (target BETWEEN 3 AND 5),
  start                TEXT NOT NULL,
  fte                  REAL NOT NULL CHECK (fte > 0),
  holidays             TEXT NOT NULL, -- dates with commas between them
  isms_years           REAL CHECK (isms_years >= 0),
  isms_certified       TEXT NOT NULL,
  scopes_compatible    TEXT NOT NULL,
  certification_wanted TEXT NOT NULL,
  certification_by     TEXT NOT NULL,
  one_owner            TEXT NOT NULL,
  scope_moves          TEXT NOT NULL,
  budget               TEXT NOT NULL,
  basis                TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  n          INTEGER PRIMARY KEY,  -- the order in which this file came to know it
  id         TEXT NOT NULL UNIQUE, -- UUIDv7
  assessment TEXT NOT NULL REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED,
  subject    TEXT NOT NULL,        -- as in answer/A.5.2/SYSTEM/QUESTION
  field      TEXT NOT NULL,
  value      TEXT NOT NULL,        -- JSON
  parent     TEXT REFERENCES revision (id), -- the revision it replaces
  act        TEXT NOT NULL,        -- shared by the revisions saved together: the id of the first
  kind       TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  reverts    TEXT CHECK ((kind = 'do') = (reverts IS NULL)),
  author     TEXT NOT NULL,
  replica    TEXT NOT NULL,        -- the copy of the file it was made in
  seq        INTEGER NOT NULL CHECK (seq > 0), -- 1, 2, 3 … in a replica
  at         TEXT NOT NULL,
  prev_hash  BLOB NOT NULL CHECK (length(prev_hash) = 32),
  hash       BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of all the above but n
  UNIQUE (replica, seq)
) STRICT;

CREATE INDEX revision_of_field ON revision (assessment, subject, field, n);
CREATE INDEX revision_of_assessment ON revision (assessment, n);
CREATE INDEX revision_of_author ON revision (assessment, author, n);
CREATE INDEX revision_taken_back ON revision (reverts) WHERE reverts IS NOT NULL;

CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'history is never changed'); END;

CREATE TRIGGER revision_is_never_deleted BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;

CREATE TABLE effort (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  item       TEXT NOT NULL,
  days       REAL NOT NULL CHECK (days >= 0),
  PRIMARY KEY (assessment, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
  assessment  TEXT NOT NULL REFERENCES assessment (id),
  item        TEXT NOT NULL,
  system      TEXT NOT NULL, -- empty: the organisation, or every AI system
  question    TEXT NOT NULL, -- empty: the item itself
  state       TEXT NOT NULL CHECK (state IN ('', 'rated', 'na')),
  level       INTEGER CHECK (level BETWEEN 0 AND 5),
  reason      TEXT NOT NULL,
  risk        TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT NOT NULL,
  rated_by    TEXT NOT NULL,
  rated_at    TEXT NOT NULL,
  rated_order TEXT NOT NULL, -- the revision that made the judgement
  note        TEXT NOT NULL,
  owner       TEXT NOT NULL,
  due         TEXT NOT NULL,
  flag        INTEGER NOT NULL CHECK (flag IN (0, 1)),
  PRIMARY KEY (assessment, item, system, question),
  CHECK ((state = 'rated') = (level IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE baseline (
  assessment  TEXT NOT NULL REFERENCES assessment (id),
  item        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('', 'rated', 'na')),
  level       INTEGER CHECK (level BETWEEN 0 AND 5),
  reason      TEXT NOT NULL,
  risk        TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT NOT NULL,
  rated_by    TEXT NOT NULL,
  rated_at    TEXT NOT NULL,
  rated_order TEXT NOT NULL,
  note        TEXT NOT NULL,
  PRIMARY KEY (assessment, item),
  CHECK ((state = 'rated') = (level IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE system (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  purpose    TEXT NOT NULL,
  roles      TEXT NOT NULL, -- JSON list
  stage      TEXT NOT NULL,
  in_scope   INTEGER NOT NULL CHECK (in_scope IN (0, 1)),
  risk_class TEXT NOT NULL,
  owner      TEXT NOT NULL,
  removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_control (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL,
  number     INTEGER NOT NULL,
  title      TEXT NOT NULL,
  source     TEXT NOT NULL,
  risk       TEXT NOT NULL,
  phase      INTEGER NOT NULL,
  days       REAL NOT NULL,
  removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL,
  kind       TEXT NOT NULL,
  what       TEXT NOT NULL,
  version    TEXT NOT NULL,
  place      TEXT NOT NULL,
  date       TEXT NOT NULL,
  seen_by    TEXT NOT NULL, -- empty: claimed only
  site       TEXT NOT NULL,
  system     TEXT NOT NULL,
  removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_item (
  assessment TEXT NOT NULL,
  evidence   TEXT NOT NULL,
  place      INTEGER NOT NULL,
  item       TEXT NOT NULL,
  PRIMARY KEY (assessment, evidence, place),
  FOREIGN KEY (assessment, evidence) REFERENCES evidence (assessment, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL,
  item       TEXT NOT NULL,
  system     TEXT NOT NULL,
  statement  TEXT NOT NULL,
  grade      TEXT NOT NULL,
  closed     INTEGER NOT NULL CHECK (closed IN (0, 1)),
  closed_by  TEXT NOT NULL,
  closed_on  TEXT NOT NULL,
  removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- What only this file remembers; it has no history.

CREATE TABLE draft (
  author     TEXT NOT NULL,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  subject    TEXT NOT NULL,
  field      TEXT NOT NULL,
  text       TEXT NOT NULL,
  saved      TEXT NOT NULL,
  PRIMARY KEY (author, assessment, subject, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  author     TEXT NOT NULL,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  place      TEXT NOT NULL, -- JSON
  PRIMARY KEY (author, assessment)
) STRICT, WITHOUT ROWID;
