"""The tree over the log: two ways to its root agree, and every proof of it holds for one leaf only."""

from collections.abc import Sequence

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from reconvene.witness.tree import consistency, leaf_hash, paths, root
from reconvene.witness.verifier import Refused, Tree, root_above
from tests.support.consistency import is_consistent
from tests.support.depth import tried

law = tried(usually=60, deeply=5000)

leaves = st.lists(st.binary(max_size=4), min_size=1, max_size=70)


def grown(found: Sequence[bytes]) -> Tree:
    tree = Tree()
    for leaf in found:
        tree.add(leaf)
    return tree


@law
@for_all(leaves)
def test_the_tree_as_it_is_defined_and_as_it_grows_have_one_root(found: list[bytes]) -> None:
    assert root([leaf_hash(leaf) for leaf in found]) == grown(found).root()


@law
@for_all(leaves, st.data())
def test_a_path_leads_from_its_leaf_to_the_root(found: list[bytes], data: st.DataObject) -> None:
    hashes = [leaf_hash(leaf) for leaf in found]
    place = data.draw(st.integers(0, len(found) - 1))
    path = paths(hashes)[place]

    assert root_above(hashes[place], place, len(found), path) == root(hashes)
    assert root_above(leaf_hash(b"other"), place, len(found), path) != root(hashes)
    with pytest.raises(Refused, match="wrong length"):
        root_above(hashes[place], place, len(found), [*path, bytes(32)])
    if path:
        with pytest.raises(Refused, match="wrong length"):
            root_above(hashes[place], place, len(found), path[:-1])


@law
@for_all(leaves, st.data())
def test_a_tree_is_shown_to_begin_with_the_one_before(
    found: list[bytes], data: st.DataObject
) -> None:
    hashes = [leaf_hash(leaf) for leaf in found]
    earlier = data.draw(st.integers(1, len(found)))
    old, new = root(hashes[:earlier]), root(hashes)
    proof = consistency(earlier, hashes)

    assert is_consistent(earlier, len(found), old, new, proof)
    assert not is_consistent(earlier, len(found), leaf_hash(b"other"), new, proof)


@law
@for_all(leaves, st.data())
def test_a_tree_with_another_beginning_cannot_be_shown_to_have_this_one(
    found: list[bytes], data: st.DataObject
) -> None:
    hashes = [leaf_hash(leaf) for leaf in found]
    earlier = data.draw(st.integers(1, len(found)))
    place = data.draw(st.integers(0, earlier - 1))
    changed = [*hashes[:place], leaf_hash(b"other"), *hashes[place + 1 :]]
    old, forged = root(hashes[:earlier]), root(changed)

    assert not is_consistent(earlier, len(found), old, forged, consistency(earlier, changed))
    assert not is_consistent(earlier, len(found), old, forged, consistency(earlier, hashes))


def test_nothing_has_the_root_of_nothing() -> None:
    assert root([]) == Tree().root() == grown([]).root()
    assert consistency(0, [leaf_hash(b"")]) == []
    assert paths([]) == []
