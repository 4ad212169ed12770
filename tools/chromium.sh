#!/bin/sh
# Make sure that there is a browser for the journeys to be walked in.
set -eu

[ -z "${CHROMIUM:-}" ] || exit 0
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    ! command -v "$name" >/dev/null 2>&1 || exit 0
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install --yes --no-install-recommends chromium >/dev/null
    exit 0
fi

echo "Cannot run the browser tests: no Chromium was found." >&2
echo "Install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to the" >&2
echo "path of Chromium or Google Chrome on this machine." >&2
exit 1
