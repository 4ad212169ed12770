#!/bin/sh
# Fill an environment with exactly what a lock names, and with this package as it lies here.
# usage: install.sh <environment> <lock>
set -eu

environment=$1
lock=$2
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Cannot install: $python is older than 3.11. Set PYTHON to a newer one." >&2
    exit 1
}

if command -v uv >/dev/null 2>&1; then
    [ -d "$environment" ] || uv venv --quiet --python "$python" "$environment"
    uv pip sync --quiet --require-hashes --python "$environment" "$lock"
    uv pip install --quiet --no-deps --no-build-isolation --python "$environment" --editable .
else
    [ -d "$environment" ] || "$python" -m venv "$environment" || {
        rm -rf "$environment"
        echo "Cannot install: $python has no venv module (on Debian: apt-get install python3-venv)." >&2
        exit 1
    }
    # An environment that uv made has no pip of its own.
    "$environment/bin/python" -m pip --version >/dev/null 2>&1 ||
        "$environment/bin/python" -m ensurepip --default-pip >/dev/null
    pip="$environment/bin/python -m pip --quiet --disable-pip-version-check"
    # A lock names everything, so nothing is looked for beyond it.
    $pip install --no-deps --require-hashes --requirement "$lock"
    $pip install --no-deps --no-build-isolation --editable .
fi
