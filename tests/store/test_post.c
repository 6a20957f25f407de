/*
 * test_post.c - saving posts, finding them, and what readers may see of them
 */
#include "fixture.h"

Suite *post_suite(void);

/* Each field has a distinct value. */
static struct post_draft distinct(void)
{
    return (struct post_draft){
        .slug = "the-slug",
        .title = "title",
        .question = "question",
        .label_pro = "pro",
        .label_contra = "contra",
        .author = "author",
        .body_md = "body_md",
        .summary = "summary",
        .conclusion_md = "conclusion_md",
        .body = { "<p>body_html</p>" },
        .conclusion = { "<p>conclusion_html</p>" },
        .renderer = 3,
        .kind = POST_DEBATE,
        .state = POST_PUBLISHED,
        .lang = LANG_EN,
        .policy = POLICY_HOLD_NONE,
        .open = true,
        .closes = NOW + 77,
        .tally_shown = TALLY_AT_CLOSE,
        .now = NOW,
    };
}

static void assert_distinct(const struct post *p)
{
    ck_assert_str_eq(p->slug, "the-slug");
    ck_assert_str_eq(p->title, "title");
    ck_assert_str_eq(p->question, "question");
    ck_assert_str_eq(p->label_pro, "pro");
    ck_assert_str_eq(p->label_contra, "contra");
    ck_assert_str_eq(p->author, "author");
    ck_assert_str_eq(p->summary, "summary");
    ck_assert_int_eq(p->kind, POST_DEBATE);
    ck_assert_int_eq(p->state, POST_PUBLISHED);
    ck_assert_int_eq(p->lang, LANG_EN);
    ck_assert_int_eq(p->policy, POLICY_HOLD_NONE);
    ck_assert(p->open);
    ck_assert_int_eq(p->closes, NOW + 77);
    ck_assert_int_eq(p->closed, 0);
    ck_assert_int_eq(p->tally_shown, TALLY_AT_CLOSE);
}

START_TEST(every_field_comes_back)
{
    struct post_draft draft = distinct();
    struct post *p;
    int64_t id = save(&draft);

    p = post("the-slug");
    assert_distinct(p);
    ck_assert_int_eq(p->id, id);
    ck_assert_str_eq(p->body.s, "<p>body_html</p>");
    ck_assert_str_eq(p->conclusion.s, "<p>conclusion_html</p>");
    ck_assert_int_eq(p->version, 1);
    ck_assert_int_eq(p->revision, 1);
    ck_assert_int_eq(p->created, NOW);
    ck_assert_int_eq(p->published, NOW);
    ck_assert_int_eq(p->updated, NOW);
    ck_assert_ptr_null(p->translation_slug);
    ck_assert_int_eq(post_for_edit(db, arena, id, &p), RC_OK);
    assert_distinct(p);
    ck_assert_str_eq(p->body_md, "body_md");
    ck_assert_str_eq(p->conclusion_md, "conclusion_md");
    assert_numbers("the-slug", 0, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST(a_second_save_changes_every_field)
{
    struct post_draft draft = post_draft("before", POST_PLAIN);
    struct post_draft next = distinct();
    struct post *p;

    next.id = save(&draft);
    next.revision = 1;
    next.now = NOW + 5;
    ck_assert_int_eq(save(&next), next.id);
    p = post("the-slug");
    assert_distinct(p);
    ck_assert_str_eq(p->body.s, "<p>body_html</p>");
    ck_assert_str_eq(p->conclusion.s, "<p>conclusion_html</p>");
    ck_assert_int_eq(p->revision, 2);
    ck_assert_int_eq(p->version, 2);
    ck_assert_int_eq(p->created, NOW);
    ck_assert_int_eq(p->published, NOW);
    ck_assert_int_eq(p->updated, NOW + 5);
}
END_TEST

START_TEST(a_post_closes_by_hand_or_at_its_time)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    struct post *p;

    draft.closes = NOW + 100;
    draft.id = save(&draft);
    p = post("hello");
    ck_assert(post_is_open(p, NOW + 99));
    ck_assert(!post_is_open(p, NOW + 100));
    ck_assert_int_eq(post_closing(p), NOW + 100);
    ck_assert_int_eq(post_open_debate(db, arena, LANG_ES, NOW + 99, &p), RC_OK);
    ck_assert_int_eq(post_open_debate(db, arena, LANG_ES, NOW + 100, &p), RC_NOT_FOUND);
    draft.revision = 1;
    draft.open = false;
    draft.now = NOW + 5;
    save(&draft);
    p = post("hello");
    ck_assert(!post_is_open(p, NOW + 6));
    ck_assert_int_eq(post_closing(p), NOW + 5);
    draft.revision = 2;
    draft.now = NOW + 6; /* closed stays what it was */
    save(&draft);
    ck_assert_int_eq(post("hello")->closed, NOW + 5);
    draft.revision = 3;
    draft.open = true;
    save(&draft);
    ck_assert_int_eq(post("hello")->closed, 0);
    ck_assert(post_is_open(post("hello"), NOW + 99));
    draft.revision = 4;
    draft.state = POST_DRAFT;
    save(&draft);
    ck_assert_int_eq(post_by_slug(db, arena, "hello", true, &p), RC_OK);
    ck_assert(!post_is_open(p, NOW + 7));
}
END_TEST

/* Saves the draft again, a second later, and returns post.updated. */
static int64_t saved_again(struct post_draft *draft)
{
    draft->revision++;
    draft->now++;
    save(draft);
    return post(draft->slug)->updated;
}

START_TEST(updated_is_the_last_change_of_the_text)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);

    draft.id = save(&draft);
    ck_assert_int_eq(saved_again(&draft), NOW);
    draft.slug = "renamed";
    draft.open = false;
    draft.policy = POLICY_HOLD_ALL;
    draft.label_pro = "yes";
    draft.author = "Luis";
    ck_assert_int_eq(saved_again(&draft), NOW);
    draft.title = "another title";
    ck_assert_int_eq(saved_again(&draft), NOW + 3);
    draft.question = "another question";
    ck_assert_int_eq(saved_again(&draft), NOW + 4);
    draft.body_md = "another body";
    ck_assert_int_eq(saved_again(&draft), NOW + 5);
    ck_assert_int_eq(saved_again(&draft), NOW + 5);
}
END_TEST

