/*
 * respond.c - the answers that handlers share: see respond.h
 */
#include "app.h"
#include "clock.h"
#include "identity.h"
#include "log.h"
#include "message.h"
#include "respond.h"
#include "session.h"
#include "token.h"

#define TAG_CHARACTERS 22 /* 132 bits of a digest's text */
#define TAG_WINDOW_S HOUR_S

struct page page_of_request(const struct request *rq)
{
    struct page p = {
        .tpl = rq->app->tpl,
        .arena = rq->arena,
        .site = rq->site,
        .lang = rq->lang,
        .now = rq->now,
        .base_url = rq->app->config.base_url,
        .static_version = rq->app->static_version,
        .title = "",
        .description = "",
        .feed_path = "/feed.atom",
    };

    if (rq->session) {
        p.account = rq->session->account.name;
        p.admin_token =
            token_for_session(rq->arena, &rq->site->key, &rq->session->token_digest);
    }
    return p;
}

enum rc respond_as(const struct request *rq, struct response *rs,
                   const char *content_type)
{
    rs->status = 200;
    rs->content_type = content_type;
    rs->cache = identity_anonymous(rq) ? CACHE_SHARED : CACHE_OWN;
    return rs->body->rc;
}

enum rc respond_html(const struct request *rq, struct response *rs, int status)
{
    rs->status = status;
    rs->content_type = "text/html; charset=utf-8";
    if (status != 200 || rs->admin || rq->method == METHOD_POST)
        rs->cache = CACHE_NEVER;
    else
        rs->cache = identity_anonymous(rq) ? CACHE_SHARED : CACHE_OWN;
    return rs->body->rc;
}

static enum rc redirect(struct response *rs, int status, const char *location)
{
    buf_reset(rs->body);
    rs->etag = NULL;
    rs->status = status;
    rs->location = location;
    rs->cache = CACHE_NEVER;
    return RC_OK;
}

enum rc respond_see_other(struct response *rs, const char *location)
{
    return redirect(rs, 303, location);
}

enum rc respond_send_again(struct response *rs, const char *location)
{
    return redirect(rs, 307, location);
}

enum rc respond_redirect(const struct request *rq, struct response *rs)
{
    enum rc rc = redirect(rs, 301, rq->redirect_to);

    rs->cache = identity_anonymous(rq) ? CACHE_SHARED : CACHE_OWN;
    return rc;
}

static int retry_after(int status)
{
    return status == 503 ? RESPOND_RETRY_S : status == 429 ? 60 : 0;
}

/* For a 500: a code that the visitor can quote and the operator finds in the log. */
static const char *reference(const struct request *rq, int status)
{
    struct bytes32 nonce;
    char text[SECRET_TEXT + 1];
    char *ref;

    if (status != 500)
        return "";
    secret_random(&nonce);
    secret_text(&nonce, text);
    ref = arena_strndup(rq->arena, text, 8);
    log_error("answered 500 to %s (reference %s): the cause is logged above", rq->path,
              ref);
    return ref;
}

enum rc respond_error(const struct request *rq, struct response *rs, int status)
{
    const struct page p = page_of_request(rq);
    struct error_page e = { .status = status, .reference = reference(rq, status) };
    enum rc rc;

    if (status != 403) { /* a 403 may answer a form of another site */
        e.text = request_form(rq, "body");
        e.more_text = request_form(rq, "conclusion");
    }

    buf_reset(rs->body);
    rs->location = rs->etag = rs->img_sources = NULL;
    rs->cookies = 0;
    rs->retry_after_s = rs->retry_after_s ? rs->retry_after_s : retry_after(status);
    rc = error_view(&p, &e, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
}

int respond_unsaved(const struct request *rq, struct response *rs, enum rc rc,
                    struct problems *problems)
{
    switch (rc) {
    case RC_BUSY:
    case RC_FULL:
        rs->retry_after_s = RESPOND_RETRY_S;
        problem_add(problems, "", message(rq->lang, MSG_FORM_NOT_SAVED));
        return 503;
    case RC_FAIL:
        problem_add(problems, "", message(rq->lang, MSG_FORM_MAYBE_SAVED));
        return 500;
    default:
        return 0;
    }
}

int respond_untried(const struct request *rq, struct response *rs, enum rc rc,
                    struct problems *problems)
{
    if (rc != RC_FAIL)
        return respond_unsaved(rq, rs, rc, problems);
    problem_add(problems, "",
                message_fill(rq->arena, rq->lang, MSG_FORM_UNTRIED, "reference",
                             reference(rq, 500), NULL));
    return 500;
}

void respond_bare(struct response *rs, int status)
{
    struct buf *body = rs->body;

    *rs = (struct response){ .status = status,
                             .content_type = "text/plain; charset=utf-8",
                             .cache = CACHE_NEVER,
                             .body = body };
    buf_reset(body);
    buf_printf(body, "%d\n", status);
}

/* Number of the current time window. Pages carry form tokens, which must not expire in
 * a cache: a page is fresh within one window only, while its token has 23/24 of its
 * life left. */
static int64_t tag_window(const struct request *rq)
{
    const int64_t share_s = rq->app->config.token_hours * HOUR_S / 24;

    return rq->now / (share_s < TAG_WINDOW_S ? share_s : TAG_WINDOW_S);
}

bool respond_unchanged(const struct request *rq, struct response *rs, const char *shown)
{
    const struct config *c = &rq->app->config;
    struct bytes32 digest;
    char text[SECRET_TEXT + 1], today[17];

    if (!identity_anonymous(rq))
        return false;
    clock_local(rq->now, today); /* the chart of an open debate ends today */
    secret_digest(
        &digest, &rq->site->key, "page", TERTULIA_VERSION, rq->app->static_version,
        c->base_url, c->timezone, rq->site->title, rq->site->tagline,
        lang_code(rq->site->lang), rq->path, rq->raw_query, lang_code(rq->lang), shown,
        arena_printf(rq->arena, "%lld %lld %d %.10s", (long long)c->comment_bytes,
                     (long long)tag_window(rq), config_has_mail(c), today),
        NULL);
    secret_text(&digest, text);
    rs->etag = arena_printf(rq->arena, "W/\"%.*s\"", TAG_CHARACTERS, text);
    if (!etag_matches(rq->if_none_match, rs->etag))
        return false;
    rs->status = 304;
    rs->cache = CACHE_SHARED;
    return true;
}

bool respond_site_unchanged(const struct request *rq, struct response *rs)
{
    return respond_unchanged(rq, rs,
                             arena_printf(rq->arena, "%lld %lld",
                                          (long long)rq->site->version,
                                          (long long)rq->site->last_closing));
}
