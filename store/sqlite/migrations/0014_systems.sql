-- What is said of an AI system beyond what it is for, and the numbers of AI systems,
-- evidence and findings. Records that were made before have the number 0 and count
-- in the order of their ids.

ALTER TABLE system ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE system ADD COLUMN intended_use TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN ruled_out TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN users TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN affected TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN kind TEXT NOT NULL DEFAULT ''; -- predictive, generative, agent
ALTER TABLE system ADD COLUMN base_model TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN personal_data TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN places TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN looked_for TEXT NOT NULL DEFAULT ''; -- how
ALTER TABLE system ADD COLUMN autonomy TEXT NOT NULL DEFAULT ''; -- advises, decides with a person, acts alone
ALTER TABLE system ADD COLUMN overseer TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN oversight TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN may_stop TEXT NOT NULL DEFAULT ''; -- yes, no
ALTER TABLE system ADD COLUMN risk_article TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN risk_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN risk_by TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN risk_on TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD
ALTER TABLE system ADD COLUMN state TEXT NOT NULL DEFAULT ''; -- of its approval: requested, assessed, approved, suspended, refused
ALTER TABLE system ADD COLUMN approved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN approved_on TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD

ALTER TABLE evidence ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
