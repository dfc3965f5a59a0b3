"""Whatever goes wrong, as one shape with one status: refusals of the law, slips of the caller, a stopped database.

Sentences come from where the fault was found; here only its status is chosen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import psycopg
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from yifa.api.attempts import WINDOW_SECONDS, TooManyAttempts
from yifa.api.shapes import Fault, Happened, Problem
from yifa.api.tokens import BadToken
from yifa.casework.public import (
    Changed,
    Forbidden,
    KeyReused,
    NoSuchCase,
    NoSuchMatter,
    NoSuchProcedure,
    Refused,
    TooBusy,
    Unavailable,
    Uncertain,
)
from yifa.identifiers import BadIdentifier
from yifa.procedure import Refusal

_LOG = logging.getLogger("yifa.api")
_RETRY = {"Retry-After": "5"}


class Wrong(Exception):
    """A request that cannot be done, with its status and its problem."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.status, self.problem = status, problem


def missing(code: str, sentence: str, where: str = "") -> Wrong:
    """Something named in the request is not there."""
    return Wrong(404, Problem(code=code, sentence=sentence, where=where))


def unfit(code: str, sentence: str, where: str = "", *, cites: str = "", remedy: str = "") -> Wrong:
    """The request is well formed and still cannot be done."""
    return Wrong(422, Problem(code=code, sentence=sentence, where=where, cites=cites, remedy=remedy))


def fault(refusal: Refusal) -> Fault:
    """A refusal of the engine."""
    return Fault(
        code=refusal.code, sentence=refusal.sentence, cites=refusal.cites, remedy=refusal.remedy,
        by_whom=refusal.by_whom, field=refusal.field,
    )  # fmt: skip


def refused(first: Refusal, others: Iterable[Refusal] = ()) -> Wrong:
    """An act that the law or the form refuses, with whatever else is wrong with the answers."""
    where = f"body.answers.{first.field}" if first.field else ""
    more = [fault(other) for other in others if other != first]
    return Wrong(422, Problem(**fault(first).model_dump(), where=where, more=more))


def _happened(error: Changed) -> Wrong:
    changed = [Happened(seq=one.seq, act=one.act, on=one.on, role=one.role) for one in error.events]
    return Wrong(409, Problem(code="case.changed", sentence=str(error), changed=changed))


def _plain(status: int, code: str) -> Callable[[Any], Wrong]:
    return lambda error: Wrong(status, Problem(code=code, sentence=str(error)))


_UNAVAILABLE = Problem(code="database.unavailable", sentence=str(Unavailable()))
_TOO_BIG = Problem(code="request.too_big", sentence="请求的正文太大；请分几次提交，或者减小内容。", where="body")
_INTERNAL = Problem(
    code="internal", sentence="系统内部出错，不能确定您的操作是否已经记录；请先查询，再决定是否重试，并告知管理员。"
)
_OF_HTTP = {
    400: Problem(code="request.unparsable", sentence="请求的正文不是合法的 JSON。", where="body"),
    401: Problem(code="token.missing", sentence="请在 Authorization 头中给出令牌：Bearer 令牌。", where="header"),
}

_KNOWN: Sequence[tuple[type[Exception], Callable[[Any], Wrong]]] = (
    (Wrong, lambda error: error),
    (Refused, lambda error: refused(error.refusal)),
    (Changed, _happened),
    (KeyReused, _plain(409, "key.reused")),
    (NoSuchCase, _plain(404, "case.unknown")),
    (NoSuchMatter, _plain(404, "matter.unknown")),
    (NoSuchProcedure, _plain(404, "procedure.unknown")),
    (Forbidden, _plain(403, "case.forbidden")),
    (BadToken, _plain(401, "token.invalid")),
    (BadIdentifier, lambda error: unfit(error.code, str(error))),
    (TooManyAttempts, _plain(429, "attempts.too_many")),
    (TooBusy, _plain(503, "case.busy")),
    (Uncertain, _plain(503, "database.uncertain")),
    (Unavailable, lambda error: Wrong(503, _UNAVAILABLE)),
    (OperationalError, lambda error: Wrong(503, _UNAVAILABLE)),
    (InterfaceError, lambda error: Wrong(503, _UNAVAILABLE)),
    (psycopg.OperationalError, lambda error: Wrong(503, _UNAVAILABLE)),
    (RequestDataTooBig, lambda error: Wrong(413, _TOO_BIG)),
)


def answer_problems(api: NinjaAPI) -> None:
    """Let the interface answer each known fault in its shape, and any other as a logged 500 without a trace of it."""
    for kind, wrong in _KNOWN:
        api.add_exception_handler(kind, _handler(api, wrong))
    api.add_exception_handler(HttpError, _handler(api, _of_http))
    api.add_exception_handler(ValidationError, _handler(api, _of_validation))
    api.add_exception_handler(Exception, _handler(api, _unknown))


def _handler(api: NinjaAPI, wrong: Callable[[Any], Wrong]) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        found = wrong(error)
        response = api.create_response(request, found.problem, status=found.status)
        if found.status == 401:
            response["WWW-Authenticate"] = "Bearer"
        if found.status == 429:
            response["Retry-After"] = str(WINDOW_SECONDS)
        if found.status == 503:
            response["Retry-After"] = _RETRY["Retry-After"]
        return response

    return handle


def _of_http(error: HttpError) -> Wrong:
    known = _OF_HTTP.get(error.status_code)
    return Wrong(error.status_code, known or Problem(code="request.invalid", sentence=str(error)))


_SAID = {
    "missing": "这一项必须给出。",
    "extra_forbidden": "没有这一项，请删去。",
    "string_pattern_mismatch": "格式不对。",
    "string_too_long": "太长。",
    "string_too_short": "太短。",
    "too_long": "项数太多。",
    "dict_type": "应为对象。",
    "model_type": "应为对象。",
    "list_type": "应为列表。",
    "string_type": "应为文字。",
    "int_type": "应为整数。",
    "int_parsing": "应为整数。",
    "int_from_float": "应为整数。",
    "greater_than_equal": "太小。",
    "less_than_equal": "太大。",
    "literal_error": "不在可选的值之中。",
}
"""What the validation library says in English, by its type of fault."""


def _of_validation(error: ValidationError) -> Wrong:
    faults = [_fault_of(one) for one in error.errors]
    first, where = faults[0]
    return Wrong(422, Problem(**first.model_dump(), where=where, more=[other for other, _ in faults[1:20]]))


def _fault_of(one: dict[str, Any]) -> tuple[Fault, str]:
    """A fault of the request's form, with its place."""
    place = [str(part) for part in one.get("loc", ())]
    where = ".".join(part for part in place if part not in ("body_", "asked", "data"))[:200]
    said = _SAID.get(str(one.get("type", "")), str(one.get("msg", "")).removeprefix("Value error, "))
    field = place[-1][:100] if place else ""
    return Fault(code="request.invalid", sentence=f"请求中的 {where} 有误：{said}", field=field), where


def _unknown(error: Exception) -> Wrong:
    _LOG.error("unexpected fault", exc_info=error)
    return Wrong(500, _INTERNAL)
