"""What the administrator and the holders of posts do: open and close accounts, appoint, end, reset, delegate.

The rules are those of `organs`; a first password is drawn here, shown once, and must be changed at the first sign-in.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.desk.people import account_of, organ_of, organs_of_staff
from yifa.desk.words import role_names
from yifa.organs.public import (
    Account,
    Organ,
    Post,
    PostRefused,
    appoint,
    create_account,
    deactivate,
    delegate,
    end_post,
)
from yifa.procedure import shipped

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def _first_password() -> str:
    """Three groups of five signs that nobody mistakes for one another."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(3))


@never_cache
@require_POST
@needs(Right.ACCOUNTS)
def new(request: DeskRequest) -> HttpResponseBase:
    """Open an account with a post; its first password is shown on this answer and nowhere else."""
    post = request.POST
    if not post.get("organ"):
        messages.error(request, "请选择机关。账号没有开设，请重新填写。")
        return redirect("desk:staff")
    organ = organ_of(request, post["organ"])
    password = _first_password()
    try:
        with transaction.atomic():
            account = create_account(post.get("username", "").strip().lower(), post.get("name", "").strip(), password)
            _appoint(request, account, organ)
    except (ValidationError, PostRefused, IntegrityError) as error:
        messages.error(request, _sentence(error))
        return redirect("desk:staff")
    return show(request, "new_account.html", account=account, password=password)


def _appoint(request: DeskRequest, account: Account, organ: Organ) -> None:
    role, procedure = request.POST.get("role", ""), request.POST.get("procedure", "")
    if role not in role_names():
        raise PostRefused("请选择岗位。")
    if procedure and procedure not in shipped():
        raise PostRefused("没有这种业务，请重新选择。")
    appoint(account, organ, role, since=request.staff.day, procedure=procedure)


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "".join(error.messages)
    return "这个用户名已经有人使用，请换一个。" if isinstance(error, IntegrityError) else str(error)


@require_POST
@needs(Right.ACCOUNTS)
def give(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Appoint an account to one more post."""
    account = account_of(request, pk)
    try:
        _appoint(request, account, organ_of(request, request.POST.get("organ", "")))
    except (ValidationError, PostRefused) as error:
        messages.error(request, _sentence(error))
    else:
        messages.success(request, f"已任命{account.name}。")
    return redirect("desk:staff-one", pk=pk)


@require_POST
@needs(Right.ACCOUNTS, Right.DELEGATE)
def end(request: DeskRequest, pk: int) -> HttpResponseBase:
    """End a post after today; one who delegated may take it back."""
    post = Post.objects.filter(pk=pk).select_related("account", "delegated_by").first()
    if post is None:
        raise Http404
    mine = post.delegated_by is not None and post.delegated_by.account_id == request.staff.account.pk
    administers = Right.ACCOUNTS in request.staff.rights and post.organ_id in {o.code for o in organs_of_staff(request)}
    if not mine and not administers:
        raise Http404
    end_post(post, request.staff.day)
    messages.success(request, f"{post.account.name}的岗位今天结束后不再有效。")
    return redirect("desk:staff") if mine else redirect("desk:staff-one", pk=post.account_id)


@require_POST
@needs(Right.ACCOUNTS)
def close(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Deactivate an account; what it did stays on record."""
    account = account_of(request, pk)
    if account.pk == request.staff.account.pk:
        messages.error(request, "不能停用自己的账号，请由另一名管理员办理。")
        return redirect("desk:staff-one", pk=pk)
    deactivate(account, request.staff.day)
    messages.success(request, f"{account.name}的账号已停用，不能再登录；办过的事仍然有据可查。")
    return redirect("desk:staff-one", pk=pk)


@never_cache
@require_POST
@needs(Right.ACCOUNTS)
def reset(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Draw a new first password for somebody who forgot theirs; shown on this answer and nowhere else."""
    account = account_of(request, pk)
    if not account.is_active:
        messages.error(request, "账号已停用，不能重设口令。")
        return redirect("desk:staff-one", pk=pk)
    password = _first_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return show(request, "new_account.html", account=account, password=password)


@require_POST
@needs(Right.DELEGATE)
def hand_over(request: DeskRequest) -> HttpResponseBase:
    """Delegate one of one's own posts for a term."""
    own = {str(post.pk): post for post in request.staff.posts if post.delegated_by_id is None}
    post = own.get(request.POST.get("post", ""))
    to = request.POST.get("to", "")
    colleague = (
        Account.objects.filter(pk=int(to), posts__organ=post.organ_id).first()
        if post and to.isascii() and to.isdigit()
        else None
    )
    if post is None or colleague is None:
        messages.error(request, "请选择岗位和受托的同事。")
        return redirect("desk:staff")
    try:
        delegate(
            post, colleague,
            since=date.fromisoformat(request.POST.get("since", "")),
            until=date.fromisoformat(request.POST.get("until", "")),
        )  # fmt: skip
    except PostRefused as refused:
        messages.error(request, str(refused))
    except ValueError:
        messages.error(request, "请填写委托的起止日期，如 2026-03-05。")
    else:
        messages.success(request, f"已委托{colleague.name}代为办理，到期自动收回。")
    return redirect("desk:staff")
