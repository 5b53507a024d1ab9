#!/bin/sh
# Tests the version that an environment runs, and tells the registry: verify.sh ENV URL
#   ATLAS_ENV     the environment of the project file that holds dev and the tests [ci]
#   ATLAS_SMOKE   the command of your own tests against the running environment
set -eu
version=${2##*version=}
repo=${2#atlas://}
repo=${repo%%\?*}

# The tests of the schema, recorded on the version.
atlas schema test --env "${ATLAS_ENV:-ci}" --url "$2" --junit atlas-tests.xml

# Your own tests of what runs there, recorded on its deployment.
status=passed
sh -c "$ATLAS_SMOKE" || status=failed
atlas cloud validation report --repo "$repo" --env "$1" --version "$version" --name smoke --status "$status"
[ "$status" = passed ]
