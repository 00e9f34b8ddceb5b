-- All that is remembered, as in the tables of SQLite at the same version: each has the
-- same columns, and a test holds the two to each other. What they mean stands beside
-- SQLite's. Order is that of bytes, as there; yes and no are 1 and 0.
--
-- A place n in the history is counted in each assessment by itself, in its row, which
-- whoever writes about it locks. There is nothing here that some servers of this kind
-- lack: no triggers, no keys that wait, no numbers that the database gives out.

CREATE TABLE meta (
  key   text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  PRIMARY KEY (key)
);

CREATE TABLE assessment (
  id                   text COLLATE "C" NOT NULL,
  name                 text COLLATE "C" NOT NULL,
  archived             bigint NOT NULL,
  created              text COLLATE "C" NOT NULL,
  created_by           text COLLATE "C" NOT NULL,
  organisation         text COLLATE "C" NOT NULL,
  scope                text COLLATE "C" NOT NULL,
  kind                 text COLLATE "C" NOT NULL,
  size                 text COLLATE "C" NOT NULL,
  target               bigint NOT NULL,
  start                text COLLATE "C" NOT NULL,
  fte                  double precision NOT NULL,
  holidays             text COLLATE "C" NOT NULL,
  isms_years           double precision,
  isms_certified       text COLLATE "C" NOT NULL,
  scopes_compatible    text COLLATE "C" NOT NULL,
  certification_wanted text COLLATE "C" NOT NULL,
  certification_by     text COLLATE "C" NOT NULL,
  one_owner            text COLLATE "C" NOT NULL,
  scope_moves          text COLLATE "C" NOT NULL,
  budget               text COLLATE "C" NOT NULL,
  basis                text COLLATE "C" NOT NULL,
  strategy             text COLLATE "C" NOT NULL DEFAULT '',
  strategy_reason      text COLLATE "C" NOT NULL DEFAULT '',
  first                text COLLATE "C" NOT NULL DEFAULT '',
  changed              text COLLATE "C" NOT NULL DEFAULT '',
  changed_by           text COLLATE "C" NOT NULL DEFAULT '',
  last                 text COLLATE "C" NOT NULL DEFAULT '',
  n                    bigint NOT NULL DEFAULT 0,
  effort               text COLLATE "C" NOT NULL DEFAULT '{}',
  decisions            text COLLATE "C" NOT NULL DEFAULT '',
  sites                text COLLATE "C" NOT NULL DEFAULT '',
  people_met           text COLLATE "C" NOT NULL DEFAULT '',
  not_seen             text COLLATE "C" NOT NULL DEFAULT '',
  concern_readers      text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (id)
);

CREATE TABLE history (
  n          bigint NOT NULL,
  id         text COLLATE "C" NOT NULL UNIQUE,
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  subject    text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  value      text COLLATE "C" NOT NULL,
  parent     text COLLATE "C",
  act        text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  reverts    text COLLATE "C",
  author     text COLLATE "C" NOT NULL,
  replica    text COLLATE "C" NOT NULL,
  seq        bigint NOT NULL CHECK (seq > 0),
  at         text COLLATE "C" NOT NULL,
  prev_hash  bytea NOT NULL CHECK (length(prev_hash) = 32),
  hash       bytea NOT NULL CHECK (length(hash) = 32),
  merges     text COLLATE "C" NOT NULL DEFAULT '',
  salt       bytea NOT NULL DEFAULT '',
  PRIMARY KEY (assessment, n),
  UNIQUE (replica, seq),
  CHECK ((kind = 'do') = (reverts IS NULL))
);

