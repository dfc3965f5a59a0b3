"""Signing in and out, and the password: the doors of the desk.

Failed attempts are counted by axes (GB/T 22239—2019, 8.1.4.1 b); the words of its lockout page are here.
"""

from __future__ import annotations

from typing import cast

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.organs.public import Account, Organ, check_password

_WRONG = "用户名或者口令不对，请核对后重新输入。"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for user name and password; one sentence for every failure, so that nobody learns which names exist."""
    after = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated and request.method != "POST":
        return redirect(after)
    error = ""
    if request.method == "POST":
        username, password = request.POST.get("username", "").strip().lower(), request.POST.get("password", "")
        account = authenticate(request, username=username, password=password) if "\0" not in username else None
        if account is not None:
            login(request, account)
            return redirect(after)
        if _is_locked(request, username):
            return lockout(request)
        error = _WRONG
    context = {"next": after, "error": error, "username": request.POST.get("username", ""), "site": _site()}
    return render(request, "desk/sign_in.html", context, status=403 if error else 200)


def _is_locked(request: HttpRequest, username: str) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def lockout(request: HttpRequest) -> HttpResponse:
    """The page for a name that failed too often; it says when to try again and whom to ask."""
    # The middleware of axes would put its own English page in the place of this one.
    request.axes_locked_out = None  # type: ignore[attr-defined]
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    context = {"site": _site(), "limit": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, "desk/locked_out.html", context, status=429)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, "您已退出。")
    return redirect("desk:sign-in")


@sensitive_post_parameters()
@never_cache
@needs(Right.SIGNED_IN)
def password(request: DeskRequest) -> HttpResponse:
    """Change one's own password; a first password must be changed before anything else."""
    errors = _changed(request) if request.method == "POST" else []
    if request.method == "POST" and not errors:
        messages.success(request, "口令已经修改，下次登录请用新口令。")
        return redirect("desk:worklist")
    faults = {error["field"]: error["sentence"] for error in errors}
    fields = [
        {
            "name": name,
            "label": label,
            "kind": "password",
            "autocomplete": auto,
            "hint": hint,
            "error": faults.get(name),
        }
        for name, label, auto, hint in (
            ("old", "现在的口令", "current-password", ""),
            ("new", "新口令", "new-password", "至少 12 位，不能全是常见的词，也不能与您的姓名、用户名相近"),
            ("again", "再输入一次新口令", "new-password", ""),
        )
    ]
    status = 422 if errors else 200
    return show(request, "password.html", status=status, fields=fields, errors=errors)


def _changed(request: DeskRequest) -> list[dict[str, str]]:
    """Change the password, or say what is wrong."""
    account = cast(Account, request.user)
    old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
    if not account.check_password(old):
        return [{"field": "old", "sentence": "现在的口令不对，请重新输入。"}]
    if new == old:
        return [{"field": "new", "sentence": "新口令不能与现在的口令相同。"}]
    if new != again:
        return [{"field": "again", "sentence": "两次输入的新口令不一样，请重新输入。"}]
    try:
        check_password(new, account)
    except ValidationError as error:
        return [{"field": "new", "sentence": sentence} for sentence in error.messages]
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    update_session_auth_hash(request, account)
    return []


def _safe(request: HttpRequest, after: str) -> str:
    """The page to go to, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return after if ours else reverse("desk:worklist")


def _site() -> dict[str, str]:
    """Whose desk it is, so that nobody types a password into a stranger's page: the organ, or those there are."""
    names = list(Organ.objects.filter(is_government=False).order_by("code").values_list("name", flat=True)[:2])
    return {"organ": names[0] if len(names) == 1 else "办公平台", "city": "依法办公", "home": reverse("desk:sign-in")}
