"""How a witness elsewhere checks that a log only grew. Source: RFC 9162, section 2.1.4.2."""

from collections.abc import Sequence

from reconvene.witness.verifier import pair


def is_consistent(earlier: int, later: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether a proof shows an earlier tree to be the beginning of a later, larger one."""
    if earlier == later:
        return old == new and not proof
    beside = list(proof)
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    from_old = from_new = beside.pop(0) if place else old
    while beside:
        if last == 0:
            return False
        node = beside.pop(0)
        if place & 1 or place == last:
            from_old, from_new = pair(node, from_old), pair(node, from_new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            from_new = pair(from_new, node)
        place, last = place >> 1, last >> 1
    return (from_old, from_new, last) == (old, new, 0)
