-- What settled votes left in an assessment, as the history says.

CREATE TABLE vote_record (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL, -- that of the vote
  item       TEXT NOT NULL,
  system     TEXT NOT NULL,
  question   TEXT NOT NULL,
  record     TEXT NOT NULL CHECK (json_valid(record)),
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- The votes of a room as they stand, so that a server that was restarted goes
-- on with them. They have no history: it gets what is settled, and no more.

CREATE TABLE vote (
  id         TEXT PRIMARY KEY, -- UUIDv7: the newest is the greatest
  assessment TEXT NOT NULL REFERENCES assessment (id),
  item       TEXT NOT NULL,
  system     TEXT NOT NULL,
  question   TEXT NOT NULL,
  round      INTEGER NOT NULL CHECK (round > 0),
  state      TEXT NOT NULL CHECK (state IN ('open', 'revealed', 'parked', 'settled')),
  tolerance  INTEGER NOT NULL CHECK (tolerance BETWEEN 0 AND 2),
  named      INTEGER NOT NULL CHECK (named IN (0, 1)),
  level      INTEGER CHECK (level BETWEEN 0 AND 5), -- that was settled, as are the next three
  reason     TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  settled_at TEXT NOT NULL,
  opened     TEXT NOT NULL,
  opened_by  TEXT NOT NULL,
  changed    TEXT NOT NULL,
  CHECK ((state = 'settled') = (level IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX vote_of_assessment ON vote (assessment, id);

-- A room votes on one thing at a time.
CREATE UNIQUE INDEX vote_under_way ON vote (assessment) WHERE state IN ('open', 'revealed');

CREATE TABLE ballot (
  vote       TEXT NOT NULL REFERENCES vote (id),
  round      INTEGER NOT NULL CHECK (round > 0),
  person     TEXT NOT NULL,    -- empty: counted by hand, or the name went with the reveal
  place      INTEGER NOT NULL, -- 0; tells those without a person apart, from 1
  level      INTEGER CHECK (level BETWEEN 0 AND 5),
  abstain    INTEGER NOT NULL CHECK (abstain IN (0, 1)),
  confidence TEXT NOT NULL CHECK (confidence IN ('', 'low', 'medium', 'high')),
  reason     TEXT NOT NULL,
  PRIMARY KEY (vote, round, person, place),
  CHECK ((person = '') = (place > 0)),
  CHECK ((abstain = 1) = (level IS NULL))
) STRICT, WITHOUT ROWID;
