"""The tables of matters and materials: the elements of GB/T 39046—2020 and the terms that a case takes over.

Numbers in the comments are those of the standard's table of matters; items without one are ours (clause 4
allows more).
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import Q

from yifa.matters import limits
from yifa.matters.choices import (
    MATTER_LEVELS,
    BodyNature,
    CrossRegion,
    Hearing,
    MatterType,
    Mode,
    Silence,
    SystemLevel,
    Target,
    Verified,
)
from yifa.matters.codes import check_implementation_code
from yifa.matters.finding import bigrams
from yifa.organs.public import Organ


def _text(zh: str, longest: int | None = None, help_text: str = "") -> models.TextField[str, str]:
    """Return an optional text field; `longest` counts characters, as the standard's an..N does."""
    validators = [MaxLengthValidator(longest, f"{zh}最多 {longest} 个字。")] if longest else []
    return models.TextField(zh, blank=True, default="", validators=validators, help_text=help_text)


def _codes(zh: str, codes: str) -> models.TextField[str, str]:
    """Return a field for several one-digit codes run together, in ascending order and each once."""
    fault = f"{zh}由 {'、'.join(codes)} 中的一个或者几个组成，不重复，由小到大。"
    pattern = "".join(f"{code}?" for code in codes)
    return models.TextField(zh, blank=True, default="", validators=[RegexValidator(rf"\A{pattern}\Z", fault)])


