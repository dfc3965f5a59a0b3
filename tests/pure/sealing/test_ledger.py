"""A whole log with daily roots: any tampering is named, and the independent verifier names the same."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.sealing import (
    Head,
    SealedRoot,
    Signer,
    canonical,
    check_chain,
    check_roots,
    export_lines,
    genesis,
    link,
    sign_root,
    sm3,
    verify_root,
)

SCRIPT = Path(__file__).parents[3] / "scripts" / "verify_ledger.py"
SIGNER = Signer(bytes(range(32)))

Named = tuple[str, int, str, str]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_ledger", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VERIFIER = script()
OWN_SIGNATURE_CHECK = VERIFIER.is_signed

# The load on the machine is no property of the log, so no example has a deadline.
bounded = settings(deadline=None, max_examples=25)


@pytest.fixture(autouse=True, scope="module")
def _signatures_by_the_library() -> Iterator[None]:
    """The script's own curve arithmetic takes 50 ms a root; it is tested by itself below."""
    VERIFIER.is_signed = signed_by_library
    yield
    VERIFIER.is_signed = OWN_SIGNATURE_CHECK


def signed_by_library(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass
class Ledger:
    """A log as a database would hold it."""

    events: list[tuple[str, int, bytes, bytes]] = field(default_factory=list)
    heads: dict[str, list[Head]] = field(default_factory=dict)
    roots: list[SealedRoot] = field(default_factory=list)
    standing: dict[str, Head] = field(default_factory=dict)

    def append(self, case: str, content: object) -> None:
        head = self.standing.get(case, Head(case, 0, genesis(case)))
        body = canonical(content)
        stored = link(head.hash, body)
        self.events.append((case, head.seq + 1, body, stored))
        self.standing[case] = Head(case, head.seq + 1, stored)

    def seal(self, day: str, moved: set[str]) -> None:
        self.heads[day] = [self.standing[case] for case in sorted(moved)]
        previous = self.roots[-1] if self.roots else None
        self.roots.append(sign_root(day, self.heads[day], previous, SIGNER))

    def log(self) -> dict[str, dict[int, bytes]]:
        log: dict[str, dict[int, bytes]] = {}
        for case, seq, _, stored in self.events:
            log.setdefault(case, {})[seq] = stored
        return log

    def lines(self) -> list[bytes]:
        counts = (len(self.events), len(self.standing), len(self.roots))
        sealed = [(root, self.heads.get(root.day, [])) for root in self.roots]
        standing = self.standing.values()
        return list(export_lines(self.events, standing, sealed, counts=counts, keys=[SIGNER.public]))

    def named(self) -> set[Named]:
        """What the package finds."""
        log = self.log()
        vouched = {head.hash for heads in (*self.heads.values(), self.standing.values()) for head in heads}
        faults = check_roots(self.roots, self.heads, log, {SIGNER.key_id: SIGNER.public}, self.standing)
        for case in log:
            rows = [(seq, body, stored) for number, seq, body, stored in self.events if number == case]
            faults += check_chain(case, rows, vouched)
        return {(fault.case, fault.seq, fault.kind, fault.day) for fault in faults}

    def named_by_script(self) -> set[Named]:
        """What the independent verifier finds in the export."""
        return {fault[:4] for fault in verify(b"".join(self.lines()))}


def verify(export: bytes) -> set[tuple[str, int, str, str, str]]:
    faults: set[tuple[str, int, str, str, str]] = set()

    def fault(case: str, seq: int, kind: str, zh: str, day: str = "") -> None:
        faults.add((case, seq, kind, day, zh))

    VERIFIER.check(export.split(b"\n"), [], fault)
    return faults


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Two to three days of two to four cases, and some events after the last seal."""
    ledger = Ledger()
    cases = [f"办件{number}" for number in range(draw(st.integers(2, 4)))]
    for day in draw(st.sampled_from([("2026-03-02", "2026-03-03"), ("2026-02-28", "2026-03-02", "2026-03-03")])):
        moved = set(draw(st.lists(st.sampled_from(cases), min_size=2, max_size=3, unique=True)))
        for case in sorted(moved):
            for _ in range(draw(st.integers(1, 3))):
                ledger.append(case, {"act": draw(st.sampled_from(["受理", "审查", "决定"])), "n": len(ledger.events)})
        ledger.seal(day, moved)
    for case in cases[: draw(st.integers(0, 2))]:
        ledger.append(case, {"act": "送达", "n": len(ledger.events)})
    ledger.events.sort(key=lambda event: event[:2])
    return ledger


def found_by_both(ledger: Ledger) -> set[Named]:
    package, verifier = ledger.named(), ledger.named_by_script()
    assert package == verifier
    return package


@bounded
@given(ledgers())
def test_an_untouched_log_holds(ledger: Ledger) -> None:
    assert found_by_both(ledger) == set()


@bounded
@given(ledgers(), st.data())
def test_a_changed_byte_is_named_by_both(ledger: Ledger, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ledger.events) - 1))
    case, seq, body, stored = ledger.events[at]
    place, bit = data.draw(st.integers(0, len(body) - 1)), 1 << data.draw(st.integers(0, 7))
    ledger.events[at] = (case, seq, body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :], stored)

    assert found_by_both(ledger) == {(case, seq, "changed", "")}


@bounded
@given(ledgers(), st.data())
def test_a_missing_event_is_named_by_both(ledger: Ledger, data: st.DataObject) -> None:
    case, seq, _, _ = ledger.events.pop(data.draw(st.integers(0, len(ledger.events) - 1)))

    named = found_by_both(ledger)

    # The last event of a case leaves no gap; there the case record says what was cut off.
    assert {(c, s) for c, s, kind, _ in named if kind in ("missing", "truncated")} >= {(case, seq)}
    assert {c for c, _, _, _ in named} == {case}


@bounded
@given(ledgers(), st.data())
def test_a_log_cut_short_with_its_case_records_is_found_against_the_sealed_heads(
    ledger: Ledger, data: st.DataObject
) -> None:
    # given a case sealed at some head, cut back to an earlier event as if nothing had been
    sealed = [head for heads in ledger.heads.values() for head in heads]
    head = data.draw(st.sampled_from(sealed))
    kept = data.draw(st.integers(0, head.seq - 1))
    ledger.events = [event for event in ledger.events if event[0] != head.case or event[1] <= kept]
    ends = [event for event in ledger.events if event[0] == head.case]
    del ledger.standing[head.case]
    if ends:
        ledger.standing[head.case] = Head(head.case, ends[-1][1], ends[-1][3])

    named = found_by_both(ledger)

    assert (head.case, head.seq, "truncated" if kept else "missing") in {one[:3] for one in named}
    assert {one[0] for one in named} == {head.case}


@bounded
@given(ledgers(), st.data())
def test_an_inserted_event_is_named_by_both(ledger: Ledger, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ledger.events) - 1))
    case, seq, _, _ = ledger.events[at]
    before = ledger.events[at - 1][3] if seq > 1 else genesis(case)
    body = canonical({"forged": True})
    stored = data.draw(st.sampled_from([link(before, body), sm3(b"noise")]))
    pushed = [(c, s + (c == case), b, h) for c, s, b, h in ledger.events[at:]]
    ledger.events = [*ledger.events[:at], (case, seq, body, stored), *pushed]

    named = found_by_both(ledger)

    assert (case, seq, "inserted", "") in named
    assert {one[0] for one in named} == {case}


@bounded
@given(ledgers(), st.data())
def test_events_that_changed_places_are_named_by_both(ledger: Ledger, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case, head in ledger.standing.items() if head.seq > 1] or [""]))
    places = [at for at, event in enumerate(ledger.events) if event[0] == case]
    if len(places) < 2:
        return
    i, j = sorted(data.draw(st.permutations(places))[:2])
    (_, si, bi, hi), (_, sj, bj, hj) = ledger.events[i], ledger.events[j]
    ledger.events[i], ledger.events[j] = (case, si, bj, hj), (case, sj, bi, hi)

    assert found_by_both(ledger) >= {(case, si, "reordered", ""), (case, sj, "reordered", "")}


@bounded
@given(ledgers(), st.data())
def test_a_history_written_anew_is_found_against_the_sealed_heads(ledger: Ledger, data: st.DataObject) -> None:
    # given a case whose first event was replaced and everything after it sealed again
    head = data.draw(st.sampled_from(ledger.heads["2026-03-02"]))
    bodies = [body for case, _, body, _ in ledger.events if case == head.case]
    ledger.events = [event for event in ledger.events if event[0] != head.case]
    prev = genesis(head.case)
    for seq, body in enumerate([canonical({"forged": True}), *bodies[1:]], start=1):
        prev = link(prev, body)
        ledger.events.append((head.case, seq, body, prev))
    ledger.standing[head.case] = Head(head.case, len(bodies), prev)

    named = found_by_both(ledger)

    assert (head.case, head.seq, "changed", "2026-03-02") in named
    assert {one[0] for one in named} == {head.case}


@bounded
@given(ledgers(), st.data())
def test_a_case_taken_out_of_everything_but_the_root_is_counted_as_missing(ledger: Ledger, data: st.DataObject) -> None:
    head = data.draw(st.sampled_from(ledger.heads["2026-03-02"]))
    ledger.events = [event for event in ledger.events if event[0] != head.case]
    del ledger.standing[head.case]
    for day in ledger.heads:
        ledger.heads[day] = [kept for kept in ledger.heads[day] if kept.case != head.case]

    assert ("", 0, "missing", "2026-03-02") in found_by_both(ledger)


@bounded
@given(ledgers(), st.data())
def test_a_case_struck_from_the_list_of_a_day_is_named(ledger: Ledger, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(sorted(ledger.heads)))
    head = ledger.heads[day].pop(data.draw(st.integers(0, len(ledger.heads[day]) - 1)))

    assert found_by_both(ledger) == {(head.case, head.seq, "missing", day)}


@bounded
@given(ledgers(), st.data())
def test_a_case_put_into_a_sealed_day_is_named(ledger: Ledger, data: st.DataObject) -> None:
    ledger.append("办件9", {"forged": True})
    day = data.draw(st.sampled_from(sorted(ledger.heads)))
    ledger.heads[day].append(ledger.standing["办件9"])

    assert found_by_both(ledger) == {("办件9", 1, "inserted", day)}


@bounded
@given(ledgers())
def test_a_missing_root_is_found_by_the_one_after_it(ledger: Ledger) -> None:
    gone = ledger.roots.pop(0)
    del ledger.heads[gone.day]

    assert found_by_both(ledger) == {("", 0, "missing", ledger.roots[0].day)}


@bounded
@given(ledgers())
def test_roots_that_changed_places_are_found(ledger: Ledger) -> None:
    ledger.roots.reverse()

    named = found_by_both(ledger)

    assert ("", 0, "reordered", ledger.roots[-1].day) in named


@pytest.mark.parametrize("change", [{"size": 7}, {"root": bytes(32)}, {"previous": "00"}, {"signature": bytes(64)}])
@given(ledger=ledgers())
def test_a_changed_statement_loses_its_signature(change: dict[str, object], ledger: Ledger) -> None:
    ledger.roots[-1] = replace(ledger.roots[-1], **change)  # type: ignore[arg-type]

    assert ("", 0, "signature", ledger.roots[-1].day) in found_by_both(ledger)
    assert not verify_root(ledger.roots[-1], {SIGNER.key_id: SIGNER.public})


@bounded
@given(ledgers())
def test_a_root_signed_with_a_foreign_key_is_refused(ledger: Ledger) -> None:
    last = ledger.roots[-1]
    before = ledger.roots[-2]
    ledger.roots[-1] = sign_root(last.day, ledger.heads[last.day], before, Signer(b"\x09" * 32))

    assert found_by_both(ledger) == {("", 0, "signature", last.day)}


def same_meaning(left: bytes, right: bytes) -> bool:
    try:
        return bool(json.loads(left) == json.loads(right))
    except ValueError:
        return False


@settings(bounded, max_examples=100)
@given(ledgers(), st.data())
def test_any_changed_byte_of_the_export_is_found_by_the_script(ledger: Ledger, data: st.DataObject) -> None:
    export = b"".join(ledger.lines())
    at, to = data.draw(st.integers(0, len(export) - 1)), data.draw(st.integers(0, 255))
    altered = export[:at] + bytes([to]) + export[at + 1 :]
    number = export[:at].count(b"\n")
    if same_meaning(export.split(b"\n")[number], altered.split(b"\n")[number]) and b"\n" not in (
        export[at : at + 1],
        bytes([to]),
    ):
        return

    try:
        faults = verify(altered)
    except (ValueError, LookupError, TypeError, AttributeError):
        # Only the first line can make the whole file unreadable (exit 2).
        assert number == 0
    else:
        assert faults


@bounded
@given(ledgers(), st.data())
def test_any_line_taken_out_of_the_export_is_found_by_the_script(ledger: Ledger, data: st.DataObject) -> None:
    lines = ledger.lines()
    lines.pop(data.draw(st.integers(1, len(lines) - 1)))

    assert verify(b"".join(lines))


@bounded
@given(ledgers(), st.data())
def test_an_export_cut_short_is_found_by_the_script(ledger: Ledger, data: st.DataObject) -> None:
    lines = ledger.lines()
    export = b"".join(lines)

    assert verify(export[: data.draw(st.integers(len(lines[0]), len(export) - 1))])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


def small_ledger() -> Ledger:
    ledger = Ledger()
    ledger.append("甲", {"act": "受理"})
    ledger.append("甲", {"act": "决定"})
    ledger.seal("2026-03-02", {"甲"})
    return ledger


def test_the_script_ends_with_0_1_or_2(tmp_path: Path) -> None:
    good, bad, none = tmp_path / "good", tmp_path / "bad", tmp_path / "none"
    ledger = small_ledger()
    good.write_bytes(b"".join(ledger.lines()))
    ledger.events.pop(0)
    bad.write_bytes(b"".join(ledger.lines()))
    none.write_text("not an export\n")

    held, broken, unreadable = run(str(good), "--json"), run(str(bad), "--json"), run(str(none))

    assert (held.returncode, broken.returncode, unreadable.returncode) == (0, 1, 2)
    assert json.loads(held.stdout) == {"events": 2, "cases": 1, "roots": 1, "faults": []}
    assert [(fault["case"], fault["seq"], fault["kind"]) for fault in json.loads(broken.stdout)["faults"]] == [
        ("甲", 1, "missing")
    ]
    assert run(str(tmp_path / "absent")).returncode == 2
    assert run().returncode == 2


def test_a_key_trusted_from_elsewhere_overrules_the_keys_in_the_file(tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.write_bytes(b"".join(small_ledger().lines()))

    assert run(str(export), SIGNER.public.hex()).returncode == 0
    assert run(str(export), Signer(b"\x09" * 32).public.hex()).returncode == 1


@bounded
@given(st.binary(max_size=300))
def test_the_scripts_own_sm3_agrees_with_the_library(message: bytes) -> None:
    assert VERIFIER.sm3_slow(message) == sm3(message)


@settings(bounded, max_examples=5)
@given(st.binary(max_size=100), st.binary(min_size=32, max_size=32))
def test_the_scripts_own_ed25519_agrees_with_the_library(message: bytes, seed: bytes) -> None:
    signer = Signer(seed)

    assert OWN_SIGNATURE_CHECK(signer.public, message, signer.sign(message))
    assert not OWN_SIGNATURE_CHECK(signer.public, message + b"x", signer.sign(message))


def test_the_script_stays_short_and_knows_nothing_of_us() -> None:
    text = SCRIPT.read_text(encoding="utf-8")

    assert len(text.splitlines()) < 200
    assert "import yifa" not in text
    assert "from yifa" not in text
