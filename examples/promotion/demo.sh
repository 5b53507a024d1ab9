#!/usr/bin/env bash
# The promotion story on the embedded default: SQLite databases, the embedded registry, nothing to install or start.
# Usage: demo.sh            (ATLAS names the program; a temporary folder holds everything and goes at the end)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
atlas=${ATLAS:-$here/../../artifacts/dev/atlas}
work=$(mktemp -d "${TMPDIR:-/tmp}/atlas-demo.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The story needs nothing of the caller's environment, and leaves nothing behind in it.
for name in $(compgen -e | grep -E '^(ATLAS_|GITHUB_|GITLAB_|CI)' || true); do unset "$name"; done
export ATLAS_HOME=$work/home STAGING_URL=sqlite://staging.db PROD_URL=sqlite://production.db
cp "$here"/{pinned.hcl,gated.hcl,schema-v1.hcl,schema-v2.hcl} "$work"
cd "$work"
atlas() { "$atlas" "$@"; }

tell() { printf '\n# %s\n' "$*"; }
show() { printf '$ %s\n' "$*"; "$@" 2>&1; }
refused() {
    printf '$ %s\n' "$*"
    if "$@" 2>&1; then echo "demo: this command should have been refused" >&2; exit 1; fi
}

tell 'Version 1 of the schema is pushed once.'
cp schema-v1.hcl schema.hcl
show atlas schema push myapp -u file://schema.hcl --dev-url "sqlite://dev?mode=memory" --version 20260610120000

tell 'Staging applies it.'
show atlas schema apply -c file://pinned.hcl --env staging --auto-approve

tell 'Production is pinned to the version that staging runs.'
show atlas schema apply -c file://pinned.hcl --env production --auto-approve

tell 'Version 2 is pushed; staging has not seen it yet.'
cp schema-v2.hcl schema.hcl
show atlas schema push myapp -u file://schema.hcl --dev-url "sqlite://dev?mode=memory" --version 20260611080000

tell 'Without a pin, production would take the newest version: the check refuses.'
refused atlas schema apply -c file://gated.hcl --env production --auto-approve

tell 'Staging applies version 2, and production may follow.'
show atlas schema apply -c file://gated.hcl --env staging --auto-approve
show atlas schema apply -c file://gated.hcl --env production --auto-approve

tell 'Who has what, and how each version got there.'
show atlas cloud database list
show atlas cloud trace --repo myapp
