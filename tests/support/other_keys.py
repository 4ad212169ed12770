"""Another process with the same keys: does one thing with them, and prints what came of it.

python -m tests.support.other_keys begin | destroy EPOCH | wrap EPOCH KEY PLACE | fork | copy
"""

import os
import sys

import django

django.setup()

from reconvene.sealing.keys import provider  # noqa: E402  needs the set-up above
from reconvene.sealing.pkcs11_keys import token_from_settings  # noqa: E402  as above


def main(act: str, *words: str) -> object:
    """Return what came of it."""
    keys = provider()
    match act, words:
        case "begin", []:
            return keys.begin()
        case "destroy", [epoch]:
            keys.destroy(epoch)
            return "destroyed"
        case "wrap", [epoch, key, place]:
            return keys.wrap(epoch, bytes.fromhex(key), bytes.fromhex(place)).hex()
        case "fork", []:
            return forked()
        case "copy", []:
            return session_of_a_copy()
    raise SystemExit(f"Nothing is known of {act} {words}.")


def forked() -> str:
    """Return whether a copy of this process, and this one before and after, open a key."""
    epoch = provider().epoch()
    wrapped = provider().wrap(epoch, b"k" * 32, b"")

    def opens() -> bool:
        return provider().unwrap(epoch, wrapped, b"", purpose="", actor="") == b"k" * 32

    before = opens()
    child = os.fork()
    if not child:
        os._exit(0 if opens() else 1)
    _, status = os.waitpid(child, 0)
    return f"{before} {status == 0} {opens()}"


def session_of_a_copy() -> str:
    """Return whether a copy of this process asks a token in a session that it opened itself."""
    token = token_from_settings()
    ours = token.ask(lambda session: session)
    child = os.fork()
    if not child:
        os._exit(token.ask(lambda session: session) is ours)
    _, status = os.waitpid(child, 0)
    return "its own" if status == 0 else "that of the process it is a copy of"


if __name__ == "__main__":
    print(main(*sys.argv[1:]))  # noqa: T201  this is what is asked
