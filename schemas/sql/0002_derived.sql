-- Derived: what analyze made of the facts. Dropped and rebuilt as a whole; emptied when a source is added.
-- Rows stand in the report's order: `row` and `position` say it.

INSERT INTO code (enum, value, name) VALUES
  ('ledger', 0, 'declared'), ('ledger', 1, 'observed'), ('ledger', 2, 'stated'), ('ledger', 3, 'fused'),
  ('metric_kind', 0, 'time_to_detect'), ('metric_kind', 1, 'time_to_notify'), ('metric_kind', 2, 'time_to_engage'),
  ('metric_kind', 3, 'time_to_identify'), ('metric_kind', 4, 'time_to_mitigate'),
  ('metric_kind', 5, 'time_to_resolve'), ('metric_kind', 6, 'impact_duration'),
  ('metric_kind', 7, 'declared_duration'), ('metric_kind', 8, 'trigger_to_impact'),
  ('metric_state', 0, 'known'), ('metric_state', 1, 'ranged'), ('metric_state', 2, 'pending'),
  ('metric_state', 3, 'unknown'), ('metric_state', 4, 'invalid'),
  ('finding_severity', 0, 'info'), ('finding_severity', 1, 'warning'), ('finding_severity', 2, 'contradiction');

-- One row, or none: what the derived rows were made from, and the same rows once more in the program's own
-- packed form: a command that lists incidents need not read tens of thousands of rows.
CREATE TABLE derived_state (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  key             TEXT NOT NULL,
  snapshot_digest TEXT NOT NULL,         -- XXH3-128 of the snapshot
  snapshot        BLOB NOT NULL          -- src/store/snapshot.hpp
) STRICT;

CREATE TABLE incident (
  row                INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  title              TEXT NOT NULL,
  description        TEXT NOT NULL,
  organisation       TEXT NOT NULL,
  organisation_label TEXT NOT NULL,
  is_open            INTEGER NOT NULL,
  grouping           TEXT NOT NULL
) STRICT;

