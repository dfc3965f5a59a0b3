"""Finds the components and renders them: a component is a folder with a template, a style and named examples.

It holds no look of its own, and a component never reads a request, a database or a setting.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import SafeString

HOME = Path(__file__).parent
COMPONENTS = HOME / "components"

Arrange = Callable[[dict[str, Any]], dict[str, Any]]


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are truth values: ``on`` is a key of ours (the legal day)."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load_yaml(path: Path) -> Any:
    """What a YAML file of ours says; raises YAMLError with file and line."""
    with path.open(encoding="utf-8") as written:
        return yaml.load(written, Loader=_Loader)  # noqa: S506 (a SafeLoader with fewer truth values)


class ComponentFault(TypeError):
    """A page handed a component something it does not take, or left out what it needs."""


@dataclass(frozen=True)
class Example:
    """One named case of a component, as written in its ``examples.yaml``."""

    name: str
    given: dict[str, Any]
    note: str = ""


@dataclass(frozen=True)
class Component:
    """A component as its folder describes it; ``takes``: a sentence for each key, optional end in ``?``."""

    name: str
    title: str
    purpose: str
    group: str
    takes: dict[str, str]
    examples: tuple[Example, ...]
    arrange: Arrange | None

    @property
    def required(self) -> set[str]:
        """The keys without which the component cannot be drawn."""
        return {key for key in self.takes if not key.endswith("?")}

    @property
    def known(self) -> set[str]:
        """All keys the component looks at."""
        return {key.rstrip("?") for key in self.takes}

    @property
    def folder(self) -> Path:
        """Where the component lives."""
        return COMPONENTS / self.name


@cache
def engine() -> Engine:
    """The template engine of the components: our own, so that no project setting can bend them."""
    plain = ["django.template.loaders.filesystem.Loader"] if settings.DEBUG else None
    return Engine(
        dirs=[str(COMPONENTS)],
        loaders=plain,
        builtins=["yifa.ui.templatetags.ui"],
        autoescape=True,
    )


@cache
def components() -> dict[str, Component]:
    """All components by name, in the order of their names."""
    folders = sorted(path.parent for path in COMPONENTS.glob("*/examples.yaml"))
    return {folder.name: _read(folder) for folder in folders}


def _read(folder: Path) -> Component:
    described = load_yaml(folder / "examples.yaml")
    return Component(
        name=folder.name,
        title=described["title"],
        purpose=described["purpose"],
        group=described["group"],
        takes=described["takes"],
        examples=tuple(
            Example(case["name"], case.get("with") or {}, case.get("note", "")) for case in described["cases"]
        ),
        arrange=_arrange_of(folder.name),
    )


def _arrange_of(name: str) -> Arrange | None:
    module = f"yifa.ui.components.{name}.arrange"
    if not (COMPONENTS / name / "arrange.py").exists() or find_spec(module) is None:
        return None
    found: Arrange = import_module(module).arrange
    return found


def spread(given: object) -> dict[str, Any]:
    """The keys and values of a mapping or of a dataclass (one level deep, nothing copied)."""
    if given is None or given == "":
        return {}
    if isinstance(given, Mapping):
        return dict(given)
    if is_dataclass(given):
        return {field.name: getattr(given, field.name) for field in fields(given)}
    raise ComponentFault(f"组件的参数须是字典或数据类，收到的是 {type(given).__name__}")


def render(name: str, given: object = None, page: Mapping[str, Any] | None = None, /, **words: Any) -> SafeString:
    """The HTML of a component.

    ``given`` is a mapping or dataclass whose extra keys are ignored; ``words`` override it and must be known
    to the component; ``page`` is what every component may see of its page: ``request`` and ``csrf_token``.
    Raises ComponentFault for an unknown component, an unknown word, or a missing key.
    """
    component = components().get(name)
    if component is None:
        raise ComponentFault(f"没有名为 {name!r} 的组件；现有：{'、'.join(components())}")
    if unknown := words.keys() - component.known:
        raise ComponentFault(f"组件 {name} 不认识 {sorted(unknown)}；它认识 {sorted(component.known)}")
    values = {key: value for key, value in spread(given).items() if key in component.known} | words
    if missing := component.required - values.keys():
        raise ComponentFault(f"组件 {name} 缺少 {sorted(missing)}")
    if component.arrange:
        values = component.arrange(values)
    return engine().get_template(f"{name}/template.html").render(Context({**(page or {}), **values}))
