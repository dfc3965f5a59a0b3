"""Flat conditions as a pack writes them, read into values; each is a mapping with one question in it.

What a question means is in `conditions`; here only its shape and what it refers to are checked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from yifa.procedure.faults import in_code, nearest
from yifa.procedure.model import LINKS, Condition, Value
from yifa.procedure.source import Node
from yifa.procedure.table import FLAG, Table

_TESTS: Final = ("is", "not", "in", "given", "at_least", "at_most", "any_of", "none_of")
_BY_FIELD: Final = {"at_least": "at_least_field", "at_most": "at_most_field"}
_KINDS: Final = {
    "fact": "field",
    "term": "term",
    "done": "act",
    "not_done": "act",
    "open": "wait",
    "closed": "wait",
    "running": "clock",
    "within": "clock",
    "expired": "clock",
    "elapsed": "moment",
    "not_elapsed": "moment",
    "items": "items",
    "table": "table",
    "accrued": "accrual",
    "outcome": "outcome",
    "linked": "",
}

_NARROWED_BY_OUTCOME: Final = ("linked", "items")
"""Questions that an outcome belongs to; elsewhere it is a question itself."""


def conditions(table: Table, key: str) -> tuple[Condition, ...]:
    """The conditions under a key, which must hold together."""
    return read(table, table.items(key), key)


def read(table: Table, nodes: list[Node], key: str) -> tuple[Condition, ...]:
    """The conditions of a list."""
    found = (_condition(table.sub(node, f"{table.title} {key}")) for node in nodes)
    return tuple(condition for condition in found if condition is not None)


def _condition(table: Table) -> Condition | None:
    kinds = [key for key in table.names() if key in _KINDS]
    narrowed = [key for key in kinds if key in _NARROWED_BY_OUTCOME]
    kind = (narrowed or kinds or [""])[0]
    if not kind or len([key for key in kinds if key != "outcome" or not narrowed]) != 1:
        table.fault(
            None,
            "should ask one question",
            "每个条件只问一个问题",
            "",
            _question(table.names(), kinds),
        )
        return None
    condition = _read(table, kind)
    table.finish()
    return condition


def _question(written: tuple[str, ...], kinds: list[str]) -> str:
    """How a condition with no question, or with several, is mended."""
    if len(kinds) > 1:
        return f"{in_code(kinds)} 分开写，每个条件一行 `{{…}}`"
    near = next(filter(None, (nearest(word, _KINDS) for word in written)), "")
    return f"是不是想写 `{near}`？" if near else f"写 {in_code(_KINDS)} 之一，如 `{{done: 步骤}}`"


def _read(table: Table, kind: str) -> Condition:
    if kind == "outcome":
        return Condition(kind, "", "in", list(table.words(kind, refer="outcome")))
    name = table.word(kind, required=True, refer=_KINDS[kind]) or ""
    if kind == "fact" and (bound := _bound_by_field(table)):
        return Condition(kind, name, *bound)
    if kind in ("fact", "term"):
        test, value = _test(table)
        return Condition(kind, name, test, value)
    if kind in ("done", "not_done"):
        return Condition(kind, name, since=table.word("since", refer="act") or "")
    return _SHAPES[kind](table, kind, name) if kind in _SHAPES else Condition(kind, name)


def _bound_by_field(table: Table) -> tuple[str, Value] | None:
    """A bound that is itself an answer: `at_most: proposed_fine`, the number in that field."""
    tests = [key for key in table.names() if key in _TESTS]
    if len(tests) != 1 or tests[0] not in _BY_FIELD or not isinstance(table.value(tests[0]), str):
        return None
    return _BY_FIELD[tests[0]], table.word(tests[0], refer="field")


def _elapsed(table: Table, kind: str, name: str) -> Condition:
    at = table.word("at", refer="moment") or ""
    term = table.word("set_by", refer="term") or ""
    return Condition(kind, name, length=table.length("length", required=True), at=at, term=term)


def _linked(table: Table, kind: str, name: str) -> Condition:
    outcomes = list(table.words("outcome", required=True))
    link = table.one_of("as", tuple(LINKS)) if table.has("as") else ""
    return Condition(kind, name, "in", outcomes, since=table.word("since", refer="act") or "", link=link)


def _items(table: Table, kind: str, name: str) -> Condition:
    """Whether all rows are settled, or how many there are, of all or of those with an outcome; one at least unless
    said.
    """
    if table.has("settled"):
        return Condition(kind, name, "settled", table.flag("settled"))
    outcomes = table.words("outcome", refer=f"outcome of {name}")
    test, value = _number_test(table)
    return Condition(kind, name, test, value, outcomes=outcomes)


def _accrued(table: Table, kind: str, name: str) -> Condition:
    test, value = _number_test(table)
    return Condition(kind, name, test, value)


def _number_test(table: Table) -> tuple[str, int]:
    """A comparison with a number; at least 1 unless said."""
    test, value = _test(table)
    if test == "given":
        return "at_least", 1
    if test not in ("is", "not", "at_least", "at_most") or isinstance(value, bool) or not isinstance(value, int):
        table.fault(
            None, "compares with no number", "应当与一个数比较", mend="写 `is`、`at_least` 或者 `at_most`，后面是整数"
        )
        return "at_least", 1
    return test, value


_SHAPES: Final[dict[str, Callable[[Table, str, str], Condition]]] = {
    "elapsed": _elapsed,
    "not_elapsed": _elapsed,
    "items": _items,
    "accrued": _accrued,
    "linked": _linked,
}
"""Questions with keys of their own."""


def _test(table: Table) -> tuple[str, Value]:
    """The comparison; without one, that something is given."""
    tests = [key for key in table.names() if key in _TESTS]
    if len(tests) > 1:
        table.fault(tests[1], "is a second comparison", "一个条件只能有一个比较", mend="另起一行，再写一个条件")
    if not tests:
        return "given", True
    test = tests[0]
    value = table.value(test)
    if test in ("in", "any_of", "none_of") and not isinstance(value, list):
        mend = f"写成 `{test}: [值, 值]`；只有一个值的，写 `is`"
        table.fault(test, "should be a list", "应当写列表", mend=mend)
        value = [value]
    if test == "given" and not isinstance(value, bool):
        table.fault(test, "should be true or false", "只能写 `true` 或者 `false`", FLAG, "改为 `true` 或者 `false`")
    if test in ("at_least", "at_most") and (isinstance(value, bool) or not isinstance(value, int)):
        table.fault(test, "should be a whole number", "应当写整数", mend="写阿拉伯数字，不加引号和单位；金额以分为单位")
        value = 0
    return test, value
