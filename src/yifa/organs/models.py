"""The tables of divisions, organs, accounts and posts, each row checked before it is kept.

Rules that join several rows (who may hold or delegate which post) are in `posts`; other rooms use `public`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from yifa.organs.codes import check_credit_code


class Level(models.TextChoices):
    """行使层级, GB/T 39046—2020 Annex A.2; divisions and organs stand on the same scale."""

    NATIONAL = "1", "国家级"
    PROVINCE = "2", "省级"
    CITY = "3", "市级"
    COUNTY = "4", "县级"
    TOWN = "5", "镇（乡、街道）级"
    VILLAGE = "6", "村（社区）级"


class Division(models.Model):
    """A division (行政区划), dated: an abolished one stays, because numbers and old cases still name it."""

    code = models.TextField(
        "区划代码",
        primary_key=True,
        validators=[
            RegexValidator(r"\A\d{6}(\d{3})?\Z", "区划代码为 6 位数字（GB/T 2260），乡镇街道为 9 位（GB/T 10114）。")
        ],
    )
    name = models.TextField("名称")
    level = models.TextField("层级", choices=Level.choices)
    parent = models.TextField("上级区划", blank=True, help_text="上级区划代码；国家和省级为空")
    valid_from = models.DateField("设立日期", null=True, blank=True, help_text="空：早于数据的起点")
    valid_to = models.DateField("撤销日期", null=True, blank=True, help_text="最后一日；空：现行")
    successor = models.TextField("承继区划", blank=True, help_text="撤销后由哪个代码承继")

    class Meta:
        db_table = "division"
        verbose_name = "行政区划"
        indexes = (models.Index(fields=["parent"], name="division_parent"),)

    def __str__(self) -> str:
        return self.name

    def stands_on(self, day: date) -> bool:
        """Return whether the division existed on the day, as far as the data know."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class Organ(models.Model):
    """An organ (机关), known by its unified social credit code (GB 32100—2015)."""

    code = models.TextField("统一社会信用代码", primary_key=True, validators=[check_credit_code])
    name = models.TextField("机关名称")
    short_name = models.TextField("简称", blank=True)
    word = models.TextField("机关代字", blank=True, help_text="发文字号和文书编号开头的字，例如“鄂审”")
    division = models.TextField("所在区划", db_index=True)
    level = models.TextField("层级", choices=Level.choices)
    kind = models.TextField("机关类别", help_text="现行机构名称的类别，例如“市场监督管理部门”")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机关"
    )
    phone = models.TextField("电话", blank=True)
    address = models.TextField("地址", blank=True)
    is_government = models.BooleanField("是本级人民政府", default=False)

    class Meta:
        db_table = "organ"
        verbose_name = "机关"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check that the division is known and that no organ stands above itself; the credit code is
        checked by its field.
        """
        if not Division.objects.filter(code=self.division).exists():
            raise ValidationError({"division": f"没有代码为 {self.division} 的区划。请先装载区划数据，或者更正代码。"})
        above, seen = self.parent, {self.code}
        while above is not None:
            if above.code in seen:
                raise ValidationError({"parent": "上级机关不能是本机关或者本机关的下级。"})
            seen.add(above.code)
            above = above.parent


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there are no superusers, because what one may do comes from posts alone."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        """Create an account; without a password it cannot sign in until one is set."""
        account = self.model(username=Account.normalize_username(username), **fields)
        account.set_password(password)
        account.full_clean(exclude=["password"])
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person of the staff who signs in; none exists until somebody makes it."""

    username = models.TextField(
        "用户名",
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9._-]{2,31}\Z",
                "用户名为 3 至 32 位小写字母、数字、点、短横或下划线，以字母开头。",
            )
        ],
    )
    name = models.TextField("姓名")
    is_active = models.BooleanField("启用", default=True)
    deactivated_on = models.DateField("停用日期", null=True, blank=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 -- Django wants a list
    objects = AccountManager()

    class Meta:
        db_table = "account"
        verbose_name = "账号"
        constraints = (
            models.CheckConstraint(
                condition=Q(is_active=True, deactivated_on__isnull=True)
                | Q(is_active=False, deactivated_on__isnull=False),
                name="account_deactivated_has_day",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def person_id(self) -> str:
        """The id under which events record this person: the key of the row, which outlives a change of
        name.
        """
        return f"account:{self.pk}"


class Post(models.Model):
    """A role that an account holds in an organ for a term; days are inclusive, an open end is None."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", verbose_name="账号")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name="机关")
    role = models.TextField(
        "角色", validators=[RegexValidator(r"\A[a-z][a-z_]{1,39}\Z", "角色为流程包或平台所定的英文标识。")]
    )
    procedure = models.TextField("流程", blank=True, help_text="只在这一流程中有效；空：全部流程")
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True, help_text="最后一日；空：未定期限")
    delegated_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="授权人的岗位"
    )

    class Meta:
        db_table = "post"
        verbose_name = "岗位"
        indexes = (models.Index(fields=["organ", "role"], name="post_organ_role"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="post_term_is_not_reversed",
            ),
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True) | Q(valid_to__isnull=False),
                name="post_delegation_has_a_term",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account.name}：{self.organ.name} {self.role}"