START_TEST(a_draft_is_for_authors)
{
    struct post_draft draft = post_draft("hidden", POST_PLAIN);
    struct post *p, *list;
    size_t n;

    draft.state = POST_DRAFT;
    draft.id = save(&draft);
    ck_assert_int_eq(post_by_slug(db, arena, "hidden", false, &p), RC_NOT_FOUND);
    ck_assert_int_eq(post_by_slug(db, arena, "hidden", true, &p), RC_OK);
    ck_assert_int_eq(p->published, 0);
    ck_assert_int_eq(post_list(db, arena, LANG_ES, 10, 0, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
    ck_assert_int_eq(post_list_all(db, arena, 10, 0, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 1);

    draft.state = POST_PUBLISHED;
    draft.revision = 1;
    draft.now = NOW + 7;
    save(&draft);
    ck_assert_int_eq(post_by_slug(db, arena, "hidden", false, &p), RC_OK);
    ck_assert_int_eq(p->published, NOW + 7);
}
END_TEST

START_TEST(a_post_that_was_public_keeps_its_date)
{
    struct post_draft draft = post_draft("hello", POST_PLAIN);

    draft.id = save(&draft);
    draft.state = POST_DRAFT;
    draft.revision = 1;
    draft.now = NOW + 1;
    save(&draft);
    draft.state = POST_PUBLISHED;
    draft.revision = 2;
    draft.now = NOW + 2;
    save(&draft);
    ck_assert_int_eq(post("hello")->published, NOW);
}
END_TEST

START_TEST(nothing_is_not_found)
{
    struct post *p;

    ck_assert_int_eq(post_by_slug(db, arena, "nothing", true, &p), RC_NOT_FOUND);
    ck_assert_int_eq(post_for_edit(db, arena, 1, &p), RC_NOT_FOUND);
    ck_assert_int_eq(post_open_debate(db, arena, LANG_ES, NOW, &p), RC_NOT_FOUND);
}
END_TEST

START_TEST(a_second_editor_is_noticed)
{
    struct post_draft draft = post_draft("hello", POST_PLAIN);
    int64_t id;
    bool taken;

    draft.id = save(&draft);
    draft.revision = 1;
    draft.title = "first";
    save(&draft);
    draft.title = "second";
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_CONFLICT);
    ck_assert(!taken);
    ck_assert_str_eq(post("hello")->title, "first");
    draft.id = 99;
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_CONFLICT);
    ck_assert(!taken);
}
END_TEST

START_TEST(a_comment_does_not_disturb_an_editor)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);

    draft.id = save(&draft);
    draft.revision = 1;
    say(draft.id, 1, SIDE_PRO, 0);
    draft.title = "edited";
    save(&draft);
    ck_assert_str_eq(post("hello")->title, "edited");
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
}
END_TEST

