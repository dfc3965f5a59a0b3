"""Which unit a bare 日 has under each statute (RQ-01 to RQ-12), with the article that says so.

A register of rules, no counting: 行政处罚法 counts its 2, 3, 5 and 7 days as working days, 行政强制法 all
up to ten.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from yifa.workdays.length import Length, Unit
from yifa.workdays.readings import STANDARD, Readings


class UnknownStatute(ValueError):
    """登记册里没有这部法律的期限单位规定。"""


@dataclass(frozen=True, slots=True)
class UnitRule:
    """How one statute counts its days."""

    id: str
    """The row of the rule, e.g. RQ-02; several statutes may share one."""
    statute: str
    """The title without 中华人民共和国."""
    article: str
    """The article that fixes the unit, or where it says 工作日 in words, e.g. 第八十五条."""
    working: frozenset[int] = field(default_factory=frozenset)
    """The numbers of days that are working days."""
    working_by_default: bool = False
    """All numbers are working days, but those in `calendar`."""
    calendar: frozenset[int] = field(default_factory=frozenset)
    """The numbers that stay calendar days although the others are working days."""
    aliases: tuple[str, ...] = ()
    hours_start: str = "moment"
    """Where a period in hours starts under this statute, see `Readings.hours_start`."""
    note: str = ""
    """What the rule means and what is doubtful about it, in Chinese."""
    certain: bool = True
    """False where the statute doesn't say so in words and the rule is the prevailing reading."""

    def unit(self, days: int) -> Unit:
        """What `days` of this statute, written as a bare 日, are counted in."""
        if days in self.working or (self.working_by_default and days not in self.calendar):
            return Unit.WORKING_DAYS
        return Unit.CALENDAR_DAYS

    @property
    def citation(self) -> str:
        """Statute and article, e.g. 《行政处罚法》第八十五条."""
        return f"《{self.statute}》{self.article}"

    def readings(self, base: Readings = STANDARD) -> Readings:
        """`base` with what the statute itself settles."""
        if self.hours_start == "next_hour" and base.hours_start == "moment":
            return replace(base, hours_start="next_hour")
        return base


_CALENDAR_NOTE: Final = "写“日”的按自然日，写“工作日”的按工作日。"

RULES: Final = (
    UnitRule(
        "RQ-01",
        "行政许可法",
        "第八十二条",
        working_by_default=True,
        aliases=("许可法",),
        note="行政机关实施行政许可的期限以工作日计算。申请人一方的期限（第四十七条、第五十条）是否同此，法律未明说。",
    ),
    UnitRule(
        "RQ-02",
        "行政处罚法",
        "第八十五条",
        working=frozenset({2, 3, 5, 7}),
        aliases=("处罚法",),
        note="只有二日、三日、五日、七日是工作日，其余（如十五日缴款、九十日办案）是自然日。",
    ),
    UnitRule(
        "RQ-03",
        "行政强制法",
        "第六十九条",
        working=frozenset(range(1, 11)),
        aliases=("强制法",),
        note="十日以内（含十日）是工作日，超过十日的是自然日。",
    ),
    UnitRule(
        "RQ-04",
        "行政复议法",
        "第八十八条第二款",
        working=frozenset({3, 5, 7, 10}),
        aliases=("复议法",),
        note="只有三日、五日、七日、十日是工作日；本法没有规定的，依照民事诉讼法关于期间的规定。",
    ),
    UnitRule(
        "RQ-05",
        "政府信息公开条例",
        "第二十六条、第三十条至第三十四条",
        working_by_default=True,
        aliases=("信息公开条例", "公开条例"),
        note="条例的期限都写作“工作日”。",
    ),
    UnitRule(
        "RQ-06",
        "信访工作条例",
        "第二十二条至第二十三条、第三十四条至第三十六条",
        aliases=("信访条例",),
        note="15日、30日、60日是自然日；转送退回的“5个工作日”是工作日。",
    ),
    UnitRule(
        "RQ-07",
        "重大行政决策程序暂行条例",
        "第十五条、第二十六条",
        aliases=("决策条例",),
        note=_CALENDAR_NOTE,
    ),
    UnitRule("RQ-07", "规章制定程序条例", "第十六条", aliases=("规章条例",), note=_CALENDAR_NOTE),
    UnitRule("RQ-07", "法规规章备案审查条例", "第三条", aliases=("备案审查条例",), note=_CALENDAR_NOTE),
    UnitRule(
        "RQ-08",
        "审计法",
        "（实施条例第五十六条）",
        working_by_default=True,
        note="审计法的期间按实施条例第五十六条以工作日计算。",
    ),
    UnitRule(
        "RQ-08",
        "审计法实施条例",
        "第五十六条第二款",
        working_by_default=True,
        calendar=frozenset({30, 60}),
        note="第五十二条的60日和延长的30日按自然日，末日遇法定节假日顺延；其他期间以工作日计算。",
    ),
    UnitRule(
        "RQ-09",
        "招标投标法实施条例",
        "全文用语",
        aliases=("招投标条例",),
        certain=False,
        note="条例分写“日”与“工作日”，据此把“日”读作自然日；条例没有明文。",
    ),
    UnitRule(
        "RQ-10",
        "行政诉讼法",
        "第一百零一条",
        hours_start="next_hour",
        aliases=("行诉法",),
        note="本法未规定的期间适用民事诉讼法：按日为自然日，开始的时和日不计，末日遇休假日顺延，在途期间不计，"
        "期满前交邮不算过期。",
    ),
    UnitRule(
        "RQ-11",
        "民事诉讼法",
        "第八十五条",
        hours_start="next_hour",
        aliases=("民诉法",),
        note="开始的时和日不计，末日遇法定休假日顺延，在途期间不计，期满前交邮不算过期。",
    ),
    UnitRule(
        "RQ-12",
        "民法典",
        "第二百条至第二百零四条",
        note="按公历年、月、日、小时计算；开始的当日不计，到期月对应日或月末日届满，末日遇法定休假日顺延。",
    ),
)

# The pairing of names to rules, every way a name may be written.
_BY_NAME: Final = {name: rule for rule in RULES for name in (rule.statute, *rule.aliases)}


def rule_for(statute: str) -> UnitRule:
    """The rule of `statute`, written with or without 《》 and 中华人民共和国, or by its common short name.

    Raises `UnknownStatute`, which lists those known: a statute that is not here has no unit, and none is
    guessed.
    """
    name = statute.strip().strip("《》").removeprefix("中华人民共和国").strip()
    name = name.partition("》")[0].partition(" ")[0]
    rule = _BY_NAME.get(name)
    if rule is None:
        known = "、".join(dict.fromkeys(rule.statute for rule in RULES))
        raise UnknownStatute(
            f"没有登记《{name}》的期限单位，不作推测。已登记的有：{known}。可不写依据，直接写明“工作日”或“日”。"
        )
    return rule


def unit_for(statute: str, days: int) -> Unit:
    """What `days`, written as a bare 日 in `statute`, are counted in.

    >>> unit_for("行政处罚法", 7), unit_for("行政处罚法", 15)
    (<Unit.WORKING_DAYS: 'working_days'>, <Unit.CALENDAR_DAYS: 'calendar_days'>)
    """
    return rule_for(statute).unit(days)


def apply_rule(length: Length, rule: UnitRule) -> Length:
    """`length` with a bare 日 given the unit that the statute means; other units stay as written."""
    if length.unit is not Unit.CALENDAR_DAYS:
        return length
    return Length(length.value, rule.unit(length.value))
