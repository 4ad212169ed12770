#!/bin/sh
# Make sure that there is SoftHSM, a token in software, and p11-kit, which lends one over a socket.
set -eu

if command -v softhsm2-util >/dev/null 2>&1 && command -v p11-kit >/dev/null 2>&1; then
    for client in /usr/lib/*/pkcs11/p11-kit-client.so /usr/lib*/pkcs11/p11-kit-client.so; do
        [ ! -e "$client" ] || exit 0
    done
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing SoftHSM and p11-kit for the tests of key services"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install --yes --no-install-recommends softhsm2 p11-kit p11-kit-modules >/dev/null
    exit 0
fi

echo "The tests of key services are left out: SoftHSM or p11-kit was not found." >&2
echo "Install them (Debian, Ubuntu: sudo apt-get install softhsm2 p11-kit p11-kit-modules)." >&2
[ -z "${CI:-}" ]  # a build server may leave nothing out