CREATE TABLE answer (
  assessment  text COLLATE "C" NOT NULL REFERENCES assessment (id),
  item        text COLLATE "C" NOT NULL,
  system      text COLLATE "C" NOT NULL,
  question    text COLLATE "C" NOT NULL,
  state       text COLLATE "C" NOT NULL,
  level       bigint,
  reason      text COLLATE "C" NOT NULL,
  risk        text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C" NOT NULL,
  approved_on text COLLATE "C" NOT NULL,
  rated_by    text COLLATE "C" NOT NULL,
  rated_at    text COLLATE "C" NOT NULL,
  rated_order text COLLATE "C" NOT NULL,
  note        text COLLATE "C" NOT NULL,
  owner       text COLLATE "C" NOT NULL,
  due         text COLLATE "C" NOT NULL,
  flag        bigint NOT NULL,
  declined    bigint NOT NULL DEFAULT 0,
  basis       text COLLATE "C" NOT NULL DEFAULT '',
  why_in      text COLLATE "C" NOT NULL DEFAULT '',
  drivers     text COLLATE "C" NOT NULL DEFAULT '',
  declared    text COLLATE "C" NOT NULL DEFAULT '',
  how         text COLLATE "C" NOT NULL DEFAULT '',
  described   text COLLATE "C" NOT NULL DEFAULT '',
  looked_at   text COLLATE "C" NOT NULL DEFAULT '',
  carried     text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (assessment, item, system, question),
  CHECK ((state = 'rated') = (level IS NOT NULL))
);

CREATE TABLE baseline (
  assessment  text COLLATE "C" NOT NULL REFERENCES assessment (id),
  item        text COLLATE "C" NOT NULL,
  state       text COLLATE "C" NOT NULL,
  level       bigint,
  reason      text COLLATE "C" NOT NULL,
  risk        text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C" NOT NULL,
  approved_on text COLLATE "C" NOT NULL,
  rated_by    text COLLATE "C" NOT NULL,
  rated_at    text COLLATE "C" NOT NULL,
  rated_order text COLLATE "C" NOT NULL,
  note        text COLLATE "C" NOT NULL,
  owner       text COLLATE "C" NOT NULL DEFAULT '',
  due         text COLLATE "C" NOT NULL DEFAULT '',
  flag        bigint NOT NULL DEFAULT 0,
  declined    bigint NOT NULL DEFAULT 0,
  basis       text COLLATE "C" NOT NULL DEFAULT '',
  why_in      text COLLATE "C" NOT NULL DEFAULT '',
  drivers     text COLLATE "C" NOT NULL DEFAULT '',
  declared    text COLLATE "C" NOT NULL DEFAULT '',
  how         text COLLATE "C" NOT NULL DEFAULT '',
  described   text COLLATE "C" NOT NULL DEFAULT '',
  looked_at   text COLLATE "C" NOT NULL DEFAULT '',
  carried     text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (assessment, item),
  CHECK ((state = 'rated') = (level IS NOT NULL))
);

CREATE TABLE system (
  assessment      text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id              text COLLATE "C" NOT NULL,
  name            text COLLATE "C" NOT NULL,
  purpose         text COLLATE "C" NOT NULL,
  roles           text COLLATE "C" NOT NULL,
  stage           text COLLATE "C" NOT NULL,
  in_scope        bigint NOT NULL,
  risk_class      text COLLATE "C" NOT NULL,
  owner           text COLLATE "C" NOT NULL,
  removed         bigint NOT NULL,
  family          text COLLATE "C" NOT NULL DEFAULT '',
  in_scope_author text COLLATE "C" NOT NULL DEFAULT '',
  in_scope_at     text COLLATE "C" NOT NULL DEFAULT '',
  in_scope_order  text COLLATE "C" NOT NULL DEFAULT '',
  number          bigint NOT NULL DEFAULT 0,
  intended_use    text COLLATE "C" NOT NULL DEFAULT '',
  ruled_out       text COLLATE "C" NOT NULL DEFAULT '',
  users           text COLLATE "C" NOT NULL DEFAULT '',
  affected        text COLLATE "C" NOT NULL DEFAULT '',
  kind            text COLLATE "C" NOT NULL DEFAULT '',
  base_model      text COLLATE "C" NOT NULL DEFAULT '',
  personal_data   text COLLATE "C" NOT NULL DEFAULT '',
  places          text COLLATE "C" NOT NULL DEFAULT '',
  looked_for      text COLLATE "C" NOT NULL DEFAULT '',
  autonomy        text COLLATE "C" NOT NULL DEFAULT '',
  overseer        text COLLATE "C" NOT NULL DEFAULT '',
  oversight       text COLLATE "C" NOT NULL DEFAULT '',
  may_stop        text COLLATE "C" NOT NULL DEFAULT '',
  risk_article    text COLLATE "C" NOT NULL DEFAULT '',
  risk_reason     text COLLATE "C" NOT NULL DEFAULT '',
  risk_by         text COLLATE "C" NOT NULL DEFAULT '',
  risk_on         text COLLATE "C" NOT NULL DEFAULT '',
  state           text COLLATE "C" NOT NULL DEFAULT '',
  approved_by     text COLLATE "C" NOT NULL DEFAULT '',
  approved_on     text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (assessment, id)
);

