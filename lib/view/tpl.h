/*
 * tpl.h - ctemplate behind a C interface (tpl.cc is the only C++ of the project)
 *
 * A set is every templates/NAME.tpl, once per language: "@{form.submit}" in a
 * template becomes the message of that id, HTML-escaped, when the set is opened, so
 * that fixed words cost nothing per request. "{{>NAME}}"-style includes name the
 * template by the file's name without ".tpl", chosen by tpl_include(). No exception
 * crosses this header. Values are borrowed until tpl_render() is done. Names of values,
 * sections and markers are string literals (asserted).
 */
#ifndef TPL_H
#define TPL_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "html.h"
#include "lang.h"

struct tpl_set;
struct tpl;      /* a template with its values: the root of a dictionary tree */
struct tpl_dict; /* one level of it: the whole, a section's repetition or an include */

#ifdef __cplusplus
#define TPL_NOEXCEPT noexcept /* exhausted memory ends the process, as in arena.h */
extern "C" {
#else
#define TPL_NOEXCEPT
#endif

/* Loads and checks every template in every language, then freezes the set. RC_FAIL with
 * the file's name logged: broken syntax, a missing AUTOESCAPE line, ":none" on a name
 * that does not end in _HTML, an unknown message. */
enum rc tpl_set_open(const char *dir, struct tpl_set **out) MUST_USE;
void tpl_set_free(struct tpl_set *set);

/* `name` must be in the set (asserted). Never NULL. */
struct tpl *tpl_new(const struct tpl_set *set, enum lang lang,
                    const char *name) TPL_NOEXCEPT;
void tpl_free(struct tpl *t);
struct tpl_dict *tpl_root(struct tpl *t);

/* The value is escaped for its place in the template. NULL shows nothing. */
void tpl_text(struct tpl_dict *d, const char *name, const char *value) TPL_NOEXCEPT;
void tpl_int(struct tpl_dict *d, const char *name, int64_t value) TPL_NOEXCEPT;
/* The value is not escaped; the name must end in _HTML (asserted). */
void tpl_html(struct tpl_dict *d, const char *name, struct html value) TPL_NOEXCEPT;
/* Shows the section once, with the values of `d`. */
void tpl_show(struct tpl_dict *d, const char *section) TPL_NOEXCEPT;
/* Shows the section once more, with separate values. */
struct tpl_dict *tpl_section(struct tpl_dict *d, const char *section) TPL_NOEXCEPT;
/* Fills {{>marker}} with a template of the same language. */
struct tpl_dict *tpl_include(struct tpl *t, struct tpl_dict *d, const char *marker,
                             const char *name) TPL_NOEXCEPT;

/* Appends to out; on failure out is as before. RC_TOO_LARGE: above out's ceiling. */
enum rc tpl_render(const struct tpl *t, struct buf *out) MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
