-- 2.sql: brings a file of version 1 to version 2
--
-- SQLite cannot change a column's CHECK, so tables are made anew and their rows copied, foreign keys
-- off meanwhile (schema_upgrade). The definitions are those of the schema.sql of version 2, letter by
-- letter: a test compares.

PRAGMA legacy_alter_table = ON; -- references to a renamed table stay where they are

DROP INDEX attempt_address;
DROP INDEX attempt_at;
DROP INDEX post_translation;
DROP INDEX post_newest;
DROP INDEX comment_thread;
DROP INDEX comment_roots;
DROP INDEX comment_person;
DROP INDEX comment_state;
DROP INDEX comment_post;
DROP INDEX comment_parent;

ALTER TABLE attempt RENAME TO old_attempt;
ALTER TABLE post RENAME TO old_post;
ALTER TABLE comment RENAME TO old_comment;
DROP TABLE voice; -- recounted below
ALTER TABLE tally RENAME TO old_tally;

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('comment', 'login', 'press', 'mail')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32), -- IPv4 address or IPv6 /64
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_address ON attempt (purpose, address_digest, at);
CREATE INDEX attempt_at ON attempt (at);
INSERT INTO attempt (id, purpose, address_digest, at)
SELECT id, purpose, address_digest, at
FROM old_attempt;
DROP TABLE old_attempt;

CREATE TABLE post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 80),
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL, -- who wrote it
    translation_id INTEGER REFERENCES post (id) ON DELETE SET NULL, -- the same post in the other language
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),    -- enum post_kind
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 1),  -- enum post_state
    lang TEXT NOT NULL CHECK (lang IN ('es', 'en')),
    policy INTEGER NOT NULL CHECK (policy BETWEEN 0 AND 3), -- enum policy
    open INTEGER NOT NULL CHECK (open IN (0, 1)),          -- takes comments, until `closes`
    closes INTEGER,                                        -- when it closes by itself; NULL: never
    closed INTEGER,                                        -- when its author closed it; NULL while open = 1
    tally_shown INTEGER NOT NULL CHECK (tally_shown BETWEEN 0 AND 2), -- enum tally_shown
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    question TEXT NOT NULL CHECK (length(question) <= 300), -- what the sides are about; '' when plain
    label_pro TEXT NOT NULL CHECK (length(label_pro) <= 40),      -- '' means the language's default
    label_contra TEXT NOT NULL CHECK (length(label_contra) <= 40),
    author TEXT NOT NULL,                                  -- name shown under the title
    body_md TEXT NOT NULL CHECK (length(CAST(body_md AS BLOB)) <= 204800), -- bytes
    body_html TEXT NOT NULL,
    summary TEXT NOT NULL,                                 -- first words as plain text, for lists
    conclusion_md TEXT NOT NULL CHECK (length(CAST(conclusion_md AS BLOB)) <= 204800), -- bytes; '': none
    conclusion_html TEXT NOT NULL,
    renderer INTEGER NOT NULL,                             -- MARKDOWN_VERSION that made both
    version INTEGER NOT NULL DEFAULT 1,                    -- +1 at each change that the page shows
    revision INTEGER NOT NULL DEFAULT 1,                   -- +1 at each save, to notice a second editor
    created INTEGER NOT NULL,
    published INTEGER,                                     -- first time it was public
    updated INTEGER NOT NULL,                              -- last change of its text
    CHECK (kind = 0 OR question <> ''),
    CHECK (state = 0 OR published IS NOT NULL)
) STRICT;
CREATE INDEX post_translation ON post (translation_id) WHERE translation_id IS NOT NULL;
CREATE INDEX post_newest ON post (lang, published DESC, id DESC) WHERE state = 1;
CREATE INDEX post_closes ON post (closes) WHERE closes IS NOT NULL;
INSERT INTO post (id, slug, account_id, translation_id, kind, state, lang, policy, open, title,
    question, label_pro, label_contra, author, body_md, body_html, summary, renderer, version,
    revision, created, published, updated, tally_shown, conclusion_md, conclusion_html, closed)
SELECT id, slug, account_id, translation_id, kind, state, lang, policy, open, title, question,
    label_pro, label_contra, author, body_md, body_html, summary, renderer, version, revision,
    created, published, updated, 0, '', '', CASE WHEN open = 0 THEN updated END
FROM old_post;
DROP TABLE old_post;