CREATE TABLE incident_external_id (
  incident_row INTEGER NOT NULL REFERENCES incident (row),
  position     INTEGER NOT NULL,
  external_id  TEXT NOT NULL,
  PRIMARY KEY (incident_row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_source (
  incident_row  INTEGER NOT NULL REFERENCES incident (row),
  position      INTEGER NOT NULL,
  source_digest TEXT NOT NULL REFERENCES source (digest),
  PRIMARY KEY (incident_row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_scope (
  incident_row INTEGER NOT NULL REFERENCES incident (row),
  position     INTEGER NOT NULL,
  scope_id     INTEGER NOT NULL REFERENCES scope (id),
  PRIMARY KEY (incident_row, position)
) STRICT, WITHOUT ROWID;

-- Half-open [start, end); end_resolution NULL = still open.
CREATE TABLE impact_window (
  row          INTEGER PRIMARY KEY,
  incident_row INTEGER NOT NULL REFERENCES incident (row),
  position     INTEGER NOT NULL,
  ledger       INTEGER NOT NULL,         -- code ledger
  level        INTEGER NOT NULL,         -- code level
  rule         TEXT NOT NULL,
  start_earliest_us INTEGER,
  start_best_us     INTEGER,
  start_latest_us   INTEGER,
  start_local_s     INTEGER,
  start_resolution  INTEGER NOT NULL,
  start_zone_basis  INTEGER NOT NULL,
  start_date_basis  INTEGER NOT NULL,
  start_zone        TEXT NOT NULL,
  start_written     TEXT NOT NULL,
  start_reason      TEXT NOT NULL,
  start_rejected    TEXT,
  end_earliest_us   INTEGER,
  end_best_us       INTEGER,
  end_latest_us     INTEGER,
  end_local_s       INTEGER,
  end_resolution    INTEGER,
  end_zone_basis    INTEGER,
  end_date_basis    INTEGER,
  end_zone          TEXT,
  end_written       TEXT,
  end_reason        TEXT,
  end_rejected      TEXT
) STRICT;

CREATE TABLE impact_window_scope (
  window_row INTEGER NOT NULL REFERENCES impact_window (row),
  position   INTEGER NOT NULL,
  scope_id   INTEGER NOT NULL REFERENCES scope (id),
  PRIMARY KEY (window_row, position)
) STRICT, WITHOUT ROWID;

-- source_digest NULL = no source stands behind it (the config, the program itself).
CREATE TABLE impact_window_evidence (
  window_row    INTEGER NOT NULL REFERENCES impact_window (row),
  position      INTEGER NOT NULL,
  source_digest TEXT REFERENCES source (digest),
  source_name   TEXT NOT NULL,
  line          INTEGER NOT NULL,
  "column"      INTEGER NOT NULL,
  pointer       TEXT NOT NULL,
  excerpt       TEXT NOT NULL,
  PRIMARY KEY (window_row, position)
) STRICT, WITHOUT ROWID;

-- The chosen time of each milestone; resolution NULL = none. All candidates: `faultline explain`.
CREATE TABLE milestone (
  incident_row INTEGER NOT NULL REFERENCES incident (row),
  kind         INTEGER NOT NULL,         -- code milestone_kind
  state        INTEGER NOT NULL,         -- code milestone_state
  rule         TEXT NOT NULL,
  detail       TEXT NOT NULL,
  earliest_us  INTEGER,
  best_us      INTEGER,
  latest_us    INTEGER,
  local_s      INTEGER,
  resolution   INTEGER,
  zone_basis   INTEGER,
  date_basis   INTEGER,
  zone         TEXT,
  written      TEXT,
  reason       TEXT,
  rejected     TEXT,
  PRIMARY KEY (incident_row, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE metric (
  incident_row  INTEGER NOT NULL REFERENCES incident (row),
  kind          INTEGER NOT NULL,        -- code metric_kind
  state         INTEGER NOT NULL,        -- code metric_state
  best_seconds  INTEGER,
  least_seconds INTEGER,
  most_seconds  INTEGER,
  reason        TEXT NOT NULL,
  PRIMARY KEY (incident_row, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  row          INTEGER PRIMARY KEY,
  incident_row INTEGER REFERENCES incident (row),  -- NULL = about the whole
  position     INTEGER NOT NULL,
  rule         TEXT NOT NULL,
  severity     INTEGER NOT NULL,         -- code finding_severity
  message      TEXT NOT NULL
) STRICT;

CREATE TABLE finding_evidence (
  finding_row   INTEGER NOT NULL REFERENCES finding (row),
  position      INTEGER NOT NULL,
  source_digest TEXT REFERENCES source (digest),
  source_name   TEXT NOT NULL,
  line          INTEGER NOT NULL,
  "column"      INTEGER NOT NULL,
  pointer       TEXT NOT NULL,
  excerpt       TEXT NOT NULL,
  PRIMARY KEY (finding_row, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW readable_window AS
SELECT incident.id AS incident, incident.title,
       (SELECT name FROM code WHERE enum = 'ledger' AND value = impact_window.ledger) AS ledger,
       (SELECT name FROM code WHERE enum = 'level' AND value = impact_window.level) AS level,
       scope.organisation, scope.cluster, scope.service,
       strftime('%Y-%m-%dT%H:%M:%SZ', start_best_us / 1000000, 'unixepoch') AS start_best,
       strftime('%Y-%m-%dT%H:%M:%SZ', end_best_us / 1000000, 'unixepoch') AS end_best,
       (end_best_us - start_best_us) / 1000000 AS best_seconds,
       impact_window.rule
FROM impact_window JOIN incident ON incident.row = impact_window.incident_row
LEFT JOIN impact_window_scope ON impact_window_scope.window_row = impact_window.row
LEFT JOIN scope ON scope.id = impact_window_scope.scope_id;

CREATE VIEW readable_milestone AS
SELECT incident.id AS incident, incident.title,
       (SELECT name FROM code WHERE enum = 'milestone_kind' AND value = milestone.kind) AS milestone,
       (SELECT name FROM code WHERE enum = 'milestone_state' AND value = milestone.state) AS state,
       strftime('%Y-%m-%dT%H:%M:%SZ', best_us / 1000000, 'unixepoch') AS best,
       strftime('%Y-%m-%dT%H:%M:%SZ', earliest_us / 1000000, 'unixepoch') AS earliest,
       strftime('%Y-%m-%dT%H:%M:%SZ', latest_us / 1000000, 'unixepoch') AS latest,
       written, rule, detail
FROM milestone JOIN incident ON incident.row = milestone.incident_row;

CREATE VIEW readable_metric AS
SELECT incident.id AS incident, incident.title,
       (SELECT name FROM code WHERE enum = 'metric_kind' AND value = metric.kind) AS metric,
       (SELECT name FROM code WHERE enum = 'metric_state' AND value = metric.state) AS state,
       best_seconds, least_seconds, most_seconds, reason
FROM metric JOIN incident ON incident.row = metric.incident_row;
