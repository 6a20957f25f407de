# packages.sh - lists and installs the Debian 12 packages that ./demo and ./check need
#
# Sourced by both. What each library is for: README.md, "Libraries".

build_packages="gcc g++ cmake ninja-build pkg-config gettext libsqlite3-dev libfcgi-dev
libcmark-dev libctemplate-dev libsodium-dev libutf8proc-dev libjansson-dev libinih-dev
libdeflate-dev libcairo2-dev libcurl4-openssl-dev libidn2-dev"
# Fonts and their index: tally.png is drawn with them.
serve_packages="nginx-light ca-certificates fontconfig fonts-dejavu-core"
check_packages="check libexpat1-dev"
# The mail server that the tests send to. Debian allows only one: an installed one is not replaced.
if [ -e /usr/sbin/exim4 ] || [ ! -e /usr/sbin/sendmail ]; then
    check_packages="$check_packages exim4-daemon-light"
fi
all_packages="valgrind chromium systemd clang-tidy cppcheck gdb postgresql-15 libpq-dev"
command -v npm >/dev/null || all_packages="$all_packages nodejs npm"
command -v java >/dev/null || all_packages="$all_packages default-jre-headless"

missing_packages() {
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            printf '%s ' "$package"
    done
}

# Installs what is missing, after a yes (assume_yes=1: without asking).
ensure_packages() { # PACKAGE...
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    echo "Debian packages to install: $missing"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null; then
        as_root="sudo"
    else
        echo "Neither root nor sudo: install them yourself and start this again:" >&2
        echo "  apt-get install --no-install-recommends $missing" >&2
        return 1
    fi
    if [ "$assume_yes" != 1 ]; then
        printf 'Install them now? [y/N] '
        read -r answer || answer=n
        case $answer in
        y | Y | yes | s | S | sí | si) ;;
        *)
            echo "Nothing was installed." >&2
            return 1
            ;;
        esac
    fi
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
