-- 5.sql: brings a file of version 4 to version 5
--
-- Only names change; the data stays. A comment that an author retagged keeps the side that it was retagged
-- from; people whose minds it changed are minds_changed; what a person says of a post is a stance, and the
-- tally counts people by it; a button that acts at once is a reaction.

ALTER TABLE comment RENAME COLUMN moved_from TO retagged_from;
ALTER TABLE comment RENAME COLUMN moved TO minds_changed;
ALTER TABLE decision RENAME COLUMN moved_before TO retagged_before;

DROP INDEX voice_person;
ALTER TABLE voice RENAME TO person_stance;
CREATE INDEX person_stance_person ON person_stance (person_id);

ALTER TABLE tally RENAME COLUMN voices_pro TO people_pro;
ALTER TABLE tally RENAME COLUMN voices_contra TO people_contra;
ALTER TABLE tally RENAME COLUMN voices_undecided TO people_undecided;

DROP INDEX rate_event_address;
DROP INDEX rate_event_at;
ALTER TABLE rate_event RENAME TO old_rate_event;
CREATE TABLE rate_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('comment', 'login', 'reaction', 'mail')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32),
    account_id INTEGER,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_event_address ON rate_event (purpose, address_digest, at);
CREATE INDEX rate_event_at ON rate_event (at);
INSERT INTO rate_event (id, purpose, address_digest, account_id, at)
SELECT id, CASE purpose WHEN 'press' THEN 'reaction' ELSE purpose END, address_digest, account_id, at
FROM old_rate_event;
DROP TABLE old_rate_event;
