-- Who may come in over the network. This is about the door of this file, not
-- about an assessment, so it has no history and travels nowhere.

CREATE TABLE person (
  name     TEXT PRIMARY KEY,
  folded   TEXT NOT NULL UNIQUE, -- the name as it is told from others
  role     TEXT NOT NULL CHECK (role IN ('facilitator', 'assessor', 'observer')),
  key      TEXT NOT NULL,        -- SHA256 fingerprint of the public key; empty: came by invitation
  invited  TEXT NOT NULL,        -- the invitation; empty: added with a key
  added    TEXT NOT NULL,
  added_by TEXT NOT NULL,
  CHECK ((key = '') <> (invited = ''))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX person_of_key ON person (key) WHERE key <> '';

CREATE TABLE invitation (
  id      TEXT PRIMARY KEY,
  hash    BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), -- SHA-256 of the code, which is kept nowhere
  role    TEXT NOT NULL CHECK (role IN ('facilitator', 'assessor', 'observer')),
  name    TEXT NOT NULL, -- who may use it; empty: whoever has the code
  made    TEXT NOT NULL,
  made_by TEXT NOT NULL,
  until   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
