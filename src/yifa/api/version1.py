"""Version 1 of the interface: its routers put together, its reader of JSON, its answer to every fault.

No operation stands here; each lives with its own subject.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import orjson
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.params.models import Query as QueryParam
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.types import DictStrAny
from pydantic import BaseModel

from yifa.api import applications, cases, deadlines, figures, matters, procedures
from yifa.api.problems import answer_problems, unfit

_ABOUT = """依法 Yifa 的接口：提出申请、查询进度、办理、办件、事项、期限计算。

- 办事群众凭办件编号和查询码（`X-Query-Code`）查询和办理自己的事；
- 工作人员的程序凭令牌（`Authorization: Bearer …`，由 `yifa account token` 签发），权限与其在办公页面上完全相同；
- 会改变案件的请求请带 `Idempotency-Key`：同一请求重发，只办一次；
- 一切错误都是同一形状：代码、句子、条文、补救办法。被法律拒绝为 422，代码与程序引擎一致。
"""


class StrictParser(Parser):
    """Reads JSON by the letter of RFC 8259: no NaN, no half characters, which no log could keep."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The body as Python values; raises ValueError."""
        return cast(DictStrAny, orjson.loads(request.body))


class Utf8Renderer(BaseRenderer):
    """Writes JSON in UTF-8, so that people can read what programs say to each other."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The value as JSON; shapes become objects."""
        return orjson.dumps(data, default=_as_object)


def _as_object(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True)
    raise TypeError(f"no JSON for {type(value).__name__}")


class Described(NinjaAPI):
    """The interface with a description in which an optional word of an address is optional, not null."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 description."""
        schema: OpenAPISchema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for parameter in operation.get("parameters", ()):
                    parameter["schema"] = _without_null(parameter["schema"])
        return schema


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query or a header cannot say null: what is optional is left out."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) != 1:
        return schema
    plain = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**plain, **choices[0]}


def only_known_words(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse words in the address that the operation does not know: a filter misspelt must not find everything."""
    known = {
        meta.alias or name
        for name, parameter in inspect.signature(view, eval_str=True).parameters.items()
        for meta in getattr(parameter.annotation, "__metadata__", ())
        if isinstance(meta, QueryParam)
    }

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if unknown := sorted(set(request.GET) - known):
            where = f"query.{unknown[0][:60]}"
            raise unfit("request.invalid", f"地址中没有“{unknown[0][:60]}”这一项，请删去。", where)
        return view(request, *args, **kwargs)

    return checked


api = Described(
    title="依法 Yifa",
    version="1",
    description=_ABOUT,
    urls_namespace="api:v1",
    docs_url=None,
    parser=StrictParser(),
    renderer=Utf8Renderer(),
)
answer_problems(api)
api.add_decorator(only_known_words)
api.add_router("", procedures.router, tags=["procedures"])
api.add_router("", matters.router, tags=["matters"])
api.add_router("", deadlines.router, tags=["deadlines"])
api.add_router("", applications.router, tags=["applications"])
api.add_router("", cases.router, tags=["cases"])
api.add_router("", figures.router, tags=["figures"])
