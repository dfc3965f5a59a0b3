"""The daily root: one signed statement over the heads of all cases that moved, each naming the last.

It turns rows into statements and statements into faults; when a day is sealed is not its business.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from yifa.sealing import tree
from yifa.sealing.chain import canonical
from yifa.sealing.digest import sm3
from yifa.sealing.fault import Fault, Kind

KEY_VARIABLE = "YIFA_SEAL_KEY"
STATEMENT_PREFIX = b"\x05"
FIRST = ""
"""`previous` of the very first statement."""
_SEARCH_LIMIT = 2000
"""Leaves up to which the one leaf too many (or too few) of a day is looked for by trial: n² hashes."""


class KeyFault(ValueError):
    """签名密钥缺失或者格式不对。"""


class Head(NamedTuple):
    """The last event of a case at the time of sealing: one leaf of the tree."""

    case: str
    seq: int
    hash: bytes

    def leaf(self) -> bytes:
        """The bytes that enter the tree: canonical JSON of [case, seq, hash in hex]."""
        return canonical([self.case, self.seq, self.hash.hex()])


@dataclass(frozen=True, slots=True)
class SealedRoot:
    """A signed statement: on this day these many cases stood at these heads."""

    day: str
    """ISO date (Asia/Shanghai) of the seal; later in every later statement."""
    size: int
    """Number of heads under the root."""
    root: bytes
    previous: str
    """Hex digest of the statement before (`digest`), or `FIRST`."""
    key: str
    """Key id: the first 8 bytes of SM3 of the public key, in hex."""
    signature: bytes
    """Ed25519 over `statement()`, 64 bytes."""

    def statement(self) -> bytes:
        """The bytes that are signed: canonical JSON {day, key, previous, root, size}."""
        return _statement(self.day, self.size, self.root, self.previous, self.key)

    def digest(self) -> str:
        """What the next statement names as `previous`: SM3(0x05 ‖ statement), in hex."""
        return sm3(STATEMENT_PREFIX + self.statement()).hex()


def _statement(day: str, size: int, root: bytes, previous: str, key: str) -> bytes:
    return canonical({"day": day, "key": key, "previous": previous, "root": root.hex(), "size": size})


class Signer:
    """Holds the Ed25519 key that signs the daily roots."""

    def __init__(self, seed: bytes) -> None:
        """`seed` is 32 random bytes. Raises `KeyFault` for any other length."""
        if len(seed) != 32:
            raise KeyFault(f"日志签名密钥应为32字节，现为{len(seed)}字节。")
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key_id = key_id(self.public)

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Signer":
        """Read the seed, base64, from YIFA_SEAL_KEY. Raises `KeyFault` naming the variable."""
        text = env.get(KEY_VARIABLE, "")
        if not text:
            raise KeyFault(f"没有设置环境变量 {KEY_VARIABLE}（32字节随机数的 base64），不能签署日根。")
        try:
            return cls(base64.b64decode(text, validate=True))
        except binascii.Error as error:
            raise KeyFault(f"环境变量 {KEY_VARIABLE} 不是 base64 文本。") from error

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature of the message."""
        return self._key.sign(message)


def key_id(public: bytes) -> str:
    """16 hex characters that name a public key (32 raw bytes)."""
    return sm3(public)[:8].hex()


def tree_of(heads: Iterable[Head]) -> list[bytes]:
    """The leaves of a day, in order of case number by code point (in SQL: COLLATE "C")."""
    return [head.leaf() for head in sorted(heads)]


def sign_root(day: str, heads: Iterable[Head], previous: SealedRoot | None, signer: Signer) -> SealedRoot:
    """Seal a day over the heads of every case that moved since `previous`.

    Raises ValueError where the day does not come after the previous one, or a case stands twice.
    """
    if previous is not None and day <= previous.day:
        raise ValueError(f"日根 {day} 不晚于上一日根 {previous.day}。")
    kept = list(heads)
    if len({head.case for head in kept}) != len(kept):
        raise ValueError(f"日根 {day}：同一案件出现了两次。")
    root = tree.root(tree_of(kept))
    before = FIRST if previous is None else previous.digest()
    message = _statement(day, len(kept), root, before, signer.key_id)
    return SealedRoot(day, len(kept), root, before, signer.key_id, signer.sign(message))


def verify_root(sealed: SealedRoot, keys: Mapping[str, bytes]) -> bool:
    """Whether the signature holds under the public key named; `keys` maps key id to 32 raw bytes."""
    public = keys.get(sealed.key)
    if public is None or key_id(public) != sealed.key:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(sealed.signature, sealed.statement())
    except (InvalidSignature, ValueError):
        return False
    return True


