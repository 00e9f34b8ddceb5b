-- What is said of a finding on its way to a check that what was done worked. Its state
-- follows from these and is kept nowhere. A nonconformity that was closed before has
-- closed_unverified 0: it does not count again.

ALTER TABLE finding ADD COLUMN requirement TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN shown_by TEXT NOT NULL DEFAULT ''; -- what shows it
ALTER TABLE finding ADD COLUMN extent TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN raised_by TEXT NOT NULL DEFAULT ''; -- internal, certification body, ISMS
ALTER TABLE finding ADD COLUMN answer_due TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD
ALTER TABLE finding ADD COLUMN accepted_on TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD
ALTER TABLE finding ADD COLUMN containment TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN correction TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN elsewhere TEXT NOT NULL DEFAULT ''; -- where else it was looked for
ALTER TABLE finding ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN cause_by TEXT NOT NULL DEFAULT ''; -- how it was found
ALTER TABLE finding ADD COLUMN action TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN aims_change TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN due TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD
ALTER TABLE finding ADD COLUMN done_on TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD
ALTER TABLE finding ADD COLUMN effect_how TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN effect_by TEXT NOT NULL DEFAULT ''; -- not the owner
ALTER TABLE finding ADD COLUMN effect_on TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD, later than done_on
ALTER TABLE finding ADD COLUMN effect TEXT NOT NULL DEFAULT ''; -- effective, not effective
ALTER TABLE finding ADD COLUMN closed_because TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN closed_unverified INTEGER NOT NULL DEFAULT 0 CHECK (closed_unverified IN (0, 1));