START_TEST(a_post_with_comments_keeps_its_kind)
{
    struct post_draft debate = post_draft("debate", POST_DEBATE);
    struct post_draft plain = post_draft("plain", POST_PLAIN);
    int64_t id;
    bool taken;

    debate.id = save(&debate);
    plain.id = save(&plain);
    say(debate.id, 1, SIDE_PRO, 0);
    decide(ACTION_DELETE, say(plain.id, 1, SIDE_NONE, 0));
    debate.revision = plain.revision = 1;
    debate.kind = POST_PLAIN;
    plain.kind = POST_DEBATE;
    plain.question = "Should we?";
    ck_assert_int_eq(post_save(db, &debate, &id, &taken), RC_FORBIDDEN);
    ck_assert_int_eq(post_save(db, &plain, &id, &taken), RC_FORBIDDEN);
    ck_assert(!taken);
    ck_assert_int_eq(post("debate")->kind, POST_DEBATE);
    plain.kind = POST_PLAIN;
    save(&plain);
}
END_TEST

START_TEST(what_the_schema_refuses_is_a_failure)
{
    struct post_draft draft = post_draft("hello", POST_DEBATE);
    int64_t id;
    bool taken;

    draft.question = "";
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_FAIL);
    draft = post_draft("", POST_PLAIN);
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_FAIL);
    draft = post_draft("hello", POST_PLAIN);
    draft.translation_id = 99;
    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_FAIL);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM post"), 0);
}
END_TEST

static int64_t translation(const char *slug, enum post_state state, int64_t of)
{
    struct post_draft draft = post_draft(slug, POST_DEBATE);

    draft.lang = LANG_EN;
    draft.state = state;
    draft.translation_id = of;
    return save(&draft);
}

START_TEST(a_translation_is_named_once_it_is_public)
{
    struct post_draft draft = post_draft("hola", POST_DEBATE);
    struct post *p;

    draft.id = save(&draft);
    draft.translation_id = translation("hello", POST_DRAFT, draft.id);
    draft.revision = 1;
    save(&draft);
    p = post("hello");
    ck_assert_str_eq(p->translation_slug, "hola");
    ck_assert_int_eq(p->translation_lang, LANG_ES);
    ck_assert_ptr_null(post("hola")->translation_slug);
    damage("UPDATE post SET state = 1, published = 1 WHERE slug = 'hello'");
    p = post("hola");
    ck_assert_str_eq(p->translation_slug, "hello");
    ck_assert_int_eq(p->translation_lang, LANG_EN);
    draft.translation_id = 0; /* unchanged */
    draft.revision = 2;
    save(&draft);
    ck_assert_str_eq(post("hola")->translation_slug, "hello");
}
END_TEST

/* The translation's page links to this one by its slug: a cached copy must not outlive
 * the change. */
START_TEST(saving_a_post_renews_the_page_of_its_translation)
{
    struct post_draft draft = post_draft("hola", POST_DEBATE);
    int64_t version;

    draft.id = save(&draft);
    translation("hello", POST_PUBLISHED, draft.id);
    version = post("hello")->version;
    draft.slug = "buenas";
    draft.revision = 1;
    save(&draft);
    ck_assert_int_eq(post("hello")->version, version + 1);
    ck_assert_str_eq(post("hello")->translation_slug, "buenas");
}
END_TEST

