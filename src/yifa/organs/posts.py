"""The rules of posts: who holds which roles on a day, who may be appointed, what can be delegated and when
it ends.

It decides nothing about cases. The separation of the three platform roles is GB/T 22239—2019, 8.1.3.1 and
8.1.5.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from yifa.organs.models import Account, Division, Organ, Post

ADMINISTRATOR, SECURITY_OFFICER, AUDITOR = "administrator", "security_officer", "auditor"
PLATFORM_ROLES = frozenset({ADMINISTRATOR, SECURITY_OFFICER, AUDITOR})
"""Roles of the platform itself. They see their organ's division and every division beneath it; the roles of
packs
see the division of their organ alone. One account holds at most one of the three at a time."""


class PostRefused(ValueError):
    """A post cannot be given or delegated; the message says why and what would mend it, in Chinese."""


def create_account(username: str, name: str, password: str | None = None) -> Account:
    """Make an account whose password must be changed at the first sign-in; raises ValidationError if it is
    too weak, or the user name is taken.
    """
    if password is not None:
        check_password(password, Account(username=username, name=name))
    if Account.objects.filter(username=username).exists():
        raise ValidationError("这个用户名已经有人使用，请换一个。")
    return Account.objects.create_user(username, password, name=name)


def check_password(password: str, account: Account) -> None:
    """Raise ValidationError, in one Chinese sentence, for a password that the rules do not take.

    Django's own sentences are partly English, and their sum says less than the rule itself.
    """
    try:
        validate_password(password, account)
    except ValidationError:
        raise ValidationError("口令太弱：至少 12 位，不能是常见的词，也不能与姓名、用户名相近。") from None


def appoint(
    account: Account, organ: Organ, role: str, *, since: date, until: date | None = None, procedure: str = ""
) -> Post:
    """Give an account a role in an organ from `since` to `until` (inclusive; None: until it is ended).

    Raises PostRefused for an account not in use, a reversed term, or a second platform role in the same days.
    """
    if until is not None and until < since:
        raise PostRefused(f"任期的止日 {until} 早于起日 {since}，请更正日期。")
    _check_account(account)
    _check_separation(account, role, since, until)
    return _keep(Post(account=account, organ=organ, role=role, procedure=procedure, valid_from=since, valid_to=until))


def delegate(post: Post, to: Account, *, since: date, until: date) -> Post:
    """Delegate a post to a colleague for a term; the delegated role ends with the delegator's, whatever its
    term says.

    A delegated post cannot be delegated again, and the platform roles cannot be delegated at all: their
    separation is the point of them. Raises PostRefused.
    """
    if post.delegated_by_id is not None:
        raise PostRefused("受托取得的岗位不能再次委托，请由原岗位的人直接委托。")
    if post.role in PLATFORM_ROLES:
        raise PostRefused("管理、安全、审计岗位不能委托，请另行任命。")
    if to.pk == post.account_id:
        raise PostRefused("不能委托给本人，请选择另一名工作人员。")
    _check_account(to)
    if until < since:
        raise PostRefused(f"委托的止日 {until} 早于起日 {since}，请更正日期。")
    last = min(until, post.valid_to) if post.valid_to else until
    first = max(since, post.valid_from)
    if last < first:
        raise PostRefused(f"委托期限（{since} 至 {until}）与岗位的任期没有重合，请更正日期。")
    if not _in_force(post, first):
        raise PostRefused("这一岗位已经结束，不能委托。")
    return _keep(
        Post(
            account=to,
            organ=post.organ,
            role=post.role,
            procedure=post.procedure,
            valid_from=first,
            valid_to=last,
            delegated_by=post,
        )
    )


@transaction.atomic
def end_post(post: Post, last_day: date) -> None:
    """End a post, and what was delegated from it, after its last day."""
    for each in (post, *post.delegations.all()):
        if each.valid_to is None or each.valid_to > last_day:
            each.valid_to = max(last_day, each.valid_from)
            each.save(update_fields=["valid_to"])


@transaction.atomic
def deactivate(account: Account, day: date) -> None:
    """Close an account: it cannot sign in any more and has no role from `day` on; what it held before stays
    on record.
    """
    account.is_active, account.deactivated_on = False, day
    account.save(update_fields=["is_active", "deactivated_on"])
    for post in account.posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)):
        end_post(post, day)


def posts_on(account: Account, day: date) -> QuerySet[Post]:
    """Return the posts that an account holds on a day, those delegated to it included, with their organs.

    A delegated post counts only while the delegator's own post and account are in force.
    """
    if account.deactivated_on is not None and account.deactivated_on <= day:
        return Post.objects.none()
    return (
        Post.objects.filter(_term(day), account=account)
        .filter(
            Q(delegated_by__isnull=True)
            | (_term(day, "delegated_by__") & _account_in_use(day, "delegated_by__account__"))
        )
        .select_related("organ")
        .order_by("pk")
    )


def roles_on(account: Account, organ: Organ | str, day: date, procedure: str = "") -> frozenset[str]:
    """Return the roles an account holds in an organ on a day, in one procedure.

    Posts for all procedures always count; posts for one procedure count only when that procedure is asked
    for.
    """
    code = organ.code if isinstance(organ, Organ) else organ
    posts = posts_on(account, day).filter(organ_id=code, procedure__in=("", procedure))
    return frozenset(posts.values_list("role", flat=True))


def organs_of(account: Account, day: date) -> tuple[Organ, ...]:
    """Return the organs in which an account holds a post on a day, in order of their codes."""
    return tuple(sorted({post.organ for post in posts_on(account, day)}, key=lambda organ: organ.code))


def divisions_of(account: Account, day: date) -> frozenset[str]:
    """Return the codes of the divisions whose rows the account may reach: the scope of its transactions.

    A role of a pack reaches the division of its organ. A platform role reaches, besides, all divisions
    beneath it.
    """
    posts = tuple(posts_on(account, day))
    own = {post.organ.division for post in posts}
    wide = {post.organ.division for post in posts if post.role in PLATFORM_ROLES}
    return frozenset(own | divisions_under(wide))


def divisions_under(codes: Iterable[str]) -> frozenset[str]:
    """Return the codes themselves and the codes of all divisions beneath them, abolished ones too, for old
    cases.
    """
    known: set[str] = set()
    layer = set(codes)
    while layer:
        known |= layer
        layer = set(Division.objects.filter(parent__in=layer).values_list("code", flat=True)) - known
    return frozenset(known)


def _term(day: date, path: str = "") -> Q:
    begun = Q(**{f"{path}valid_from__lte": day})
    return begun & (Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gte": day}))


def _account_in_use(day: date, path: str) -> Q:
    return Q(**{f"{path}deactivated_on__isnull": True}) | Q(**{f"{path}deactivated_on__gt": day})


def _in_force(post: Post, day: date) -> bool:
    return posts_on(post.account, day).filter(pk=post.pk).exists()


def _check_account(account: Account) -> None:
    if not account.is_active:
        raise PostRefused(f"账号“{account.username}”已经停用，不能任职。")


def _check_separation(account: Account, role: str, since: date, until: date | None) -> None:
    if role not in PLATFORM_ROLES:
        return
    others = account.posts.filter(role__in=PLATFORM_ROLES - {role}).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=since)
    )
    if until is not None:
        others = others.filter(valid_from__lte=until)
    if others.exists():
        raise PostRefused("系统管理、安全管理、审计管理三种岗位不得由一人同时担任，请任命另一名工作人员。")


def _keep(post: Post) -> Post:
    post.full_clean()
    post.save()
    return post
