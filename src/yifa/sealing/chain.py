"""The chain of hashes of one case: how an event's body becomes bytes, and how it is linked to the one before.

It holds no rows and reads no database; what a fault found in a chain is called is decided in `diagnosis`.
"""

from collections.abc import Container, Iterable
from typing import NamedTuple

import orjson

from yifa.sealing.diagnosis import diagnose
from yifa.sealing.digest import sm3
from yifa.sealing.fault import Fault

# One leading byte keeps the kinds of digest apart, so that none can ever be passed off as another.
# 0x00 and 0x01 are the leaf and the node of RFC 6962 (see `tree`).
LINK_PREFIX = b"\x02"
GENESIS_PREFIX = b"\x03"

JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS
_SCALARS = frozenset((str, int, bool, type(None)))


class NotCanonical(ValueError):
    """日志正文只能由文本、整数、真假、空值、列表和对象组成。"""


class Row(NamedTuple):
    """One event as it is stored."""

    seq: int
    """Place in the case, from 1, without gaps."""
    body: bytes
    """Canonical JSON text in UTF-8, byte for byte as it was sealed."""
    hash: bytes
    """32 bytes: `link(hash of the event before, body)`."""


def canonical(value: object) -> bytes:
    """The one sequence of bytes that stands for `value` in the log.

    UTF-8 JSON, keys sorted by code point, no spaces, nothing escaped but `"`, `\\` and control characters.
    Floats are refused because their text depends on who prints it (write money in fen), dates and other
    objects because their form must be the caller's decision. Raises `NotCanonical` naming the place.

    >>> canonical({"b": 1, "a": "准予"}).decode()
    '{"a":"准予","b":1}'
    """
    try:
        if not _is_plain(value):
            raise NotCanonical(_first_stranger(value, "$"))
        return orjson.dumps(value, option=_OPTIONS)
    except (orjson.JSONEncodeError, RecursionError) as error:
        # Integers beyond 64 bits, lone surrogates, nesting beyond all sense.
        raise NotCanonical(f"日志正文无法写成规范文本：{error}") from error


def _is_plain(value: object) -> bool:
    kind = type(value)
    if kind in _SCALARS:
        return True
    if kind is dict:
        for key, member in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or (type(member) not in _SCALARS and not _is_plain(member)):
                return False
        return True
    if kind is list:
        return all(type(member) in _SCALARS or _is_plain(member) for member in value)  # type: ignore[attr-defined]
    return False


def _first_stranger(value: object, path: str) -> str:
    if isinstance(value, dict) and type(value) is dict:
        for key, member in value.items():
            if type(key) is not str:
                return f"{path} 的键 {key!r} 不是文本；请改用文本作键。"
            if not _is_plain(member):
                return _first_stranger(member, f"{path}.{key}")
    if isinstance(value, list) and type(value) is list:
        for index, member in enumerate(value):
            if not _is_plain(member):
                return _first_stranger(member, f"{path}[{index}]")
    if isinstance(value, float):
        return f"{path} 是小数 {value!r}，日志不收小数；金额请以分为单位写成整数。"
    return f"{path} 的类型 {type(value).__name__} 不能写入日志；请先换成文本或整数。"


def genesis(case: str) -> bytes:
    """The 32 bytes that stand before the first event of the case numbered `case`.

    They bind the whole chain to its case number: a chain moved under another number does not verify.
    """
    return sm3(GENESIS_PREFIX + case.encode())


def link(prev: bytes, body: bytes) -> bytes:
    """The hash of an event: SM3(0x02 ‖ hash of the event before ‖ body).

    `prev` is always 32 bytes (`genesis` for the first event), so where it ends and the body begins is fixed.
    """
    return sm3(LINK_PREFIX + prev + body)


def check_chain(case: str, rows: Iterable[tuple[int, bytes, bytes]], vouched: Container[bytes] = ()) -> list[Fault]:
    """What is wrong with the log of one case; an empty list says that the chain holds.

    `rows` are (seq, body, hash) in the order in which they are kept. Each fault names the case, the place
    and the kind: changed, missing, inserted or reordered. What is cut off the end leaves a chain that holds;
    it is found against the sealed heads (`roots.check_roots`). `vouched` are hashes of this case that a root
    or the case record names: they tell which of two continuations is the true one.
    """
    kept = list(rows)
    prev = genesis(case)
    for expected, (seq, body, stored) in enumerate(kept, start=1):
        computed = link(prev, body)
        if seq != expected or computed != stored:
            return diagnose(case, kept, genesis(case), link, vouched)
        prev = stored
    return []
