-- Facts: what was read from the sources. Append-only: the triggers at the end refuse every change.
-- Told for people who query the database in docs/store.md. Applied once; a later change is a new file.
--
-- Times are UTC microseconds since 1970 (`_us`); `local_s` is the reading of a wall clock without a zone,
-- in seconds, as if it were UTC. A moment is eleven columns: earliest_us to rejected; the second moment of
-- a row has a prefix (until_, end_). resolution is NULL where there is no moment at all.
-- Coded columns hold the numbers of table `code`, which are never renumbered.

CREATE TABLE code (
  enum  TEXT NOT NULL,
  value INTEGER NOT NULL,
  name  TEXT NOT NULL,
  PRIMARY KEY (enum, value)
) STRICT, WITHOUT ROWID;

INSERT INTO code (enum, value, name) VALUES
  ('event_kind', 0, 'status_update'), ('event_kind', 1, 'component_change'), ('event_kind', 2, 'maintenance'),
  ('event_kind', 3, 'deploy'), ('event_kind', 4, 'alert'), ('event_kind', 5, 'note'),
  ('event_kind', 6, 'annotation'), ('event_kind', 7, 'incident'),
  ('post_status', 0, 'none'), ('post_status', 1, 'investigating'), ('post_status', 2, 'identified'),
  ('post_status', 3, 'monitoring'), ('post_status', 4, 'resolved'), ('post_status', 5, 'postmortem'),
  ('post_status', 6, 'update'), ('post_status', 7, 'scheduled'), ('post_status', 8, 'in_progress'),
  ('post_status', 9, 'verifying'), ('post_status', 10, 'completed'),
  ('level', 0, 'operational'), ('level', 1, 'unknown'), ('level', 2, 'maintenance'), ('level', 3, 'degraded'),
  ('level', 4, 'partial_outage'), ('level', 5, 'major_outage'),
  ('claim_kind', 0, 'window'), ('claim_kind', 1, 'duration'), ('claim_kind', 2, 'milestone'),
  ('claim_kind', 3, 'promise'), ('claim_kind', 4, 'action_item'), ('claim_kind', 5, 'level'),
  ('claim_kind', 6, 'scope'), ('claim_kind', 7, 'follow_up'),
  ('milestone_kind', 0, 'latent_fault'), ('milestone_kind', 1, 'trigger'), ('milestone_kind', 2, 'impact_start'),
  ('milestone_kind', 3, 'detected'), ('milestone_kind', 4, 'acknowledged'), ('milestone_kind', 5, 'declared'),
  ('milestone_kind', 6, 'identified'), ('milestone_kind', 7, 'first_action'), ('milestone_kind', 8, 'mitigated'),
  ('milestone_kind', 9, 'impact_end'), ('milestone_kind', 10, 'resolved'), ('milestone_kind', 11, 'recovered'),
  ('milestone_kind', 12, 'postmortem_published'),
  ('milestone_state', 0, 'recorded'), ('milestone_state', 1, 'bounded'), ('milestone_state', 2, 'pending'),
  ('milestone_state', 3, 'not_applicable'), ('milestone_state', 4, 'invalid'), ('milestone_state', 5, 'unknown'),
  ('resolution', 0, 'exact'), ('resolution', 1, 'second'), ('resolution', 2, 'minute'), ('resolution', 3, 'hour'),
  ('resolution', 4, 'day'), ('resolution', 5, 'approximate'), ('resolution', 6, 'bounded'),
  ('resolution', 7, 'unknown'),
  ('zone_basis', 0, 'exact'), ('zone_basis', 1, 'beside_time'), ('zone_basis', 2, 'document'),
  ('zone_basis', 3, 'page_stamp'), ('zone_basis', 4, 'config'), ('zone_basis', 5, 'option'),
  ('zone_basis', 6, 'neighbour'), ('zone_basis', 7, 'none'),
  ('date_basis', 0, 'exact'), ('date_basis', 1, 'beside_time'), ('date_basis', 2, 'list'),
  ('date_basis', 3, 'title'), ('date_basis', 4, 'page_stamp'), ('date_basis', 5, 'option'),
  ('date_basis', 6, 'none'),
  ('severity', 0, 'note'), ('severity', 1, 'warning'), ('severity', 2, 'error');