CREATE TABLE own_control (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id         text COLLATE "C" NOT NULL,
  number     bigint NOT NULL,
  title      text COLLATE "C" NOT NULL,
  source     text COLLATE "C" NOT NULL,
  risk       text COLLATE "C" NOT NULL,
  phase      bigint NOT NULL,
  days       double precision NOT NULL,
  removed    bigint NOT NULL,
  PRIMARY KEY (assessment, id)
);

CREATE TABLE evidence (
  assessment     text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id             text COLLATE "C" NOT NULL,
  kind           text COLLATE "C" NOT NULL,
  what           text COLLATE "C" NOT NULL,
  version        text COLLATE "C" NOT NULL,
  place          text COLLATE "C" NOT NULL,
  date           text COLLATE "C" NOT NULL,
  seen_by        text COLLATE "C" NOT NULL,
  site           text COLLATE "C" NOT NULL,
  system         text COLLATE "C" NOT NULL,
  removed        bigint NOT NULL,
  items          text COLLATE "C" NOT NULL DEFAULT '[]',
  seen_on        text COLLATE "C" NOT NULL DEFAULT '',
  seen_by_author text COLLATE "C" NOT NULL DEFAULT '',
  seen_by_at     text COLLATE "C" NOT NULL DEFAULT '',
  seen_by_order  text COLLATE "C" NOT NULL DEFAULT '',
  number         bigint NOT NULL DEFAULT 0,
  file           text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (assessment, id)
);

CREATE TABLE finding (
  assessment        text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id                text COLLATE "C" NOT NULL,
  item              text COLLATE "C" NOT NULL,
  system            text COLLATE "C" NOT NULL,
  statement         text COLLATE "C" NOT NULL,
  grade             text COLLATE "C" NOT NULL,
  closed            bigint NOT NULL,
  closed_by         text COLLATE "C" NOT NULL,
  closed_on         text COLLATE "C" NOT NULL,
  removed           bigint NOT NULL,
  baseline          text COLLATE "C" NOT NULL DEFAULT '',
  number            bigint NOT NULL DEFAULT 0,
  requirement       text COLLATE "C" NOT NULL DEFAULT '',
  shown_by          text COLLATE "C" NOT NULL DEFAULT '',
  extent            text COLLATE "C" NOT NULL DEFAULT '',
  raised_by         text COLLATE "C" NOT NULL DEFAULT '',
  answer_due        text COLLATE "C" NOT NULL DEFAULT '',
  accepted_on       text COLLATE "C" NOT NULL DEFAULT '',
  containment       text COLLATE "C" NOT NULL DEFAULT '',
  correction        text COLLATE "C" NOT NULL DEFAULT '',
  elsewhere         text COLLATE "C" NOT NULL DEFAULT '',
  cause             text COLLATE "C" NOT NULL DEFAULT '',
  cause_by          text COLLATE "C" NOT NULL DEFAULT '',
  action            text COLLATE "C" NOT NULL DEFAULT '',
  aims_change       text COLLATE "C" NOT NULL DEFAULT '',
  owner             text COLLATE "C" NOT NULL DEFAULT '',
  due               text COLLATE "C" NOT NULL DEFAULT '',
  done_on           text COLLATE "C" NOT NULL DEFAULT '',
  effect_how        text COLLATE "C" NOT NULL DEFAULT '',
  effect_by         text COLLATE "C" NOT NULL DEFAULT '',
  effect_on         text COLLATE "C" NOT NULL DEFAULT '',
  effect            text COLLATE "C" NOT NULL DEFAULT '',
  closed_because    text COLLATE "C" NOT NULL DEFAULT '',
  closed_unverified bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (assessment, id)
);

