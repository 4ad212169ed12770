#!/bin/sh
# Run every test: the core's alone, which has to be covered whole by them; then what touches a
# database on PostgreSQL; then all of them on SQLite. The last lines are those of the run of
# everything, and its coverage is that of both databases together.
set -eu

pytest=".venv/bin/python -m pytest --numprocesses auto --dist worksteal --cov-report="

rm -f .coverage .coverage.*
echo "The core, every line and branch of it:"
COVERAGE_FILE=.coverage.core $pytest --quiet --cov=reconvene.core --cov-fail-under=100 \
    --cov-report=term-missing:skip-covered -p no:django -p no:playwright \
    tests/core tests/laws tests/stories
rm -f .coverage.core
on_a_database=$(find tests/shell tests/doors tests/journeys -maxdepth 0 2>/dev/null || true)
if [ -n "$on_a_database" ]; then
    echo "On PostgreSQL:"
    # shellcheck disable=SC2086  one word per folder
    RECONVENE_DATABASE=postgres $pytest --cov=reconvene $on_a_database
fi
echo "On SQLite:"
RECONVENE_DATABASE=sqlite $pytest --cov=reconvene --cov-append \
    --cov-report=term-missing:skip-covered tests
