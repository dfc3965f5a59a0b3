"""Makes applicants: names that sound right, identifiers that are valid and reserved, the same for the same number.

Nobody here exists; who the staff are is told in `city`.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from yifa.identifiers.generate import reserved_citizen_number, reserved_credit_code, reserved_mobile

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国文辉力志永健世广义兴良海"
    "山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子"
)
_STREETS = ("建设街", "人民路", "滨湖大道", "文苑路", "江城社区", "东塔路", "古楼街", "凤凰路")
_TRADES = ("餐饮管理", "建筑工程", "医疗器械", "文化传播", "物流", "农业科技", "教育咨询", "环保科技", "药业", "商贸")
_WORDS = "恒鑫瑞泰宏达安顺嘉禾明德远博众诚华兴汇丰盛源吉祥"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applies: the answers that an opening act asks about them."""

    is_person: bool
    name: str
    answers: dict[str, str]


def person_name(random: Random) -> str:
    """A Chinese name of two or three characters."""
    return random.choice(_SURNAMES) + "".join(random.choice(_GIVEN) for _ in range(random.choice((1, 2, 2, 2))))


def applicant(random: Random, n: int, *, person: bool) -> Applicant:
    """The n-th applicant; `random` decides the name, `n` the identifiers."""
    name = person_name(random)
    address = f"示范市城东区{random.choice(_STREETS)}{random.randint(1, 199)}号"
    common = {"mobile": reserved_mobile(n), "address": address}
    if person:
        return Applicant(True, name, {
            "applicant_kind": "natural", "applicant_name": name, "applicant_id": reserved_citizen_number(n), **common,
        })
    firm = f"示范市{random.choice(_WORDS)}{random.choice(_WORDS)}{random.choice(_TRADES)}有限公司"
    return Applicant(False, firm, {
        "applicant_kind": "organisation", "applicant_name": firm, "credit_code": reserved_credit_code(n), **common,
    })
