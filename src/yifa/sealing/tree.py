"""The Merkle tree of RFC 6962 §2.1: one root over a list, and short proofs of what is in it.

It knows nothing of cases or days; the hash is a parameter (SM3 for the log), so that published vectors apply.
"""

from collections.abc import Callable, Sequence

from yifa.sealing.digest import sm3

Hash = Callable[[bytes], bytes]


def leaf_hash(leaf: bytes, digest: Hash = sm3) -> bytes:
    """The hash of one item: H(0x00 ‖ item)."""
    return digest(b"\x00" + leaf)


def node_hash(left: bytes, right: bytes, digest: Hash = sm3) -> bytes:
    """The hash of an inner node: H(0x01 ‖ left ‖ right)."""
    return digest(b"\x01" + left + right)


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes], digest: Hash = sm3) -> bytes:
    """The root over the items in their order; of no items, the hash of nothing (RFC 6962 §2.1)."""
    return _root_of([leaf_hash(leaf, digest) for leaf in leaves], digest)


def _root_of(hashes: list[bytes], digest: Hash) -> bytes:
    if not hashes:
        return digest(b"")
    # Pairing level by level, an odd last node carried up, gives the same tree as the recursive definition.
    while len(hashes) > 1:
        paired = [node_hash(hashes[i], hashes[i + 1], digest) for i in range(0, len(hashes) - 1, 2)]
        hashes = paired + hashes[len(paired) * 2 :]
    return hashes[0]


def inclusion_proof(leaves: Sequence[bytes], index: int, digest: Hash = sm3) -> list[bytes]:
    """The audit path of item `index`, from the bottom up (RFC 6962 §2.1.1). IndexError beyond the list."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no item {index} in a tree of {len(leaves)}")
    return _path(index, [leaf_hash(leaf, digest) for leaf in leaves], digest)


def _path(index: int, hashes: list[bytes], digest: Hash) -> list[bytes]:
    if len(hashes) == 1:
        return []
    at = _split(len(hashes))
    if index < at:
        return [*_path(index, hashes[:at], digest), _root_of(hashes[at:], digest)]
    return [*_path(index - at, hashes[at:], digest), _root_of(hashes[:at], digest)]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes, digest: Hash = sm3
) -> bool:
    """Whether the item is number `index` of the `size` items under the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, computed = index, size - 1, leaf_hash(leaf, digest)
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            computed = node_hash(sibling, computed, digest)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling, digest)
        place, last = place >> 1, last >> 1
    return last == 0 and computed == expected_root


def consistency_proof(leaves: Sequence[bytes], old_size: int, digest: Hash = sm3) -> list[bytes]:
    """The proof that the first `old_size` items are what they were (RFC 6962 §2.1.2).

    Raises ValueError unless 0 < old_size ≤ number of items.
    """
    if not 0 < old_size <= len(leaves):
        raise ValueError(f"no consistency of {old_size} within {len(leaves)}")
    return _subproof(old_size, [leaf_hash(leaf, digest) for leaf in leaves], True, digest)


def _subproof(old: int, hashes: list[bytes], whole: bool, digest: Hash) -> list[bytes]:
    if old == len(hashes):
        return [] if whole else [_root_of(hashes, digest)]
    at = _split(len(hashes))
    if old <= at:
        return [*_subproof(old, hashes[:at], whole, digest), _root_of(hashes[at:], digest)]
    return [*_subproof(old - at, hashes[at:], False, digest), _root_of(hashes[:at], digest)]


def verify_consistency(
    old_size: int,
    size: int,
    old_root: bytes,
    new_root: bytes,
    proof: Sequence[bytes],
    digest: Hash = sm3,
) -> bool:
    """Whether the tree of `size` items begins with the tree of `old_size` items (RFC 9162 §2.1.4.2)."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == new_root
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(sibling, old, digest), node_hash(sibling, new, digest)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling, digest)
        place, last = place >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root
