#!/bin/sh
# Prepares the deployment of one version to one environment: prepare.sh ENV URL
# Where neither an approved plan nor the one chain of them leads from what its database holds to the version, its own way is
# pushed as a pending plan, so that people can approve it while the version is being validated elsewhere.
set -eu
# A check that asks for what comes later, such as a validation, doesn't matter yet: what would run is shown all the same.
if ! found=$(atlas schema apply --env "$1" --to "$2" --dry-run \
    --format '{{ len .Changes.Pending }} {{ with .Plan }}{{ .File.Name }}{{ end }}' 2>atlas-prepare.err) \
    && ! grep -q 'was blocked by pre-execution check' atlas-prepare.err
then
    cat atlas-prepare.err >&2
    exit 1
fi
statements=${found%% *}
plan=${found#* }
if [ "$statements" = 0 ]; then
    echo "$1 needs no plan: it is in the state of $2."
elif [ -z "$plan" ]; then
    url=$(atlas schema plan --env "$1" --to "$2" --pending --format '{{ .File.URL }}' \
        --name-format "$1-"'{{ printf "%.8s" (base64url .FromHash) }}-{{ printf "%.8s" (base64url .ToHash) }}')
    echo "$1 waits for its own plan to be approved: atlas schema plan approve --url $url"
elif grep -q 'PENDING\|rejected' atlas-prepare.err; then
    cat atlas-prepare.err
else
    echo "$1 runs what was approved: $plan"
fi
