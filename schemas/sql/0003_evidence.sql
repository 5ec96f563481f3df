-- Evidence: minute rollups of logs, corrections by people, what analyze keeps of both.
-- Rollups and annotations are facts: append-only. Observations and suspects are derived.

ALTER TABLE event ADD COLUMN outcome TEXT NOT NULL DEFAULT '';      -- deploy: success, failure, ...
ALTER TABLE event ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';  -- alert: the same while it is the same
ALTER TABLE event ADD COLUMN pending_seconds INTEGER;               -- alert: how long it held before it fired

-- records_read = events + rolled up + rejected records + ignored
ALTER TABLE source ADD COLUMN records_rolled_up INTEGER NOT NULL DEFAULT 0;
-- Digest of the known source whose bytes this one begins with; only the rest was read.
ALTER TABLE source ADD COLUMN continues TEXT NOT NULL DEFAULT '';

-- The sources that have rollups.
CREATE TABLE rollup_source (
  source_id INTEGER PRIMARY KEY REFERENCES source (id),
  lines     INTEGER NOT NULL             -- records that went into them
) STRICT;

-- A dictionary: what the minutes of one source are about.
CREATE TABLE rollup_stream (
  id        INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES rollup_source (source_id),
  scope_id  INTEGER NOT NULL REFERENCES scope (id),
  version   TEXT NOT NULL,               -- of the program that answered; '' = not told
  UNIQUE (source_id, scope_id, version)
) STRICT;

-- One minute of one stream. Without a rowid: rows come in the order of their key, which is that of a load.
CREATE TABLE rollup_minute (
  stream_id INTEGER NOT NULL REFERENCES rollup_stream (id),
  minute_s  INTEGER NOT NULL,            -- its beginning, UTC seconds since 1970
  requests  INTEGER NOT NULL,
  errors    INTEGER NOT NULL,            -- of the requests
  slow      INTEGER,                     -- as imported; NULL = derived from latency at analysis
  latency   BLOB,                        -- histogram, src/store/rollup_rows.hpp; NULL = not told
  first_error_us      INTEGER,           -- the minute's first line that tells of an error; NULL = none
  first_error_line    INTEGER,
  first_error_column  INTEGER,
  first_error_pointer TEXT,
  first_error_text    TEXT,
  last_error_us       INTEGER,
  PRIMARY KEY (stream_id, minute_s)
) STRICT, WITHOUT ROWID;

INSERT INTO code (enum, value, name) VALUES
  ('annotation_kind', 0, 'milestone'), ('annotation_kind', 1, 'scope'), ('annotation_kind', 2, 'level'),
  ('annotation_kind', 3, 'cause'), ('annotation_kind', 4, 'merge'), ('annotation_kind', 5, 'split'),
  ('annotation_kind', 6, 'undo'),
  ('suspicion_role', 0, 'trigger'), ('suspicion_role', 1, 'mitigation'),
  ('suspicion_verdict', 0, 'not_assessed'), ('suspicion_verdict', 1, 'trigger'),
  ('suspicion_verdict', 2, 'suspect'), ('suspicion_verdict', 3, 'no_plausible_deploy');

-- A correction by a person. Undone by another one that names it.
CREATE TABLE annotation (
  row             INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,  -- from its content
  kind            INTEGER NOT NULL,      -- code annotation_kind
  incident_id     TEXT NOT NULL,         -- as the incident was called then
  milestone       INTEGER,               -- code milestone_kind
  when_earliest_us INTEGER,
  when_best_us     INTEGER,
  when_latest_us   INTEGER,
  when_local_s     INTEGER,
  when_resolution  INTEGER,              -- NULL = no time is given
  when_zone_basis  INTEGER,
  when_date_basis  INTEGER,
  when_zone        TEXT,
  when_written     TEXT,
  when_reason      TEXT,
  when_rejected    TEXT,
  level           INTEGER NOT NULL,      -- code level
  text            TEXT NOT NULL,
  undoes          TEXT NOT NULL,
  reason          TEXT NOT NULL,
  author          TEXT NOT NULL,
  made_at_us      INTEGER NOT NULL,
  annotations_key TEXT NOT NULL          -- key of all annotations up to and with this one; not content
) STRICT;

