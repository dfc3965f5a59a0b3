"""The Merkle tree of RFC 6962: known answers of certificate transparency, and proofs that hold and fail."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.sealing import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    sm3,
    verify_consistency,
    verify_inclusion,
)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


# The inputs and roots that the certificate-transparency projects test themselves with (RFC 6962 with SHA-256).
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

bounded = settings(deadline=None, max_examples=60)
lists = st.lists(st.binary(max_size=8), min_size=1, max_size=20)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root(INPUTS[:size], sha256).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([], sha256) == sha256(b"")
    assert root([]) == sm3(b"")


def test_a_known_inclusion_proof_is_given() -> None:
    # The path of the first of eight: the second leaf, then the two subtrees to the right.
    path = [part.hex() for part in inclusion_proof(INPUTS, 0, sha256)]

    assert path == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


@bounded
@given(lists, st.data())
def test_an_inclusion_proof_holds_for_its_item_and_for_no_other(items: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(items) - 1))
    proof = inclusion_proof(items, index)
    top = root(items)

    assert verify_inclusion(items[index], index, len(items), proof, top)
    assert not verify_inclusion(items[index] + b"x", index, len(items), proof, top)
    assert not verify_inclusion(items[index], index, len(items), [*proof, bytes(32)], top)
    assert not verify_inclusion(items[index], len(items), len(items), proof, top)
    if proof:
        assert not verify_inclusion(items[index], index, len(items), proof[:-1], top)


@bounded
@given(lists, st.data())
def test_a_consistency_proof_holds_only_where_the_beginning_is_unchanged(
    items: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(items)))
    proof = consistency_proof(items, old)
    before, now = root(items[:old]), root(items)
    changed = root([items[0] + b"x", *items[1:old]])

    assert verify_consistency(old, len(items), before, now, proof)
    assert not verify_consistency(old, len(items), changed, now, proof)
    assert not verify_consistency(old, len(items), before, sm3(now), proof)
    assert not verify_consistency(old, len(items), before, now, [*proof, bytes(32)])
    assert not verify_consistency(0, len(items), before, now, proof)


def test_a_leaf_can_never_pass_for_a_node() -> None:
    pair = leaf_hash(b"a") + leaf_hash(b"b")

    assert leaf_hash(pair) != root([b"a", b"b"])


@pytest.mark.parametrize("index", [-1, 2])
def test_there_is_no_proof_of_an_item_beyond_the_list(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof([b"a", b"b"], index)


@pytest.mark.parametrize("size", [0, 3])
def test_there_is_no_consistency_beyond_the_list(size: int) -> None:
    with pytest.raises(ValueError, match="consistency"):
        consistency_proof([b"a", b"b"], size)
