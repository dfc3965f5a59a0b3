"""The tables of divisions, organs, accounts and posts as first made. Nothing else belongs here."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yifa.organs.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.TextField(
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z][a-z0-9._-]{2,31}\\Z",
                                "用户名为 3 至 32 位小写字母、数字、点、短横或下划线，以字母开头。",
                            )
                        ],
                        verbose_name="用户名",
                    ),
                ),
                ("name", models.TextField(verbose_name="姓名")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("deactivated_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                ("must_change_password", models.BooleanField(default=True, verbose_name="下次登录须改密码")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
            ],
            options={
                "verbose_name": "账号",
                "db_table": "account",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deactivated_on__isnull", True), ("is_active", True)),
                            models.Q(("deactivated_on__isnull", False), ("is_active", False)),
                            _connector="OR",
                        ),
                        name="account_deactivated_has_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                (
                    "code",
                    models.TextField(
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\d{6}(\\d{3})?\\Z",
                                "区划代码为 6 位数字（GB/T 2260），乡镇街道为 9 位（GB/T 10114）。",
                            )
                        ],
                        verbose_name="区划代码",
                    ),
                ),
                ("name", models.TextField(verbose_name="名称")),
                (
                    "level",
                    models.TextField(
                        choices=[
                            ("1", "国家级"),
                            ("2", "省级"),
                            ("3", "市级"),
                            ("4", "县级"),
                            ("5", "镇（乡、街道）级"),
                            ("6", "村（社区）级"),
                        ],
                        verbose_name="层级",
                    ),
                ),
                (
                    "parent",
                    models.TextField(blank=True, help_text="上级区划代码；国家和省级为空", verbose_name="上级区划"),
                ),
                (
                    "valid_from",
                    models.DateField(blank=True, help_text="空：早于数据的起点", null=True, verbose_name="设立日期"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="最后一日；空：现行", null=True, verbose_name="撤销日期"),
                ),
                (
                    "successor",
                    models.TextField(blank=True, help_text="撤销后由哪个代码承继", verbose_name="承继区划"),
                ),
            ],
            options={
                "verbose_name": "行政区划",
                "db_table": "division",
                "indexes": [models.Index(fields=["parent"], name="division_parent")],
            },
        ),
        migrations.CreateModel(
            name="Organ",
            fields=[
                (
                    "code",
                    models.TextField(
                        primary_key=True,
                        serialize=False,
                        validators=[yifa.organs.codes.check_credit_code],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                ("name", models.TextField(verbose_name="机关名称")),
                ("short_name", models.TextField(blank=True, verbose_name="简称")),
                (
                    "word",
                    models.TextField(
                        blank=True,
                        help_text="发文字号和文书编号开头的字，例如“鄂审”",
                        verbose_name="机关代字",
                    ),
                ),
                ("division", models.TextField(db_index=True, verbose_name="所在区划")),
                (
                    "level",
                    models.TextField(
                        choices=[
                            ("1", "国家级"),
                            ("2", "省级"),
                            ("3", "市级"),
                            ("4", "县级"),
                            ("5", "镇（乡、街道）级"),
                            ("6", "村（社区）级"),
                        ],
                        verbose_name="层级",
                    ),
                ),
                (
                    "kind",
                    models.TextField(help_text="现行机构名称的类别，例如“市场监督管理部门”", verbose_name="机关类别"),
                ),
                ("phone", models.TextField(blank=True, verbose_name="电话")),
                ("address", models.TextField(blank=True, verbose_name="地址")),
                ("is_government", models.BooleanField(default=False, verbose_name="是本级人民政府")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organs.organ",
                        verbose_name="上级机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "机关",
                "db_table": "organ",
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "role",
                    models.TextField(
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z][a-z_]{1,39}\\Z", "角色为流程包或平台所定的英文标识。"
                            )
                        ],
                        verbose_name="角色",
                    ),
                ),
                (
                    "procedure",
                    models.TextField(blank=True, help_text="只在这一流程中有效；空：全部流程", verbose_name="流程"),
                ),
                ("valid_from", models.DateField(verbose_name="起")),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="最后一日；空：未定期限", null=True, verbose_name="止"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "delegated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="organs.post",
                        verbose_name="授权人的岗位",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organs.organ",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位",
                "db_table": "post",
                "indexes": [models.Index(fields=["organ", "role"], name="post_organ_role")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="post_term_is_not_reversed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delegated_by__isnull", True), ("valid_to__isnull", False), _connector="OR"
                        ),
                        name="post_delegation_has_a_term",
                    ),
                ],
            },
        ),
    )
