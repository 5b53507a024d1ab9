# Serves a container of PostgreSQL until the standard input ends, which it also does when the program that started this one
# is killed. The first line of the standard input is the password. Prints the port on loopback.
# $1: docker or podman; $2: the image.
set -eu
read -r POSTGRES_PASSWORD
export POSTGRES_PASSWORD
id=$("$1" run --rm --detach --label atlas=dev --env POSTGRES_PASSWORD --publish 127.0.0.1::5432 "$2" \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off)
trap '"$1" rm --force --volumes "$id" >/dev/null 2>&1 || true' EXIT
trap 'exit 1' HUP TERM
# The program that started this one decides what an interrupt at the terminal means.
trap '' INT
"$1" port "$id" 5432/tcp | sed -n '1s/.*://p'
cat >/dev/null
