#!/bin/sh
# Make sure that there is a Node to build the front end with: the machine's, else one in .venv.
# usage: node.sh <environment>
set -eu

environment=$1

if command -v npm >/dev/null 2>&1 || [ -x "$environment/bin/npm" ]; then
    exit 0
fi
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --require-hashes --python "$environment" -r requirements-node.lock
else
    "$environment/bin/python" -m pip --quiet --disable-pip-version-check install \
        --require-hashes --requirement requirements-node.lock
fi