CREATE TABLE former_slug (
    slug TEXT PRIMARY KEY CHECK (length(slug) BETWEEN 1 AND 80), -- nobody's current one
    post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    until INTEGER NOT NULL                                 -- when the post was renamed
) STRICT, WITHOUT ROWID;
CREATE INDEX former_slug_post ON former_slug (post_id, until);

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
CREATE INDEX comment_thread ON comment (root_id, path);
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
CREATE INDEX comment_post ON comment (post_id, id, state);
CREATE INDEX comment_parent ON comment (parent_id, person_id) WHERE parent_id IS NOT NULL;
INSERT INTO comment (id, post_id, parent_id, root_id, path, depth, thread_size, person_id,
    by_author, name, website, side, moved_from, state, held, body_md, body_html, renderer,
    submission_digest, created, shown, changed_mind)
SELECT id, post_id, parent_id, root_id, path, depth, thread_size, person_id, by_author, name,
    website, side, moved_from, state, held, body_md, body_html, renderer, submission_digest,
    created, shown, 0
FROM old_comment;
DROP TABLE old_comment;

CREATE TABLE tally (
    post_id INTEGER PRIMARY KEY REFERENCES post (id),
    comments INTEGER NOT NULL DEFAULT 0 CHECK (comments >= 0), -- visible, any side
    pro INTEGER NOT NULL DEFAULT 0 CHECK (pro >= 0),
    contra INTEGER NOT NULL DEFAULT 0 CHECK (contra >= 0),
    voices_pro INTEGER NOT NULL DEFAULT 0 CHECK (voices_pro >= 0),
    voices_contra INTEGER NOT NULL DEFAULT 0 CHECK (voices_contra >= 0),
    voices_undecided INTEGER NOT NULL DEFAULT 0 CHECK (voices_undecided >= 0),
    changed INTEGER NOT NULL DEFAULT 0 CHECK (changed >= 0) -- people whose latest word is for the
                                                           -- other side than their first
) STRICT;
INSERT INTO tally (post_id, comments, pro, contra, voices_pro, voices_contra, changed)
SELECT post_id, comments, pro, contra, voices_pro, voices_contra, changed
FROM old_tally;
DROP TABLE old_tally;

