"""The doubtful readings of the counting rules, each a named option with a default and the reason for it.

Statutes fix the frame of counting; these are the points they leave open. Nothing here is read from settings:
a caller who wants another reading passes it, and the proof of the due date names it.
"""

from dataclasses import dataclass, field, fields
from typing import Literal


class NotAnnounced(ValueError):
    """所需年份的节假日安排尚未公布，且口径要求不得推算。"""


@dataclass(frozen=True, slots=True)
class Readings:
    """One choice for each doubtful point; the defaults are the prevailing practice."""

    make_up_days_are_workdays: bool = field(
        default=True,
        metadata={
            "zh": "调休上班的周六、周日算工作日",
            "note": "行政许可法第八十二条等只说“不含法定节假日”，未提调休；各地普遍把调休上班日计为工作日。",
        },
    )
    period_may_end_on_make_up_day: bool = field(
        default=True,
        metadata={
            "zh": "自然日期限的末日遇调休上班日，不顺延",
            "note": "民法典第二百零三条只对法定休假日顺延；调休上班的周六当天办公，通说不再是休假日。",
        },
    )
    pause_first_day_counts: bool = field(
        default=False,
        metadata={
            "zh": "中止事由发生的当日计入期限",
            "note": "“所需时间不计算在内”未说首日；默认自事由发生当日起停止计算。",
        },
    )
    pause_last_day_counts: bool = field(
        default=False,
        metadata={
            "zh": "中止事由结束的当日计入期限",
            "note": "默认自事由结束的次日起继续计算，与期间开始当日不计入（民法典第二百零一条）一致。",
        },
    )
    extension_counts_from: Literal["unrolled", "rolled"] = field(
        default="unrolled",
        metadata={
            "zh": "延长期限自原期限末日（unrolled）还是顺延后的末日（rolled）起算",
            "note": "默认与原期限连续计算，仅在最后顺延一次，对办理机关从严。",
        },
    )
    backward_roll: Literal["none", "earlier"] = field(
        default="none",
        metadata={
            "zh": "“某日前若干日”倒算到休息日时：照写（none）或提前到上一个工作日（earlier）",
            "note": "法律只规定顺延，未规定倒算；默认不动，提醒办事人时可取提前的一种。",
        },
    )
    backward_clear_days: bool = field(
        default=False,
        metadata={
            "zh": "“若干日前”须隔足若干整日",
            "note": "默认事件当日不计、倒数第N日即为最后一日；从严可要求行为日与事件日之间隔足N日。",
        },
    )
    hours_start: Literal["moment", "next_hour"] = field(
        default="moment",
        metadata={
            "zh": "小时期限自事件时刻（moment）还是下一整点（next_hour）起算",
            "note": "民法典第二百零一条第二款自规定的时间起算；民事诉讼法第八十五条期间开始的时不计入。",
        },
    )
    received_after_hours: Literal["same_day", "next_working_day"] = field(
        default="same_day",
        metadata={
            "zh": "下班后网上收到的，算当日（same_day）还是下一工作日（next_working_day）收到",
            "note": "24时前提交默认为当日收到，以事项办事指南的规定为准。",
        },
    )
    unannounced_year: Literal["provisional", "refuse"] = field(
        default="provisional",
        metadata={
            "zh": "节假日安排尚未公布的年份：推算并标明暂定（provisional）或不予计算（refuse）",
            "note": "安排一般于上年末公布；默认按法定节假日推算并标明，公布后重算。",
        },
    )

    def chosen(self) -> tuple["Choice", ...]:
        """Every option with its value, in the order of the fields."""
        return tuple(
            Choice(f.name, getattr(self, f.name), f.default, f.metadata["zh"], f.metadata["note"]) for f in fields(self)
        )

    def departures(self) -> tuple["Choice", ...]:
        """The options on which this reading departs from the default; a proof prints them."""
        return tuple(choice for choice in self.chosen() if choice.value != choice.default)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as it stands: its name, value, default, what it decides in Chinese, and why the default."""

    name: str
    value: object
    default: object
    zh: str
    note: str


STANDARD = Readings()
"""The prevailing practice on every doubtful point."""