CREATE TABLE draft (
  author     text COLLATE "C" NOT NULL,
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  subject    text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  text       text COLLATE "C" NOT NULL,
  saved      text COLLATE "C" NOT NULL,
  PRIMARY KEY (author, assessment, subject, field)
);

CREATE TABLE place (
  author     text COLLATE "C" NOT NULL,
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  place      text COLLATE "C" NOT NULL,
  PRIMARY KEY (author, assessment)
);

CREATE TABLE task (
  assessment    text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id            text COLLATE "C" NOT NULL,
  status        text COLLATE "C" NOT NULL,
  owner         text COLLATE "C" NOT NULL,
  due           text COLLATE "C" NOT NULL,
  note          text COLLATE "C" NOT NULL,
  started       text COLLATE "C" NOT NULL DEFAULT '',
  spent         double precision NOT NULL DEFAULT 0,
  status_author text COLLATE "C" NOT NULL DEFAULT '',
  status_at     text COLLATE "C" NOT NULL DEFAULT '',
  status_order  text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (assessment, id)
);

CREATE TABLE person (
  name     text COLLATE "C" NOT NULL,
  folded   text COLLATE "C" NOT NULL UNIQUE,
  role     text COLLATE "C" NOT NULL,
  key      text COLLATE "C" NOT NULL,
  invited  text COLLATE "C" NOT NULL,
  added    text COLLATE "C" NOT NULL,
  added_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (name),
  CHECK ((key = '') <> (invited = ''))
);

CREATE TABLE invitation (
  id      text COLLATE "C" NOT NULL,
  hash    bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  role    text COLLATE "C" NOT NULL,
  name    text COLLATE "C" NOT NULL,
  made    text COLLATE "C" NOT NULL,
  made_by text COLLATE "C" NOT NULL,
  until   text COLLATE "C" NOT NULL,
  seats   bigint NOT NULL DEFAULT 30,
  shut    bigint NOT NULL DEFAULT 0,
  ended   bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
);

CREATE TABLE vote_record (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id         text COLLATE "C" NOT NULL,
  record     text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, id)
);

CREATE TABLE vote (
  id         text COLLATE "C" NOT NULL,
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  item       text COLLATE "C" NOT NULL,
  system     text COLLATE "C" NOT NULL,
  question   text COLLATE "C" NOT NULL,
  round      bigint NOT NULL,
  state      text COLLATE "C" NOT NULL,
  tolerance  bigint NOT NULL,
  named      bigint NOT NULL,
  level      bigint,
  reason     text COLLATE "C" NOT NULL,
  settled_by text COLLATE "C" NOT NULL,
  settled_at text COLLATE "C" NOT NULL,
  opened     text COLLATE "C" NOT NULL,
  opened_by  text COLLATE "C" NOT NULL,
  changed    text COLLATE "C" NOT NULL,
  PRIMARY KEY (id),
  CHECK ((state = 'settled') = (level IS NOT NULL))
);

CREATE TABLE ballot (
  vote       text COLLATE "C" NOT NULL REFERENCES vote (id),
  round      bigint NOT NULL,
  person     text COLLATE "C" NOT NULL,
  place      bigint NOT NULL,
  level      bigint,
  abstain    bigint NOT NULL,
  confidence text COLLATE "C" NOT NULL,
  reason     text COLLATE "C" NOT NULL,
  PRIMARY KEY (vote, round, person, place),
  CHECK ((person = '') = (place > 0)),
  CHECK ((abstain = 1) = (level IS NULL))
);

CREATE TABLE room (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  turn       bigint NOT NULL DEFAULT 0,
  named      bigint NOT NULL DEFAULT 0,
  tolerance  bigint NOT NULL DEFAULT 1,
  made       text COLLATE "C" NOT NULL DEFAULT '',
  given      bigint NOT NULL DEFAULT 0,
  began      text COLLATE "C" NOT NULL DEFAULT '',
  gone       bigint NOT NULL DEFAULT 0,
  since      text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (assessment)
);

