#!/bin/bash
# bench_site.sh - pages and comments per second through nginx; pages compared with plain files
#
#   tests/bench/bench_site.sh [SECONDS [ROUNDS]]     needs wrk, iproute2, a release build
#
# Everything is measured in one run on one machine, with the load generator on the same processors: the
# ratios count, not the absolute figures. Each round measures both sides of a ratio. Prints the median of
# each rate; of the ratios within a round the median, the lowest and the highest.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-3}
rounds=${2:-5}
. tests/bench/site.sh

# The yardsticks: nginx sending files of exactly the bytes that a browser gets for the page, plain and
# compressed beforehand (gzip_static). nginx treats them as static files: only files of cached pages stay
# open.
mkdir "$dir/files"
serve_site "$PWD/static" 4 "location /files/ { alias \"$dir/files/\"; gzip_static on; }"
curl -s "$url$page" -o "$dir/files/page.svg"
curl -s -H 'Accept-Encoding: gzip' "$url$page" -o "$dir/files/page.svg.gz"
TOKEN=$(form_token)
export TOKEN

rate() { # NAME PATH WRK-OPTION...
    local name=$1 path=$2
    shift 2
    wrk -t2 -c16 -d"${seconds}s" "$@" "$url$path" | awk '/Requests.sec/ { print $2 }' >>"$dir/$name"
}
gzip='Accept-Encoding: gzip'
for _ in $(seq "$rounds"); do
    rate file-gzip /files/page.svg -H "$gzip"
    rate cached-gzip $page -H "$gzip"
    rate file /files/page.svg
    rate cached $page
    rate rendered $page -H 'Cookie: reader=x'
    rate latest $page/latest -H 'Cookie: reader=x'
done

# Median, lowest and highest of the numbers on standard input, one per line.
spread() {
    sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)], v[1], v[NR] }'
}
compare() { # NAME YARDSTICK WORDS
    local median low high rate
    rate=$(spread <"$dir/$1" | cut -d' ' -f1)
    read -r median low high < <(paste "$dir/$1" "$dir/$2" | awk '{ print $1 / $2 }' | spread)
    printf '%-12s %8.0f /s  %.2f (%.2f to %.2f) of %s\n' "$1" "$rate" "$median" "$low" "$high" "$3"
}
compare cached-gzip file-gzip "nginx sending a compressed file of the same bytes"
compare cached file "nginx sending a file of the same bytes"
compare rendered file "that, without the cache"
compare latest file "that, without the cache"

last_id() { curl -s "$url$page/latest?$RANDOM" | grep -o '"last_id": *[0-9]*' | grep -o '[0-9]*'; }
post() { # CLIENTS
    local before after
    before=$(last_id)
    wrk -t1 -c"$1" -d"${seconds}s" -s tests/bench/post.lua "$url$page/comments" >"$dir/posted"
    after=$(last_id)
    echo $(((after - before) / seconds)) >>"$dir/comments-$1"
    grep 'Non-2xx' "$dir/posted" || true
}
for _ in $(seq "$rounds"); do
    post 1
    post 8
done
for clients in 1 8; do
    read -r median low high < <(spread <"$dir/comments-$clients")
    echo "comments     $median /s ($low to $high) accepted and durable, clients: $clients"
done
run check
for pid in $(pgrep -P "${children[0]}"); do
    awk -v pid="$pid" '/VmRSS/ { printf "memory       %.1f MiB in worker %d\n", $2 / 1024, pid }' "/proc/$pid/status"
done
