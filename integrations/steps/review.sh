#!/bin/sh
# Reviews the schema of a pull request: lints it, plans the way to it from the newest version of the registry, keeps the
# plan there as a pending one, and writes both on the pull request.
#   ATLAS_ENV   the environment of the project file that holds src, dev and schema.repo.name [ci]
#   ATLAS_PR    what the plan is called after, such as 42 [pr]
set -eu
env=${ATLAS_ENV:-ci}
failed=0

# A missing token, as in a pull request from a fork, keeps the comment away and nothing else.
comment() {
    atlas ci comment --key "$1" --file "$2" || echo "The comment \"$1\" was not written." >&2
}

atlas schema lint --env "$env" --format '{{ markdown . }}' >atlas-lint.md || failed=1
if [ -s atlas-lint.md ]; then comment lint atlas-lint.md; fi

name="pr-${ATLAS_PR:-pr}-"'{{ printf "%.8s" (base64url .FromHash) }}'
if atlas schema plan --env "$env" --pending --name-format "$name" >atlas-plan.txt 2>atlas-plan.err; then
    { echo '## Plan'; echo; echo '```'; cat atlas-plan.txt; echo '```'; } >atlas-plan.md
elif grep -q 'synced with the desired state' atlas-plan.err; then
    { echo '## Plan'; echo; echo 'The schema does not change.'; } >atlas-plan.md
else
    cat atlas-plan.txt
    cat atlas-plan.err >&2
    { echo '## Plan'; echo; echo '```'; cat atlas-plan.err; echo '```'; } >atlas-plan.md
    failed=1
fi
cat atlas-plan.txt
comment plan atlas-plan.md
exit "$failed"
