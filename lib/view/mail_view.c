/*
 * mail_view.c - the content of mails: see mail_view.h
 */
#include "decision.h"
#include "held_view.h"
#include "mail_view.h"
#include "message.h"
#include "side_view.h"
#include "signed_link.h"
#include "site_path.h"
#include "text.h"

#define MAIL_EXCERPT_POINTS 300 /* of a comment in a digest */

const char *mail_host(struct arena *a, const char *base_url)
{
    const char *host = strstr(base_url, "://");

    host = host ? host + 3 : base_url;
    if (*host == '[') /* an IPv6 address; ids need a domain */
        return "localhost";
    return arena_strndup(a, host, strcspn(host, ":/"));
}

/* "https://example.org/mail/confirm?key=..." of a path and a key. */
static const char *link_url(const struct mail_frame *f, const char *path,
                            const char *key)
{
    return arena_printf(f->arena, "%s%s?key=%s", f->base_url, path, key);
}

const char *mail_moderation_purpose(struct arena *a, enum action action,
                                    const char *address)
{
    return arena_printf(a, LINK_MODERATION "%s %s", action_name(action), address);
}

const char *mail_author_purpose(struct arena *a, const char *address)
{
    return arena_printf(a, LINK_AUTHOR "%s", address);
}

static const char *key(const struct mail_frame *f, const char *purpose, int64_t a,
                       int64_t b, int64_t issued)
{
    return signed_link_make(f->arena, &f->site->key, purpose,
                            (struct signed_link){ a, b }, issued);
}

/* The fields that all mails share. */
static struct mail_message message_to(const struct mail_frame *f, const char *to)
{
    return (struct mail_message){
        .from_name = f->site->title,
        .from = f->from,
        .to = to,
        .host = mail_host(f->arena, f->base_url),
        .date = f->now,
    };
}

/* Id of a mail that is not about a comment. */
static const char *mail_id(const struct mail_frame *f, const struct mail *mail)
{
    return arena_printf(f->arena, "mail-%lld-%lld", (long long)mail->id,
                        (long long)mail->created);
}

/* The text as a quotation: "> " before each line. */
static const char *quoted(struct arena *a, const char *text)
{
    size_t lines = 1, n = 0;
    char *out;

    for (const char *s = text; *s; s++)
        lines += *s == '\n';
    out = arena_alloc(a, strlen(text) + 2 * lines + 1);
    for (const char *s = text; *s || s == text; s++) {
        if (s == text || s[-1] == '\n') {
            out[n++] = '>';
            out[n++] = ' ';
        }
        if (!*s)
            break;
        out[n++] = *s;
    }
    return out;
}

static const char *excerpt(struct arena *a, const char *text)
{
    return quoted(a, text_shorten(a, text, MAIL_EXCERPT_POINTS));
}

/* "Ana (En contra)". */
static const char *who(const struct mail_frame *f, const struct mail_comment *n)
{
    const char *label =
        side_words(f->lang, n->comment.side, n->label_pro, n->label_contra);

    if (!*label)
        return n->comment.name;
    return arena_printf(f->arena, "%s (%s)", n->comment.name, label);
}

static const char *comment_url(const struct mail_frame *f, const struct mail_comment *n)
{
    return arena_printf(f->arena, "%s%s", f->base_url,
                        path_comment(f->arena, n->post_slug, n->comment.id));
}

/* A comment's mail goes below that of its parent, and all go below the post. */
static void thread(const struct mail_frame *f, const struct mail_comment *n,
                   struct mail_message *out)
{
    const char *post =
        arena_printf(f->arena, "post-%lld", (long long)n->comment.post_id);
    const char *all = post, *last = post;

    for (size_t i = 0; i < n->ancestors_n; i++) {
        last = arena_printf(f->arena, "comment-%lld", (long long)n->ancestors[i]);
        all = arena_printf(f->arena, "%s %s", all, last);
    }
    out->id = arena_printf(f->arena, "comment-%lld", (long long)n->comment.id);
    out->in_reply_to = last;
    out->references = all;
}

/* The mailbox may not have asked for this mail: a name that a mail program might turn
 * into a link is left out. */
static bool is_name(const char *name)
{
    if (strpbrk(name, "/:@"))
        return false;
    for (const char *dot = strchr(name, '.'); dot; dot = strchr(dot + 1, '.'))
        if (dot[1] && dot[1] != ' ')
            return false;
    return true;
}

const char *mail_who_asks(struct arena *a, enum lang lang,
                          const struct mail_confirmation *r)
{
    const struct mail_comment *n = r->about;

    if (n && is_name(n->comment.name))
        return message_fill(a, lang, MSG_MAIL_CONFIRM_WHO, "name", n->comment.name,
                            "title", n->post_title, NULL);
    if (n)
        return message_fill(a, lang, MSG_MAIL_CONFIRM_WHO_UNNAMED, "title",
                            n->post_title, NULL);
    if (r->n)
        return message_fill(a, lang, MSG_MAIL_CONFIRM_WHO_FOLLOWS, "title",
                            r->list[0].post_title, NULL);
    return message(lang, MSG_MAIL_CONFIRM_WHO_NOBODY);
}