-- One ingested file, archive member or standard input, identified by the digest of its content.
CREATE TABLE source (
  id              INTEGER PRIMARY KEY,
  digest          TEXT NOT NULL UNIQUE,  -- XXH3-128, 32 hex digits
  name            TEXT NOT NULL,         -- as first given; all names are in source_name
  reader          TEXT NOT NULL,
  bytes           INTEGER NOT NULL,
  title           TEXT NOT NULL,
  organisation    TEXT NOT NULL,
  zone            TEXT NOT NULL,
  records_read    INTEGER NOT NULL,      -- = events + rejected records + ignored
  records_ignored INTEGER NOT NULL,
  ingested_us     INTEGER,               -- when it was added; not content
  facts_key       TEXT NOT NULL          -- key of all facts up to and with this source; not content
) STRICT;

-- The same content may be given under several names.
CREATE TABLE source_name (
  source_id INTEGER NOT NULL REFERENCES source (id),
  name      TEXT NOT NULL,
  PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

-- A dictionary of scopes, shared by facts and derived rows: names compare by slug, labels are as written.
CREATE TABLE scope (
  id                 INTEGER PRIMARY KEY,
  organisation       TEXT NOT NULL,
  organisation_label TEXT NOT NULL,
  cluster            TEXT NOT NULL,
  cluster_label      TEXT NOT NULL,
  service            TEXT NOT NULL,
  service_label      TEXT NOT NULL,
  component_group       TEXT NOT NULL,
  component_group_label TEXT NOT NULL,
  UNIQUE (organisation, cluster, service, component_group,
          organisation_label, cluster_label, service_label, component_group_label)
) STRICT;

CREATE TABLE event (
  id             INTEGER PRIMARY KEY,
  source_id      INTEGER NOT NULL REFERENCES source (id),
  ordinal        INTEGER NOT NULL,
  kind           INTEGER NOT NULL,       -- code event_kind
  line           INTEGER NOT NULL,       -- 1-based, 0 = unknown
  "column"       INTEGER NOT NULL,       -- 1-based byte, 0 = unknown
  pointer        TEXT NOT NULL,          -- RFC 6901, for JSON sources
  earliest_us    INTEGER,
  best_us        INTEGER,
  latest_us      INTEGER,
  local_s        INTEGER,
  resolution     INTEGER NOT NULL,
  zone_basis     INTEGER NOT NULL,
  date_basis     INTEGER NOT NULL,
  zone           TEXT NOT NULL,
  written        TEXT NOT NULL,
  reason         TEXT NOT NULL,
  rejected       TEXT,                   -- JSON list of the readings that were not chosen
  until_earliest_us INTEGER,
  until_best_us     INTEGER,
  until_latest_us   INTEGER,
  until_local_s     INTEGER,
  until_resolution  INTEGER,
  until_zone_basis  INTEGER,
  until_date_basis  INTEGER,
  until_zone        TEXT,
  until_written     TEXT,
  until_reason      TEXT,
  until_rejected    TEXT,
  incident_id    TEXT NOT NULL,          -- the page's own id
  incident_title TEXT NOT NULL,
  part           INTEGER NOT NULL,
  status         INTEGER NOT NULL,       -- code post_status
  title          TEXT NOT NULL,
  body           TEXT NOT NULL,
  update_id      TEXT NOT NULL,
  edited_at_us   INTEGER,
  level          INTEGER,                -- code level
  old_level      INTEGER,
  note           TEXT NOT NULL,
  version        TEXT NOT NULL,
  deploy_kind    TEXT NOT NULL,
  actor          TEXT NOT NULL,
  url            TEXT NOT NULL,
  UNIQUE (source_id, ordinal)
) STRICT;

CREATE TABLE event_scope (
  event_id INTEGER NOT NULL REFERENCES event (id),
  position INTEGER NOT NULL,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  id            INTEGER PRIMARY KEY,
  source_id     INTEGER NOT NULL REFERENCES source (id),
  ordinal       INTEGER NOT NULL,
  kind          INTEGER NOT NULL,        -- code claim_kind
  line          INTEGER NOT NULL,
  "column"      INTEGER NOT NULL,
  pointer       TEXT NOT NULL,
  text          TEXT NOT NULL,
  rule          TEXT NOT NULL,
  part          INTEGER NOT NULL,
  event_ordinal INTEGER,                 -- the event of the same source it stands in
  earliest_us   INTEGER,
  best_us       INTEGER,
  latest_us     INTEGER,
  local_s       INTEGER,
  resolution    INTEGER NOT NULL,
  zone_basis    INTEGER NOT NULL,
  date_basis    INTEGER NOT NULL,
  zone          TEXT NOT NULL,
  written       TEXT NOT NULL,
  reason        TEXT NOT NULL,
  rejected      TEXT,
  end_earliest_us INTEGER,
  end_best_us     INTEGER,
  end_latest_us   INTEGER,
  end_local_s     INTEGER,
  end_resolution  INTEGER,
  end_zone_basis  INTEGER,
  end_date_basis  INTEGER,
  end_zone        TEXT,
  end_written     TEXT,
  end_reason      TEXT,
  end_rejected    TEXT,
  seconds           INTEGER,
  seconds_tolerance INTEGER NOT NULL,
  milestone         INTEGER,             -- code milestone_kind
  duration_from     INTEGER,
  duration_to       INTEGER,
  state             INTEGER NOT NULL,    -- code milestone_state
  level             INTEGER NOT NULL,    -- code level
  trigger_kind      TEXT NOT NULL,
  owner             TEXT NOT NULL,
  due               TEXT NOT NULL,
  UNIQUE (source_id, ordinal)
) STRICT;

CREATE TABLE claim_scope (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;

-- A place that could not be read, or is odd.
CREATE TABLE diagnostic (
  source_id INTEGER NOT NULL REFERENCES source (id),
  ordinal   INTEGER NOT NULL,
  severity  INTEGER NOT NULL,            -- code severity
  line      INTEGER NOT NULL,
  "column"  INTEGER NOT NULL,
  pointer   TEXT NOT NULL,
  message   TEXT NOT NULL,
  excerpt   TEXT NOT NULL,
  PRIMARY KEY (source_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Records left out on purpose.
CREATE TABLE ignored (
  source_id INTEGER NOT NULL REFERENCES source (id),
  ordinal   INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  count     INTEGER NOT NULL,
  PRIMARY KEY (source_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER source_no_update BEFORE UPDATE ON source
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER source_name_no_update BEFORE UPDATE ON source_name
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER source_name_no_delete BEFORE DELETE ON source_name
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scope_no_update BEFORE UPDATE ON scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER scope_no_delete BEFORE DELETE ON scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER event_scope_no_update BEFORE UPDATE ON event_scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER event_scope_no_delete BEFORE DELETE ON event_scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER claim_scope_no_update BEFORE UPDATE ON claim_scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER claim_scope_no_delete BEFORE DELETE ON claim_scope
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER diagnostic_no_update BEFORE UPDATE ON diagnostic
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER diagnostic_no_delete BEFORE DELETE ON diagnostic
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER ignored_no_update BEFORE UPDATE ON ignored
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER ignored_no_delete BEFORE DELETE ON ignored
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

-- For people: names instead of codes, ISO times instead of microseconds, one row per event and scope.
CREATE VIEW readable_event AS
SELECT source.name AS source, event.line, event."column", event.pointer,
       (SELECT name FROM code WHERE enum = 'event_kind' AND value = event.kind) AS kind,
       strftime('%Y-%m-%dT%H:%M:%SZ', event.best_us / 1000000, 'unixepoch') AS best,
       strftime('%Y-%m-%dT%H:%M:%SZ', event.earliest_us / 1000000, 'unixepoch') AS earliest,
       strftime('%Y-%m-%dT%H:%M:%SZ', event.latest_us / 1000000, 'unixepoch') AS latest,
       event.written,
       (SELECT name FROM code WHERE enum = 'post_status' AND value = event.status) AS status,
       (SELECT name FROM code WHERE enum = 'level' AND value = event.level) AS level,
       scope.organisation, scope.cluster, scope.service,
       event.incident_id, event.incident_title, event.title, event.body
FROM event JOIN source ON source.id = event.source_id
LEFT JOIN event_scope ON event_scope.event_id = event.id
LEFT JOIN scope ON scope.id = event_scope.scope_id;
