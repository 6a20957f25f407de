#!/bin/bash
# bench_site.sh - pages and comments per second through nginx, each beside its yardstick
#
#   tests/bench/bench_site.sh [SECONDS]     needs wrk and a release build (./demo makes one)
#
# Everything is measured in one run on one machine, the load generator on the same processors: the ratios
# count, not the absolute figures. Three rounds in turn; the median of each is printed.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-3}
. tests/bench/site.sh
cp -r static "$dir/static"
serve_site "$dir/static" 4

# The yardstick: nginx sending a static file of exactly the bytes that a browser gets for the page, by the
# settings of static files (the files of cached pages stay open, static ones do not).
curl -s -H 'Accept-Encoding: gzip' "$url$page" -o "$dir/static/page.svg"
TOKEN=$(form_token)
export TOKEN

rate() { # PATH WRK-OPTION...
    local path=$1
    shift
    wrk -t2 -c16 -d"${seconds}s" "$@" "$url$path" | awk '/Requests.sec/ { print $2 }'
}
median() { sort -n | sed -n 2p; }

for _ in 1 2 3; do
    rate /static/page.svg >>"$dir/file"
    rate $page -H 'Accept-Encoding: gzip' >>"$dir/cached"
    rate $page -H 'Cookie: reader=x' >>"$dir/rendered"
    rate $page/latest -H 'Cookie: reader=x' >>"$dir/latest"
done
file=$(median <"$dir/file")
for what in file cached rendered latest; do
    median <"$dir/$what" | awk -v what=$what -v file="$file" \
        '{ printf "%-9s %9.0f /s  %5.2f of nginx serving a file of the same bytes\n", what, $1, $1 / file }'
done

before=$(curl -s "$url$page/latest?a" | grep -o '"last_id": *[0-9]*' | grep -o '[0-9]*')
wrk -t2 -c8 -d"${seconds}s" -s tests/bench/post.lua "$url$page/comments" >"$dir/posted"
after=$(curl -s "$url$page/latest?b" | grep -o '"last_id": *[0-9]*' | grep -o '[0-9]*')
echo "comments  $(((after - before) / seconds)) /s accepted and durable, 8 clients"
grep -H 'Non-2xx' "$dir/posted" | cut -d: -f2- || true
run check && echo "check     no finding after $((after - before)) comments"
for pid in $(pgrep -P "${children[0]}"); do
    awk -v pid="$pid" '/VmRSS/ { printf "memory    %.1f MiB in worker %d\n", $2 / 1024, pid }' "/proc/$pid/status"
done