START_TEST(lists_are_newest_first_by_language)
{
    struct post *list;
    size_t n;

    for (int i = 0; i < 5; i++) {
        struct post_draft draft = post_draft(arena_printf(arena, "p%d", i), POST_PLAIN);

        draft.now = NOW + (i == 1 ? 100 : i);
        save(&draft);
    }
    translation("english", POST_PUBLISHED, 0);
    ck_assert_int_eq(post_list(db, arena, LANG_ES, 2, 0, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(list[0].slug, "p1");
    ck_assert_str_eq(list[1].slug, "p4");
    ck_assert_str_eq(list[0].body.s, "");
    ck_assert_str_eq(list[0].summary, "text");
    ck_assert_int_eq(post_list(db, arena, LANG_ES, 2, 4, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(list[0].slug, "p0");
    ck_assert_int_eq(post_list(db, arena, LANG_ES, 2, 6, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
    ck_assert_int_eq(post_list_all(db, arena, 10, 0, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 6);
    ck_assert_str_eq(list[0].slug, "english");
}
END_TEST

START_TEST(drafts_are_counted)
{
    struct post_draft draft = post_draft("draft", POST_PLAIN);
    int64_t n;

    add_plain("hello");
    ck_assert_int_eq(post_count_drafts(db, &n), RC_OK);
    ck_assert_int_eq(n, 0);
    draft.state = POST_DRAFT;
    save(&draft);
    draft.slug = "another";
    save(&draft);
    ck_assert_int_eq(post_count_drafts(db, &n), RC_OK);
    ck_assert_int_eq(n, 2);
}
END_TEST

START_TEST(a_debate_that_closed_by_itself_awaits_a_conclusion)
{
    struct post_draft draft = post_draft("due", POST_DEBATE);
    struct post *list;
    int64_t awaiting;
    size_t n;

    draft.closes = NOW + 10;
    save(&draft);
    draft.slug = "concluded";
    draft.conclusion_md = "Fin.";
    draft.conclusion = (struct html){ "<p>Fin.</p>" };
    save(&draft);
    draft = post_draft("by-hand", POST_DEBATE);
    draft.closes = NOW + 10;
    draft.open = false;
    save(&draft);
    draft = post_draft("draft", POST_DEBATE);
    draft.closes = NOW + 10;
    draft.state = POST_DRAFT;
    save(&draft);
    draft = post_draft("plain", POST_PLAIN);
    draft.closes = NOW + 10;
    save(&draft);
    add_debate("forever");
    for (int64_t now = NOW + 9; now < NOW + 11; now++) {
        ck_assert_int_eq(post_count_awaiting(db, now, &awaiting), RC_OK);
        ck_assert_int_eq(awaiting, now - NOW - 9);
        ck_assert_int_eq(post_list_all(db, arena, 10, 0, &list, &n), RC_OK);
        ck_assert_uint_eq(n, 6);
        for (size_t i = 0; i < n; i++) {
            const bool due = strcmp(list[i].slug, "due") == 0;

            ck_assert_int_eq(list[i].has_conclusion,
                             strcmp(list[i].slug, "concluded") == 0);
            ck_assert_int_eq(post_awaits_conclusion(&list[i], now),
                             due && now == NOW + 10);
        }
    }
}
END_TEST

START_TEST(the_open_debate_is_the_newest_that_takes_comments)
{
    struct post_draft draft = post_draft("closed", POST_DEBATE);
    struct post *p;

    add_debate("old");
    add_debate("open");
    draft.open = false;
    save(&draft);
    draft = post_draft("draft", POST_DEBATE);
    draft.state = POST_DRAFT;
    save(&draft);
    add_plain("plain");
    ck_assert_int_eq(post_open_debate(db, arena, LANG_ES, NOW, &p), RC_OK);
    ck_assert_str_eq(p->slug, "open");
    ck_assert_int_eq(post_open_debate(db, arena, LANG_EN, NOW, &p), RC_NOT_FOUND);
    ck_assert_ptr_null(p);
}
END_TEST

START_TEST(languages_count_when_published)
{
    bool both = true;

    ck_assert_int_eq(post_languages(db, &both), RC_OK);
    ck_assert(!both);
    add_plain("hola");
    add_plain("otra");
    translation("hidden", POST_DRAFT, 0);
    ck_assert_int_eq(post_languages(db, &both), RC_OK);
    ck_assert(!both);
    translation("hello", POST_PUBLISHED, 0);
    ck_assert_int_eq(post_languages(db, &both), RC_OK);
    ck_assert(both);
}
END_TEST

START_TEST(a_touch_is_seen_on_the_post_and_on_home)
{
    int64_t id = add_plain("hello");
    int64_t before = COUNT("SELECT version FROM site");

    ck_assert_int_eq(post_touch(db, id), RC_OK);
    ck_assert_int_eq(post("hello")->version, 2);
    ck_assert_int_eq(post("hello")->revision, 1);
    ck_assert_int_eq(COUNT("SELECT version FROM site"), before + 1);
}
END_TEST

Suite *post_suite(void)
{
    Suite *s = suite_create("post");
    TCase *tc = site_case("post");

    tcase_add_test(tc, every_field_comes_back);
    tcase_add_test(tc, a_second_save_changes_every_field);
    tcase_add_test(tc, a_post_closes_by_hand_or_at_its_time);
    tcase_add_test(tc, updated_is_the_last_change_of_the_text);
    tcase_add_test(tc, a_draft_is_for_authors);
    tcase_add_test(tc, a_post_that_was_public_keeps_its_date);
    tcase_add_test(tc, nothing_is_not_found);
    tcase_add_test(tc, a_second_editor_is_noticed);
    tcase_add_test(tc, a_comment_does_not_disturb_an_editor);
    tcase_add_test(tc, a_post_with_comments_keeps_its_kind);
    tcase_add_test(tc, what_the_schema_refuses_is_a_failure);
    tcase_add_test(tc, a_translation_is_named_once_it_is_public);
    tcase_add_test(tc, saving_a_post_renews_the_page_of_its_translation);
    tcase_add_test(tc, lists_are_newest_first_by_language);
    tcase_add_test(tc, drafts_are_counted);
    tcase_add_test(tc, a_debate_that_closed_by_itself_awaits_a_conclusion);
    tcase_add_test(tc, the_open_debate_is_the_newest_that_takes_comments);
    tcase_add_test(tc, languages_count_when_published);
    tcase_add_test(tc, a_touch_is_seen_on_the_post_and_on_home);
    suite_add_tcase(s, tc);
    return s;
}