const char *const *mail_asked_for(struct arena *a, enum lang lang,
                                  const struct mail_confirmation *r, size_t *n)
{
    const char **lines = ARENA_ARRAY(a, r->n + 1, const char *);

    *n = r->n;
    for (size_t i = 0; i < r->n; i++)
        lines[i] = message_fill(a, lang,
                                r->list[i].whole ? MSG_MAIL_CONFIRM_DEBATE
                                                 : MSG_MAIL_CONFIRM_ANSWERS,
                                "title", r->list[i].post_title, NULL);
    return lines;
}

static const char *asked_for(const struct mail_frame *f,
                             const struct mail_confirmation *r)
{
    size_t n;
    const char *const *lines = mail_asked_for(f->arena, f->lang, r, &n);
    const char *text = n ? lines[0] : message(f->lang, MSG_MAIL_CONFIRM_IDENTITY);

    for (size_t i = 1; i < n; i++)
        text = arena_printf(f->arena, "%s\n%s", text, lines[i]);
    return text;
}

void mail_confirm(const struct mail_frame *f, const struct mail *mail,
                  const struct email *to, const struct mail_confirmation *request,
                  struct mail_message *out)
{
    const char *url =
        link_url(f, "/mail/confirm", key(f, LINK_CONFIRM, to->id, 0, mail->created));

    *out = message_to(f, to->address);
    out->id = mail_id(f, mail);
    out->subject = message_fill(f->arena, f->lang, MSG_MAIL_CONFIRM_SUBJECT, "site",
                                f->site->title, NULL);
    out->text =
        message_fill(f->arena, f->lang, MSG_MAIL_CONFIRM_TEXT, "who",
                     mail_who_asks(f->arena, f->lang, request), "site", f->site->title,
                     "what", asked_for(f, request), "url", url, NULL);
}

void mail_identity_link(const struct mail_frame *f, const struct mail *mail,
                        const struct email *to, struct mail_message *out)
{
    const char *url =
        link_url(f, "/mail/continue",
                 key(f, LINK_IDENTITY, mail->link_id, to->id, mail->created));

    *out = message_to(f, to->address);
    out->id = mail_id(f, mail);
    out->subject = message_fill(f->arena, f->lang, MSG_MAIL_IDENTITY_LINK_SUBJECT,
                                "site", f->site->title, NULL);
    out->text = message_fill(f->arena, f->lang, MSG_MAIL_IDENTITY_LINK_TEXT, "site",
                             f->site->title, "url", url, NULL);
}

void mail_reply(const struct mail_frame *f, const struct email *to,
                const struct mail_comment *about, bool whole, struct mail_message *out)
{
    const char *manage =
        link_url(f, "/mail/manage", key(f, LINK_MANAGE, to->id, 0, f->now));

    *out = message_to(f, to->address);
    thread(f, about, out);
    out->list_name = about->post_title;
    out->list_id = about->post_slug;
    out->unsubscribe =
        link_url(f, "/mail/unsubscribe",
                 key(f, LINK_UNSUBSCRIBE, to->id, about->comment.post_id, to->created));
    out->subject = message_fill(
        f->arena, f->lang, whole ? MSG_MAIL_DEBATE_SUBJECT : MSG_MAIL_ANSWER_SUBJECT,
        "name", about->comment.name, "title", about->post_title, NULL);
    out->text = message_fill(f->arena, f->lang,
                             whole ? MSG_MAIL_DEBATE_TEXT : MSG_MAIL_ANSWER_TEXT, "who",
                             who(f, about), "title", about->post_title, "text",
                             quoted(f->arena, about->text), "url",
                             comment_url(f, about), "manage", manage, NULL);
}

void mail_author_confirm(const struct mail_frame *f, const struct mail *mail,
                         const char *to, struct mail_message *out)
{
    const char *url = link_url(
        f, "/mail/author",
        key(f, mail_author_purpose(f->arena, to), mail->account_id, 0, mail->created));

    *out = message_to(f, to);
    out->id = mail_id(f, mail);
    out->subject = message_fill(f->arena, f->lang, MSG_MAIL_AUTHOR_CONFIRM_SUBJECT,
                                "site", f->site->title, NULL);
    out->text = message_fill(f->arena, f->lang, MSG_MAIL_AUTHOR_CONFIRM_TEXT, "site",
                             f->site->title, "url", url, NULL);
}

