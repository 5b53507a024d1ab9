#!/bin/sh
# Reviews the schema of a pull request: lints it, plans the way to it from the newest version of the registry, keeps the
# plan there as a pending one, and writes both on the pull request. A plan that somebody pushed for the same way, such as an
# edited one, is looked at in place of a new one. It ends with 1 where there is an error in the schema or the plan.
#   ATLAS_ENV       the environment of the project file that holds src, dev and schema.repo.name [ci]
#   ATLAS_PR        what the plan is called after, such as 42 [pr]
#   ATLAS_PR_BODY   the pull request's description; a line "/atlas:txmode none" becomes a directive of the plan
set -eu
env=${ATLAS_ENV:-ci}
failed=0

# A missing token, as in a pull request from a fork, keeps the comment away and nothing else.
comment() {
    atlas ci comment --key "$1" --file "$2" || echo "The comment \"$1\" was not written." >&2
}

atlas schema lint --env "$env" --format '{{ markdown . }}' >atlas-lint.md || failed=1
if [ -s atlas-lint.md ]; then comment lint atlas-lint.md; fi

# Prints the address of the plan for this way, after pushing one where there is none.
plan() {
    plans=$(atlas schema plan list --env "$env" \
        --format '{{ range . }}{{ if ne .Status "REJECTED" }}{{ .URL }} {{ end }}{{ end }}') || return
    set -f
    set -- $plans
    if [ $# -gt 1 ]; then
        echo "found multiple schema plans, please approve or delete the existing plans: $plans" >&2
        return 1
    fi
    if [ $# -eq 1 ]; then echo "$1"; return; fi
    IFS='
'
    set --
    for directive in $(printf '%s\n' "${ATLAS_PR_BODY-}" | tr -d '\r' | sed -n 's|^/\(atlas:.*\)$|\1|p'); do
        set -- "$@" --directive "$directive"
    done
    atlas schema plan --env "$env" --pending --skip-lint --format '{{ .File.URL }}' \
        --name-format "pr-${ATLAS_PR:-pr}-"'{{ printf "%.8s" (base64url .FromHash) }}' "$@"
}

: >atlas-plan.txt
if url=$(plan 2>atlas-plan.err) && atlas schema plan lint --env "$env" --file "$url" >atlas-plan.txt 2>atlas-plan.err; then
    :
elif grep -q 'synced with the desired state' atlas-plan.err; then
    echo 'The schema does not change.' >atlas-plan.txt
else
    cat atlas-plan.err >>atlas-plan.txt
    failed=1
fi
cat atlas-plan.txt
{
    echo '## Plan'; echo; echo '```'; cat atlas-plan.txt; echo '```'
    if [ -n "$url" ]; then
        echo
        echo "To edit it: \`atlas schema plan pull --url $url\`, then \`plan push\`."
        echo "To approve it: \`atlas schema plan approve --url $url\`."
    fi
} >atlas-plan.md
comment plan atlas-plan.md
exit "$failed"
