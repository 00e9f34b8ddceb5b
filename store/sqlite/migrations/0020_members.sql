-- Who works on which assessment. As the door of this file it has no history and
-- travels nowhere.

-- What somebody is in the whole file: of a role in every assessment, as before; or
-- a member, whose roles stand below; or an administrator, who manages the people.
CREATE TABLE person_next (
  name     TEXT PRIMARY KEY,
  folded   TEXT NOT NULL UNIQUE, -- the name as it is told from others
  role     TEXT NOT NULL CHECK (role IN ('facilitator', 'assessor', 'observer', 'member', 'administrator')),
  key      TEXT NOT NULL,        -- SHA256 fingerprint of the public key; empty: came by invitation
  invited  TEXT NOT NULL,        -- the invitation; empty: added with a key
  added    TEXT NOT NULL,
  added_by TEXT NOT NULL,
  CHECK ((key = '') <> (invited = ''))
) STRICT, WITHOUT ROWID;

INSERT INTO person_next (name, folded, role, key, invited, added, added_by)
  SELECT name, folded, role, key, invited, added, added_by FROM person;
DROP TABLE person;
ALTER TABLE person_next RENAME TO person;

CREATE UNIQUE INDEX person_of_key ON person (key) WHERE key <> '';

ALTER TABLE invitation ADD COLUMN place TEXT NOT NULL DEFAULT ''; -- the one assessment or group it is for

-- Assessments that the same people work on.
CREATE TABLE assessment_group (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('client', 'team')),
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL UNIQUE, -- the name as it is told from others
  made    TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which group of each kind an assessment belongs to.
CREATE TABLE grouped (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  kind       TEXT NOT NULL CHECK (kind IN ('client', 'team')),
  of_group   TEXT NOT NULL REFERENCES assessment_group (id),
  since      TEXT NOT NULL,
  said_by    TEXT NOT NULL,
  PRIMARY KEY (assessment, kind)
) STRICT, WITHOUT ROWID;

-- Which role was given to whom, by whom and when. Nothing is taken from it: of a
-- place and a person the row with the greatest id holds.
CREATE TABLE member (
  person   TEXT NOT NULL, -- the name as it is told from others
  place    TEXT NOT NULL, -- id of an assessment or of a group
  id       TEXT NOT NULL, -- rises
  name     TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('facilitator', 'assessor', 'observer', '')), -- empty: taken out
  given    TEXT NOT NULL,
  given_by TEXT NOT NULL,
  PRIMARY KEY (person, place, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_of_place ON member (place);
