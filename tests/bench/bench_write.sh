#!/bin/bash
# bench_write.sh - comments per second, slowest answers, largest size of the write-ahead log
#
#   tests/bench/bench_write.sh [-c CLIENTS] [-s SECONDS] [-r ROUNDS] [-w WORKERS] [-t] [TREE ...]
#
# Each TREE (default: this one) has a release build; needs wrk. The sites of all trees run at the same time
# and are written to in turn, so that a busy minute of the machine affects all. Prints for each: comments
# per second (median of the rounds, then each round), the workers' processor time per comment, the 99th
# percentile and the longest answer of each round, the largest write-ahead log. -t counts the syncs of the
# workers with strace instead, which slows everything down.
set -eu
cd "$(dirname "$0")/../.."
. tests/bench/site.sh
clients=8 seconds=3 rounds=5 workers=4 trace=
while getopts c:s:r:w:t option; do
    case $option in
    c) clients=$OPTARG ;;
    s) seconds=$OPTARG ;;
    r) rounds=$OPTARG ;;
    w) workers=$OPTARG ;;
    t) trace=yes ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
here=$PWD root=$dir
trees=("${@:-$here}")

urls=() tokens=() serves=()
for i in "${!trees[@]}"; do
    cd "${trees[i]}"
    tertulia=$PWD/build/release/cgi/tertulia dir=$root/$i
    mkdir "$dir"
    serve_site "$PWD/static" "$workers"
    urls+=("$url") tokens+=("$(form_token)") serves+=("${children[-2]}")
done
dir=$root
cd "$here"

# Processor time of a site's workers so far, in hundredths of a second.
ticks() { # SITE
    local pid total=0
    for pid in $(pgrep -P "${serves[$1]}"); do
        total=$((total + $(awk '{ print $14 + $15 }' "/proc/$pid/stat")))
    done
    echo $total
}

# Records the largest size of the write-ahead log in bytes, until the file "stop" exists.
watch_log() { # SITE
    local n max=0
    until [ -e "$root/stop" ]; do
        n=$(stat -c %s "$root/$1/site.db-wal" 2>/dev/null || echo 0)
        [ "$n" -le "$max" ] || max=$n
        sleep 0.05
    done
    echo "$max" >>"$root/$1/logs"
}

# Prints how many comments were accepted.
write_for() { # SITE
    TOKEN=${tokens[$1]} wrk -t1 -c"$clients" -d"${seconds}s" --timeout 30s --latency -s tests/bench/post.lua \
        "${urls[$1]}$page/comments" >"$root/$1/wrk"
    awk '/requests in/ { n = $1 } /Non-2xx/ { n -= $NF } END { print n }' "$root/$1/wrk"
}

measure() { # SITE
    local n before watcher
    before=$(ticks "$1")
    rm -f "$root/stop"
    watch_log "$1" &
    watcher=$!
    n=$(write_for "$1")
    touch "$root/stop"
    wait $watcher
    echo $((n / seconds)) >>"$root/$1/rates"
    echo $((($(ticks "$1") - before) * 1000000 / $(getconf CLK_TCK) / n)) >>"$root/$1/costs"
    awk '$1 == "99%" { print $2 }' "$root/$1/wrk" >>"$root/$1/p99"
    awk '/Latency/ && NF == 5 { print $4 }' "$root/$1/wrk" >>"$root/$1/longest"
}

count_syncs() { # SITE
    local n tracer
    strace -f -c -e trace=fdatasync,fsync -o "$root/$1/strace" \
        -p "$(pgrep -d, -P "${serves[$1]}")" 2>"$root/$1/attached" &
    tracer=$!
    until [ "$(grep -c attached "$root/$1/attached")" -ge "$workers" ]; do sleep 0.05; done
    n=$(write_for "$1")
    kill -INT $tracer
    wait $tracer || true
    awk -v tree="${trees[$1]}" -v n="$n" '/sync$/ { s += $4 }
        END { printf "%s: %d comments, %.2f syncs each\n", tree, n, s / n }' "$root/$1/strace"
}

median() { # FILE
    sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

for _ in $(seq "$rounds"); do
    for i in "${!trees[@]}"; do
        if [ "$trace" ]; then count_syncs "$i"; else measure "$i"; fi
    done
done
[ ! "$trace" ] || exit 0
for i in "${!trees[@]}"; do
    cd "$root/$i"
    printf '%s: %d comments/s (%s), %d us of the workers each (%s), p99 %s, longest %s, log at most %.1f MB\n' \
        "${trees[i]}" "$(median rates)" "$(paste -sd' ' rates)" "$(median costs)" "$(paste -sd' ' costs)" \
        "$(paste -sd' ' p99)" "$(paste -sd' ' longest)" "$(sort -n logs | tail -n 1 | awk '{ print $1 / 1e6 }')"
done
