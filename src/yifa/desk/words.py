"""Words that several pages share: articles as marks, roles, people, stages, and clocks as badges.

Only wording; whether something is lawful or late is the engine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from yifa.law import BadCitation, Citation, Statutes, installed
from yifa.organs.public import ADMINISTRATOR, AUDITOR, SECURITY_OFFICER, Account, Post
from yifa.procedure import ClockView, Procedure, Refusal, shipped
from yifa.procedure.model import LAW, LINKED

PLATFORM = {ADMINISTRATOR: "系统管理员", SECURITY_OFFICER: "安全管理员", AUDITOR: "审计员"}
UNITS = {"working_days": "working_days", "calendar_days": "days", "hours": "hours"}
_PLACE = re.compile(r"^第[〇零一二三四五六七八九十百千0-9]+条")


def role_names() -> dict[str, str]:
    """Every role that an account may hold, with its Chinese name: those of the packs, then the platform's.

    A role that packs name differently bears all its names.
    """
    found: dict[str, list[str]] = {}
    for pack in shipped().values():
        for id, label in pack.roles.items():
            if id not in pack.outside and label.zh not in (names := found.setdefault(id, [])):
                names.append(label.zh)
    return {id: "、".join(names) for id, names in found.items()} | PLATFORM


def post_name(post: Post) -> str:
    """The Chinese name of a post: as its procedure names the role, where it is for one procedure only."""
    pack = shipped().get(post.procedure)
    if pack is not None and post.role in pack.roles:
        return pack.roles[post.role].zh
    return role_names().get(post.role, post.role)


def called(title: str, matter: str, procedure: Procedure) -> str:
    """What a case is called on the desk: by what it is about, else by its matter, else by its procedure."""
    return title or matter or procedure.label.zh


def citations(cites: str) -> list[str]:
    """The single citations in a field such as 行政许可法 第二十九条、第三十一条；国办发〔2020〕42号."""
    found: list[str] = []
    for part in re.split(r"[；;，、]", cites):
        text = part.strip()
        if _PLACE.match(text) and found:
            # 第三十一条 after 行政许可法 第二十九条、 stands in the same statute.
            text = f"{_title(found[-1])} {text}"
        if text:
            found.append(text)
    return found


def _title(citation: str) -> str:
    return citation.split(" 第", maxsplit=1)[0].split("第", maxsplit=1)[0].strip() or citation


@lru_cache(maxsize=2048)
def article(cites: str) -> Mapping[str, str] | None:
    """The mark of an article: {label, gloss, title}; None without a citation."""
    places = citations(cites)
    if not places:
        return None
    statutes = Statutes.shipped()
    try:
        first = Citation.parse(places[0])
        label = first.short + ("等" if len(places) > 1 else "")
        glosses = [gloss for place in places if (gloss := statutes.gloss(place))]
    except BadCitation:
        return {"label": cites, "gloss": cites, "title": cites}
    text = installed(settings.LAW_TEXTS).article(first)
    return {"label": label, "gloss": "".join(glosses) or cites, "title": cites, "text": text or ""}


def articles(cites: Iterable[str]) -> list[Mapping[str, str]]:
    """Marks of several citations, each once."""
    found = (article(one) for one in dict.fromkeys(cites))
    return [one for one in found if one is not None]


def reason(refusal: Refusal) -> dict[str, Any]:
    """A refusal as the component takes it."""
    return {
        "sentence": refusal.sentence,
        "article": article(refusal.cites),
        "remedy": refusal.remedy,
        "by_whom": refusal.by_whom,
    }


def badge(view: ClockView, *, named: bool = True) -> dict[str, Any]:
    """A clock as the badge takes it."""
    return {
        "state": view.colour,
        "left": view.left,
        "unit": UNITS[view.unit],
        "label": view.label if named else "",
        "provisional": view.provisional,
    }


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Person id → name, for accounts; the law and the public by what they are."""
    wanted = {id for id in ids if id.startswith("account:")}
    keys = [int(id.removeprefix("account:")) for id in wanted]
    names = {f"account:{pk}": name for pk, name in Account.objects.filter(pk__in=keys).values_list("pk", "name")}
    return names | {LAW: "法律", LINKED: "关联办件"}
