#!/bin/sh
# Run every test: the core's alone, which has to be covered whole by them; then what touches a
# database on PostgreSQL; then all the others on SQLite.
#
# COVERAGE=yes follows every line on both databases too, and ends with those that no test reaches.
# That takes twice as long, so it is `make coverage` and not done with every change.
set -eu

pytest=".venv/bin/python -m pytest --numprocesses auto --dist worksteal"
core="tests/core tests/laws tests/stories"
followed="" shown="" left_out="--ignore=tests/core --ignore=tests/laws --ignore=tests/stories"
if [ "${COVERAGE:-no}" = yes ]; then
    followed="--cov=reconvene --cov-append --cov-report="
    shown="--cov-report=term-missing:skip-covered" left_out=""
fi

rm -f .coverage .coverage.*
echo "The core, every line and branch of it:"
# shellcheck disable=SC2086  one word per folder
COVERAGE_FILE=.coverage.core $pytest --quiet --cov=reconvene.core --cov-fail-under=100 \
    --cov-report=term-missing:skip-covered -p no:django -p no:playwright $core
rm -f .coverage.core
echo "On PostgreSQL:"  # where pages look as they do on SQLite
# shellcheck disable=SC2086  one word per option
RECONVENE_DATABASE=postgres $pytest $followed --ignore=tests/doors/looks \
    tests/shell tests/doors tests/journeys
echo "On SQLite:"
# shellcheck disable=SC2086  one word per option
RECONVENE_DATABASE=sqlite $pytest $followed $shown $left_out tests