-- Facts by which an annotation finds its incident again.
CREATE TABLE annotation_anchor (
  annotation_row INTEGER NOT NULL REFERENCES annotation (row),
  position       INTEGER NOT NULL,
  anchor         TEXT NOT NULL,
  PRIMARY KEY (annotation_row, position)
) STRICT, WITHOUT ROWID;

-- Anchors of the other incident: merge and split.
CREATE TABLE annotation_other (
  annotation_row INTEGER NOT NULL REFERENCES annotation (row),
  position       INTEGER NOT NULL,
  anchor         TEXT NOT NULL,
  PRIMARY KEY (annotation_row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotation_scope (
  annotation_row INTEGER NOT NULL REFERENCES annotation (row),
  position       INTEGER NOT NULL,
  scope_id       INTEGER NOT NULL REFERENCES scope (id),
  PRIMARY KEY (annotation_row, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rollup_source_no_update BEFORE UPDATE ON rollup_source
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER rollup_source_no_delete BEFORE DELETE ON rollup_source
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER rollup_stream_no_update BEFORE UPDATE ON rollup_stream
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER rollup_stream_no_delete BEFORE DELETE ON rollup_stream
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER rollup_minute_no_update BEFORE UPDATE ON rollup_minute
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER rollup_minute_no_delete BEFORE DELETE ON rollup_minute
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_no_update BEFORE UPDATE ON annotation
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_no_delete BEFORE DELETE ON annotation
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_anchor_no_update BEFORE UPDATE ON annotation_anchor
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_anchor_no_delete BEFORE DELETE ON annotation_anchor
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_other_no_update BEFORE UPDATE ON annotation_other
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_other_no_delete BEFORE DELETE ON annotation_other
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_scope_no_update BEFORE UPDATE ON annotation_scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER annotation_scope_no_delete BEFORE DELETE ON annotation_scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- Derived rows of an older program lack what follows: they are made again by the next run.
DELETE FROM finding_evidence;
DELETE FROM finding;
DELETE FROM metric;
DELETE FROM milestone;
DELETE FROM impact_window_evidence;
DELETE FROM impact_window_scope;
DELETE FROM impact_window;
DELETE FROM incident_scope;
DELETE FROM incident_source;
DELETE FROM incident_external_id;
DELETE FROM incident;
DELETE FROM derived_state;

ALTER TABLE incident ADD COLUMN cause TEXT NOT NULL DEFAULT '';  -- as a person set it

-- Facts of the incident by which annotations find it again.
CREATE TABLE incident_anchor (
  incident_row INTEGER NOT NULL REFERENCES incident (row),
  position     INTEGER NOT NULL,
  anchor       TEXT NOT NULL,
  PRIMARY KEY (incident_row, position)
) STRICT, WITHOUT ROWID;

-- Which deploy set an incident off, which change ended it.
CREATE TABLE suspicion (
  incident_row INTEGER NOT NULL REFERENCES incident (row),
  role         INTEGER NOT NULL,         -- code suspicion_role
  verdict      INTEGER NOT NULL,         -- code suspicion_verdict
  reason       TEXT NOT NULL,
  considered   INTEGER NOT NULL,         -- deploys that were scored
  base_rate    REAL,
  PRIMARY KEY (incident_row, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE suspect (
  row            INTEGER PRIMARY KEY,
  incident_row   INTEGER NOT NULL REFERENCES incident (row),
  role           INTEGER NOT NULL,
  position       INTEGER NOT NULL,
  is_none        INTEGER NOT NULL,       -- 1 = the candidate "no deploy did it"
  title          TEXT NOT NULL,
  version        TEXT NOT NULL,
  deploy_kind    TEXT NOT NULL,
  url            TEXT NOT NULL,
  probability    REAL NOT NULL,
  score          REAL NOT NULL,
  rolled_back_by TEXT NOT NULL,
  started_earliest_us INTEGER,
  started_best_us     INTEGER,
  started_latest_us   INTEGER,
  started_local_s     INTEGER,
  started_resolution  INTEGER NOT NULL,
  started_zone_basis  INTEGER NOT NULL,
  started_date_basis  INTEGER NOT NULL,
  started_zone        TEXT NOT NULL,
  started_written     TEXT NOT NULL,
  started_reason      TEXT NOT NULL,
  started_rejected    TEXT,
  completed_earliest_us INTEGER,
  completed_best_us     INTEGER,
  completed_latest_us   INTEGER,
  completed_local_s     INTEGER,
  completed_resolution  INTEGER,         -- NULL = not told
  completed_zone_basis  INTEGER,
  completed_date_basis  INTEGER,
  completed_zone        TEXT,
  completed_written     TEXT,
  completed_reason      TEXT,
  completed_rejected    TEXT,
  source_digest TEXT REFERENCES source (digest),  -- the deploy's own line
  source_name   TEXT NOT NULL,
  line          INTEGER NOT NULL,
  "column"      INTEGER NOT NULL,
  pointer       TEXT NOT NULL,
  excerpt       TEXT NOT NULL,
  UNIQUE (incident_row, role, position)
) STRICT;

CREATE TABLE suspect_scope (
  suspect_row INTEGER NOT NULL REFERENCES suspect (row),
  position    INTEGER NOT NULL,
  scope_id    INTEGER NOT NULL REFERENCES scope (id),
  PRIMARY KEY (suspect_row, position)
) STRICT, WITHOUT ROWID;

-- What adds up to a score.
CREATE TABLE suspect_term (
  suspect_row INTEGER NOT NULL REFERENCES suspect (row),
  position    INTEGER NOT NULL,
  name        TEXT NOT NULL,
  value       REAL NOT NULL,
  reason      TEXT NOT NULL,
  PRIMARY KEY (suspect_row, position)
) STRICT, WITHOUT ROWID;

-- Annotations in force, as reports tell them.
CREATE TABLE correction (
  incident_row  INTEGER NOT NULL REFERENCES incident (row),
  position      INTEGER NOT NULL,
  annotation_id TEXT NOT NULL,
  what          TEXT NOT NULL,
  reason        TEXT NOT NULL,
  author        TEXT NOT NULL,
  made_at_us    INTEGER NOT NULL,
  PRIMARY KEY (incident_row, position)
) STRICT, WITHOUT ROWID;

-- One row, or none: what analyze/observe made of the rollups. Kept while rollups and config are the same.
CREATE TABLE observations (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  key             TEXT NOT NULL,
  snapshot_digest TEXT NOT NULL,         -- XXH3-128 of the snapshot
  snapshot        BLOB NOT NULL          -- src/store/snapshot.hpp
) STRICT;

-- For people: the sources of one minute are not summed.
CREATE VIEW readable_rollup AS
SELECT source.name AS source, strftime('%Y-%m-%dT%H:%M:%SZ', minute_s, 'unixepoch') AS minute,
       scope.organisation, scope.cluster, scope.service, rollup_stream.version, requests, errors, slow,
       strftime('%Y-%m-%dT%H:%M:%SZ', first_error_us / 1000000, 'unixepoch') AS first_error,
       first_error_line, first_error_text,
       strftime('%Y-%m-%dT%H:%M:%SZ', last_error_us / 1000000, 'unixepoch') AS last_error
FROM rollup_minute JOIN rollup_stream ON rollup_stream.id = stream_id
JOIN source ON source.id = source_id JOIN scope ON scope.id = scope_id;

CREATE VIEW readable_suspect AS
SELECT incident.id AS incident, incident.title AS incident_title,
       (SELECT name FROM code WHERE enum = 'suspicion_role' AND value = suspect.role) AS role,
       CASE is_none WHEN 1 THEN '(no deploy)' ELSE suspect.title END AS suspect, version, deploy_kind,
       probability, score, rolled_back_by,
       strftime('%Y-%m-%dT%H:%M:%SZ', started_best_us / 1000000, 'unixepoch') AS started,
       strftime('%Y-%m-%dT%H:%M:%SZ', completed_best_us / 1000000, 'unixepoch') AS completed
FROM suspect JOIN incident ON incident.row = suspect.incident_row
ORDER BY incident.row, suspect.role, position;