def check_roots(
    sealed: Sequence[SealedRoot],
    leaves: Mapping[str, Sequence[Head]],
    log: Mapping[str, Mapping[int, bytes]],
    keys: Mapping[str, bytes],
    standing: Mapping[str, Head] | None = None,
) -> list[Fault]:
    """What is wrong between the daily roots and the log; an empty list says that they agree.

    `sealed` in order of day; `leaves` the heads kept for each day; `log` the stored hashes, case → seq →
    hash; `keys` the trusted public keys by id; `standing` the current head of each case as the case records
    say it, where the caller has them (it guards the events since the last seal). The chains themselves are
    the business of `check_chain`.
    """
    faults: list[Fault] = []
    previous = FIRST
    last_day = ""
    for root in sealed:
        faults += _statement_faults(root, previous, last_day, keys)
        faults += _leaf_faults(root, leaves.get(root.day, ()), log)
        previous, last_day = root.digest(), root.day
    days = {root.day for root in sealed}
    faults += [_of_day(day, "missing", "有案件末端而没有日根") for day in leaves if day not in days]
    for day in sorted(days & leaves.keys()):
        faults += [fault for head in leaves[day] for fault in _head_faults(head, log, day)]
    if standing is not None:
        faults += _standing_faults(standing, log)
    return sorted(set(faults))


def _statement_faults(root: SealedRoot, previous: str, last_day: str, keys: Mapping[str, bytes]) -> list[Fault]:
    faults = []
    if root.day <= last_day:
        faults.append(_of_day(root.day, "reordered", "日根的次序被调换"))
    elif root.previous != previous:
        faults.append(_of_day(root.day, "missing", "所指的上一日根不在，其间有日根缺失或者被改动"))
    if not verify_root(root, keys):
        faults.append(_of_day(root.day, "signature", f"签名不能用密钥 {root.key} 验证"))
    return faults


def _leaf_faults(root: SealedRoot, heads: Sequence[Head], log: Mapping[str, Mapping[int, bytes]]) -> list[Fault]:
    """Where the heads kept for the day do not give its root: which case was put in, taken out or changed."""
    kept = sorted(heads)
    if len(kept) == root.size and tree.root(tree_of(kept)) == root.root:
        return []
    if len(kept) == root.size + 1 <= _SEARCH_LIMIT:
        for at, head in enumerate(kept):
            if tree.root(tree_of(kept[:at] + kept[at + 1 :])) == root.root:
                return [_of_case(head, "inserted", root.day, "不在签署的日根之内，是后来加入的")]
    if len(kept) == root.size - 1 and root.size * sum(map(len, log.values())) <= _SEARCH_LIMIT**2:
        listed = {head.case for head in kept}
        for case, events in log.items():
            for seq, stored in events.items() if case not in listed else ():
                head = Head(case, seq, stored)
                if tree.root(tree_of([*kept, head])) == root.root:
                    return [_of_case(head, "missing", root.day, "的末端从日根名单里被删去")]
    counts = f"签署时有{root.size}个案件末端，现存{len(kept)}个"
    if len(kept) < root.size:
        return [_of_day(root.day, "missing", f"{counts}，有案件缺失")]
    if len(kept) > root.size:
        return [_of_day(root.day, "inserted", f"{counts}，有案件多出")]
    return [_of_day(root.day, "root", "现存的案件末端算不出签署的日根，有末端或者日根被改动")]


def _head_faults(head: Head, log: Mapping[str, Mapping[int, bytes]], day: str) -> list[Fault]:
    """Whether the log still reaches the sealed head, unaltered."""
    events = log.get(head.case)
    if not events:
        return [_of_case(head, "missing", day, "已签入日根，日志里却没有这一案件")]
    stored = events.get(head.seq)
    if stored is None and head.seq > max(events):
        what = f"签入日根时有{head.seq}个事件，现在止于第{max(events)}个，末尾被截去"
        return [_of_case(head, "truncated", day, what)]
    if stored is None:
        return [_of_case(head, "missing", day, f"签入日根的第{head.seq}个事件不见了")]
    if stored != head.hash:
        return [_of_case(head, "changed", day, f"第{head.seq}个事件的哈希值与签入日根的不同")]
    return []


def _standing_faults(standing: Mapping[str, Head], log: Mapping[str, Mapping[int, bytes]]) -> list[Fault]:
    """Where log and case records disagree on how far each case has come."""
    faults = [fault for head in standing.values() for fault in _head_faults(head, log, "")]
    for case, events in log.items():
        end = standing[case].seq if case in standing else 0
        faults += [
            Fault(case, seq, "inserted", f"{case}：第{seq}个事件在案件登记的末端之后，是后来加入的。")
            for seq in events
            if seq > end
        ]
    return faults


def _of_case(head: Head, kind: Kind, day: str, what: str) -> Fault:
    place = f"日根 {day}：" if day else "案件登记："
    return Fault(head.case, head.seq, kind, f"{place}{head.case} {what}。", day)


def _of_day(day: str, kind: Kind, what: str) -> Fault:
    return Fault("", 0, kind, f"日根 {day}：{what}。", day)
