"""
Everything as it is, but that nothing is sealed: to measure what sealing costs.

It is here alone. Nothing in the product can be told not to seal.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from reconvene.sealing.memory import Secret


class Plain:
    """Stands where a cipher stands, and leaves everything as it is."""

    def __init__(self, _key: bytes) -> None:
        pass

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        assert bound_to
        return bytes(plain)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        assert bound_to
        return sealed


@contextmanager
def unsealed() -> Iterator[None]:
    """
    Let nothing be sealed, opened, wrapped or tagged for a while.

    Keys are still made and brought along, as rows that hold nothing worth having; so what is
    measured is ciphers and digests, not the columns of keys.
    """
    from reconvene.sealing import keyring, parts
    from reconvene.sealing.keys import provider
    from reconvene.worklist import bearing, finding, narrowing, sealed_names

    keys = type(provider())
    with ExitStack() as patched:
        for change in (
            patch.dict(parts.FORMS, {parts.NEWEST: Plain}),
            patch.object(keyring, "SteadyCipher", Plain),
            patch.object(keys, "wrap", lambda _self, _epoch, key, _bound_to: bytes(key)),
            patch.object(keys, "unwrap", _unwrapped),
            patch.object(sealed_names, "tag_in", _itself),
            patch.object(bearing, "tag_in", _itself),
            patch.object(finding, "tags_of", _themselves),
            patch.object(narrowing, "tags_of", _themselves),
        ):
            patched.enter_context(change)
        yield


def _unwrapped(
    _keys: object, _epoch: str, wrapped: bytes, _bound_to: bytes, *, purpose: str, actor: str
) -> Secret:
    return Secret(wrapped)


def _itself(_authority: str, _case_id: str, word: str) -> str:
    return word


def _themselves(_authority: str, words: Iterable[str]) -> list[str]:
    return sorted(words)
