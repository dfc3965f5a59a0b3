"""Ways to break a pack: each changes one passage of its YAML so that it would say something else than the law does.

They are written down in full and chosen from by chance; whether anything notices is asked by `mutants`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Docs = Mapping[str, dict[str, Any]]
"""The plain values of a pack's files by name: procedure, form, deadlines, indicators."""

DROP: Final = object()
"""In place of a value: the key or the item goes."""
_LENGTH: Final = re.compile(r"([0-9]+) (.+)")
_ARTICLE: Final = re.compile(r"第([一二三四五六七八九十百]+)条")
_INVERSE: Final = {
    "done": "not_done", "not_done": "done", "open": "closed", "closed": "open", "is": "not", "not": "is",
    "within": "expired", "expired": "within", "elapsed": "not_elapsed", "not_elapsed": "elapsed",
    "at_least": "at_most", "at_most": "at_least", "any_of": "none_of", "none_of": "any_of",
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """One passage changed: in which file, along which keys, to what; `kind` and `zh` say it in Chinese."""

    kind: str
    zh: str
    file: str
    path: tuple[str | int, ...]
    value: Any


def mutations(docs: Docs) -> Iterator[Mutation]:
    """Every single change that the operators below can make to a pack."""
    yield from _of_acts(docs)
    yield from _of_duties(docs)
    yield from _of_gates(docs)
    yield from _of_clocks(docs)
    yield from _of_fields(docs)
    yield from _of_citations(docs)
    yield from _of_terms(docs)


def changed(docs: Docs, mutation: Mutation) -> dict[str, Any]:
    """The file that the mutation touches, changed; the rest is left alone."""
    return _set(docs[mutation.file], mutation.path, mutation.value)  # type: ignore[no-any-return]


def _set(here: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of nested values with one of them replaced or dropped."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(here, list):
        items = list(here)
        if not rest and value is DROP:
            del items[int(first)]
        else:
            items[int(first)] = _set(items[int(first)], rest, value)
        return items
    entries = dict(here)
    if not rest and value is DROP:
        entries.pop(str(first))
    elif not rest:
        entries[str(first)] = value
    else:
        entries[str(first)] = _set(entries[str(first)], rest, value)
    return entries


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _of_acts(docs: Docs) -> Iterator[Mutation]:
    doc = docs["procedure"]
    for id, act in doc["acts"].items():
        at: tuple[str | int, ...] = ("acts", id)
        name = act["zh"]
        for key, kind in _LISTS_OF_ACTS.items():
            items = _listed(act[key]) if act.get(key) else []
            for item in items:
                rest = [other for other in items if other != item]
                if key in ("by", "in") and not rest:
                    continue
                yield Mutation(kind, f"“{name}”的 {key} 去掉 {item}", "procedure", (*at, key), rest or DROP)
        for key, kind in _KEYS_OF_ACTS.items():
            if key in act:
                yield Mutation(kind, f"“{name}”去掉 {key}", "procedure", (*at, key), DROP)
        yield from _exchanged(doc, at, act)
        if isinstance(act.get("officers"), int):
            yield Mutation("减少人数", f"“{name}”减少一人", "procedure", (*at, "officers"), act["officers"] - 1)
        yield from _of_conditions("procedure", (*at, "when"), act.get("when"), f"“{name}”的条件")


def _exchanged(doc: dict[str, Any], at: tuple[str | int, ...], act: dict[str, Any]) -> Iterator[Mutation]:
    """Another role, another stage, another outcome."""
    name, doers = act["zh"], _listed(act["by"])
    if not {"law", "linked"}.intersection(doers):
        for role in sorted(set(doc["roles"]).difference(doers)):
            yield Mutation("换角色", f"“{name}”改由 {role} 办理", "procedure", (*at, "by"), [role])
    for stage in doc["stages"]:
        if act.get("to") and stage != act["to"]:
            yield Mutation("换阶段", f"“{name}”改为进入 {stage}", "procedure", (*at, "to"), stage)
    for outcome in doc.get("outcomes") or {}:
        if act.get("outcome") and outcome != act["outcome"]:
            yield Mutation("换结果", f"“{name}”改为得出 {outcome}", "procedure", (*at, "outcome"), outcome)


_LISTS_OF_ACTS: Final = {
    "needs": "去掉前置条件", "not_by": "去掉回避", "in": "去掉阶段", "papers": "去掉文书", "fields": "去掉字段",
}  # fmt: skip
_KEYS_OF_ACTS: Final = {
    "opens": "去掉等待", "closes": "去掉等待", "effect": "改生效日", "once": "去掉只办一次", "outcome": "去掉结果",
    "when": "去掉条件", "officers": "去掉人数",
}  # fmt: skip


def _of_conditions(file: str, at: tuple[str | int, ...], conditions: Any, of: str) -> Iterator[Mutation]:
    """One condition of a list dropped, turned round, or no longer asked anew."""
    if conditions is None:
        return
    found = _listed(conditions)
    for number, condition in enumerate(found):
        rest = [*found[:number], *found[number + 1 :]]
        if rest:
            yield Mutation("去掉条件", f"{of}去掉 {condition}", file, at, rest)
        for turned in _turned(condition):
            put = [*found[:number], turned, *found[number + 1 :]]
            yield Mutation("颠倒条件", f"{of}：{condition} 改为 {turned}", file, at, put)
        if "since" in condition:
            put = [*found[:number], {k: v for k, v in condition.items() if k != "since"}, *found[number + 1 :]]
            yield Mutation("去掉 since", f"{of}：{condition} 去掉 since", file, at, put)
        if "length" in condition:
            for length in _other_lengths(condition["length"]):
                put = [*found[:number], {**condition, "length": length}, *found[number + 1 :]]
                yield Mutation("改期限", f"{of}：{condition['length']} 改为 {length}", file, at, put)


def _turned(condition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key, value in condition.items():
        if key in _INVERSE and not (key == "not" and isinstance(value, list)):
            yield {(_INVERSE[key] if k == key else k): v for k, v in condition.items()}
        elif key == "given":
            yield {**condition, "given": not value}


def _of_duties(docs: Docs) -> Iterator[Mutation]:
    for id, duty in (docs["procedure"].get("duties") or {}).items():
        acts = _listed(duty["acts"])
        for act in acts:
            rest = [other for other in acts if other != act]
            if rest:
                yield Mutation("去掉回避", f"职责“{duty['zh']}”去掉 {act}", "procedure", ("duties", id, "acts"), rest)


def _of_gates(docs: Docs) -> Iterator[Mutation]:
    for id, gate in (docs["procedure"].get("gates") or {}).items():
        at: tuple[str | int, ...] = ("gates", id, "met_by")
        lines = gate["met_by"]
        for number, line in enumerate(lines):
            if len(lines) > 1:
                rest = [*lines[:number], *lines[number + 1 :]]
                yield Mutation("去掉一种成立情形", f"“{gate['zh']}”去掉 {line}", "procedure", at, rest)
            yield from _of_conditions("procedure", (*at, number), line, f"“{gate['zh']}”")


def _other_lengths(text: Any) -> list[str]:
    found = _LENGTH.fullmatch(str(text))
    if found is None:
        return []
    number, unit = int(found[1]), found[2]
    other = {"working days": "days", "days": "working days", "months": "years", "hours": "days"}.get(unit, "months")
    return [f"{number + 1} {unit}", f"{number * 2 or 5} {unit}", f"{number} {other}"] + (
        [f"{number - 1} {unit}"] if number > 1 else []
    )


def _of_clocks(docs: Docs) -> Iterator[Mutation]:
    for id, clock in (docs["deadlines"].get("clocks") or {}).items():
        at: tuple[str | int, ...] = ("clocks", id)
        name = clock["zh"]
        for key, kind in (("paused_by", "去掉中止"), ("stops", "去掉停止"), ("starts", "去掉起算")):
            items = _listed(clock[key]) if clock.get(key) else []
            for item in items:
                rest = [other for other in items if other != item]
                if key == "starts" and not rest:
                    continue
                yield Mutation(kind, f"“{name}”的 {key} 去掉 {item}", "deadlines", (*at, key), rest or DROP)
        for key, kind in _KEYS_OF_CLOCKS.items():
            if key in clock:
                yield Mutation(kind, f"“{name}”去掉 {key}", "deadlines", (*at, key), DROP)
        yield from _of_conditions("deadlines", (*at, "when"), clock.get("when"), f"“{name}”")
        yield from _of_lengths((*at, "length"), clock.get("length"), name, towards="until" in clock)
        if clock.get("extension"):
            extension = clock["extension"]
            yield from _of_lengths((*at, "extension", "length"), extension.get("length"), f"{name}的延长")
            times = int(extension.get("times") or 1)
            yield Mutation(
                "多次延长", f"“{name}”可以延长{times + 1}次", "deadlines", (*at, "extension", "times"), times + 1
            )
        if isinstance(clock.get("expiry"), dict) and "act" in clock["expiry"]:
            left = {key: value for key, value in clock["expiry"].items() if key != "act"} or {"note": "逾期"}
            yield Mutation("去掉届满后果", f"“{name}”届满后不再自动发生", "deadlines", (*at, "expiry"), left)


_KEYS_OF_CLOCKS: Final = {
    "extension": "去掉延长", "start_fact": "改起算日", "keyed_by": "去掉分别计算", "promised": "去掉承诺",
    "when": "去掉条件", "pause_when": "去掉条件",
}  # fmt: skip


def _of_lengths(at: tuple[str | int, ...], lengths: Any, name: str, *, towards: bool = False) -> Iterator[Mutation]:
    """A length in force changed. Towards a day that a person wrote down (`until`), nothing before it is that very day
    in every unit: another unit for 0 says the same, so it is left out.
    """
    for number, dated in enumerate(_listed(lengths) if lengths else []):
        for length in _other_lengths(dated.get("value")):
            if towards and length.startswith("0 "):
                continue
            zh = f"“{name}”由 {dated['value']} 改为 {length}"
            yield Mutation("改期限", zh, "deadlines", (*at, number, "value"), length)
        yield from _of_conditions("deadlines", (*at, number, "when"), dated.get("when"), f"“{name}”的长度")
        if len(_listed(lengths)) > 1:
            yield Mutation("去掉长度", f"“{name}”去掉 {dated.get('value')}", "deadlines", (*at, number), DROP)


def _of_fields(docs: Docs) -> Iterator[Mutation]:
    for id, field in docs["form"]["fields"].items():
        at: tuple[str | int, ...] = ("fields", id)
        if field.get("required") is not False:
            yield Mutation("不再必填", f"“{field['zh']}”不再必填", "form", (*at, "required"), False)
        for key in ("after", "not_before", "not_after", "when"):
            if key in field:
                yield Mutation("去掉字段限制", f"“{field['zh']}”去掉 {key}", "form", (*at, key), DROP)
        yield from _of_conditions("form", (*at, "when"), field.get("when"), f"字段“{field['zh']}”")


_CITING: Final = (
    ("acts", "procedure"), ("duties", "procedure"), ("gates", "procedure"), ("waits", "procedure"),
    ("clocks", "deadlines"),
)  # fmt: skip


def _of_citations(docs: Docs) -> Iterator[Mutation]:
    """The article cited is another: the one after it, or one that is not there at all."""
    for kind, file in _CITING:
        for id, thing in (docs[file].get(kind) or {}).items():
            if thing.get("cites"):
                yield from _miscited(file, (kind, id, "cites"), thing["cites"], thing["zh"])
            for number, dated in enumerate(_listed(thing.get("length") or []) if kind == "clocks" else []):
                yield from _miscited(file, (kind, id, "length", number, "cites"), dated.get("cites", ""), thing["zh"])


def _miscited(file: str, path: tuple[str | int, ...], cites: str, name: str) -> Iterator[Mutation]:
    if found := _ARTICLE.search(cites):
        for article in ("第九十九条", "第一百九十条"):
            text = cites[: found.start()] + article + cites[found.end() :]
            yield Mutation("引错条文", f"“{name}”引为 {text}", file, path, text)
        short = re.sub(r"第[一二三四五六七八九十]+(?:款|项)", "第九款", cites, count=1)
        if short != cites:
            yield Mutation("引错条文", f"“{name}”引为 {short}", file, path, short)


def _of_terms(docs: Docs) -> Iterator[Mutation]:
    for term, value in (docs["procedure"].get("terms") or {}).items():
        if isinstance(value, bool):
            yield Mutation("改默认值", f"要素 {term} 改为 {not value}", "procedure", ("terms", term), not value)
        for length in _other_lengths(value)[:2] if isinstance(value, str) else []:
            yield Mutation("改默认值", f"要素 {term} 由 {value} 改为 {length}", "procedure", ("terms", term), length)
