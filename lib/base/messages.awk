# messages.awk - PO files, normalised by msgcat, to message_ids.h and message_table.c
#
# Called by messages.sh with -v ids=FILE -v table=FILE and one PO file per language,
# each sorted by id. PO escapes are C escapes, so literals are copied unchanged. Runs
# with mawk.

function complain(id, what)
{
    printf "messages: %s: \"%s\" %s\n", name_of[lang], id, what | "cat 1>&2"
    failed = 1
}

# Returns the text between the quotes of a line.
function literal(line)
{
    sub(/^[^"]*"/, "", line)
    sub(/"[ \t]*$/, "", line)
    return line
}

# Stores a complete entry, unless it is the header.
function keep()
{
    if (id != "" && !obsolete) {
        if (id !~ /^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+$/)
            complain(id, "is not of the form section.name")
        if (fuzzy)
            complain(id, "is marked fuzzy")
        if (plural != "" && plural != id)
            complain(id, "has a msgid_plural of another name")
        if (!(id in seen)) {
            seen[id] = 1
            order[n++] = id
        }
        has[lang, id] = 1
        counted[lang, id] = plural != ""
        one[lang, id] = text["0"]
        many[lang, id] = text["1"]
    }
    id = plural = ""
    text["0"] = text["1"] = ""
    fuzzy = obsolete = 0
    into = ""
}

FNR == 1 {
    if (langs)
        keep()
    lang = langs++
    name_of[lang] = FILENAME
    sub(/.*\//, "", name_of[lang])
}
/^$/ { keep(); next }
/^#~/ { obsolete = 1; next }
/^#,.*fuzzy/ { fuzzy = 1; next }
/^#/ { next }
/^msgctxt / { complain(literal($0), "is a msgctxt, which is not supported"); next }
/^msgid / { into = "id"; id = literal($0); next }
/^msgid_plural / { into = "plural"; plural = literal($0); next }
/^msgstr(\[0\])? / { into = "0"; text["0"] = literal($0); next }
/^msgstr\[1\] / { into = "1"; text["1"] = literal($0); next }
/^"/ {
    if (into == "id")
        id = id literal($0)
    else if (into == "0" || into == "1")
        text[into] = text[into] literal($0)
}

# Returns the {names} in a text, each once, sorted: all languages must have the same.
function placeholders(s,    found, k, i, j, swap, list)
{
    k = 0
    while (match(s, /\{[a-z_]+\}/)) {
        found[k++] = substr(s, RSTART, RLENGTH)
        s = substr(s, RSTART + RLENGTH)
    }
    for (i = 1; i < k; i++)
        for (j = i; j > 0 && found[j - 1] > found[j]; j--) {
            swap = found[j]
            found[j] = found[j - 1]
            found[j - 1] = swap
        }
    list = ""
    for (i = 0; i < k; i++)
        if (i == 0 || found[i] != found[i - 1])
            list = list found[i]
    return list
}

function check(id,    holes)
{
    for (lang = 0; lang < langs; lang++) {
        if (!has[lang, id])
            complain(id, "is missing")
        else if (one[lang, id] == "")
            complain(id, "is empty")
        else if (counted[lang, id] && many[lang, id] == "")
            complain(id, "has an empty plural")
        else if (counted[lang, id] != counted[0, id])
            complain(id, "has a plural in one language only")
        else {
            holes = placeholders(one[lang, id] many[lang, id])
            if (lang > 0 && holes != placeholders(one[0, id] many[0, id]))
                complain(id, "has other {placeholders} than " name_of[0])
        }
    }
}

function constant(id)
{
    gsub(/[.-]/, "_", id)
    return "MSG_" toupper(id)
}

# Each file is sorted, so the ids are, too; an id of a later file alone comes last, but
# check() has reported it.
function write_ids(    i, name, made)
{
    print "/* message_ids.h - made from the PO files by messages.awk */" > ids
    print "#ifndef MESSAGE_IDS_H\n#define MESSAGE_IDS_H\n" > ids
    print "enum message {\n    MSG_NONE = 0," > ids
    for (i = 0; i < n; i++) {
        name = constant(order[i])
        if (name in made)
            complain(order[i], "and \"" made[name] "\" are both " name)
        made[name] = order[i]
        print "    " name "," > ids
    }
    print "    MESSAGES\n};\n\n#endif" > ids
    close(ids)
}

function plural_of(id)
{
    return counted[lang, id] ? "\"" many[lang, id] "\"" : "NULL"
}

function write_table(    i)
{
    print "/* message_table.c - made from the PO files by messages.awk */" > table
    print "#include \"message_table.h\"\n" > table
    print "const char *const message_names[MESSAGES] = {\n    \"\"," > table
    for (i = 0; i < n; i++)
        print "    \"" order[i] "\"," > table
    print "};\n\nconst struct message_text message_texts[LANGS][MESSAGES] = {" > table
    for (lang = 0; lang < langs; lang++) {
        print "    {\n        { \"\", NULL }," > table
        for (i = 0; i < n; i++)
            print "        { \"" one[lang, order[i]] "\", " plural_of(order[i]) " }," \
                > table
        print "    }," > table
    }
    print "};" > table
    close(table)
}

END {
    keep()
    for (e = 0; e < n; e++)
        check(order[e])
    lang = 0
    write_ids()
    write_table()
    close("cat 1>&2")
    if (failed)
        exit 1
}
