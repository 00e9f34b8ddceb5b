-- What metrics showed: a row a measurement, of which a metric may have a hundred
-- thousand. The view record_measurement reads it in columns.

CREATE TABLE measurement (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  metric     TEXT NOT NULL, -- id of its record
  at         TEXT NOT NULL, -- UTC, to the second: 2027-03-04T11:00:05Z
  said       TEXT NOT NULL, -- JSON: figure, population, group, note
  PRIMARY KEY (assessment, metric, at)
) STRICT, WITHOUT ROWID;
