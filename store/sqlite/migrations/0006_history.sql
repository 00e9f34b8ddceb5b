-- The shape of history that copies can be brought together on: a chain for each
-- assessment, the heads of every field, values that can be erased, and what is
-- left of revisions that were forgotten. Old rows and their hashes stay as they
-- are. The history gets another name, so that an older program that still has
-- the file open can't append to it.

DROP TRIGGER revision_is_never_changed;
DROP TRIGGER revision_is_never_deleted;
ALTER TABLE revision RENAME TO history;
ALTER TABLE history ADD COLUMN merges TEXT NOT NULL DEFAULT ''; -- further revisions it replaces, sorted, a blank between
ALTER TABLE history ADD COLUMN salt BLOB NOT NULL DEFAULT x''; -- 16 random bytes; none before; once the value is erased, its digest

CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN SELECT raise(ABORT, 'history is never changed'); END;

CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;

CREATE INDEX history_that_merges ON history (assessment, subject, field) WHERE merges <> '';

-- The revisions of a field that no later one replaces: seldom more than one.
CREATE TABLE head (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  subject    TEXT NOT NULL,
  field      TEXT NOT NULL,
  revision   TEXT NOT NULL,
  PRIMARY KEY (assessment, subject, field, revision)
) STRICT, WITHOUT ROWID;

INSERT INTO head (assessment, subject, field, revision)
SELECT assessment, subject, field, id FROM (SELECT assessment, subject, field, id, max(n) FROM history GROUP BY assessment, subject, field);

-- The fields that have several.
CREATE TABLE split (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  subject    TEXT NOT NULL,
  field      TEXT NOT NULL,
  PRIMARY KEY (assessment, subject, field)
) STRICT, WITHOUT ROWID;

-- What is left of the revisions of a forgotten assessment in a chain that others
-- share.
CREATE TABLE gone (
  chain     TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
  hash      BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

-- Which words were erased, and why.
CREATE TABLE erasure (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  id         TEXT NOT NULL,
  revisions  TEXT NOT NULL, -- JSON list
  reason     TEXT NOT NULL,
  erased_by  TEXT NOT NULL,
  erased_on  TEXT NOT NULL,
  PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- How far an assessment goes: its first revision and its last, by id, and the
-- last one in this file.
ALTER TABLE assessment ADD COLUMN first TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN changed TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN changed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN last TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment ADD COLUMN n INTEGER NOT NULL DEFAULT 0;
UPDATE assessment SET first = r.id, created = r.at, created_by = r.author FROM history AS r
WHERE r.n = (SELECT min(n) FROM history WHERE assessment = assessment.id);
UPDATE assessment SET last = r.id, changed = r.at, changed_by = r.author, n = r.n FROM history AS r
WHERE r.n = (SELECT max(n) FROM history WHERE assessment = assessment.id);

-- Lists and the days of single items as JSON, like every list.
ALTER TABLE assessment ADD COLUMN effort TEXT NOT NULL DEFAULT '{}';
UPDATE assessment SET effort = (SELECT json_group_object(item, days) FROM effort WHERE assessment = assessment.id),
  holidays = iif(holidays = '', '[]', '["' || replace(holidays, ',', '","') || '"]');
DROP TABLE effort;
ALTER TABLE evidence ADD COLUMN items TEXT NOT NULL DEFAULT '[]'; -- 27001: stands before an item of ISO/IEC 27001
UPDATE evidence SET items = (SELECT json_group_array(item) FROM
  (SELECT item FROM evidence_item AS i WHERE i.assessment = evidence.assessment AND i.evidence = evidence.id ORDER BY place));
DROP TABLE evidence_item;

-- What a vote was about stands in its record.
ALTER TABLE vote_record DROP COLUMN item;
ALTER TABLE vote_record DROP COLUMN system;
ALTER TABLE vote_record DROP COLUMN question;

-- The Statement of Applicability, of both standards; and of the ISMS all that an
-- answer has.
ALTER TABLE answer ADD COLUMN why_in TEXT NOT NULL DEFAULT '';    -- why the item is applicable
ALTER TABLE answer ADD COLUMN drivers TEXT NOT NULL DEFAULT '';   -- risk impact objective law contract isms practice
ALTER TABLE answer ADD COLUMN declared TEXT NOT NULL DEFAULT '';  -- none, planned, partly, implemented
ALTER TABLE answer ADD COLUMN how TEXT NOT NULL DEFAULT '';       -- how it is met
ALTER TABLE answer ADD COLUMN described TEXT NOT NULL DEFAULT ''; -- where that is described
ALTER TABLE answer ADD COLUMN looked_at TEXT NOT NULL DEFAULT ''; -- when somebody last looked

ALTER TABLE baseline ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN due TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN flag INTEGER NOT NULL DEFAULT 0 CHECK (flag IN (0, 1));
ALTER TABLE baseline ADD COLUMN declined INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1));
ALTER TABLE baseline ADD COLUMN basis TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN why_in TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN drivers TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN declared TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN how TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN described TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN looked_at TEXT NOT NULL DEFAULT '';
