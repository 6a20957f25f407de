/*
 * tpl.cc - ctemplate 2.4 behind tpl.h
 *
 * Every template is read once, prepared per language (messages put in, indentation
 * taken out) and kept in a cache of our own under "es/NAME" and "en/NAME". Where a
 * function cannot report failure it is noexcept: true exhaustion of memory ends the
 * process, as it does in arena.h.
 */
#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>
#include <ctemplate/template.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

extern "C" {
#include "buf.h"
#include "log.h"
#include "message.h"
#include "tpl.h"
}

using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;
using std::string;
using std::string_view;

struct tpl_set {
    ctemplate::TemplateCache cache;
    std::map<string, string, std::less<>> keys[LANGS]; /* file name to cache key */
};

struct tpl {
    const struct tpl_set *set;
    enum lang lang;
    const string *key;
    TemplateDictionary dict;

    tpl(const struct tpl_set *s, enum lang l, const string *k)
        : set(s), lang(l), key(k), dict(TemplateString("page"))
    {
    }
};

namespace
{

/* The only line that switches escaping on, and only for the file that contains it. */
constexpr string_view AUTOESCAPE = "{{%AUTOESCAPE context=\"HTML\"}}\n";

/* Why a template is refused; never leaves this file. */
struct refusal {
    string why;
};

bool ends_with(string_view s, string_view tail)
{
    return s.size() >= tail.size() && s.substr(s.size() - tail.size()) == tail;
}

void escape(string &out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += *text;
        }
    }
}

/* "@{id}" becomes the escaped message. A message with places to fill is refused. */
string with_messages(enum lang lang, string_view in)
{
    string out;

    for (;;) {
        const size_t at = in.find("@{");
        out += in.substr(0, at);
        if (at == in.npos)
            return out;
        in.remove_prefix(at + 2);
        const size_t end = in.find('}');
        if (end == in.npos)
            throw refusal{ "a message is not closed" };
        const string id(in.substr(0, end));
        const char *text = message_by_name(lang, id.c_str());
        if (!text)
            throw refusal{ "there is no message " + id };
        if (std::strchr(text, '{'))
            throw refusal{ "message " + id + " has a place to fill" };
        escape(out, text);
        in.remove_prefix(end + 1);
    }
}

string without_indentation(string_view in)
{
    string out;
    bool start = true;

    for (const char c : in) {
        if (start && (c == ' ' || c == '\t'))
            continue;
        out += c;
        start = c == '\n';
    }
    return out;
}

string_view entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

/*
 * Escapes typed text where a form shows it again. ctemplate's own escaping emits each
 * sign separately: a megabyte of them, which any client may send, would cost five times
 * as much as words.
 */
class Typed final : public ctemplate::TemplateModifier
{
  public:
    void Modify(const char *in, size_t n, const ctemplate::PerExpandData *,
                ctemplate::ExpandEmitter *out, const string &) const override
    {
        char piece[4096];
        size_t used = 0;

        for (size_t i = 0; i < n; i++) {
            const string_view sign = entity(in[i]);

            if (sign.empty())
                piece[used++] = in[i];
            else
                used += sign.copy(piece + used, sign.size());
            if (used > sizeof(piece) - ENTITY_MAX) {
                out->Emit(piece, used);
                used = 0;
            }
        }
        out->Emit(piece, used);
    }

  private:
    static constexpr size_t ENTITY_MAX = 8;
};

constexpr string_view TYPED = ":x-typed";

/* Does a form show typed text here: as the value of a field or the text of an area? */
bool shows_typed(string_view before, string_view after)
{
    return (ends_with(before, " value=\"") && after.substr(0, 1) == "\"") ||
           after.substr(0, 11) == "</textarea>";
}

/* Raw only by the longer name: ":none" goes with *_HTML only. ":x-typed" escapes for
 * the fields of forms, so it goes with those only. */
