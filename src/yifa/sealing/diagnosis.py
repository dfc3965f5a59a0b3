"""Names what happened to a chain that does not hold: which event was changed, lost, put in or moved.

It is the slow path of `check_chain`, run only on a chain known to be broken; it never says one is good.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Container, Sequence

from yifa.sealing.fault import Fault, Kind

Rows = Sequence[tuple[int, bytes, bytes]]
Link = Callable[[bytes, bytes], bytes]
ROOT = -1
"""Stands for the genesis where the index of a row is expected."""


def diagnose(case: str, rows: Rows, genesis: bytes, link: Link, vouched: Container[bytes] = ()) -> list[Fault]:
    """The named faults of a broken chain, at least one, in order of place.

    The events tell their own order, because each hash names the one before it. So the true history is rebuilt
    from the hashes first; the faults are where what is kept differs from it.
    """
    order = sorted(range(len(rows)), key=lambda index: rows[index][0])
    parents, doubtful = _parents(rows, order, genesis, link)
    history = _true_history(rows, order, parents, doubtful, vouched)
    strangers = sorted(set(order) - set(history))
    faults = [_fault(case, rows[index][0], "inserted", "不在真实的事件链上，是后来加入的") for index in strangers]
    faults += _misplaced_in_file(case, rows)
    faults += _against_history(case, rows, history, strangers, doubtful)
    if not faults:
        faults = [_fault(case, rows[order[0]][0], "changed", "不能验证")]
    return sorted(set(faults))


def _parents(rows: Rows, order: list[int], genesis: bytes, link: Link) -> tuple[dict[int, int], dict[int, str]]:
    """For each row the row it was sealed upon, and why that is doubtful where the hash does not say so."""
    parents: dict[int, int] = {}
    doubtful: dict[int, str] = {}
    recomputed: dict[int, bytes] = {}
    known = [(ROOT, genesis), *((index, rows[index][2]) for index in order)]
    before = ROOT
    for index in order:
        _, body, stored = rows[index]
        line_hash = genesis if before == ROOT else rows[before][2]
        recomputed[index] = link(line_hash, body)
        if recomputed[index] == stored:
            parents[index] = before
        elif before in recomputed and link(recomputed[before], body) == stored:
            # The event agrees with what the one before it should have hashed to: that one's hash was changed.
            parents[index] = before
            doubtful.setdefault(before, "hash")
        else:
            found = next((i for i, prev in known if i != index and link(prev, body) == stored), None)
            parents[index] = before if found is None else found
            if found is None:
                doubtful[index] = "body"
        before = index
    return parents, doubtful


def _true_history(
    rows: Rows, order: list[int], parents: dict[int, int], doubtful: dict[int, str], vouched: Container[bytes]
) -> list[int]:
    """The line of descent from the genesis that the seals vouch for, else the longest; rows off it were put in."""
    children: dict[int, list[int]] = defaultdict(list)
    for index in order:
        children[parents[index]].append(index)
    # How many vouched hashes and how many events lie between the genesis and the row, itself included.
    weight: dict[int, tuple[int, int]] = {ROOT: (0, 0)}
    reached = [ROOT]
    for node in reached:
        for child in children[node]:
            sealed, depth = weight[node]
            weight[child] = (sealed + (rows[child][2] in vouched), depth + 1)
            reached.append(child)
    place = {index: at for at, index in enumerate(order)} | {ROOT: -1}
    end = max(reached, key=lambda index: (weight[index], index not in doubtful, -place[index]))
    history: list[int] = []
    while end != ROOT:
        history.append(end)
        end = parents[end]
    return history[::-1]


def _misplaced_in_file(case: str, rows: Rows) -> list[Fault]:
    faults, highest = [], 0
    for seq, _, _ in rows:
        if seq < highest:
            faults.append(_fault(case, seq, "reordered", f"排在第{highest}个事件之后"))
        highest = max(highest, seq)
    return faults


def _against_history(
    case: str, rows: Rows, history: list[int], strangers: list[int], doubtful: dict[int, str]
) -> list[Fault]:
    """Events lost from the true history, altered in it, or numbered otherwise than their hash says."""
    faults: list[Fault] = []
    number = 0
    for index in history:
        seq, body, _ = rows[index]
        number += 1
        # Events put in before this one may have pushed its number up; that is not this event's fault.
        pushed = sum(rows[stranger][0] < seq for stranger in strangers)
        reason = doubtful.get(index)
        if reason == "body":
            gap = range(number + pushed, seq)
            faults += [_fault(case, lost, "missing", "不见了") for lost in gap]
            faults += [] if gap else [_altered(case, seq, body)]
            number = max(number, seq - pushed)
        elif reason == "hash":
            faults.append(_fault(case, seq, "changed", "哈希值被改动，正文未动"))
        if not number <= seq <= number + pushed:
            faults.append(_fault(case, seq, "reordered", f"按哈希值原来是第{number}个事件"))
    return faults


def _altered(case: str, seq: int, body: bytes) -> Fault:
    written = _number_in(body)
    if written is not None and written > seq:
        return _fault(case, seq, "missing", "不见了，其后的事件被重新编号")
    return _fault(case, seq, "changed", "正文或者哈希值被改动，与前一事件的哈希值不符")


def _number_in(body: bytes) -> int | None:
    """The place the event itself claims (`seq` in its body), where its writer put one there."""
    try:
        content = json.loads(body)
    except ValueError:
        return None
    claimed = content.get("seq") if isinstance(content, dict) else None
    return claimed if type(claimed) is int else None


def _fault(case: str, seq: int, kind: Kind, what: str) -> Fault:
    return Fault(case, seq, kind, f"{case} 第{seq}个事件{what}。")
