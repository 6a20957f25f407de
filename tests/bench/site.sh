# site.sh - a site with the sample debate behind nginx, for the benchmarks that source it
#
# After serve_site the site answers at $url; the processes are children[0] (tertulia) and children[1]
# (nginx), and end with the script.
#
# All of it runs in its own network, with packets of 1,500 bytes, as between a reader and a server. With the
# 65,536 of an ordinary loopback, a long answer fills one packet, and its rest waits 40 ms for the reader's
# acknowledgement.

if [ -z "${BENCH_NETWORK:-}" ]; then
    [ "$(id -u)" -eq 0 ] && map="" || map=--map-root-user
    exec env BENCH_NETWORK=1 unshare --net $map "tests/bench/$(basename "$0")" "$@"
fi
ip link set lo mtu 1500 up

tertulia=$PWD/build/release/cgi/tertulia
dir=$(mktemp -d)
children=()
page=/p/redes-sociales-dentro-o-fuera

stop() {
    for pid in "${children[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$dir"
}
trap stop EXIT

run() { "$tertulia" --config "$dir/tertulia.conf" "$@"; }

# The token of the comment form.
form_token() {
    curl -s "$url$page" | grep -A 2 "action=\"$page/comments\"" |
        grep -o 'name="token" value="[^"]*"' | head -n 1 | cut -d'"' -f4
}

serve_site() { # STATIC WORKERS [NGINX-LINES]
    local port=$((20000 + RANDOM % 20000))
    url=http://127.0.0.1:$port
    cat >"$dir/tertulia.conf" <<END
[site]
base_url = $url
[paths]
database = $dir/site.db
templates = $PWD/templates
static = $1
[server]
socket = $dir/tertulia.sock
workers = $2
[limits]
comments_per_minute = 0
comments_per_day = 0
min_fill_seconds = 0
[log]
level = warning
END
    run init --lang es >/dev/null
    run demo >/dev/null
    mkdir "$dir/nginx"
    run nginx --port $port --unprivileged "$dir/nginx" --no-limits |
        sed "s|location /static/ {|${3:-}\\n&|" >"$dir/nginx.conf"
    "$tertulia" --config "$dir/tertulia.conf" serve &
    children+=($!)
    /usr/sbin/nginx -e "$dir/nginx.log" -p "$dir" -c "$dir/nginx.conf" &
    children+=($!)
    until curl -sf -o /dev/null "$url/"; do sleep 0.05; done
}
