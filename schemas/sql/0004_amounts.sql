-- Amounts that a text tells of an impact; what a list says of an action item beside owner and due date.

INSERT INTO code (enum, value, name) VALUES
  ('claim_kind', 8, 'amount'), ('claim_kind', 9, 'empty_section'),
  ('amount_kind', 0, 'percentage'), ('amount_kind', 1, 'count'), ('amount_kind', 2, 'rate'),
  ('amount_kind', 3, 'change'),
  ('action_state', 0, 'open'), ('action_state', 1, 'done');

ALTER TABLE claim ADD COLUMN ticket TEXT NOT NULL DEFAULT '';  -- action item: "#123", "OPS-123"
ALTER TABLE claim ADD COLUMN action_state INTEGER;             -- code action_state; NULL = not told
ALTER TABLE claim ADD COLUMN amount_kind INTEGER;              -- code amount_kind; NULL = no amount
ALTER TABLE claim ADD COLUMN lowest INTEGER;                   -- thousandths, both ends included; NULL = open
ALTER TABLE claim ADD COLUMN highest INTEGER;
ALTER TABLE claim ADD COLUMN total INTEGER;                    -- "3 of 12": 12000
ALTER TABLE claim ADD COLUMN is_hedged INTEGER;
ALTER TABLE claim ADD COLUMN noun TEXT;                        -- as written
ALTER TABLE claim ADD COLUMN unit TEXT;                        -- from the vocabulary
ALTER TABLE claim ADD COLUMN amount_written TEXT;
