"""Whoever writes a pack reads in Chinese what is wrong, why, and how to mend it: no fault is written otherwise.

The texts are looked at where they are written, so those that no test brings about are seen too; those put together
while running are looked at by `tests/conftest.py` whenever a test makes one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "yifa"
Makers = dict[str, list[str]]
SAID = ("zh", "why", "mend")
MUST_BE_SAID = ("zh", "mend")
OF_PACKS = {
    "Fault": ["place", "what", "zh", "why", "mend", "severity", "story"],
    "fault": ["key", "what", "zh", "why", "mend"],
}
OF_PAPERS = {name: ["line", "zh", "why", "mend"] for name in ("fault", "_fault")} | {
    "TemplateFault": ["file", "line", "zh", "why", "mend"]
}
"""What makes a fault, with what it is given in order; beside these, whatever a file defines that takes such words."""
CHINESE, LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile("[A-Za-z]")


@pytest.mark.parametrize(("room", "makers"), [("procedure", OF_PACKS), ("papers", OF_PAPERS)])
def test_every_fault_says_what_and_how_to_mend_it_in_chinese(room: str, makers: Makers) -> None:
    paths = sorted((SOURCE / room).rglob("*.py"))

    assert [fault for path in paths for fault in silent(path.read_text("utf-8"), path.name, makers)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Fault(place, "bad", "不好", "no reason", "改好")', "why"),
        ('Fault(place, "bad", "不好", mend="mend it")', "mend"),
        ('Fault(place, "bad", "不好", mend=f"write {key}")', "mend"),
        ('Fault(place, "bad", "不好", "原因")', "mend"),
        ('Fault(place, "bad", "bad", mend="改好")', "zh"),
        ('Fault(place, "bad", "不好", mend="改好" if here else "mend it")', "mend"),
        ('mend = "mend it"\n    Fault(place, "bad", "不好", mend=mend)', "mend"),
        ('def say(what, mend):\n        Fault(place, what, "不好", mend=mend)\n    say("bad", "mend it")', "mend"),
    ],
)
def test_a_fault_that_is_silent_or_speaks_english_is_seen(text: str, said: str) -> None:
    found = list(silent(f"def f():\n    {text}\n", "f.py"))

    assert len(found) == 1
    assert found[0].endswith(said)


def test_a_fault_in_chinese_is_not_complained_of() -> None:
    assert list(silent('def f():\n    mend = f"写 `{key}`"\n    Fault(place, "bad", "不好", "", mend)\n', "f.py")) == []


def silent(text: str, name: str, makers: Makers = OF_PACKS) -> Iterator[str]:
    """The calls that make a fault and say something in another language or not at all, as file:line what."""
    tree = ast.parse(text)
    makers = {
        function.name: [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and {"zh", "mend"} & {argument.arg for argument in function.args.args}
    } | makers
    for scope in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] + [tree]:
        for call in own_calls(scope):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            adds_to_a_set = called == "add" and len(call.args) == 1
            if called not in makers or adds_to_a_set or any(isinstance(one, ast.Starred) for one in call.args):
                continue
            given = dict(zip(makers[called], call.args, strict=False))
            given |= {one.arg: one.value for one in call.keywords if one.arg}
            for key in SAID:
                missing = key in makers[called] and key in MUST_BE_SAID and key not in given
                if missing or (key in given and not speaks(given[key], scope, tree, key in MUST_BE_SAID)):
                    yield f"{name}:{call.lineno} {key}"


def own_calls(scope: ast.AST) -> Iterator[ast.Call]:
    """The calls of a function without those of the functions within it."""
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, ast.FunctionDef):
            yield from own_calls(node)


def speaks(said: ast.expr, scope: ast.AST, tree: ast.Module, must: bool) -> bool:
    """Chinese, or put together while running; nothing at all only where nothing need be said."""
    match said:
        case ast.Constant(value=str(text)):
            return bool(CHINESE.search(text)) or (not text and not must)
        case ast.JoinedStr(values=parts):
            written = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            return bool(CHINESE.search(written)) or not LATIN.search(written)
        case ast.IfExp(body=one, orelse=other):
            return all(speaks(each, scope, tree, must) for each in (one, other))
        case ast.Name(id=name):
            values = [*assigned(name, scope), *assigned(name, tree, deep=False)]
            return all(speaks(value, scope, tree, must) for value in values)
    return True


def assigned(name: str, scope: ast.AST, deep: bool = True) -> Iterator[ast.expr]:
    """What a name is set to, alone or among others."""
    for node in ast.walk(scope) if deep else ast.iter_child_nodes(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    names = [getattr(one, "id", "") for one in target.elts]
                    yield from (value for one, value in zip(names, node.value.elts, strict=True) if one == name)
