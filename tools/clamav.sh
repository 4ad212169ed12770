#!/bin/sh
# Make sure that there is clamd, which looks for what is harmful in files that are brought in.
set -eu

if command -v clamd >/dev/null 2>&1 || [ -x /usr/sbin/clamd ]; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing ClamAV for the tests of files that are brought in"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install --yes --no-install-recommends clamav-daemon >/dev/null
    exit 0
fi

echo "Cannot run the tests of files that are brought in: no clamd was found." >&2
echo "Install it (Debian, Ubuntu: sudo apt-get install clamav-daemon)." >&2
exit 1
