-- What was kept of a piece of evidence: the hash of a file beside the database, its
-- size and the name its owner gave it, in one, so that none of them goes without the
-- others.

ALTER TABLE evidence ADD COLUMN file TEXT NOT NULL DEFAULT ''; -- SHA256 SIZE NAME
