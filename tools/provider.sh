#!/bin/sh
# Install the provider of single sign-on that tests sign in with, where it is not yet.
set -eu
cd "$(dirname "$0")/../tests/support/provider"

venv=$PWD/../../../.venv/bin
command -v npm >/dev/null 2>&1 || PATH="$venv:$PATH"

installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
    npm ci --loglevel=error --no-audit --no-fund --ignore-scripts >/dev/null
    touch "$installed"
fi