void check_marker(string_view marker, bool typed)
{
    const size_t colon = marker.find(':');
    const string_view name = marker.substr(0, colon);
    const string_view how = colon == marker.npos ? "" : marker.substr(colon);
    const bool raw = ends_with(name, "_HTML");

    if (marker.empty() || std::strchr("!%=", marker[0]))
        throw refusal{
            "only comments outside, sections, includes and values are used: {{" +
            string(marker) + "}}"
        };
    if (raw != (how == ":none"))
        throw refusal{ "\":none\" and a name in _HTML go together: " + string(marker) };
    if (typed != (how == TYPED))
        throw refusal{ "\":x-typed\" and the fields of forms go together: " +
                       string(marker) };
    if (!raw && !typed && !how.empty() && how != ":pre_escape")
        throw refusal{ "unknown modifier: " + string(marker) };
}

void check(string_view text)
{
    if (text.substr(0, AUTOESCAPE.size()) != AUTOESCAPE)
        throw refusal{ "its first line must be the AUTOESCAPE line" };
    text.remove_prefix(AUTOESCAPE.size());
    for (size_t at; (at = text.find("{{")) != text.npos;) {
        const string_view before = text.substr(0, at);
        text.remove_prefix(at + 2);
        const size_t end = text.find("}}");
        if (end == text.npos)
            throw refusal{ "a {{ is not closed" };
        const string_view marker = text.substr(0, end);
        text.remove_prefix(end + 2);
        check_marker(marker, shows_typed(before, text));
    }
}

string read_file(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    string text{ std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>() };

    if (!in.good() && !in.eof())
        throw refusal{ "it cannot be read" };
    return text;
}

void load(struct tpl_set *set, const std::filesystem::path &path)
{
    const string source = read_file(path), name = path.stem().string();

    check(source);
    for (int i = 0; i < LANGS; i++) {
        const enum lang lang = static_cast<enum lang>(i);
        const string key = string(lang_code(lang)) + "/" + name;
        const string text = without_indentation(with_messages(lang, source));
        if (!set->cache.StringToTemplateCache(key, text, ctemplate::STRIP_BLANK_LINES))
            throw refusal{ "its syntax is broken" };
        set->keys[i].emplace(name, key);
    }
}

void load_all(struct tpl_set *set, const char *dir)
{
    std::vector<std::filesystem::path> paths;

    for (const auto &entry : std::filesystem::directory_iterator(dir))
        if (entry.path().extension() == ".tpl")
            paths.push_back(entry.path());
    if (paths.empty())
        throw refusal{ string("no templates in ") + dir };
    std::sort(paths.begin(), paths.end());
    for (const auto &path : paths) {
        try {
            load(set, path);
        } catch (const refusal &r) {
            throw refusal{ path.string() + ": " + r.why };
        }
    }
    set->cache.Freeze();
}

class BufEmitter final : public ctemplate::ExpandEmitter
{
  public:
    explicit BufEmitter(struct buf *out) : out_(out)
    {
    }
    void Emit(char c) override
    {
        buf_char(out_, c);
    }
    void Emit(const string &s) override
    {
        buf_add(out_, s.data(), s.size());
    }
    void Emit(const char *s) override
    {
        buf_str(out_, s);
    }
    void Emit(const char *s, size_t n) override
    {
        buf_add(out_, s, n);
    }

  private:
    struct buf *out_;
};

TemplateDictionary *inside(struct tpl_dict *d)
{
    return reinterpret_cast<TemplateDictionary *>(d);
}

struct tpl_dict *outside(TemplateDictionary *d)
{
    return reinterpret_cast<struct tpl_dict *>(d);
}

const string *key_of(const struct tpl_set *set, enum lang lang, const char *name)
{
    const auto found = set->keys[lang].find(string_view(name));

    assert(found != set->keys[lang].end() && "a template that is not in the set");
    return &found->second;
}

TemplateString text_of(const char *text)
{
    return TemplateString(text, std::strlen(text));
}

struct known_name {
    string copy;
    ctemplate::StaticTemplateString hashed;
};

/*
 * ctemplate knows names by their hashes. For a name without its hash, each call
 * computes one and searches a table with a lock: a seventh of a page's time. Names are
 * literals, so the hash is kept by the literal's address. A process has one thread.
 */
