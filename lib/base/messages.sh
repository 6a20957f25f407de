#!/bin/sh
# messages.sh - makes message_ids.h and message_table.c from the PO files, at build time
#
# usage: messages.sh OUTDIR ES.po EN.po
# The files come in the order of enum lang. Mistakes stop the build, one line for each.
# An unchanged output is not written again, so that nothing is recompiled.
set -eu

if [ $# -ne 3 ]; then
    echo "usage: messages.sh OUTDIR ES.po EN.po" >&2
    exit 2
fi
out=$1
shift
export LC_ALL=C
here=$(dirname "$0")
tmp=$(mktemp -d "$out/messages.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

for po in "$@"; do
    # Finds the mistakes that gettext knows: syntax, doubled ids, other encodings.
    msgfmt --check -o /dev/null "$po"
    # Normalises: entries sorted by id, no locations, no wrapped lines.
    msgcat --no-wrap --sort-output --no-location "$po" > "$tmp/$(basename "$po")"
done
es=$tmp/$(basename "$1")
en=$tmp/$(basename "$2")
awk -v ids="$tmp/message_ids.h" -v table="$tmp/message_table.c" \
    -f "$here/messages.awk" "$es" "$en"

for file in message_ids.h message_table.c; do
    cmp -s "$tmp/$file" "$out/$file" || mv "$tmp/$file" "$out/$file"
done
