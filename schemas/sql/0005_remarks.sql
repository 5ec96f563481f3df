-- What a reader of a document should look at: names in it, and times that are no milestone.

INSERT INTO code (enum, value, name) VALUES
  ('claim_kind', 10, 'customer_named'), ('claim_kind', 11, 'unknown_name'), ('claim_kind', 12, 'told_time');
