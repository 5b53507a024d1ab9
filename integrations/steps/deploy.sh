#!/bin/sh
# Deploys one version to one environment: deploy.sh ENV URL
#   ATLAS_APPLY_FLAGS   flags of schema apply [--auto-approve]; set it to nothing where a review policy decides
set -eu
atlas schema apply --env "$1" --to "$2" --report ${ATLAS_APPLY_FLAGS---auto-approve}
