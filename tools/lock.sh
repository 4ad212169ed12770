#!/bin/sh
# Compile each requirements*.in into a lock with hashes and without addresses.
# Releases younger than a week are left for others to try first.
set -eu

for name in requirements requirements-dev requirements-node requirements-peers; do
    uv pip compile --quiet --upgrade --universal --python-version 3.11 \
        --override requirements-left-out.in --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate \
        --exclude-newer "7 days" --custom-compile-command "make lock" \
        "$name.in" --output-file "$name.lock"
done
