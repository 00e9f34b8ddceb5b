-- What is taken over from the ISMS, and findings on the ISMS itself.

ALTER TABLE answer ADD COLUMN declined INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1));
-- The baseline items that the judgement was taken over from, with their ratings
-- then, as 6.1.2=4 A.8.16=3; a ! says that a nonconformity stood against it.
ALTER TABLE answer ADD COLUMN basis TEXT NOT NULL DEFAULT '';

ALTER TABLE finding ADD COLUMN baseline TEXT NOT NULL DEFAULT ''; -- an item of the ISMS; item is empty then
