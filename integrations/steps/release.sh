#!/bin/sh
# Publishes the schema of a merged commit: approves the plan that the pull request left pending, then pushes, and writes the
# address of the version that the push returned to atlas.env. Everything after this deploys that address, never "latest".
#   ATLAS_ENV      the environment of the project file that holds src, dev and schema.repo.name [ci]
#   ATLAS_COMMIT   the commit, which becomes a tag of the version
set -eu
env=${ATLAS_ENV:-ci}

# Approving comes first: the push moves the state that the plan starts at.
if ! pending=$(atlas schema plan list --env "$env" --pending --format '{{ range . }}{{ .URL }} {{ end }}' 2>atlas-plan.err)
then
    grep -q 'synced with the desired state' atlas-plan.err || { cat atlas-plan.err >&2; exit 1; }
    pending=
fi
set -- $pending
case $# in
    0) echo "No plan waits for approval." ;;
    1) atlas schema plan approve --url "$1" ;;
    *) echo "found multiple schema plans, please approve or delete the existing plans: $pending" >&2; exit 1 ;;
esac

url=$(atlas schema push --env "$env" --tag "$ATLAS_COMMIT" --format '{{ .URL }}')
echo "ATLAS_VERSION_URL=$url" >atlas.env
echo "Pushed $url"