/* "Aprobar: https://..." */
static const char *decide_line(const struct mail_frame *f, const struct mail *mail,
                               const char *to, const struct mail_comment *n,
                               enum action action, enum message label)
{
    const char *signed_key = key(f, mail_moderation_purpose(f->arena, action, to),
                                 mail->account_id, n->comment.id, f->now);

    return arena_printf(f->arena, "%s: %s&do=%s\n", message(f->lang, label),
                        link_url(f, "/mail/decide", signed_key), action_name(action));
}

static const char *moderation_lines(const struct mail_frame *f, const struct mail *mail,
                                    const char *to, const struct mail_comment *n)
{
    const bool waits = n->comment.state == COMMENT_PENDING;

    return arena_printf(
        f->arena, "%s%s%s",
        waits ? decide_line(f, mail, to, n, ACTION_APPROVE, MSG_ADMIN_DO_APPROVE)
              : arena_printf(f->arena, "%s: %s\n", message(f->lang, MSG_MAIL_SEE),
                             comment_url(f, n)),
        decide_line(f, mail, to, n, ACTION_REJECT, MSG_ADMIN_DO_REJECT),
        decide_line(f, mail, to, n, ACTION_SPAM, MSG_ADMIN_DO_SPAM));
}

static const char *state_words(const struct mail_frame *f, const struct mail_comment *n)
{
    if (n->comment.state != COMMENT_PENDING)
        return message(f->lang, MSG_MAIL_AUTHOR_VISIBLE);
    return message_fill(f->arena, f->lang, MSG_MAIL_AUTHOR_WAITS, "why",
                        n->comment.held == HELD_NOT
                            ? ""
                            : message(f->lang, held_words(n->comment.held)),
                        NULL);
}

static const char *admin_url(const struct mail_frame *f, const char *path)
{
    return arena_printf(f->arena, "%s/admin/%s", f->base_url, path);
}

void mail_author_comment(const struct mail_frame *f, const struct mail *mail,
                         const char *to, const struct mail_comment *about,
                         struct mail_message *out)
{
    const bool waits = about->comment.state == COMMENT_PENDING;

    *out = message_to(f, to);
    thread(f, about, out);
    out->id =
        arena_printf(f->arena, "author-%lld-%s", (long long)mail->account_id, out->id);
    out->subject = message_fill(
        f->arena, f->lang,
        waits ? MSG_MAIL_AUTHOR_SUBJECT_WAITS : MSG_MAIL_AUTHOR_SUBJECT_NEW, "name",
        about->comment.name, "title", about->post_title, NULL);
    out->text = message_fill(
        f->arena, f->lang, MSG_MAIL_AUTHOR_TEXT, "who", who(f, about), "title",
        about->post_title, "state", state_words(f, about), "text",
        quoted(f->arena, about->text), "links", moderation_lines(f, mail, to, about),
        "account", admin_url(f, "account"), NULL);
}

static const char *digest_entry(const struct mail_frame *f, const struct mail *mail,
                                const char *to, const struct mail_comment *n)
{
    return message_fill(f->arena, f->lang, MSG_MAIL_DIGEST_ENTRY, "who", who(f, n),
                        "title", n->post_title, "state", state_words(f, n), "text",
                        excerpt(f->arena, n->text), "links",
                        moderation_lines(f, mail, to, n), NULL);
}

void mail_author_digest(const struct mail_frame *f, const struct mail *mail,
                        const char *to, const struct mail_comment *list, size_t n,
                        bool more, struct mail_message *out)
{
    const char *entries = "";

    *out = message_to(f, to);
    out->id = mail_id(f, mail);
    for (size_t i = 0; i < n; i++)
        entries = arena_printf(f->arena, "%s%s\n", entries,
                               digest_entry(f, mail, to, &list[i]));
    out->subject = message_fill(
        f->arena, f->lang, MSG_MAIL_DIGEST_SUBJECT, "comments",
        more ? message(f->lang, MSG_MAIL_DIGEST_MANY)
             : message_count(f->arena, f->lang, MSG_MAIL_DIGEST_COMMENTS, (int64_t)n),
        "site", f->site->title, NULL);
    out->text = message_fill(f->arena, f->lang, MSG_MAIL_DIGEST_TEXT, "entries",
                             entries, "admin", admin_url(f, "comments"), "account",
                             admin_url(f, "account"), NULL);
}

void mail_test(const struct mail_frame *f, const char *to, struct mail_message *out)
{
    *out = message_to(f, to);
    out->id = arena_printf(f->arena, "test-%lld", (long long)f->now);
    out->subject = message_fill(f->arena, f->lang, MSG_MAIL_TEST_SUBJECT, "site",
                                f->site->title, NULL);
    out->text = message_fill(f->arena, f->lang, MSG_MAIL_TEST_TEXT, "site",
                             f->site->title, "url", f->base_url, NULL);
}
