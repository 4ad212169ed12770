"""The Merkle tree over a list that grows, and proofs that can be shown of it.

In: leaves, as bytes. Out: digests of 32 bytes. Source: RFC 6962, section 2.1. This follows the
definitions word by word; `verifier` reaches the same roots another way.
"""

from collections.abc import Sequence
from hashlib import sha256


def leaf_hash(leaf: bytes) -> bytes:
    """Return what stands for a leaf; every function here takes leaves in this form."""
    return sha256(b"\0" + leaf).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these leaves, in their order."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    half = _half(len(hashes))
    return _above(root(hashes[:half]), root(hashes[half:]))


def paths(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """Return for each leaf what has to be hashed with it, from it upwards, to reach the root."""
    return _with_root(hashes)[1]


def _with_root(hashes: Sequence[bytes]) -> tuple[bytes, list[list[bytes]]]:
    if len(hashes) < 2:
        return root(hashes), [[] for _ in hashes]
    half = _half(len(hashes))
    left, of_left = _with_root(hashes[:half])
    right, of_right = _with_root(hashes[half:])
    found = [[*path, right] for path in of_left] + [[*path, left] for path in of_right]
    return _above(left, right), found


def consistency(earlier: int, hashes: Sequence[bytes]) -> list[bytes]:
    """
    Return the proof that the tree over the first `earlier` leaves is the beginning of this one.

    Empty where nothing was there before, or nothing came since.
    """
    return _consistency(earlier, hashes, is_whole=True) if earlier else []


def _consistency(earlier: int, hashes: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if earlier == len(hashes):
        return [] if is_whole else [root(hashes)]
    half = _half(len(hashes))
    if earlier <= half:
        left = _consistency(earlier, hashes[:half], is_whole=is_whole)
        return [*left, root(hashes[half:])]
    right = _consistency(earlier - half, hashes[half:], is_whole=False)
    return [*right, root(hashes[:half])]


def _half(size: int) -> int:
    """Return the largest power of two below a size of at least two."""
    return 1 << (size - 1).bit_length() - 1


def _above(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
