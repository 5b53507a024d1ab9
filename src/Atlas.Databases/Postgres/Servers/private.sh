# Serves a private PostgreSQL server until the standard input ends, which it also does when the program that started this
# one is killed. Prints the folder of its socket: there is no port, and nobody else may enter the folder.
# $1: the folder of PostgreSQL's programs.
set -eu
bin=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/atlas-dev-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP TERM
# The program that started this one decides what an interrupt at the terminal means.
trap '' INT

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    unprivileged() { setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; }
    chown 65534:65534 "$folder"
    if ! unprivileged test -w "$folder"; then
        rmdir "$folder"
        folder=$(mktemp -d /tmp/atlas-dev-XXXXXX)
        chown 65534:65534 "$folder"
    fi
else
    unprivileged() { "$@"; }
fi

cd "$folder"
unprivileged "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >"$folder/log" 2>&1 || {
    cat "$folder/log" >&2
    exit 1
}
unprivileged "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c autovacuum=off -c log_destination=stderr </dev/null >>"$folder/log" 2>&1 &
job=$!

# The job may be a shell around the server; the server's own number stands in its file.
stop() {
    server=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null) && kill -INT "$server" 2>/dev/null
    wait "$job" 2>/dev/null
    rm -rf "$folder"
}
trap stop EXIT

# The last line of the file says "ready" as soon as clients are let in.
tries=0
until grep -q '^ready' "$folder/data/postmaster.pid" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 600 ] || ! kill -0 "$job" 2>/dev/null; then
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.1
done
echo "$folder"
cat >/dev/null
