-- schema.sql: the whole current schema of a Tertulia site (version 5)
--
-- Compiled into the program. Times are whole seconds since 1970-01-01 UTC; 0/1 are truth values;
-- enum columns hold values of lib/store/ (debate.h, account.h, outbox.h, decision.h). *_html columns hold markup that
-- lib/markdown made, and nothing else may write them. A *_hash or *_digest is 32 bytes of
-- BLAKE2b (lib/base/secret.h). Ids are never reused (AUTOINCREMENT): cookies and links name them.
-- A new column needs a step in lib/store/steps/; a test compares upgraded files with new ones.

-- The site: one row with the settings of /admin/settings and what a back-up must carry along.
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

-- A participant: a reader, known by a random key in a first-party cookie, or an author, known by
-- an account (below). Addresses never identify a person.
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
    folded_name TEXT NOT NULL UNIQUE,                        -- text_fold(name): no look-alikes
    password_hash TEXT,                                      -- Argon2id; NULL until the link is used
    created INTEGER NOT NULL,
    email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254), -- for mails about comments; '': none
    email_confirmed INTEGER,                                 -- by its owner; NULL: not yet
    notify INTEGER NOT NULL DEFAULT 0 CHECK (notify BETWEEN 0 AND 2), -- enum notify
    digest_sent INTEGER NOT NULL DEFAULT 0,                  -- when the last digest was queued
    digest_id INTEGER NOT NULL DEFAULT 0                     -- digests cover comments after this id
) STRICT;

-- One-time links with which an author chooses a password.
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
    last_seen INTEGER NOT NULL                                       -- written once a minute at most
) STRICT;
CREATE INDEX session_account ON session (account_id);

-- Recent actions, for rate limits only. Rows older than a day are erased.
CREATE TABLE rate_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('comment', 'login', 'reaction', 'mail')),
    address_digest BLOB NOT NULL CHECK (length(address_digest) = 32), -- of what is limited: an IPv4
                                                           -- address or IPv6 /64, a mailbox, a repeated
                                                           -- submission
    account_id INTEGER,                                    -- whose password was tried; NULL: no account's
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_event_address ON rate_event (purpose, address_digest, at);
CREATE INDEX rate_event_at ON rate_event (at);

-- Addresses from which an author signed in. While strangers try too many passwords, the author may
-- still sign in from them. Rows older than 90 days are erased.
CREATE TABLE known_address (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest BLOB NOT NULL CHECK (length(digest) = 32),      -- as rate_event.address_digest
    seen INTEGER NOT NULL,                                 -- time of the last sign-in
    PRIMARY KEY (account_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_address_seen ON known_address (seen);

CREATE TABLE post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 80),
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL, -- its author
    translation_id INTEGER REFERENCES post (id) ON DELETE SET NULL, -- the same post in the other language
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),    -- enum post_kind
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 1),  -- enum post_state
    lang TEXT NOT NULL CHECK (lang IN ('es', 'en')),
    policy INTEGER NOT NULL CHECK (policy BETWEEN 0 AND 3), -- enum policy
    open INTEGER NOT NULL CHECK (open IN (0, 1)),          -- takes comments, until `closes`
    closes INTEGER,                                        -- when it closes automatically; NULL: never
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
    published INTEGER,                                     -- when it was first public
    updated INTEGER NOT NULL,                              -- last change of its text
    CHECK (kind = 0 OR question <> ''),
    CHECK (state = 0 OR published IS NOT NULL)
) STRICT;
CREATE INDEX post_translation ON post (translation_id) WHERE translation_id IS NOT NULL;
CREATE INDEX post_newest ON post (lang, published DESC, id DESC) WHERE state = 1;
-- For the distinct names under posts: see lib/store/byline.c.
CREATE INDEX post_author ON post (author);
-- For posts that have closed automatically.
CREATE INDEX post_closes ON post (closes) WHERE closes IS NOT NULL;

-- Former public slugs of a post. They lead to its current one until another post takes them.
CREATE TABLE former_slug (
    slug TEXT PRIMARY KEY CHECK (length(slug) BETWEEN 1 AND 80), -- no post's current one
    post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    until INTEGER NOT NULL                                 -- when the post was renamed
) STRICT, WITHOUT ROWID;
CREATE INDEX former_slug_post ON former_slug (post_id, until);

CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL REFERENCES post (id),
    parent_id INTEGER REFERENCES comment (id),             -- NULL: starts a thread
    root_id INTEGER REFERENCES comment (id),               -- first comment of the thread; that one: its own id
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
    retagged_from INTEGER CHECK (retagged_from BETWEEN 0 AND 2), -- side before the author's first retag
    changed_mind INTEGER NOT NULL CHECK (changed_mind IN (0, 1)), -- says that its parent made its
                                                           -- writer take this side
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
    withdrawn INTEGER,                                     -- when its writer withdrew it: the text is
                                                           -- gone, the state stays "deleted"
    -- Reactions and replies of others, updated in the transactions that change them.
    supports INTEGER NOT NULL DEFAULT 0 CHECK (supports >= 0),   -- rows of table support
    opponents INTEGER NOT NULL DEFAULT 0 CHECK (opponents >= 0), -- people of the other side with a
                                                           -- visible direct reply
    rank INTEGER NOT NULL DEFAULT 0 CHECK (rank BETWEEN 0 AND 1000000), -- rank_wilson() of the two
    minds_changed INTEGER NOT NULL DEFAULT 0 CHECK (minds_changed >= 0), -- people whose visible
                                                           -- direct reply says changed_mind
    cited INTEGER NOT NULL DEFAULT 0 CHECK (cited >= 0),   -- visible comments that cite it
    CHECK ((parent_id IS NULL) = (depth = 0)),
    CHECK (changed_mind = 0 OR (parent_id IS NOT NULL AND side <> 0)),
    CHECK (withdrawn IS NULL OR state = 4)
) STRICT;
-- Visible comments of a thread, in reading order. Hidden ones are found from those below them.
CREATE INDEX comment_thread ON comment (root_id, path) WHERE state = 1;
-- Threads of one side with a visible comment: oldest first, best first, most supported first.
CREATE INDEX comment_roots ON comment (post_id, side, id) WHERE parent_id IS NULL AND thread_size > 0;
CREATE INDEX comment_best ON comment (post_id, side, rank DESC, id)
    WHERE parent_id IS NULL AND thread_size > 0;
CREATE INDEX comment_supported ON comment (post_id, side, supports DESC, id)
    WHERE parent_id IS NULL AND thread_size > 0;
-- Arguments that the other side has not answered: best first, oldest first.
CREATE INDEX comment_unanswered ON comment (post_id, side, rank DESC, id)
    WHERE parent_id IS NULL AND state = 1 AND opponents = 0;
CREATE INDEX comment_unanswered_id ON comment (post_id, side, id)
    WHERE parent_id IS NULL AND state = 1 AND opponents = 0;
-- Comments of a person on a post: for their stance, pending comments and duplicates.
CREATE INDEX comment_person ON comment (person_id, post_id, created, id);
-- Queues of the admin pages.
CREATE INDEX comment_state ON comment (state, withdrawn, id);
-- Whether a post has comments at all.
CREATE INDEX comment_post ON comment (post_id);
-- Visible comments of the site and of a post, in the order in which they became visible.
CREATE INDEX comment_shown ON comment (state, shown, id, post_id) WHERE state = 1;
CREATE INDEX comment_shown_post ON comment (post_id, state, shown, id, side) WHERE state = 1;
-- Replies to a comment, by person.
CREATE INDEX comment_parent ON comment (parent_id, person_id) WHERE parent_id IS NOT NULL;

-- Earlier texts of a comment that were visible.
CREATE TABLE revision (
    comment_id INTEGER NOT NULL REFERENCES comment (id),
    n INTEGER NOT NULL CHECK (n >= 1),                     -- 1 is the first text
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),
    body_md TEXT NOT NULL,
    body_html TEXT NOT NULL,
    renderer INTEGER NOT NULL,
    until INTEGER NOT NULL,                                -- when the next text replaced it
    PRIMARY KEY (comment_id, n)
) STRICT, WITHOUT ROWID;