class Matter(models.Model):
    """A matter as one organ handles it (实施清单), under its implementation code."""

    implementation_code = models.TextField("实施编码", primary_key=True, validators=[check_implementation_code])  # 3
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="matters", verbose_name="实施主体")  # 11, 12
    division = models.TextField("区划", db_index=True, help_text="实施主体所在区划，随实施主体")
    name = models.TextField("事项名称", validators=[MaxLengthValidator(200, "事项名称最多 200 个字。")])  # 1
    basic_code = _text("基本编码", 12)  # 2; 12 as nationally exchanged, though the standard prints an..10
    is_local_code = models.BooleanField("基本编码为地方编码", default=False)
    type_code = models.TextField("事项类型代码", choices=MatterType.choices)  # 4, 5
    legal_basis: models.JSONField[list[str], list[str]] = models.JSONField("设定依据", default=list, blank=True)  # 6
    level = models.TextField("行使层级代码", choices=MATTER_LEVELS)  # 7, 8
    authority_division = _text("权限划分", 1000)  # 9
    exercise_content = _text("行使内容")  # 10
    body_nature = models.TextField(
        "实施主体性质代码", choices=BodyNature.choices, default=BodyNature.STATUTORY
    )  # 13, 14

    limit_steps: models.JSONField[list[str], list[str]] = models.JSONField(
        "法定办结时限", default=list, blank=True, help_text="每步一个时限；空：法律未规定"
    )  # 15, 16
    limit_note = _text("法定办结时限说明")  # 17
    limit_cites = _text("法定办结时限依据")
    limit_before = _text("倒计时的事实", help_text="时限在这一事实所载日期之前届满，例如集会的举行日期 event_day")
    limit_start = _text("时限起算点", help_text="不自受理起算的，写明自何时起算；空：自受理之日起")
    extension = _text("延长期限")
    extension_cites = _text("延长期限依据")
    silence = models.TextField("逾期不决定的效果", choices=Silence.choices, blank=True, default=Silence.NOTHING)
    promised = _text("承诺办结时限")  # 18, 19
    promised_note = _text("承诺办结时限说明")  # 20
    is_joint = models.BooleanField("联合办理", default=False, help_text="行政许可法 第二十六条第二款")
    is_major = models.BooleanField("重大许可须法制审核", default=False)
    site_check = models.BooleanField("须实地核查", default=False)
    testing = models.BooleanField("须检验、检测、检疫", default=False, help_text="行政许可法 第五十五条")
    special_step = models.BooleanField("须经特殊环节", default=False, help_text="行政许可法 第四十五条")
    tolerance = models.BooleanField("可以容缺受理", default=False, help_text="国发〔2022〕5号；可容缺的材料须公布")
    hearing = models.TextField("听证", choices=Hearing.choices, blank=True, default=Hearing.GENERAL)
    hearing_cites = _text("听证依据")
    commitment_cites = _text("告知承诺依据", help_text="空：不实行告知承诺")
    result_validity = _text("结果有效期")

    acceptance_conditions = _text("受理条件")  # 21
    handling_process = _text("办理流程")  # 22
    joint_department = _text("共同实施部门", 100)  # 23
    joint_department_code = _text("共同实施部门代码", 18)  # 24
    undertaking_body = _text("承办机构", 100)  # 25
    undertaking_body_code = _text("承办机构代码", 18)  # 26
    intermediary_service = _text("中介服务", 2000)  # 27
    quantity_limit = _text("数量限制", 200)  # 28
    result_name = _text("结果名称", 100)  # 29
    result_sample = models.BinaryField("结果样本", null=True, blank=True, max_length=65_536)  # 30
    is_charged = models.BooleanField("是否收费", default=False)  # 31
    charge_basis = _text("收费依据")  # 32
    cross_region = models.IntegerField("通办范围代码", choices=CrossRegion.choices, null=True, blank=True)  # 33
    targets = _codes("服务对象代码", "".join(Target.values))  # 34, 35
    theme = _text("服务主题", 200)  # 36
    organisation_theme_code = _text("法人服务主题代码", 10)  # 37
    person_theme_code = _text("自然人服务主题代码", 10)  # 38
    modes = _codes("办理形式代码", "".join(Mode.values))  # 39, 40
    special_procedures = _text("特别程序")  # 41
    jurisdiction = _text("行政管辖", 20)  # 42
    jurisdiction_code = _text("行政管辖代码", 10)  # 43
    supports_appointment = models.BooleanField("是否支持预约办理", default=False)  # 44
    supports_online_payment = models.BooleanField("是否支持网上支付", default=False)  # 45
    supports_delivery = models.BooleanField("是否支持物流快递", default=False)  # 46
    is_online = models.BooleanField("是否网办", default=False)  # 47
    online_address = _text("网办地址", 50)  # 48
    running_system_level = models.TextField("运行系统层级", choices=SystemLevel.choices, blank=True, default="")  # 49
    handling_place = _text("办理地点", 100)  # 50
    handling_hours = _text("办理时间", 150)  # 51
    consultation_method = _text("咨询方式", 20)  # 52
    consultation_phone = _text("咨询电话", 18)  # 53
    supervision_phone = _text("监督电话", 18)  # 54
    faq = _text("常见问题", 1000)  # 55

    catalogue_id = _text("目录编号", 80, "随平台发布的事项目录中的编号；空：不出自目录")
    procedure = _text("流程", 40, "由哪个流程包办理；空：尚无流程包，不能在平台上申请")
    verified = models.TextField("核对情况", choices=Verified.choices, default=Verified.UNCHECKED)
    note = _text("备注")
    retired_on = models.DateField("停止实施日期", null=True, blank=True)
    search_text = models.TextField("检索词", editable=False, default="")

    class Meta:
        db_table = "matter"
        verbose_name = "事项"
        indexes = (GinIndex(SearchVector("search_text", config="simple"), name="matter_search"),)
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "catalogue_id"),
                condition=~Q(catalogue_id=""),
                name="matter_adopted_once",
                violation_error_message="本机关已有出自同一目录编号的事项。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check what joins several elements: code and organ, promise and statute, fee and its basis.

        The rules are those of exchange practice (standards 2.5) as far as they follow from the law or the
        standard.
        """
        faults: dict[str, list[str]] = {}
        self._clean_code(faults)
        self._clean_limits(faults)
        if self.is_charged and not self.charge_basis:
            faults["charge_basis"] = ["收费的事项应当写明收费依据（行政许可法 第五十八条）。"]
        if not self.is_charged and self.supports_online_payment:
            faults["supports_online_payment"] = ["不收费的事项不应支持网上支付。"]
        if faults:
            raise ValidationError(faults)

    def _clean_code(self, faults: dict[str, list[str]]) -> None:
        if len(self.implementation_code) == 31 and self.implementation_code[:18] != self.organ_id:
            faults["implementation_code"] = ["实施编码前 18 位应为实施主体的统一社会信用代码。"]
        if len(self.implementation_code) == 31 and self.implementation_code[18] != self.level:
            faults["level"] = ["行使层级代码应与实施编码第 19 位一致。"]

    def _clean_limits(self, faults: dict[str, list[str]]) -> None:
        try:
            self.limit_steps = limits.canonical(self.limit_steps)
        except limits.BadLimit as fault:
            faults["limit_steps"] = [str(fault)]
            return
        if self.type_code == MatterType.LICENCE and not self.limit_steps:
            faults["limit_steps"] = [
                "行政许可应有法定办结时限；法律、法规未另行规定的，为 20 个工作日（行政许可法 第四十二条第一款）。"
            ]
        try:
            if self.promised:
                self.promised = limits.check_promise(self.promised, self.limit_steps)
        except limits.BadLimit as fault:
            faults["promised"] = [str(fault)]
        try:
            if self.extension:
                self.extension = limits.canonical([self.extension])[0]
        except limits.BadLimit as fault:
            faults["extension"] = [str(fault)]

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the row with its division and its words for searching brought up to date."""
        self.division = self.organ.division
        self.search_text = " ".join(bigrams(self.words()))
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def words(self) -> str:
        """Return the text in which the matter is found: its name, its result and its organ."""
        return f"{self.name} {self.result_name} {self.organ.name}"

    def get_targets_display(self) -> str:
        """Return whom the matter serves, in Chinese."""
        return "、".join(Target(code).label for code in self.targets)

    def get_modes_display(self) -> str:
        """Return how it can be applied for, in Chinese."""
        return "、".join(Mode(code).label for code in self.modes)

    def is_open_on(self, day: date) -> bool:
        """Return whether a case of this matter may be opened on the day."""
        return bool(self.procedure) and (self.retired_on is None or day < self.retired_on)


class Material(models.Model):
    """One of the papers an applicant hands in for a matter (items 56 to 64)."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="materials", verbose_name="事项")
    position = models.PositiveIntegerField("顺序")
    name = models.TextField("材料名称", validators=[MaxLengthValidator(200, "材料名称最多 200 个字。")])  # 56
    issuer = _text("出具机构", 100)  # 57
    issue_time_requirement = _text("出具时间要求", 150)  # 58
    handling_note = _text("材料办理说明", 500)  # 59
    handling_place = _text("材料办理地点", 400)  # 60
    use_note = _text("材料使用说明", 500)  # 61
    original_copies = models.PositiveSmallIntegerField("原件份数", null=True, blank=True)  # 62
    photocopies = models.PositiveSmallIntegerField("复印件份数", null=True, blank=True)  # 63
    is_required = models.BooleanField("是否必备材料", default=True)  # 64

    class Meta:
        db_table = "matter_material"
        verbose_name = "材料"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("matter", "position"), name="matter_material_position"),
            models.UniqueConstraint(fields=("matter", "name"), name="matter_material_name"),
        )

    def __str__(self) -> str:
        return self.name
