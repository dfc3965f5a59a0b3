"""Posts: who holds which role on a day, how far a role reaches, what delegation and deactivation do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from yifa.organs.public import (
    Account,
    Division,
    Organ,
    Post,
    PostRefused,
    appoint,
    create_account,
    deactivate,
    delegate,
    divisions_of,
    end_post,
    load_divisions,
    organs_of,
    roles_on,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
CODE = "11430000006122244L"


@pytest.fixture
def ezhou() -> None:
    Division.objects.bulk_create(
        [
            Division(code="420000", name="湖北省", level="2"),
            Division(code="420700", name="鄂州市", level="3", parent="420000"),
            Division(code="420702", name="梁子湖区", level="4", parent="420700"),
            Division(code="420703", name="华容区", level="4", parent="420700"),
        ]
    )


@pytest.fixture
def bureau(ezhou: None) -> Organ:
    organ = Organ(code=CODE, name="鄂州市行政审批局", word="鄂审", division="420700", level="3", kind="行政审批部门")
    organ.full_clean()
    organ.save()
    return organ


@pytest.fixture
def wang() -> Account:
    return Account.objects.create_user("wang", "long enough words", name="王五")


@pytest.fixture
def li() -> Account:
    return Account.objects.create_user("li.si", "long enough words", name="李四")


def test_no_account_and_no_superuser_exists_until_somebody_makes_one() -> None:
    assert not Account.objects.exists()
    assert not hasattr(Account.objects, "create_superuser")


def test_a_new_account_must_change_its_password_and_a_weak_one_is_refused() -> None:
    account = create_account("zhao", "赵六", "四个字不够长的那种口令词句")
    assert account.must_change_password
    with pytest.raises(ValidationError, match="至少 12 位"):
        create_account("qian", "钱七", "short")
    with pytest.raises(ValidationError, match="已经有人使用"):
        create_account("zhao", "赵七", "四个字不够长的那种口令词句")


@pytest.mark.parametrize("username", ["Wang", "w", "王五", "a b", "1wang"])
def test_a_user_name_is_plain_small_letters(username: str) -> None:
    with pytest.raises(ValidationError):
        create_account(username, "王五", "long enough words")


@pytest.mark.parametrize("code", ["11430000006122244K", "1143000000612224", "11430000006122244l", ""])
def test_an_organ_with_a_wrong_credit_code_is_refused(ezhou: None, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Organ(code=code, name="某局", division="420700", level="3", kind="某部门").full_clean()
    assert "code" in refused.value.message_dict


def test_an_organ_in_an_unknown_division_is_refused(ezhou: None) -> None:
    with pytest.raises(ValidationError, match="没有代码为 429999 的区划"):
        Organ(code=CODE, name="某局", division="429999", level="3", kind="某部门").full_clean()


def test_an_organ_cannot_stand_above_itself(bureau: Organ) -> None:
    bureau.parent = bureau
    with pytest.raises(ValidationError, match="上级机关不能是本机关"):
        bureau.full_clean()


def test_a_role_holds_from_the_first_day_to_the_last_and_no_longer(bureau: Organ, wang: Account) -> None:
    appoint(wang, bureau, "window", since=DAY, until=DAY + timedelta(days=9))
    held = [roles_on(wang, bureau, DAY + timedelta(days=n)) for n in (-1, 0, 9, 10)]
    assert held == [frozenset(), {"window"}, {"window"}, frozenset()]


def test_a_post_for_one_procedure_gives_no_role_in_another(bureau: Organ, wang: Account) -> None:
    appoint(wang, bureau, "handler", since=DAY, procedure="disclosure")
    appoint(wang, bureau, "window", since=DAY)
    assert roles_on(wang, bureau, DAY, "disclosure") == {"handler", "window"}
    assert roles_on(wang, bureau, DAY, "licensing") == {"window"}
    assert roles_on(wang, bureau, DAY) == {"window"}


def test_a_role_in_one_organ_is_none_in_another(bureau: Organ, wang: Account) -> None:
    other = Organ.objects.create(code="11220000013544541J", name="某局", division="420703", level="4", kind="某部门")
    appoint(wang, bureau, "head", since=DAY)
    assert roles_on(wang, other, DAY) == frozenset()
    assert organs_of(wang, DAY) == (bureau,)


def test_a_reversed_term_is_refused(bureau: Organ, wang: Account) -> None:
    with pytest.raises(PostRefused, match="早于起日"):
        appoint(wang, bureau, "window", since=DAY, until=DAY - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(account=wang, organ=bureau, role="window", valid_from=DAY, valid_to=DAY - timedelta(days=1))


def test_a_delegated_role_ends_with_the_delegators(bureau: Organ, wang: Account, li: Account) -> None:
    head = appoint(wang, bureau, "head", since=DAY)
    delegate(head, li, since=DAY, until=DAY + timedelta(days=30))
    assert roles_on(li, bureau, DAY + timedelta(days=20)) == {"head"}
    end_post(head, DAY + timedelta(days=10))
    assert roles_on(li, bureau, DAY + timedelta(days=10)) == {"head"}
    assert roles_on(li, bureau, DAY + timedelta(days=11)) == frozenset()


def test_a_delegated_role_ends_when_the_delegators_row_is_cut_short_behind_our_back(
    bureau: Organ, wang: Account, li: Account
) -> None:
    head = appoint(wang, bureau, "head", since=DAY)
    delegate(head, li, since=DAY, until=DAY + timedelta(days=30))
    Post.objects.filter(pk=head.pk).update(valid_to=DAY + timedelta(days=1))
    assert roles_on(li, bureau, DAY + timedelta(days=2)) == frozenset()


def test_a_delegation_never_outlasts_the_post_it_comes_from(bureau: Organ, wang: Account, li: Account) -> None:
    head = appoint(wang, bureau, "head", since=DAY, until=DAY + timedelta(days=5))
    lent = delegate(head, li, since=DAY - timedelta(days=9), until=DAY + timedelta(days=99))
    assert (lent.valid_from, lent.valid_to) == (head.valid_from, head.valid_to)


def test_a_delegated_post_cannot_be_delegated_again_nor_to_oneself(bureau: Organ, wang: Account, li: Account) -> None:
    head = appoint(wang, bureau, "head", since=DAY)
    lent = delegate(head, li, since=DAY, until=DAY)
    with pytest.raises(PostRefused, match="不能再次委托"):
        delegate(lent, wang, since=DAY, until=DAY)
    with pytest.raises(PostRefused, match="不能委托给本人"):
        delegate(head, wang, since=DAY, until=DAY)


def test_a_delegation_without_a_term_cannot_be_kept(bureau: Organ, wang: Account, li: Account) -> None:
    head = appoint(wang, bureau, "head", since=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(account=li, organ=bureau, role="head", valid_from=DAY, delegated_by=head)


def test_a_closed_account_loses_its_roles_and_those_it_delegated_that_very_day(
    bureau: Organ, wang: Account, li: Account
) -> None:
    head = appoint(wang, bureau, "head", since=DAY)
    delegate(head, li, since=DAY, until=DAY + timedelta(days=30))
    left = DAY + timedelta(days=3)
    deactivate(wang, left)
    assert roles_on(wang, bureau, left) == roles_on(li, bureau, left) == frozenset()
    assert roles_on(wang, bureau, left - timedelta(days=1)) == {"head"}, "what was held before stays on record"
    with pytest.raises(PostRefused, match="已经停用"):
        appoint(wang, bureau, "window", since=left)


def test_the_three_platform_roles_are_never_one_persons_at_a_time(bureau: Organ, wang: Account) -> None:
    appoint(wang, bureau, "administrator", since=DAY, until=DAY + timedelta(days=9))
    with pytest.raises(PostRefused, match="不得由一人同时担任"):
        appoint(wang, bureau, "auditor", since=DAY + timedelta(days=9))
    assert appoint(wang, bureau, "auditor", since=DAY + timedelta(days=10))


def test_a_platform_role_cannot_be_delegated(bureau: Organ, wang: Account, li: Account) -> None:
    post = appoint(wang, bureau, "security_officer", since=DAY)
    with pytest.raises(PostRefused, match="不能委托"):
        delegate(post, li, since=DAY, until=DAY)


def test_a_role_of_a_pack_reaches_its_organs_division_alone(bureau: Organ, wang: Account) -> None:
    appoint(wang, bureau, "head", since=DAY)
    assert divisions_of(wang, DAY) == {"420700"}
    assert divisions_of(wang, DAY - timedelta(days=1)) == frozenset()


def test_a_platform_role_reaches_the_divisions_beneath(bureau: Organ, wang: Account) -> None:
    appoint(wang, bureau, "auditor", since=DAY)
    assert divisions_of(wang, DAY) == {"420700", "420702", "420703"}


def test_the_shipped_divisions_are_whole_and_loading_them_again_changes_nothing() -> None:
    first = load_divisions()
    assert load_divisions() == first == Division.objects.count()
    standing = Division.objects.filter(valid_to__isnull=True)
    assert [standing.filter(level=level).count() for level in "234"] == [34, 333, 2847]
    parents = set(Division.objects.exclude(parent="").values_list("parent", flat=True))
    assert parents <= set(Division.objects.values_list("code", flat=True))
    assert Division.objects.get(code="420700").name == "鄂州市"


def test_an_abolished_division_stands_until_its_year_and_names_its_successor() -> None:
    load_divisions()
    gone = Division.objects.get(code="110103")
    assert gone.name == "崇文区"
    assert gone.stands_on(date(2010, 6, 1))
    assert not gone.stands_on(date(2011, 1, 1))
    assert gone.successor == "110101"


def test_the_office_may_write_posts_but_never_delete_them(bureau: Organ, wang: Account) -> None:
    post = appoint(wang, bureau, "window", since=DAY)
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = 'yifa_app'")
        if cursor.fetchone() is None:
            pytest.skip("这台数据库服务器上没有业务角色 yifa_app")
        with transaction.atomic():
            cursor.execute("set local role yifa_app")
            end_post(post, DAY)
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute("delete from post")
            cursor.execute("reset role")
    assert Post.objects.get().valid_to == DAY
