"""What somebody has filled in and not yet sent: kept in the session, encrypted, and gone with it.

A draft is no case: it has no number, nobody at the desk sees it, and it is forgotten eight hours after the last page.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yifa.matters.public import Matter, terms_of
from yifa.procedure import Procedure, shipped, terms_for
from yifa.sealing import Vault, VaultFault

_DRAFT, _SENT = "draft:", "sent:"
_MOST = 5
"""So many drafts are kept at once; the oldest gives way."""


class NoSuchDraft(LookupError):
    """没有这份正在填写的申请；可能已经提交，或者超过了保存时间。"""


@dataclass(slots=True)
class Draft:
    """An opening act being filled in. `answers` are values as the engine takes them; `key` makes sending twice one."""

    id: str
    procedure_id: str
    act: str
    organ: str
    matter: str
    key: str
    answers: dict[str, Any] = field(default_factory=dict)
    origin: int = 0  # the id of the case that this one arises from; 0 without one
    back: str = ""  # its number, to return to its page

    @property
    def procedure(self) -> Procedure:
        """The pack's newest edition, under which the case will be opened."""
        return shipped()[self.procedure_id]

    @property
    def matter_row(self) -> Matter | None:
        """The matter, where the procedure has one."""
        return Matter.objects.select_related("organ").filter(pk=self.matter).first() if self.matter else None

    def terms(self) -> dict[str, Any]:
        """The terms that the case will be opened with."""
        matter = self.matter_row
        return terms_for(self.procedure, terms_of(matter) if matter else {})


def begin(
    request: HttpRequest, procedure: str, act: str, organ: str, matter: str = "", *, origin: int = 0, back: str = ""
) -> Draft:
    """A new draft in the visitor's session."""
    kept = [name for name in request.session.keys() if name.startswith(_DRAFT)]  # noqa: SIM118 - no iterator
    for name in kept[: max(0, len(kept) - _MOST + 1)]:
        del request.session[name]
    draft = Draft(secrets.token_hex(8), procedure, act, organ, matter, secrets.token_hex(16), {}, origin, back)
    save(request, draft)
    return draft


def save(request: HttpRequest, draft: Draft) -> None:
    """Keep what was filled in. Particulars lie encrypted in the session, as they do in the case (个保法 第五十一条)."""
    plain = json.dumps(asdict(draft), ensure_ascii=False).encode()
    request.session[_DRAFT + draft.id] = base64.b64encode(_vault().seal(plain, draft.id)).decode()


def load(request: HttpRequest, id: str) -> Draft:
    """The draft as it was kept. Raises NoSuchDraft."""
    kept = request.session.get(_DRAFT + id)
    if not isinstance(kept, str):
        raise NoSuchDraft(id)
    try:
        return Draft(**json.loads(_vault().open(base64.b64decode(kept), id)))
    except (VaultFault, ValueError, TypeError) as error:
        raise NoSuchDraft(id) from error


def forget(request: HttpRequest, id: str) -> None:
    """Throw a draft away."""
    request.session.pop(_DRAFT + id, None)


def sent(request: HttpRequest, id: str, case: int, division: str) -> None:
    """The draft became a case: only which one is kept, for the receipt."""
    forget(request, id)
    request.session[_SENT + id] = [case, division]


def case_of(request: HttpRequest, id: str) -> tuple[int, str] | None:
    """Id and division of the case that a draft became; None if it was not sent in this visit."""
    found = request.session.get(_SENT + id)
    return (int(found[0]), str(found[1])) if found else None


@lru_cache(maxsize=1)
def _vault() -> Vault:
    keys = dict(item.split(":", 1) for item in settings.DATA_KEYS)
    return Vault({name: base64.b64decode(key) for name, key in keys.items()}, next(iter(keys)))
