"""The tables of matters and materials as first made; a migration and nothing else."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import yifa.matters.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organs", "0002_rights"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "implementation_code",
                    models.TextField(
                        primary_key=True,
                        serialize=False,
                        validators=[yifa.matters.codes.check_implementation_code],
                        verbose_name="实施编码",
                    ),
                ),
                (
                    "division",
                    models.TextField(db_index=True, help_text="实施主体所在区划，随实施主体", verbose_name="区划"),
                ),
                (
                    "name",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(200, "事项名称最多 200 个字。")],
                        verbose_name="事项名称",
                    ),
                ),
                (
                    "basic_code",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(12, "基本编码最多 12 个字。")],
                        verbose_name="基本编码",
                    ),
                ),
                ("is_local_code", models.BooleanField(default=False, verbose_name="基本编码为地方编码")),
                (
                    "type_code",
                    models.TextField(
                        choices=[
                            ("01", "行政许可"),
                            ("02", "行政处罚"),
                            ("03", "行政强制"),
                            ("04", "行政征收"),
                            ("05", "行政给付"),
                            ("06", "行政检查"),
                            ("07", "行政确认"),
                            ("08", "行政奖励"),
                            ("09", "行政裁决"),
                            ("10", "其他行政权力"),
                            ("20", "公共服务"),
                        ],
                        verbose_name="事项类型代码",
                    ),
                ),
                ("legal_basis", models.JSONField(blank=True, default=list, verbose_name="设定依据")),
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
                            ("7", "分级管理"),
                        ],
                        verbose_name="行使层级代码",
                    ),
                ),
                (
                    "authority_division",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(1000, "权限划分最多 1000 个字。")],
                        verbose_name="权限划分",
                    ),
                ),
                ("exercise_content", models.TextField(blank=True, default="", verbose_name="行使内容")),
                (
                    "body_nature",
                    models.TextField(
                        choices=[("1", "法定机关"), ("2", "授权组织"), ("3", "受委托组织"), ("9", "其他")],
                        default="1",
                        verbose_name="实施主体性质代码",
                    ),
                ),
                (
                    "limit_steps",
                    models.JSONField(
                        blank=True, default=list, help_text="每步一个时限；空：法律未规定", verbose_name="法定办结时限"
                    ),
                ),
                ("limit_note", models.TextField(blank=True, default="", verbose_name="法定办结时限说明")),
                ("limit_cites", models.TextField(blank=True, default="", verbose_name="法定办结时限依据")),
                (
                    "limit_before",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="时限在这一事实所载日期之前届满，例如集会的举行日期 event_day",
                        verbose_name="倒计时的事实",
                    ),
                ),
                (
                    "limit_start",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="不自受理起算的，写明自何时起算；空：自受理之日起",
                        verbose_name="时限起算点",
                    ),
                ),
                ("extension", models.TextField(blank=True, default="", verbose_name="延长期限")),
                ("extension_cites", models.TextField(blank=True, default="", verbose_name="延长期限依据")),
                (
                    "silence",
                    models.TextField(
                        blank=True,
                        choices=[("", "不产生许可的效果"), ("consent", "视为同意")],
                        default="",
                        verbose_name="逾期不决定的效果",
                    ),
                ),
                ("promised", models.TextField(blank=True, default="", verbose_name="承诺办结时限")),
                ("promised_note", models.TextField(blank=True, default="", verbose_name="承诺办结时限说明")),
                (
                    "is_joint",
                    models.BooleanField(
                        default=False, help_text="行政许可法 第二十六条第二款", verbose_name="联合办理"
                    ),
                ),
                ("is_major", models.BooleanField(default=False, verbose_name="重大许可须法制审核")),
                ("site_check", models.BooleanField(default=False, verbose_name="须实地核查")),
                (
                    "testing",
                    models.BooleanField(
                        default=False, help_text="行政许可法 第五十五条", verbose_name="须检验、检测、检疫"
                    ),
                ),
                (
                    "special_step",
                    models.BooleanField(default=False, help_text="行政许可法 第四十五条", verbose_name="须经特殊环节"),
                ),
                (
                    "tolerance",
                    models.BooleanField(
                        default=False, help_text="国发〔2022〕5号；可容缺的材料须公布", verbose_name="可以容缺受理"
                    ),
                ),
                (
                    "hearing",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "按行政许可法的一般规定"),
                            ("required", "应当举行听证"),
                            ("conditional", "涉及公共利益的应当听证"),
                            ("on_request", "利害关系人要求的应当听证"),
                        ],
                        default="",
                        verbose_name="听证",
                    ),
                ),
                ("hearing_cites", models.TextField(blank=True, default="", verbose_name="听证依据")),
                (
                    "commitment_cites",
                    models.TextField(
                        blank=True, default="", help_text="空：不实行告知承诺", verbose_name="告知承诺依据"
                    ),
                ),
                ("result_validity", models.TextField(blank=True, default="", verbose_name="结果有效期")),
                ("acceptance_conditions", models.TextField(blank=True, default="", verbose_name="受理条件")),
                ("handling_process", models.TextField(blank=True, default="", verbose_name="办理流程")),
                (
                    "joint_department",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(100, "共同实施部门最多 100 个字。")],
                        verbose_name="共同实施部门",
                    ),
                ),
                (
                    "joint_department_code",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(18, "共同实施部门代码最多 18 个字。")],
                        verbose_name="共同实施部门代码",
                    ),
                ),
                (
                    "undertaking_body",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(100, "承办机构最多 100 个字。")],
                        verbose_name="承办机构",
                    ),
                ),
                (
                    "undertaking_body_code",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(18, "承办机构代码最多 18 个字。")],
                        verbose_name="承办机构代码",
                    ),
                ),
                (
                    "intermediary_service",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(2000, "中介服务最多 2000 个字。")],
                        verbose_name="中介服务",
                    ),
                ),
                (
                    "quantity_limit",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(200, "数量限制最多 200 个字。")],
                        verbose_name="数量限制",
                    ),
                ),
                (
                    "result_name",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(100, "结果名称最多 100 个字。")],
                        verbose_name="结果名称",
                    ),
                ),
                ("result_sample", models.BinaryField(blank=True, max_length=65536, null=True, verbose_name="结果样本")),
                ("is_charged", models.BooleanField(default=False, verbose_name="是否收费")),
                ("charge_basis", models.TextField(blank=True, default="", verbose_name="收费依据")),
                (
                    "cross_region",
                    models.IntegerField(
                        blank=True,
                        choices=[(1, "全国"), (2, "跨省"), (3, "跨市"), (4, "跨县")],
                        null=True,
                        verbose_name="通办范围代码",
                    ),
                ),
                (
                    "targets",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A1?2?3?4?5?6?\\Z",
                                "服务对象代码由 1、2、3、4、5、6 中的一个或者几个组成，不重复，由小到大。",
                            )
                        ],
                        verbose_name="服务对象代码",
                    ),
                ),
                (
                    "theme",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(200, "服务主题最多 200 个字。")],
                        verbose_name="服务主题",
                    ),
                ),
                (
                    "organisation_theme_code",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(10, "法人服务主题代码最多 10 个字。")],
                        verbose_name="法人服务主题代码",
                    ),
                ),
                (
                    "person_theme_code",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(10, "自然人服务主题代码最多 10 个字。")],
                        verbose_name="自然人服务主题代码",
                    ),
                ),
                (
                    "modes",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A1?2?3?4?9?\\Z",
                                "办理形式代码由 1、2、3、4、9 中的一个或者几个组成，不重复，由小到大。",
                            )
                        ],
                        verbose_name="办理形式代码",
                    ),
                ),
                ("special_procedures", models.TextField(blank=True, default="", verbose_name="特别程序")),
                (
                    "jurisdiction",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(20, "行政管辖最多 20 个字。")],
                        verbose_name="行政管辖",
                    ),
                ),
                (
                    "jurisdiction_code",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(10, "行政管辖代码最多 10 个字。")],
                        verbose_name="行政管辖代码",
                    ),
                ),
                ("supports_appointment", models.BooleanField(default=False, verbose_name="是否支持预约办理")),
                ("supports_online_payment", models.BooleanField(default=False, verbose_name="是否支持网上支付")),
                ("supports_delivery", models.BooleanField(default=False, verbose_name="是否支持物流快递")),
                ("is_online", models.BooleanField(default=False, verbose_name="是否网办")),
                (
                    "online_address",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(50, "网办地址最多 50 个字。")],
                        verbose_name="网办地址",
                    ),
                ),
                (
                    "running_system_level",
                    models.TextField(
                        blank=True,
                        choices=[("国家级", "国家级"), ("省级", "省级"), ("市级", "市级")],
                        default="",
                        verbose_name="运行系统层级",
                    ),
                ),
                (
                    "handling_place",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(100, "办理地点最多 100 个字。")],
                        verbose_name="办理地点",
                    ),
                ),
                (
                    "handling_hours",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(150, "办理时间最多 150 个字。")],
                        verbose_name="办理时间",
                    ),
                ),
                (
                    "consultation_method",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(20, "咨询方式最多 20 个字。")],
                        verbose_name="咨询方式",
                    ),
                ),
                (
                    "consultation_phone",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(18, "咨询电话最多 18 个字。")],
                        verbose_name="咨询电话",
                    ),
                ),
                (
                    "supervision_phone",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(18, "监督电话最多 18 个字。")],
                        verbose_name="监督电话",
                    ),
                ),
                (
                    "faq",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(1000, "常见问题最多 1000 个字。")],
                        verbose_name="常见问题",
                    ),
                ),
                (
                    "catalogue_id",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="随平台发布的事项目录中的编号；空：不出自目录",
                        validators=[django.core.validators.MaxLengthValidator(80, "目录编号最多 80 个字。")],
                        verbose_name="目录编号",
                    ),
                ),
                (
                    "procedure",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="由哪个流程包办理；空：尚无流程包，不能在平台上申请",
                        validators=[django.core.validators.MaxLengthValidator(40, "流程最多 40 个字。")],
                        verbose_name="流程",
                    ),
                ),
                (
                    "verified",
                    models.TextField(
                        choices=[
                            ("limit_verified", "依据与时限均已核对法规原文"),
                            ("basis_only", "仅依据已核对；法律未规定机关的办理期限"),
                            ("unchecked", "本机关自行录入，未经核对"),
                        ],
                        default="unchecked",
                        verbose_name="核对情况",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="备注")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="停止实施日期")),
                ("search_text", models.TextField(default="", editable=False, verbose_name="检索词")),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="organs.organ",
                        verbose_name="实施主体",
                    ),
                ),
            ],
            options={
                "verbose_name": "事项",
                "db_table": "matter",
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="顺序")),
                (
                    "name",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(200, "材料名称最多 200 个字。")],
                        verbose_name="材料名称",
                    ),
                ),
                (
                    "issuer",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(100, "出具机构最多 100 个字。")],
                        verbose_name="出具机构",
                    ),
                ),
                (
                    "issue_time_requirement",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(150, "出具时间要求最多 150 个字。")],
                        verbose_name="出具时间要求",
                    ),
                ),
                (
                    "handling_note",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(500, "材料办理说明最多 500 个字。")],
                        verbose_name="材料办理说明",
                    ),
                ),
                (
                    "handling_place",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(400, "材料办理地点最多 400 个字。")],
                        verbose_name="材料办理地点",
                    ),
                ),
                (
                    "use_note",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(500, "材料使用说明最多 500 个字。")],
                        verbose_name="材料使用说明",
                    ),
                ),
                ("original_copies", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="原件份数")),
                ("photocopies", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="复印件份数")),
                ("is_required", models.BooleanField(default=True, verbose_name="是否必备材料")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="matters.matter",
                        verbose_name="事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "材料",
                "db_table": "matter_material",
                "ordering": ("position",),
            },
        ),
        migrations.AddIndex(
            model_name="matter",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("search_text", config="simple"), name="matter_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("catalogue_id", ""), _negated=True),
                fields=("organ", "catalogue_id"),
                name="matter_adopted_once",
                violation_error_message="本机关已有出自同一目录编号的事项。",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("matter", "position"), name="matter_material_position"),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(fields=("matter", "name"), name="matter_material_name"),
        ),
    ]
