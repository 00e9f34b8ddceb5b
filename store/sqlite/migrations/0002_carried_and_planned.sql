-- What is taken over from the ISMS, and findings on the ISMS itself.

ALTER TABLE answer ADD COLUMN declined INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1));
-- The baseline items that the judgement was taken over from, with their ratings
-- then, as 6.1.2=4 A.8.16=3; a ! says that a nonconformity stood against it.
ALTER TABLE answer ADD COLUMN basis TEXT NOT NULL DEFAULT '';

ALTER TABLE finding ADD COLUMN baseline TEXT NOT NULL DEFAULT ''; -- an item of the ISMS; item is empty then

-- What people say of the plan: a strategy of their own, and the tasks.

ALTER TABLE assessment ADD COLUMN strategy TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN strategy_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE task (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL, -- T1.1, or the item whose gap it closes
  status     TEXT NOT NULL CHECK (status IN ('', 'open', 'started', 'done')), -- empty: as it follows from the items
  owner      TEXT NOT NULL, -- of an item's action: empty, its answer has it
  due        TEXT NOT NULL,
  note       TEXT NOT NULL,
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;