CREATE TABLE revision (
    comment_id INTEGER NOT NULL REFERENCES comment (id),
    n INTEGER NOT NULL CHECK (n >= 1),                     -- 1 is the first text
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),
    body_md TEXT NOT NULL,
    body_html TEXT NOT NULL,
    renderer INTEGER NOT NULL,
    until INTEGER NOT NULL,                                -- when the next text took its place
    PRIMARY KEY (comment_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE citation (
    from_id INTEGER NOT NULL REFERENCES comment (id),
    to_id INTEGER NOT NULL REFERENCES comment (id),
    PRIMARY KEY (from_id, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_to ON citation (to_id, from_id);

CREATE TABLE support (
    comment_id INTEGER NOT NULL REFERENCES comment (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX support_person ON support (person_id);

CREATE TABLE stance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL REFERENCES post (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),    -- 0: undecided
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX stance_person ON stance (person_id, post_id, at, id);
CREATE INDEX stance_post ON stance (post_id);

CREATE TABLE voice (
    post_id INTEGER NOT NULL REFERENCES post (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    first_side INTEGER NOT NULL CHECK (first_side BETWEEN 0 AND 2), -- the first that took a side
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),    -- 0: undecided
    PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_person ON voice (person_id);

CREATE TABLE daily (
    post_id INTEGER NOT NULL REFERENCES post (id),
    day INTEGER NOT NULL,                                  -- comment.shown / 86400: a day of UTC
    pro INTEGER NOT NULL CHECK (pro >= 0),
    contra INTEGER NOT NULL CHECK (contra >= 0),
    PRIMARY KEY (post_id, day)
) STRICT, WITHOUT ROWID;

ALTER TABLE account RENAME TO old_account;
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES person (id), -- as whom the author comments
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64), -- to sign in, and under posts
    folded_name TEXT NOT NULL UNIQUE,                        -- utf8_fold(name): no look-alikes
    password_hash TEXT,                                      -- Argon2id; NULL until the link is used
    created INTEGER NOT NULL,
    email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254), -- where new comments are told; '' none
    email_confirmed INTEGER,                                 -- when its owner pressed the button
    notify INTEGER NOT NULL DEFAULT 0 CHECK (notify BETWEEN 0 AND 2), -- enum notify
    digest_sent INTEGER NOT NULL DEFAULT 0,                  -- when the last digest was queued
    digest_id INTEGER NOT NULL DEFAULT 0                     -- last comment that digests have told
) STRICT;
INSERT INTO account (id, person_id, name, folded_name, password_hash, created)
SELECT id, person_id, name, folded_name, password_hash, created
FROM old_account;
DROP TABLE old_account;

CREATE TABLE person_key (
    key_digest BLOB PRIMARY KEY CHECK (length(key_digest) = 32), -- of that browser's cookie
    person_id INTEGER NOT NULL REFERENCES person (id),
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_key_person ON person_key (person_id);

CREATE TABLE email (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),              -- NULL: follows without having written
    address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254), -- domain in lower case
    lang TEXT NOT NULL CHECK (lang IN ('es', 'en')),       -- of the page where it was given
    comment_id INTEGER REFERENCES comment (id),            -- with which it was given last; NULL: none
    confirmed INTEGER,                                     -- until when what was asked for is allowed
    joined INTEGER,                                        -- when its owner said that what this person
                                                           -- writes is theirs
    created INTEGER NOT NULL,                              -- or last asked for, while it waits
    CHECK (joined IS NULL OR (confirmed IS NOT NULL AND person_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX email_person ON email (person_id, address);
CREATE UNIQUE INDEX email_joined ON email (person_id) WHERE joined IS NOT NULL;
CREATE INDEX email_address ON email (address);
CREATE INDEX email_comment ON email (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX email_waiting ON email (created) WHERE confirmed IS NULL;

CREATE TABLE refusal (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),   -- of a mailbox and a person, or a post
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email_id INTEGER NOT NULL REFERENCES email (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES post (id),
    comment_id INTEGER REFERENCES comment (id),            -- answers to it; NULL: the whole debate
    created INTEGER NOT NULL,
    ended INTEGER                                          -- when its reader had enough
) STRICT;
CREATE INDEX subscription_email ON subscription (email_id, post_id);
CREATE INDEX subscription_post ON subscription (post_id, comment_id);
CREATE INDEX subscription_comment ON subscription (comment_id) WHERE comment_id IS NOT NULL;

CREATE TABLE person_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email_id INTEGER NOT NULL REFERENCES email (id) ON DELETE CASCADE,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX person_link_email ON person_link (email_id);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 7),    -- enum mail_kind
    state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3), -- enum mail_state
    email_id INTEGER REFERENCES email (id) ON DELETE CASCADE,     -- to a reader
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE, -- or to an author
    comment_id INTEGER REFERENCES comment (id),            -- what it tells of
    since_id INTEGER,                                      -- digests: of the comments after this id
    link_id INTEGER REFERENCES person_link (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    due INTEGER NOT NULL,                                  -- not before; while it is being sent: until
                                                           -- when nobody else may try
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',                   -- what the mail server said
    ended INTEGER,                                         -- when it was sent, failed or dropped
    CHECK ((state = 0) = (ended IS NULL))
) STRICT;
CREATE INDEX outbox_due ON outbox (due) WHERE state = 0;
CREATE INDEX outbox_ended ON outbox (ended) WHERE state > 0;
CREATE INDEX outbox_email ON outbox (email_id) WHERE email_id IS NOT NULL;
CREATE INDEX outbox_account ON outbox (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX outbox_comment ON outbox (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX outbox_link ON outbox (link_id) WHERE link_id IS NOT NULL;

-- What version 1 did not keep: voices by person, days, answers from the other side.
INSERT INTO voice (post_id, person_id, first_side, side)
SELECT turn.post_id, turn.person_id, f.side, l.side
FROM (SELECT post_id, person_id, min(id) AS first, max(id) AS latest
      FROM comment
      WHERE state = 1 AND side <> 0
      GROUP BY post_id, person_id) turn
JOIN comment f ON f.id = turn.first
JOIN comment l ON l.id = turn.latest;

INSERT INTO daily (post_id, day, pro, contra)
SELECT post_id, shown / 86400, sum(side = 1), sum(side = 2)
FROM comment
WHERE state = 1 AND side <> 0
GROUP BY post_id, shown / 86400;

UPDATE comment
SET opponents = (SELECT count(DISTINCT r.person_id)
                 FROM comment r
                 WHERE r.parent_id = comment.id AND r.state = 1 AND r.side <> 0
                   AND r.side <> comment.side)
WHERE side <> 0
  AND id IN (SELECT parent_id FROM comment WHERE parent_id IS NOT NULL AND state = 1);

PRAGMA legacy_alter_table = OFF;