-- A comment cites another one of its post, by #12 or by its address.
CREATE TABLE citation (
    from_id INTEGER NOT NULL REFERENCES comment (id),
    to_id INTEGER NOT NULL REFERENCES comment (id),
    shown INTEGER NOT NULL CHECK (shown IN (0, 1)),        -- the citing comment is visible
    PRIMARY KEY (from_id, to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_to ON citation (to_id, from_id) WHERE shown = 1;

-- People who support a comment; never its writer.
CREATE TABLE support (
    comment_id INTEGER NOT NULL REFERENCES comment (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX support_person ON support (person_id);

-- Stances taken without a comment; each change is a row.
CREATE TABLE stance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL REFERENCES post (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),    -- 0: undecided
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX stance_person ON stance (person_id, post_id, at, id);
CREATE INDEX stance_post ON stance (post_id);

-- Each person's position in a debate, from the latest of their stances and visible comments. Within
-- one second, comments come before stances, each by id.
CREATE TABLE person_stance (
    post_id INTEGER NOT NULL REFERENCES post (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    first_side INTEGER NOT NULL CHECK (first_side BETWEEN 0 AND 2), -- the first side taken; 0: none
    side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 2),    -- 0: undecided
    PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_stance_person ON person_stance (person_id);

-- The running counts of a post, updated in the transaction of each change. "tertulia check" recounts
-- them.
CREATE TABLE tally (
    post_id INTEGER PRIMARY KEY REFERENCES post (id),
    comments INTEGER NOT NULL DEFAULT 0 CHECK (comments >= 0), -- visible, any side
    pro INTEGER NOT NULL DEFAULT 0 CHECK (pro >= 0),
    contra INTEGER NOT NULL DEFAULT 0 CHECK (contra >= 0),
    people_pro INTEGER NOT NULL DEFAULT 0 CHECK (people_pro >= 0),
    people_contra INTEGER NOT NULL DEFAULT 0 CHECK (people_contra >= 0),
    people_undecided INTEGER NOT NULL DEFAULT 0 CHECK (people_undecided >= 0),
    changed INTEGER NOT NULL DEFAULT 0 CHECK (changed >= 0) -- people whose latest side
                                                           -- is not their first one; the
                                                           -- undecided do not count
) STRICT;

-- Visible comments of a debate by the day on which they became visible: the tally over time.
CREATE TABLE daily (
    post_id INTEGER NOT NULL REFERENCES post (id),
    day INTEGER NOT NULL,                                  -- comment.shown / 86400: a day of UTC
    pro INTEGER NOT NULL CHECK (pro >= 0),
    contra INTEGER NOT NULL CHECK (contra >= 0),
    PRIMARY KEY (post_id, day)
) STRICT, WITHOUT ROWID;

-- Decisions of authors. A batch is one submission of the form and is undone as a whole.
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
    retagged_before INTEGER CHECK (retagged_before BETWEEN 0 AND 2), -- comment.retagged_from before
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_batch ON decision (batch);
CREATE INDEX decision_comment ON decision (comment_id);

-- ---- Mail ----

-- Further browsers of a person, which got their keys through a link in a mail.
CREATE TABLE person_key (
    key_digest BLOB PRIMARY KEY CHECK (length(key_digest) = 32), -- of the key in its cookie
    person_id INTEGER NOT NULL REFERENCES person (id),
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_key_person ON person_key (person_id);

-- A mail address that a person or a follower of a debate gave as theirs. No other mail goes there
-- until its owner confirms it through the first one; after a week without, the row is erased. The
-- address is never shown.
CREATE TABLE email (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),              -- NULL: follows without having written
    address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254), -- domain in lower case
    lang TEXT NOT NULL CHECK (lang IN ('es', 'en')),       -- of the page where it was given
    comment_id INTEGER REFERENCES comment (id),            -- with which it was last given; NULL: none
    confirmed INTEGER,                                     -- last time; allows the mail requested until then
    joined INTEGER,                                        -- when its owner said that this person's
                                                           -- comments are theirs
    created INTEGER NOT NULL,                              -- while it waits: when last requested
    CHECK (joined IS NULL OR (confirmed IS NOT NULL AND person_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX email_person ON email (person_id, address);
CREATE UNIQUE INDEX email_joined ON email (person_id) WHERE joined IS NOT NULL;
CREATE INDEX email_address ON email (address);
CREATE INDEX email_comment ON email (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX email_waiting ON email (created) WHERE confirmed IS NULL;
CREATE INDEX email_follower ON email (confirmed) WHERE comment_id IS NULL;

-- The owner of a mailbox said that it was not them: no mail goes there again for that person. The
-- address itself is not kept. Erased two years after the last request: by then the cookie of the
-- refused reader has expired.
CREATE TABLE refusal (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),   -- of a mailbox and a person, or a post
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refusal_created ON refusal (created);

-- What an address follows. Erased a month after its end, and with the last one the address itself,
-- unless it was given with a comment.
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email_id INTEGER NOT NULL REFERENCES email (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES post (id),
    comment_id INTEGER REFERENCES comment (id),            -- answers to it; NULL: the whole debate
    created INTEGER NOT NULL,
    ended INTEGER                                          -- when its reader stopped it
) STRICT;
CREATE INDEX subscription_email ON subscription (email_id, post_id);
CREATE INDEX subscription_post ON subscription (post_id, comment_id);
CREATE INDEX subscription_comment ON subscription (comment_id) WHERE comment_id IS NOT NULL;
-- For erasing subscriptions that ended.
CREATE INDEX subscription_ended ON subscription (ended) WHERE ended IS NOT NULL;

-- One-time links that make another browser the same person.
CREATE TABLE person_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email_id INTEGER NOT NULL REFERENCES email (id) ON DELETE CASCADE,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX person_link_email ON person_link (email_id);

-- Mail that waits or has ended. Its text is made when it is sent, so that no comment leaves that was
-- rejected or deleted meanwhile. Erased a week after its end.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 7),    -- enum mail_kind
    state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3), -- enum mail_state
    email_id INTEGER REFERENCES email (id) ON DELETE CASCADE,     -- to a reader
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE, -- or to an author
    comment_id INTEGER REFERENCES comment (id),            -- that it is about; digests: the last one
    since_id INTEGER,                                      -- digests: of the comments after this id
    link_id INTEGER REFERENCES person_link (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    due INTEGER NOT NULL,                                  -- not sent before; while a process sends it,
                                                           -- the end of its claim
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
