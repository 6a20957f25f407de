-- 4.sql: brings a file of version 3 to version 4
--
-- SQLite cannot add a column without a default, so tables are made anew and their rows copied, foreign
-- keys off meanwhile (schema_upgrade). The definitions are those of schema.sql of version 4, letter by
-- letter: a test compares.

PRAGMA legacy_alter_table = ON; -- references to a renamed table stay where they are

-- What an address did: the module that counts it is called rate_limit.
DROP INDEX attempt_address;
DROP INDEX attempt_at;
CREATE TABLE rate_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('comment', 'login', 'press', 'mail')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32), -- IPv4 address or IPv6 /64
    account_id INTEGER,                                    -- whose password was tried; NULL: nobody's
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_event_address ON rate_event (purpose, address_digest, at);
CREATE INDEX rate_event_at ON rate_event (at);
INSERT INTO rate_event (id, purpose, address_digest, account_id, at)
SELECT id, purpose, address_digest, account_id, at
FROM attempt;
DROP TABLE attempt;

DROP INDEX known_address_seen;
ALTER TABLE known_address RENAME TO old_known_address;
CREATE TABLE known_address (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest BLOB NOT NULL CHECK (length(digest) = 32),      -- as rate_event.address_digest
    seen INTEGER NOT NULL,                                 -- when last
    PRIMARY KEY (account_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_address_seen ON known_address (seen);
INSERT INTO known_address (account_id, digest, seen)
SELECT account_id, digest, seen
FROM old_known_address;
DROP TABLE old_known_address;

-- The first words of each comment, which upgrade.c fills in afterwards.
DROP INDEX comment_thread;
DROP INDEX comment_roots;
DROP INDEX comment_best;
DROP INDEX comment_supported;
DROP INDEX comment_unanswered;
DROP INDEX comment_unanswered_id;
DROP INDEX comment_person;
DROP INDEX comment_state;
DROP INDEX comment_post;
DROP INDEX comment_shown;
DROP INDEX comment_shown_post;
DROP INDEX comment_parent;
ALTER TABLE comment RENAME TO old_comment;
CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL REFERENCES post (id),
    parent_id INTEGER REFERENCES comment (id),             -- NULL: starts a thread
    root_id INTEGER REFERENCES comment (id),               -- first comment of the thread, its own id there
    path TEXT NOT NULL,          -- ids from the root down, each as its length and hex digits: sorts
                                 -- a thread depth first, replies oldest first (byte order)
    depth INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 63),
    thread_size INTEGER NOT NULL DEFAULT 0 CHECK (thread_size >= 0), -- on roots: visible comments in
                                                           -- the thread; elsewhere 0
    person_id INTEGER NOT NULL REFERENCES person (id),
    by_author INTEGER NOT NULL CHECK (by_author IN (0, 1)), -- written by a signed-in author
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64), -- code points, as typed
    website TEXT NOT NULL CHECK (length(CAST(website AS BLOB)) <= 200), -- http(s) URL or ''
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),    -- enum side
    moved_from INTEGER CHECK (moved_from BETWEEN 0 AND 2), -- side before the author's first retag
    changed_mind INTEGER NOT NULL CHECK (changed_mind IN (0, 1)), -- says that its parent made its
                                                           -- writer take the other side
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),  -- enum comment_state
    held INTEGER NOT NULL CHECK (held BETWEEN 0 AND 4),    -- enum held_reason
    body_md TEXT NOT NULL CHECK (length(CAST(body_md AS BLOB)) <= 65536), -- bytes
    excerpt TEXT NOT NULL CHECK (length(excerpt) <= 280),  -- first words of body_md as plain text
    body_html TEXT NOT NULL,
    renderer INTEGER NOT NULL,                             -- MARKDOWN_VERSION that made body_html
    submission_digest BLOB NOT NULL UNIQUE CHECK (length(submission_digest) = 32), -- token, address and
                                                           -- text: a double click makes one comment
    created INTEGER NOT NULL,
    shown INTEGER,                                         -- when it first became visible
    edited INTEGER,                                        -- when its writer last changed it
    withdrawn INTEGER,                                     -- when its writer took it back: the text is
                                                           -- gone, the state "deleted" for good
    -- What others make of it, kept in the transactions that change it.
    supports INTEGER NOT NULL DEFAULT 0 CHECK (supports >= 0),   -- rows of table support
    opponents INTEGER NOT NULL DEFAULT 0 CHECK (opponents >= 0), -- people of the other side with a
                                                           -- visible direct reply
    rank INTEGER NOT NULL DEFAULT 0 CHECK (rank BETWEEN 0 AND 1000000), -- rank_wilson() of the two
    moved INTEGER NOT NULL DEFAULT 0 CHECK (moved >= 0),   -- people whose visible direct reply says
                                                           -- changed_mind
    cited INTEGER NOT NULL DEFAULT 0 CHECK (cited >= 0),   -- visible comments that cite it
    CHECK ((parent_id IS NULL) = (depth = 0)),
    CHECK (changed_mind = 0 OR (parent_id IS NOT NULL AND side <> 0)),
    CHECK (withdrawn IS NULL OR state = 4)
) STRICT;
CREATE INDEX comment_thread ON comment (root_id, path) WHERE state = 1;
CREATE INDEX comment_roots ON comment (post_id, side, id) WHERE parent_id IS NULL AND thread_size > 0;
CREATE INDEX comment_best ON comment (post_id, side, rank DESC, id)
    WHERE parent_id IS NULL AND thread_size > 0;
CREATE INDEX comment_supported ON comment (post_id, side, supports DESC, id)
    WHERE parent_id IS NULL AND thread_size > 0;
CREATE INDEX comment_unanswered ON comment (post_id, side, rank DESC, id)
    WHERE parent_id IS NULL AND state = 1 AND opponents = 0;
CREATE INDEX comment_unanswered_id ON comment (post_id, side, id)
    WHERE parent_id IS NULL AND state = 1 AND opponents = 0;
CREATE INDEX comment_person ON comment (person_id, post_id, created, id);
CREATE INDEX comment_state ON comment (state, withdrawn, id);
CREATE INDEX comment_post ON comment (post_id);
CREATE INDEX comment_shown ON comment (state, shown, id, post_id) WHERE state = 1;
CREATE INDEX comment_shown_post ON comment (post_id, state, shown, id, side) WHERE state = 1;
CREATE INDEX comment_parent ON comment (parent_id, person_id) WHERE parent_id IS NOT NULL;
INSERT INTO comment (id, post_id, parent_id, root_id, path, depth, thread_size, person_id,
    by_author, name, website, side, moved_from, changed_mind, state, held, body_md, excerpt,
    body_html, renderer, submission_digest, created, shown, edited, withdrawn, supports, opponents,
    rank, moved, cited)
SELECT id, post_id, parent_id, root_id, path, depth, thread_size, person_id, by_author, name,
    website, side, moved_from, changed_mind, state, held, body_md, '', body_html, renderer,
    submission_digest, created, shown, edited, withdrawn, supports, opponents, rank, moved, cited
FROM old_comment;
DROP TABLE old_comment;

PRAGMA legacy_alter_table = OFF;
