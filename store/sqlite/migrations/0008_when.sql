-- When: the day on which work on a task began and the person-days it took so
-- far, the day on which somebody saw a piece of evidence, and the family of an AI
-- system.

ALTER TABLE task ADD COLUMN started TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD
ALTER TABLE task ADD COLUMN spent REAL NOT NULL DEFAULT 0;
ALTER TABLE evidence ADD COLUMN seen_on TEXT NOT NULL DEFAULT ''; -- YYYY-MM-DD; empty: when seen_by was said
ALTER TABLE system ADD COLUMN family TEXT NOT NULL DEFAULT ''; -- one model and use; empty: none in particular

-- Who said what stands in three fields, when, and in which revision. All of it
-- follows from the history, also for what was said before: from the newest of the
-- revisions that stand and say what stands in the table.
ALTER TABLE task ADD COLUMN status_author TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN status_at TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN status_order TEXT NOT NULL DEFAULT '';
UPDATE task SET status_author = h.author, status_at = h.at, status_order = h.id FROM history AS h
WHERE status <> '' AND h.id = (SELECT max(r.id) FROM head AS s JOIN history AS r ON r.id = s.revision
  WHERE s.assessment = task.assessment AND s.subject = 'task/' || task.id AND s.field = 'status'
    AND iif(json_valid(r.value), r.value ->> '$', '') = task.status);

ALTER TABLE evidence ADD COLUMN seen_by_author TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN seen_by_at TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN seen_by_order TEXT NOT NULL DEFAULT '';
UPDATE evidence SET seen_by_author = h.author, seen_by_at = h.at, seen_by_order = h.id FROM history AS h
WHERE seen_by <> '' AND h.id = (SELECT max(r.id) FROM head AS s JOIN history AS r ON r.id = s.revision
  WHERE s.assessment = evidence.assessment AND s.subject = 'evidence/' || evidence.id AND s.field = 'seen_by'
    AND iif(json_valid(r.value), r.value ->> '$', '') = evidence.seen_by);

ALTER TABLE system ADD COLUMN in_scope_author TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN in_scope_at TEXT NOT NULL DEFAULT '';
ALTER TABLE system ADD COLUMN in_scope_order TEXT NOT NULL DEFAULT '';
UPDATE system SET in_scope_author = h.author, in_scope_at = h.at, in_scope_order = h.id FROM history AS h
WHERE in_scope = 1 AND h.id = (SELECT max(r.id) FROM head AS s JOIN history AS r ON r.id = s.revision
  WHERE s.assessment = system.assessment AND s.subject = 'system/' || system.id AND s.field = 'in_scope'
    AND iif(json_valid(r.value), r.value ->> '$', 0) = 1);
