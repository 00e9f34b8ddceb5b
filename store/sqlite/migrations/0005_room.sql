-- What a room means to vote on, and the clock of its session. Like its votes it
-- has no history.

CREATE TABLE room (
  assessment TEXT PRIMARY KEY REFERENCES assessment (id),
  turn       INTEGER NOT NULL DEFAULT 0,  -- rises with every change of its votes and its agenda
  named      INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
  tolerance  INTEGER NOT NULL DEFAULT 1 CHECK (tolerance BETWEEN 0 AND 2),
  made       TEXT NOT NULL DEFAULT '',    -- empty: there is no agenda
  given      INTEGER NOT NULL DEFAULT 0 CHECK (given BETWEEN 0 AND 10080), -- minutes; 0: no length was set
  began      TEXT NOT NULL DEFAULT '',    -- empty: the clock was never started
  gone       INTEGER NOT NULL DEFAULT 0 CHECK (gone >= 0), -- milliseconds on the clock before since
  since      TEXT NOT NULL DEFAULT ''     -- empty: the clock stands
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda (
  assessment TEXT NOT NULL REFERENCES room (assessment),
  place      INTEGER NOT NULL CHECK (place > 0),
  item       TEXT NOT NULL,
  system     TEXT NOT NULL,
  question   TEXT NOT NULL,
  PRIMARY KEY (assessment, place),
  UNIQUE (assessment, item, system, question)
) STRICT, WITHOUT ROWID;
