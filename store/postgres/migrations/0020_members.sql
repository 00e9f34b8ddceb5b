-- Who works on which assessment. What the rows mean stands beside the tables of SQLite.

ALTER TABLE invitation ADD COLUMN place text COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE assessment_group (
  id      text COLLATE "C" NOT NULL,
  kind    text COLLATE "C" NOT NULL,
  name    text COLLATE "C" NOT NULL,
  folded  text COLLATE "C" NOT NULL UNIQUE,
  made    text COLLATE "C" NOT NULL,
  made_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE grouped (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  kind       text COLLATE "C" NOT NULL,
  of_group   text COLLATE "C" NOT NULL REFERENCES assessment_group (id),
  since      text COLLATE "C" NOT NULL,
  said_by    text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, kind)
);

CREATE TABLE member (
  person   text COLLATE "C" NOT NULL,
  place    text COLLATE "C" NOT NULL,
  id       text COLLATE "C" NOT NULL,
  name     text COLLATE "C" NOT NULL,
  role     text COLLATE "C" NOT NULL,
  given    text COLLATE "C" NOT NULL,
  given_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (person, place, id)
);

CREATE INDEX member_of_place ON member (place);