TemplateString name_of(const char *literal)
{
    static auto &known = *new std::unordered_map<const char *, known_name>;
    const auto [entry, is_new] = known.try_emplace(literal);
    known_name &name = entry->second;

    if (is_new) {
        name.copy = literal;
        name.hashed.do_not_use_directly_.ptr_ = name.copy.c_str();
        name.hashed.do_not_use_directly_.length_ = name.copy.size();
        ctemplate::StaticTemplateStringInitializer initializer(&name.hashed);
    }
    assert(name.copy == literal && "a name is a literal");
    return name.hashed;
}

} // namespace

extern "C" enum rc tpl_set_open(const char *dir, struct tpl_set **out)
{
    static const Typed typed;
    static const bool known = ctemplate::AddXssSafeModifier("x-typed", &typed);

    try {
        if (!known)
            throw refusal{ "modifier x-typed is taken" };
        auto set = std::make_unique<struct tpl_set>();
        load_all(set.get(), dir);
        *out = set.release();
        return RC_OK;
    } catch (const refusal &r) {
        log_error("template %s", r.why.c_str());
    } catch (const std::exception &e) {
        log_error("templates in %s: %s", dir, e.what());
    } catch (...) {
        log_error("templates in %s cannot be loaded", dir);
    }
    *out = nullptr;
    return RC_FAIL;
}

extern "C" void tpl_set_free(struct tpl_set *set)
{
    delete set;
}

extern "C" struct tpl *tpl_new(const struct tpl_set *set, enum lang lang,
                               const char *name) TPL_NOEXCEPT
{
    return new struct tpl(set, lang, key_of(set, lang, name));
}

extern "C" void tpl_free(struct tpl *t)
{
    delete t;
}

extern "C" struct tpl_dict *tpl_root(struct tpl *t)
{
    return outside(&t->dict);
}

extern "C" void tpl_text(struct tpl_dict *d, const char *name,
                         const char *value) TPL_NOEXCEPT
{
    assert(!ends_with(name, "_HTML") && "text is never markup: tpl_html()");
    inside(d)->SetValueWithoutCopy(name_of(name), text_of(value ? value : ""));
}

extern "C" void tpl_int(struct tpl_dict *d, const char *name,
                        int64_t value) TPL_NOEXCEPT
{
    char digits[24]; /* of any int64_t, with its sign */
    const auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;

    inside(d)->SetValue(name_of(name),
                        TemplateString(digits, static_cast<size_t>(end - digits)));
}

extern "C" void tpl_html(struct tpl_dict *d, const char *name,
                         struct html value) TPL_NOEXCEPT
{
    assert(ends_with(name, "_HTML") && "markup only under names in _HTML");
    inside(d)->SetValueWithoutCopy(name_of(name), text_of(value.s));
}

extern "C" void tpl_show(struct tpl_dict *d, const char *section) TPL_NOEXCEPT
{
    inside(d)->ShowSection(name_of(section));
}

extern "C" struct tpl_dict *tpl_section(struct tpl_dict *d,
                                        const char *section) TPL_NOEXCEPT
{
    return outside(inside(d)->AddSectionDictionary(name_of(section)));
}

extern "C" struct tpl_dict *tpl_include(struct tpl *t, struct tpl_dict *d,
                                        const char *marker,
                                        const char *name) TPL_NOEXCEPT
{
    TemplateDictionary *in = inside(d)->AddIncludeDictionary(name_of(marker));

    in->SetFilename(*key_of(t->set, t->lang, name));
    return outside(in);
}

extern "C" enum rc tpl_render(const struct tpl *t, struct buf *out)
{
    const size_t start = out->n;
    bool complete = false;

    if (out->rc)
        return out->rc;
    try {
        BufEmitter emit(out);
        complete = t->set->cache.ExpandNoLoad(*t->key, ctemplate::STRIP_BLANK_LINES,
                                              &t->dict, nullptr, &emit);
    } catch (...) {
        complete = false;
    }
    if (complete && !out->rc)
        return RC_OK;
    const enum rc rc = out->rc ? out->rc : RC_FAIL;
    if (rc == RC_FAIL)
        log_error("template %s could not be expanded", t->key->c_str());
    out->n = start; /* half a page may have been written already */
    out->s[start] = '\0';
    out->rc = RC_OK;
    return rc;
}
