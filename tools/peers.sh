#!/bin/sh
# Fill an environment with what Reconvene is measured beside, and with nothing of ours.
# usage: peers.sh <environment> <lock>
set -eu

environment=$1
lock=$2
python=${PYTHON:-python3}

[ -d "$environment" ] || "$python" -m venv "$environment"
"$environment/bin/python" -m pip --quiet --disable-pip-version-check \
    install --no-deps --require-hashes --requirement "$lock"
