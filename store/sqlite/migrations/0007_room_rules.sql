-- The rules of a room: whose a name is, how many a code lets in, and that a code
-- that ended stays so, whatever the clock says later.

-- The people who were taken out. Nobody else gets their name, and who came by a
-- code does not come back by it.
CREATE TABLE removed (
  folded  TEXT NOT NULL, -- the name as it is told from others
  invited TEXT NOT NULL, -- the invitation they came by; empty: they had a key
  name    TEXT NOT NULL,
  PRIMARY KEY (folded, invited)
) STRICT, WITHOUT ROWID;

ALTER TABLE invitation ADD COLUMN seats INTEGER NOT NULL DEFAULT 30 CHECK (seats > 0); -- people it lets in
ALTER TABLE invitation ADD COLUMN shut INTEGER NOT NULL DEFAULT 0 CHECK (shut IN (0, 1)); -- lets nobody new in
ALTER TABLE invitation ADD COLUMN ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1));
