"""The people of an organ with their posts, and the forms by which accounts are opened and posts given or delegated.

Only showing; what the forms do is in `posts`, and the rules are those of `organs`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.desk.words import post_name, role_names
from yifa.organs.public import (
    PLATFORM_ROLES,
    Account,
    Organ,
    Post,
    divisions_under,
)
from yifa.procedure import shipped
from yifa.ui.dates import plain_day

_COLUMNS = [
    {"key": "name", "label": "姓名", "head": True},
    {"key": "username", "label": "用户名", "fixed": True},
    {"key": "posts", "label": "岗位"},
    {"key": "state", "label": "状态", "fixed": True},
]


@require_GET
@needs(Right.ACCOUNTS, Right.DELEGATE)
def staff(request: DeskRequest) -> HttpResponse:
    """The people of one's organs, and what one may do for them."""
    organs = organs_of_staff(request)
    rights = request.staff.rights
    own = [post for post in request.staff.posts if post.role not in PLATFORM_ROLES and post.delegated_by_id is None]
    return show(
        request,
        "staff.html",
        rows=_rows(request, organs),
        columns=_COLUMNS,
        account_form=_account_form(organs) if Right.ACCOUNTS in rights else None,
        delegate_form=_delegate_form(request, own) if Right.DELEGATE in rights and own else None,
        given=_given(request),
    )


def organs_of_staff(request: DeskRequest) -> list[Organ]:
    """The organs one administers, else those one works in."""
    if Right.ACCOUNTS in request.staff.rights:
        wide = divisions_under(post.organ.division for post in request.staff.posts if post.role in PLATFORM_ROLES)
        return list(Organ.objects.filter(division__in=wide).order_by("code"))
    return list(request.staff.working_organs)


def _rows(request: DeskRequest, organs: list[Organ]) -> list[dict[str, Any]]:
    """Accounts with a post in these organs; the administrator also sees those without any."""
    posts = Post.objects.filter(organ__in=organs).select_related("account", "organ").order_by("account_id", "pk")
    held = dict[int, list[str]]()
    accounts: dict[int, Account] = {}
    for post in posts:
        accounts[post.account_id] = post.account
        if post.valid_to is None or post.valid_to >= request.staff.day:
            label = post_name(post)
            held.setdefault(post.account_id, []).append(label + ("（受托）" if post.delegated_by_id else ""))
    if Right.ACCOUNTS in request.staff.rights:
        accounts |= {account.pk: account for account in Account.objects.filter(posts__isnull=True)}
    may = Right.ACCOUNTS in request.staff.rights
    return [
        {
            "url": reverse("desk:staff-one", args=[account.pk]) if may else None,
            "cells": {
                "name": account.name,
                "username": account.username,
                "posts": "、".join(dict.fromkeys(held.get(account.pk, []))) or "—",
                "state": _state(account),
            },
        }
        for account in sorted(accounts.values(), key=lambda one: (not one.is_active, one.pk))
    ]


def _state(account: Account) -> str:
    if not account.is_active:
        return "已停用"
    return "待首次登录" if account.must_change_password else "在用"


def _account_form(organs: list[Organ]) -> dict[str, Any]:
    return {
        "folded": True,
        "id": "new-account",
        "icon": "plus",
        "label": "开设账号",
        "action": reverse("desk:staff-new"),
        "submit": "开设账号",
        "note": "初始口令只显示一次，请当面交给本人；第一次登录必须修改。",
        "fields": [
            {"name": "name", "label": "姓名"},
            {"name": "username", "label": "用户名", "hint": "3 至 32 位小写字母、数字、点、短横或下划线，以字母开头"},
            *_post_fields(organs),
        ],
    }


def _post_fields(organs: list[Organ]) -> list[dict[str, Any]]:
    roles = [{"value": id, "label": label} for id, label in role_names().items()]
    packs = [{"value": pack.id, "label": pack.label.zh} for pack in shipped().values()]
    return [
        {"name": "organ", "label": "机关", "kind": "select", "without_empty": len(organs) == 1,
         "options": [{"value": organ.code, "label": organ.name} for organ in organs]},
        {"name": "role", "label": "岗位", "kind": "select", "options": roles,
         "hint": "系统管理、安全管理、审计管理不得由一人同时担任"},
        {"name": "procedure", "label": "只办一种业务", "kind": "select", "options": packs, "required": False},
    ]  # fmt: skip


def _delegate_form(request: DeskRequest, own: list[Post]) -> dict[str, Any]:
    organs = {post.organ_id for post in own}
    colleagues = Account.objects.filter(posts__organ__in=organs, is_active=True).exclude(pk=request.staff.account.pk)
    people = [{"value": str(pk), "label": name} for pk, name in colleagues.distinct().values_list("pk", "name")]
    posts = [
        {"value": str(post.pk), "label": f"{post_name(post)}（{post.organ.name}）"} for post in own
    ]
    return {
        "folded": True,
        "id": "delegate",
        "icon": "people",
        "label": "委托岗位",
        "action": reverse("desk:staff-delegate"),
        "submit": "委托",
        "note": "您不在岗时，由同事在期限内代为办理；到期自动收回，受托人不能再委托。",
        "fields": [
            {"name": "post", "label": "哪个岗位", "kind": "select", "options": posts, "without_empty": len(posts) == 1},
            {"name": "to", "label": "委托给谁", "kind": "select", "options": people},
            {"name": "since", "label": "自", "kind": "date", "value": request.staff.day.isoformat()},
            {"name": "until", "label": "至", "kind": "date",
             "value": (request.staff.day + timedelta(days=7)).isoformat()},
        ],
    }  # fmt: skip


def _given(request: DeskRequest) -> list[dict[str, Any]]:
    """What one has delegated and still runs."""
    running = Post.objects.filter(delegated_by__account=request.staff.account, valid_to__gte=request.staff.day)
    return [
        {
            "pk": post.pk,
            "says": f"{post_name(post)} 委托给 {post.account.name}，"
            f"{plain_day(post.valid_from)}至{plain_day(post.valid_to)}",
        }
        for post in running.select_related("account")
    ]


@require_GET
@needs(Right.ACCOUNTS)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """An account with its posts, past ones too."""
    account, day = account_of(request, pk), request.staff.day
    posts = [
        {
            "pk": post.pk,
            "role": post_name(post),
            "organ": post.organ.name,
            "procedure": shipped()[post.procedure].label.zh if post.procedure in shipped() else "",
            "since": post.valid_from,
            "until": post.valid_to,
            "delegated": post.delegated_by.account.name if post.delegated_by else "",
            "running": post.valid_to is None or post.valid_to > day,
        }
        for post in account.posts.select_related("organ", "delegated_by__account").order_by("-pk")
    ]
    form = {
        "folded": True,
        "label": "任命",
        "icon": "plus",
        "action": reverse("desk:staff-appoint", args=[pk]),
        "submit": "任命",
        "fields": _post_fields(organs_of_staff(request)),
    }
    return show(request, "account.html", account=account, state=_state(account), posts=posts, form=form)


def organ_of(request: DeskRequest, code: str) -> Organ:
    found = next((organ for organ in organs_of_staff(request) if organ.code == code), None)
    if found is None:
        raise Http404
    return found


def account_of(request: DeskRequest, pk: int) -> Account:
    """An account in the organs one administers. Raises Http404."""
    account = Account.objects.filter(pk=pk).first()
    organs = {organ.code for organ in organs_of_staff(request)}
    held = {post.organ_id for post in account.posts.all()} if account else set()
    if account is None or not held <= organs:
        raise Http404
    return account
