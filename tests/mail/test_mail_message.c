/*
 * test_mail_message.c - mails as bytes: no header can be added, the text arrives
 */
#include <check.h>
#include <string.h>

#include "banned.h"
#include "mail_message.h"

Suite *mail_message_suite(void);

static struct buf out;

static void setup(void)
{
    buf_init(&out, 1024 * 1024);
}

static void teardown(void)
{
    buf_clear(&out);
}

static struct mail_message plain(void)
{
    return (struct mail_message){ .from_name = "The blog",
                                  .from = "debate@example.org",
                                  .to = "ana@example.org",
                                  .subject = "Hello",
                                  .host = "example.org",
                                  .id = "comment-7",
                                  .date = 1793787120,
                                  .text = "One\nTwo\n" };
}

static const char *written(const struct mail_message *message)
{
    buf_reset(&out);
    mail_message_write(message, &out);
    ck_assert_int_eq(out.rc, RC_OK);
    return out.s;
}

static void says(const struct mail_message *message, const char *text)
{
    ck_assert_msg(strstr(written(message), text) != NULL, "no \"%s\" in %s", text,
                  out.s);
}

START_TEST(a_plain_letter_is_whole)
{
    const struct mail_message l = plain();

    ck_assert_str_eq(written(&l), "Date: Wed, 04 Nov 2026 10:12:00 +0000\r\n"
                                  "From: \"The blog\"\r\n"
                                  " <debate@example.org>\r\n"
                                  "To: <ana@example.org>\r\n"
                                  "Subject: Hello\r\n"
                                  "Message-ID: <comment-7@example.org>\r\n"
                                  "Auto-Submitted: auto-generated\r\n"
                                  "MIME-Version: 1.0\r\n"
                                  "Content-Type: text/plain; charset=UTF-8\r\n"
                                  "Content-Transfer-Encoding: quoted-printable\r\n"
                                  "\r\n"
                                  "One\r\n"
                                  "Two\r\n");
}
END_TEST

START_TEST(a_list_can_be_left_and_threads_hang_together)
{
    struct mail_message l = plain();

    l.in_reply_to = "comment-5";
    l.references = "post-1 comment-5";
    l.list_name = "¿Sí o no?";
    l.list_id = "debate";
    l.unsubscribe = "https://example.org/mail/unsubscribe?key=1.2.3.x";
    says(&l, "\r\nIn-Reply-To: <comment-5@example.org>\r\n");
    says(&l, "\r\nReferences: <post-1@example.org>\r\n <comment-5@example.org>\r\n");
    says(&l, "\r\nList-Id: =?UTF-8?B?wr9Tw60gbyBubz8=?=\r\n <debate.example.org>\r\n");
    says(&l, "\r\nList-Unsubscribe: <https://example.org/mail/unsubscribe?key=1.2.3.x>"
             "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
}
END_TEST

/* No name or title can do it. */
START_TEST(no_header_can_be_added)
{
    static const char *const texts[] = { "x\r\nBcc: evil@example.org",
                                         "x\nBcc: evil@example.org",
                                         "x\r\n\r\nBcc: evil@example.org",
                                         "\"\r\nBcc: evil@example.org\\" };
    struct mail_message l = plain();

    l.subject = l.from_name = l.list_name = texts[_i];
    l.list_id = "debate";
    ck_assert_ptr_null(strstr(written(&l), "Bcc"));
}
END_TEST

START_TEST(names_and_subjects_are_encoded)
{
    struct mail_message l = plain();

    l.from_name = "Ana \"la\" \\ de";
    says(&l, "From: \"Ana \\\"la\\\" \\\\ de\"\r\n");
    l.from_name = "";
    says(&l, "From: <debate@example.org>\r\n");
    l.subject = "ñ";
    says(&l, "Subject: =?UTF-8?B?w7E=?=\r\n");
    l.subject = "=?UTF-8?Q?x?=";
    says(&l, "Subject: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\r\n");
    /* 39 bytes a word; a letter of two bytes is not cut. */
    l.subject = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaañz";
    says(&l, "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=?=\r\n =?UTF-8?B?w7F6?=\r\n");
}
END_TEST

START_TEST(text_is_quoted_printable)
{
    struct mail_message l = plain();

    l.text = "Año = 1\n.\nFrom here\nend \nx\ttab\t\n";
    says(&l, "\r\n\r\nA=C3=B1o =3D 1\r\n=2E\r\n=46rom here\r\nend=20\r\nx\ttab=09\r\n");
}
END_TEST

START_TEST(no_line_is_too_long)
{
    struct mail_message l = plain();
    char text[3001];
    size_t n;

    for (size_t i = 0; i < 3000; i += 2)
        memcpy(text + i, "\xC3\xB1", 2);
    text[3000] = '\0';
    l.text = l.subject = l.from_name = text;
    for (const char *s = written(&l); *s; s += n + 2) {
        n = strcspn(s, "\r");
        ck_assert_uint_le(n, 78);
        ck_assert_int_eq(s[n + 1], '\n');
    }
    for (size_t i = 0; i < out.n; i++)
        ck_assert_int_lt((unsigned char)out.s[i], 0x7F);
}
END_TEST

Suite *mail_message_suite(void)
{
    Suite *s = suite_create("mail_message");
    TCase *tc = tcase_create("mail_message");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_plain_letter_is_whole);
    tcase_add_test(tc, a_list_can_be_left_and_threads_hang_together);
    tcase_add_loop_test(tc, no_header_can_be_added, 0, 4);
    tcase_add_test(tc, names_and_subjects_are_encoded);
    tcase_add_test(tc, text_is_quoted_printable);
    tcase_add_test(tc, no_line_is_too_long);
    suite_add_tcase(s, tc);
    return s;
}
