#!/bin/sh
# Make sure that there is strace, which kills a process at one call to the system.
set -eu

! command -v strace >/dev/null 2>&1 || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing strace for the tests of crashes"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install --yes --no-install-recommends strace >/dev/null
    exit 0
fi

echo "Cannot run the tests of crashes: no strace was found." >&2
echo "Install it (Debian, Ubuntu: sudo apt-get install strace)." >&2
exit 1
