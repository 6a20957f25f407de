-- schema.sql: the whole current schema of a Tertulia site (version 1)
--
-- Compiled into the program. Times are whole seconds since 1970-01-01 UTC; 0/1 are truth values;
-- enum columns hold the values of lib/base/debate.h. *_html columns hold markup that
-- lib/blog/markdown made, and nothing else may write them. A *_hash or *_digest is 32 bytes of
-- BLAKE2b (lib/base/secret.h). Ids are never reused (AUTOINCREMENT): cookies and links name them.
-- A new column needs a step in lib/store/upgrade.c; a test compares both ways.

-- The site itself: one row, what the author changes on /admin/settings and what must move with a
-- back-up.
CREATE TABLE site (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    tagline TEXT NOT NULL CHECK (length(tagline) <= 200),  -- one line under the title
    lang TEXT NOT NULL CHECK (lang IN ('es', 'en')),       -- of home and of the admin pages
    policy INTEGER NOT NULL CHECK (policy BETWEEN 1 AND 3), -- enum policy, never POLICY_SITE
    site_key BLOB NOT NULL CHECK (length(site_key) = 32),  -- keys every digest and token below
    version INTEGER NOT NULL DEFAULT 1,                    -- +1 at each public change: home's ETag
    created INTEGER NOT NULL
) STRICT;

-- Somebody who takes part. A reader is known by a random key in a first-party cookie, an
-- account by its row below; addresses never identify anybody.
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key_digest BLOB UNIQUE CHECK (length(key_digest) = 32), -- of the cookie's key; NULL for accounts
    created INTEGER NOT NULL
) STRICT;

-- Authors, who moderate and write posts.
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES person (id), -- as whom the author comments
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64), -- to sign in, and under posts
    folded_name TEXT NOT NULL UNIQUE,                        -- utf8_fold(name): no look-alikes
    password_hash TEXT,                                      -- Argon2id; NULL until the link is used
    created INTEGER NOT NULL
) STRICT;

-- One-time links that let somebody choose a password.
CREATE TABLE account_link (
    token_digest BLOB PRIMARY KEY CHECK (length(token_digest) = 32),
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX account_link_account ON account_link (account_id);

-- Signed-in browsers. Deleting a row signs that browser out.
CREATE TABLE session (
    token_digest BLOB PRIMARY KEY CHECK (length(token_digest) = 32), -- of the cookie's token
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL                                       -- to the minute
) STRICT;
CREATE INDEX session_account ON session (account_id);

-- What an address did lately, for limits only; rows older than a day are erased.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('comment', 'login')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32), -- IPv4 address or IPv6 /64
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_address ON attempt (purpose, address_digest, at);
CREATE INDEX attempt_at ON attempt (at);

CREATE TABLE post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 80),
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL, -- who wrote it
    translation_id INTEGER REFERENCES post (id) ON DELETE SET NULL, -- the same post in the other language
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),    -- enum post_kind
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 1),  -- enum post_state
    lang TEXT NOT NULL CHECK (lang IN ('es', 'en')),
    policy INTEGER NOT NULL CHECK (policy BETWEEN 0 AND 3), -- enum policy
    open INTEGER NOT NULL CHECK (open IN (0, 1)),          -- takes comments
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    question TEXT NOT NULL CHECK (length(question) <= 300), -- what the sides are about; '' when plain
    label_pro TEXT NOT NULL CHECK (length(label_pro) <= 40),      -- '' means the language's default
    label_contra TEXT NOT NULL CHECK (length(label_contra) <= 40),
    author TEXT NOT NULL,                                  -- name shown under the title
    body_md TEXT NOT NULL CHECK (length(CAST(body_md AS BLOB)) <= 204800), -- bytes
    body_html TEXT NOT NULL,
    summary TEXT NOT NULL,                                 -- first words as plain text, for lists
    renderer INTEGER NOT NULL,                             -- MARKDOWN_VERSION that made body_html
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
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),  -- enum comment_state
    held INTEGER NOT NULL CHECK (held BETWEEN 0 AND 4),    -- enum held_reason
    body_md TEXT NOT NULL CHECK (length(CAST(body_md AS BLOB)) <= 65536), -- bytes
    body_html TEXT NOT NULL,
    renderer INTEGER NOT NULL,                             -- MARKDOWN_VERSION that made body_html
    submission_digest BLOB NOT NULL UNIQUE CHECK (length(submission_digest) = 32), -- token, address and
                                                           -- text: a double click makes one comment
    created INTEGER NOT NULL,
    shown INTEGER,                                         -- when it first became visible
    CHECK ((parent_id IS NULL) = (depth = 0))
) STRICT;
-- A thread in reading order.
CREATE INDEX comment_thread ON comment (root_id, path);
-- Threads of one side that have something to show, oldest first.
CREATE INDEX comment_roots ON comment (post_id, side, id) WHERE parent_id IS NULL AND thread_size > 0;
-- Somebody's comments on a post: voices, what waits, duplicates.
CREATE INDEX comment_person ON comment (person_id, post_id, id);
-- Queues of the admin pages.
CREATE INDEX comment_state ON comment (state, id);
-- Last visible id of a post. The id comes second, so that comment_person serves people better.
CREATE INDEX comment_post ON comment (post_id, id, state);
CREATE INDEX comment_parent ON comment (parent_id) WHERE parent_id IS NOT NULL;

-- Each person's side in a debate, from their visible comments: one voice, by the latest.
CREATE TABLE voice (
    post_id INTEGER NOT NULL REFERENCES post (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    first_side INTEGER NOT NULL CHECK (first_side BETWEEN 1 AND 2),
    side INTEGER NOT NULL CHECK (side BETWEEN 1 AND 2),    -- differs from first_side: has changed sides
    PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;

-- The running numbers of a post, kept in the transaction that changes a comment. "tertulia check"
-- recounts them.
CREATE TABLE tally (
    post_id INTEGER PRIMARY KEY REFERENCES post (id),
    comments INTEGER NOT NULL DEFAULT 0 CHECK (comments >= 0), -- visible, any side
    pro INTEGER NOT NULL DEFAULT 0 CHECK (pro >= 0),
    contra INTEGER NOT NULL DEFAULT 0 CHECK (contra >= 0),
    voices_pro INTEGER NOT NULL DEFAULT 0 CHECK (voices_pro >= 0),
    voices_contra INTEGER NOT NULL DEFAULT 0 CHECK (voices_contra >= 0),
    changed INTEGER NOT NULL DEFAULT 0 CHECK (changed >= 0)
) STRICT;

-- What authors decided; a batch is one press of a button and is undone as one.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL,                                -- id of the batch's first row
    comment_id INTEGER NOT NULL REFERENCES comment (id),
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    action TEXT NOT NULL CHECK (action IN ('approve', 'reject', 'spam', 'delete', 'restore', 'pro', 'contra')),
    state_before INTEGER NOT NULL CHECK (state_before BETWEEN 0 AND 4),
    state_after INTEGER NOT NULL CHECK (state_after BETWEEN 0 AND 4),
    side_before INTEGER NOT NULL CHECK (side_before BETWEEN 0 AND 2),
    side_after INTEGER NOT NULL CHECK (side_after BETWEEN 0 AND 2),
    moved_before INTEGER CHECK (moved_before BETWEEN 0 AND 2), -- comment.moved_from before
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_batch ON decision (batch);
CREATE INDEX decision_comment ON decision (comment_id);
