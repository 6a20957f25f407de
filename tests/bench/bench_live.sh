#!/bin/bash
# bench_live.sh - processor time for a thousand readers who keep a debate open
#
#   tests/bench/bench_live.sh [READERS] [SECONDS]     needs wrk, iproute2, a release build
#
# Each reader's page asks for /p/SLUG/latest every 25 seconds, as static/debate.js does, while one client
# writes a comment every two seconds, so that the answers change. Prints the processor time of nginx and
# of tertulia as a share of one core.
set -eu
cd "$(dirname "$0")/../.."
readers=${1:-1000}
seconds=${2:-60}
. tests/bench/site.sh
serve_site "$PWD/static" 2
token=$(form_token)

# Processor time of a process and its children so far, in hundredths of a second.
ticks() { # PID
    local pid total=0
    for pid in "$1" $(pgrep -P "$1"); do
        total=$((total + $(awk '{ print $14 + $15 }' "/proc/$pid/stat")))
    done
    echo $total
}

(
    for n in $(seq $((seconds / 2))); do
        curl -s -o /dev/null -d "token=$token&side=pro&name=Ana&body=Comentario+$n" "$url$page/comments"
        sleep 2
    done
) &
children+=($!)
site=$(ticks "${children[0]}") web=$(ticks "${children[1]}")
wrk -t2 -c"$readers" -d"${seconds}s" --timeout 10s -s tests/bench/live.lua "$url$page/latest" >"$dir/wrk"
site=$(($(ticks "${children[0]}") - site)) web=$(($(ticks "${children[1]}") - web))
awk '/requests in/ { print $1 " answers to '"$readers"' readers in '"$seconds"' s" } /Non-2xx|Socket errors/' "$dir/wrk"
awk -v site=$site -v web=$web -v s="$seconds" -v hz="$(getconf CLK_TCK)" 'BEGIN {
    printf "tertulia %.2f %%, nginx %.2f %%, together %.2f %% of one core (with the comments written meanwhile)\n",
        100 * site / hz / s, 100 * web / hz / s, 100 * (site + web) / hz / s }'
