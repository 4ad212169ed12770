#!/bin/sh
# Run every test: first what touches a database on PostgreSQL, then all of them on SQLite.
# The last lines are those of the run of everything, and coverage is that of both together.
set -eu

pytest=".venv/bin/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report="

rm -f .coverage .coverage.*
on_a_database=$(find tests/shell tests/doors tests/journeys -maxdepth 0 2>/dev/null || true)
if [ -n "$on_a_database" ]; then
    echo "On PostgreSQL:"
    # shellcheck disable=SC2086  one word per folder
    RECONVENE_DATABASE=postgres $pytest $on_a_database
fi
echo "On SQLite:"
RECONVENE_DATABASE=sqlite $pytest --cov-append --cov-report=term-missing:skip-covered tests
