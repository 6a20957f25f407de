-- 3.sql: brings a file of version 2 to version 3
--
-- The definitions are those of schema.sql of version 3, letter by letter: a test compares.

-- Signing in
CREATE TABLE known_address (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),   -- as attempt.address_digest
    seen INTEGER NOT NULL                                  -- when last
) STRICT, WITHOUT ROWID;
CREATE INDEX known_address_seen ON known_address (seen);