CREATE TABLE agenda (
  assessment text COLLATE "C" NOT NULL REFERENCES room (assessment),
  place      bigint NOT NULL,
  item       text COLLATE "C" NOT NULL,
  system     text COLLATE "C" NOT NULL,
  question   text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, place),
  UNIQUE (assessment, item, system, question)
);

CREATE TABLE head (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  subject    text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  revision   text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, subject, field, revision)
);

CREATE TABLE split (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  subject    text COLLATE "C" NOT NULL,
  field      text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, subject, field)
);

CREATE TABLE gone (
  chain     text COLLATE "C" NOT NULL,
  seq       bigint NOT NULL,
  prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
  hash      bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (chain, seq)
);

CREATE TABLE erasure (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id         text COLLATE "C" NOT NULL,
  revisions  text COLLATE "C" NOT NULL,
  reason     text COLLATE "C" NOT NULL,
  erased_by  text COLLATE "C" NOT NULL,
  erased_on  text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, id)
);

CREATE TABLE removed (
  folded  text COLLATE "C" NOT NULL,
  invited text COLLATE "C" NOT NULL,
  name    text COLLATE "C" NOT NULL,
  PRIMARY KEY (folded, invited)
);

CREATE TABLE layout (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  name       text COLLATE "C" NOT NULL,
  shape      text COLLATE "C" NOT NULL,
  layout     text COLLATE "C" NOT NULL,
  saved      text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, name)
);

CREATE TABLE filter (
  person text COLLATE "C" NOT NULL,
  name   text COLLATE "C" NOT NULL,
  filter text COLLATE "C" NOT NULL,
  saved  text COLLATE "C" NOT NULL,
  PRIMARY KEY (person, name)
);

CREATE TABLE issued (
  assessment  text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id          text COLLATE "C" NOT NULL,
  kind        text COLLATE "C" NOT NULL,
  about       text COLLATE "C" NOT NULL,
  title       text COLLATE "C" NOT NULL,
  version     text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C" NOT NULL,
  approved_on text COLLATE "C" NOT NULL,
  reason      text COLLATE "C" NOT NULL,
  place       text COLLATE "C" NOT NULL,
  head        text COLLATE "C" NOT NULL,
  acts        bigint NOT NULL,
  document    text COLLATE "C" NOT NULL,
  removed     bigint NOT NULL,
  PRIMARY KEY (assessment, id)
);

CREATE TABLE style (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  folder     text COLLATE "C" NOT NULL,
  saved      text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment)
);

CREATE TABLE record (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  kind       text COLLATE "C" NOT NULL,
  id         text COLLATE "C" NOT NULL,
  number     bigint NOT NULL,
  title      text COLLATE "C" NOT NULL,
  state      text COLLATE "C" NOT NULL,
  owner      text COLLATE "C" NOT NULL,
  due        text COLLATE "C" NOT NULL,
  parent     text COLLATE "C" NOT NULL,
  removed    bigint NOT NULL,
  fields     text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, kind, id)
);

CREATE TABLE measurement (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  metric     text COLLATE "C" NOT NULL,
  at         text COLLATE "C" NOT NULL,
  said       text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, metric, at)
);

CREATE TABLE settlement (
  assessment text COLLATE "C" NOT NULL REFERENCES assessment (id),
  id         text COLLATE "C" NOT NULL,
  places     text COLLATE "C" NOT NULL,
  reason     text COLLATE "C" NOT NULL,
  PRIMARY KEY (assessment, id)
);

CREATE INDEX history_of_field ON history (assessment, subject, field, n);
CREATE INDEX history_of_author ON history (assessment, author, n);
CREATE INDEX history_that_merges ON history (assessment, subject, field) WHERE merges <> '';
CREATE UNIQUE INDEX person_of_key ON person (key) WHERE key <> '';
CREATE INDEX vote_of_assessment ON vote (assessment, id);
CREATE UNIQUE INDEX vote_under_way ON vote (assessment) WHERE state IN ('open', 'revealed');
CREATE INDEX record_by_number ON record (assessment, kind, parent, number);
CREATE INDEX record_by_due ON record (assessment, due) WHERE due <> '';
CREATE INDEX record_by_parent ON record (assessment, parent) WHERE parent <> '';
