-- Who reads concerns and complaints where nobody else is named in one.

ALTER TABLE assessment ADD COLUMN concern_readers TEXT NOT NULL DEFAULT '';
