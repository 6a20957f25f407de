#!/bin/bash
# bench_sign_in.sh - how long a reader waits while a hundred clients try passwords
#
#   tests/bench/bench_sign_in.sh [SIGN-INS]     needs curl, wrk, iproute2, a release build
#
# Each sign-in comes from another address, and nginx does not limit them. Prints how they were answered;
# how long a reader waited for a page from nginx's cache and for one that the program renders, before and
# meanwhile; the memory of all workers before, and its maximum meanwhile.
set -eu
cd "$(dirname "$0")/../.."
sign_ins=${1:-12000}
at_once=100
. tests/bench/site.sh
serve_site "$PWD/static" 4 2>"$dir/serve.log"

# A configuration for curl: one sign-in after the other, with the token and the cookie of one form.
sign_in_list() {
    local token
    token=$(curl -s -c "$dir/cookies" "$url/admin/login" |
        grep -o 'name="token" value="[^"]*"' | head -n 1 | cut -d'"' -f4)
    for n in $(seq "$sign_ins"); do
        printf 'url = "%s/admin/login"\ninterface = "127.1.%d.%d"\n' "$url" $((n / 250)) $((n % 250 + 1))
        printf 'cookie = "%s"\ndata = "token=%s&name=Elena&password=wrong"\n' "$dir/cookies" "$token"
        printf 'silent\noutput = "/dev/null"\nwrite-out = "%%{http_code}\\n"\nnext\n'
    done | sed '$d'
}

workers_kib() {
    local pid total=0
    for pid in $(pgrep -P "${children[0]}"); do
        total=$((total + $(awk '/VmRSS/ { print $2 }' "/proc/$pid/status" 2>/dev/null || echo 0)))
    done
    echo "$total"
}

watch_memory() {
    local now most=0
    while [ -e "$dir/watching" ]; do
        now=$(workers_kib)
        [ "$now" -gt "$most" ] && most=$now && echo "$most" >"$dir/most"
        sleep 0.05
    done
}

# One reader, who asks again as soon as the answer arrives.
read_page() { # WORDS SECONDS WRK-OPTION...
    local words=$1 seconds=$2
    shift 2
    wrk -t1 -c1 -d"${seconds}s" --latency "$@" "$url$page" |
        awk -v words="$words" '/ 50%/ { half = $2 } / 99%/ { most = $2 } / Latency .*%$/ { worst = $4 }
                               END { printf "%-36s median %s, 99%% within %s, slowest %s\n", words, half, most, worst }'
}

sign_in_list >"$dir/list"
before=$(workers_kib)
read_page "cached page, nobody signing in" 5
read_page "rendered page, nobody signing in" 5 -H 'Cookie: reader=x'
touch "$dir/watching"
watch_memory &
for kind in cached rendered; do
    header=X-Nothing:
    [ $kind = rendered ] && header='Cookie: reader=x'
    curl --parallel --parallel-immediate --parallel-max $at_once -K "$dir/list" >"$dir/answers-$kind" 2>/dev/null &
    crowd=$!
    read_page "$kind page, $at_once sign-ins at a time" 5 -H "$header"
    kill -0 $crowd 2>/dev/null || echo "the sign-ins ended before the reader did: ask for more of them"
    wait $crowd || true
done
rm "$dir/watching"
sort "$dir"/answers-* | uniq -c | awk '{ printf "sign-ins answered %s: %d\n", $2, $1 }'
awk -v before="$before" '{ printf "workers, all together: %.0f MiB before, at most %.0f meanwhile\n", before / 1024, $1 / 1024 }' "$dir/most"
