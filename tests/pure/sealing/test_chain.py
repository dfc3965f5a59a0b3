"""The chain of one case holds when untouched, and every tampering is found and named."""

import json
import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.sealing import Fault, NotCanonical, canonical, check_chain, genesis, link, sm3

CASE = "11590100000000000X359011600100020260302100001"

# The load on the machine is no property of the chain, so no example has a deadline.
bounded = settings(deadline=None, max_examples=40)

Rows = list[tuple[int, bytes, bytes]]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    words | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
bodies = st.dictionaries(words, values, min_size=1, max_size=4)


def chain_of(contents: list[dict[str, object]], case: str = CASE) -> Rows:
    rows, prev = [], genesis(case)
    for seq, content in enumerate(contents, start=1):
        # Numbering the bodies keeps two of them from being equal; equal events are another test.
        body = canonical({**content, "n": seq})
        prev = link(prev, body)
        rows.append((seq, body, prev))
    return rows


chains = st.lists(bodies, min_size=2, max_size=9).map(chain_of)


def named(faults: list[Fault]) -> set[tuple[int, str]]:
    assert all(fault.case == CASE and fault.zh.startswith(CASE) for fault in faults)
    return {(fault.seq, fault.kind) for fault in faults}


def flip(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def test_sm3_gives_the_digest_of_the_standard() -> None:
    # GB/T 32905-2016, appendix A.1
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

    assert sm3(b"abc").hex() == expected


@bounded
@given(values)
def test_the_canonical_text_is_json_with_sorted_keys_and_no_spaces(value: object) -> None:
    expected = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    assert canonical(value) == expected


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"fee": 12.5}, "$.fee"),
        ({"fees": [1, float("nan")]}, "$.fees[1]"),  # orjson would write null
        ({"a": {1: "x"}}, "$.a"),
        ({"when": date(2026, 3, 2)}, "$.when"),
        ({"pair": (1, 2)}, "$.pair"),
    ],
)
def test_what_has_no_single_text_is_refused_with_its_place(value: object, place: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical(value)

    assert str(refused.value).startswith(place + " ")


@pytest.mark.parametrize("value", [2**64, "\ud800"])
def test_what_cannot_be_written_as_json_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_nesting_beyond_all_sense_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(NotCanonical):
        canonical(value)


@bounded
@given(chains)
def test_an_untouched_chain_holds(rows: Rows) -> None:
    assert check_chain(CASE, rows) == []


@bounded
@given(chains)
def test_a_chain_moved_under_another_case_number_does_not_hold(rows: Rows) -> None:
    assert check_chain("another", rows) != []


@bounded
@given(chains, st.data())
def test_a_changed_byte_of_a_body_is_named(rows: Rows, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    seq, body, stored = rows[at]
    place, bit = data.draw(st.integers(0, len(body) - 1)), data.draw(st.integers(0, 7))
    rows[at] = (seq, flip(body, place, bit), stored)

    assert named(check_chain(CASE, rows)) == {(seq, "changed")}


@bounded
@given(chains, st.data())
def test_a_changed_byte_of_a_hash_is_named(rows: Rows, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    seq, body, stored = rows[at]
    place, bit = data.draw(st.integers(0, 31)), data.draw(st.integers(0, 7))
    rows[at] = (seq, body, flip(stored, place, bit))

    assert named(check_chain(CASE, rows)) == {(seq, "changed")}


@bounded
@given(chains, st.data())
def test_a_missing_event_is_named(rows: Rows, data: st.DataObject) -> None:
    seq, _, _ = rows.pop(data.draw(st.integers(0, len(rows) - 2)))

    assert named(check_chain(CASE, rows)) == {(seq, "missing")}


@bounded
@given(chains, st.data())
def test_several_missing_events_in_a_row_are_each_named(rows: Rows, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(rows) - 2))
    last = data.draw(st.integers(first, len(rows) - 2))
    lost = rows[first : last + 1]
    del rows[first : last + 1]

    assert named(check_chain(CASE, rows)) == {(seq, "missing") for seq, _, _ in lost}


def well_linked(rows: Rows, at: int) -> bytes:
    return link(rows[at - 1][2] if at else genesis(CASE), canonical({"forged": True}))


def random_hash(rows: Rows, at: int) -> bytes:
    return os.urandom(32)


@pytest.mark.parametrize("seal", [well_linked, random_hash])
@pytest.mark.parametrize("renumber", [True, False])
@bounded
@given(rows=chains, data=st.data())
def test_an_inserted_event_is_named(
    seal: Callable[[Rows, int], bytes], renumber: bool, rows: Rows, data: st.DataObject
) -> None:
    # With one event after it a forged event is as long a history as the true one; so it stands further up.
    at = data.draw(st.integers(0, len(rows) - 2))
    forged = (at + 1, canonical({"forged": True}), seal(rows, at))
    tail = [(seq + 1, body, stored) for seq, body, stored in rows[at:]] if renumber else rows[at:]

    faults = check_chain(CASE, [*rows[:at], forged, *tail])

    assert named(faults) == {(at + 1, "inserted")}


@bounded
@given(chains, st.data())
def test_an_event_entered_twice_is_named(rows: Rows, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    rows.insert(at, rows[at])

    assert named(check_chain(CASE, rows)) == {(at + 1, "inserted")}


@bounded
@given(chains, st.data())
def test_events_that_changed_numbers_are_named(rows: Rows, data: st.DataObject) -> None:
    i, j = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    (si, bi, hi), (sj, bj, hj) = rows[i], rows[j]
    rows[i], rows[j] = (si, bj, hj), (sj, bi, hi)

    assert named(check_chain(CASE, rows)) == {(si, "reordered"), (sj, "reordered")}


@bounded
@given(chains, st.data())
def test_events_that_changed_places_in_the_file_are_named(rows: Rows, data: st.DataObject) -> None:
    i, j = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    rows[i], rows[j] = rows[j], rows[i]

    faults = named(check_chain(CASE, rows))

    assert {kind for _, kind in faults} == {"reordered"}
    assert (rows[j][0], "reordered") in faults


@bounded
@given(chains, st.data())
def test_bodies_that_changed_places_under_their_hashes_are_named(rows: Rows, data: st.DataObject) -> None:
    i, j = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    (si, bi, hi), (sj, bj, hj) = rows[i], rows[j]
    rows[i], rows[j] = (si, bj, hi), (sj, bi, hj)

    assert named(check_chain(CASE, rows)) == {(si, "changed"), (sj, "changed")}


@bounded
@given(chains)
def test_a_number_that_was_changed_alone_is_named(rows: Rows) -> None:
    last, body, stored = rows[-1]
    rows[-1] = (last + 3, body, stored)

    assert named(check_chain(CASE, rows)) == {(last + 3, "reordered")}


def test_a_removal_hidden_by_renumbering_is_named_where_bodies_carry_their_number() -> None:
    # given bodies that hold their own place
    rows, prev = [], genesis(CASE)
    for seq in range(1, 6):
        body = canonical({"act": "x", "seq": seq})
        prev = link(prev, body)
        rows.append((seq, body, prev))

    # when the third is taken out and the rest are numbered anew
    left = rows[:2] + [(seq - 1, body, stored) for seq, body, stored in rows[3:]]

    assert named(check_chain(CASE, left)) == {(3, "missing")}


@bounded
@given(chains, st.data())
def test_whatever_is_done_to_a_chain_it_no_longer_holds(rows: Rows, data: st.DataObject) -> None:
    picked = data.draw(st.lists(st.sampled_from(rows), max_size=len(rows) + 2))

    faults = check_chain(CASE, picked)

    # The beginning of a chain is itself a chain; that it was cut short is seen against the heads.
    assert bool(faults) == (picked != rows[: len(picked)])
