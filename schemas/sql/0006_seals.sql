-- Seals: periods that were closed, and their dated restatements. Facts: append-only.

CREATE TABLE seal (
  row            INTEGER PRIMARY KEY,
  digest         TEXT NOT NULL UNIQUE,     -- SHA-256 of all that follows, as docs/seals.md lays it out
  period         TEXT NOT NULL,            -- "2021-03"
  start_us       INTEGER NOT NULL,
  end_us         INTEGER NOT NULL,         -- half-open
  policy         TEXT NOT NULL,            -- name
  policy_text    TEXT NOT NULL,            -- canonical
  organisation   TEXT NOT NULL,            -- slug; '' = all
  is_by_name     INTEGER NOT NULL,         -- 1 = every row by this policy; 0 = rows whose objective leads to it
  version        INTEGER NOT NULL,         -- 0 = the seal, 1.. = restatements
  previous       TEXT NOT NULL,            -- digest of the version before; '' = none
  is_provisional INTEGER NOT NULL,         -- 1 = sealed while an incident was open
  sealed_at_us   INTEGER NOT NULL,
  author         TEXT NOT NULL,
  note           TEXT NOT NULL,            -- of a restatement: its reason
  sla_rows       TEXT NOT NULL,            -- a JSON object a line
  inputs         TEXT NOT NULL,            -- JSON: digests of sources, ids of annotations, the config's digest
  difference     TEXT NOT NULL,            -- of a restatement: a JSON object a line; '' = the seal itself
  UNIQUE (period, policy, organisation, is_by_name, version)
) STRICT;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
  BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
