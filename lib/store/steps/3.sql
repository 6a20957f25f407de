-- 3.sql: brings a file of version 2 to version 3
--
-- The definitions are those of schema.sql of version 3, letter by letter: a test compares.

-- Signing in
CREATE TABLE known_address (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest BLOB NOT NULL CHECK (length(digest) = 32),      -- as attempt.address_digest
    seen INTEGER NOT NULL,                                 -- when last
    PRIMARY KEY (account_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_address_seen ON known_address (seen);
CREATE INDEX post_author ON post (author);

-- Guesses at passwords
DROP INDEX attempt_address;
DROP INDEX attempt_at;
ALTER TABLE attempt RENAME TO old_attempt;
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('comment', 'login', 'press', 'mail')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32), -- IPv4 address or IPv6 /64
    account_id INTEGER,                                    -- whose password was tried; NULL: nobody's
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_address ON attempt (purpose, address_digest, at);
CREATE INDEX attempt_at ON attempt (at);
INSERT INTO attempt (id, purpose, address_digest, at)
SELECT id, purpose, address_digest, at
FROM old_attempt;
DROP TABLE old_attempt;

-- Pages and feeds cost what they show: what is hidden is in none of their indexes.
DROP INDEX comment_thread;
DROP INDEX comment_post;
CREATE INDEX comment_thread ON comment (root_id, path) WHERE state = 1;
CREATE INDEX comment_post ON comment (post_id);
CREATE INDEX comment_shown ON comment (state, shown, id, post_id) WHERE state = 1;
CREATE INDEX comment_shown_post ON comment (post_id, state, shown, id, side) WHERE state = 1;

DROP INDEX citation_to;
ALTER TABLE citation RENAME TO old_citation;
CREATE TABLE citation (
    from_id INTEGER NOT NULL REFERENCES comment (id),
    to_id INTEGER NOT NULL REFERENCES comment (id),
    shown INTEGER NOT NULL CHECK (shown IN (0, 1)),        -- the one that cites is visible
    PRIMARY KEY (from_id, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_to ON citation (to_id, from_id) WHERE shown = 1;
INSERT INTO citation (from_id, to_id, shown)
SELECT t.from_id, t.to_id, f.state = 1
FROM old_citation t
JOIN comment f ON f.id = t.from_id;
DROP TABLE old_citation;

-- Sweeping
CREATE INDEX refusal_created ON refusal (created);
CREATE INDEX email_follower ON email (confirmed) WHERE comment_id IS NULL;
CREATE INDEX subscription_ended ON subscription (ended) WHERE ended IS NOT NULL;

-- People
-- The key of a first-time writer's cookie followed from this digest: nobody may compute it any more.
-- What the digest is for, the second press of a double click, has long passed.
UPDATE comment SET submission_digest = randomblob(32);
