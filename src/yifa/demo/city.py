"""Founds the demonstration city: divisions, organs, staff with posts, and the matters its bureau takes over.

The shape follows a published report (one hall, comprehensive windows beside departmental ones); the names are made up.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from yifa.identifiers.generate import reserved_credit_code
from yifa.matters.public import CatalogueRow, adopt, catalogue
from yifa.organs.public import (
    ADMINISTRATOR,
    AUDITOR,
    SECURITY_OFFICER,
    Account,
    Division,
    Level,
    Organ,
    appoint,
    create_account,
    load_divisions,
)
from yifa.workdays import Length

PROVINCE, CITY, DISTRICT = "590000", "590100", "590102"
_DIVISIONS = (
    (PROVINCE, "示范省", Level.PROVINCE, ""),
    (CITY, "示范市", Level.CITY, PROVINCE),
    (DISTRICT, "城东区", Level.COUNTY, CITY),
    ("590103", "城西区", Level.COUNTY, CITY),
    ("590104", "临空区", Level.COUNTY, CITY),
)
_FOUNDED = date(2020, 1, 1)

_KEPT_BY_OTHERS = frozenset(
    ("公安机关", "司法行政部门", "宗教事务部门", "税务机关", "海事管理机构", "退役军人部门", "机构编制部门",
     "邮政管理部门", "烟草专卖部门", "无线电管理机构", "气象部门", "新闻出版部门")
)  # fmt: skip
"""Kinds of organ that keep their matters when a city gives approvals to one bureau."""

STAFF: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("chuang1", "王敏", ("window",), "综合窗口一号"),
    ("chuang2", "刘洋", ("window",), "综合窗口二号"),
    ("chuang3", "陈静", ("window",), "综合窗口三号"),
    ("chuang4", "赵磊", ("window",), "项目建设窗口"),
    ("cheng1", "李强", ("handler",), "审批一科承办人"),
    ("cheng2", "周芳", ("handler",), "审批二科承办人"),
    ("cheng3", "孙涛", ("handler",), "审批三科承办人"),
    ("cheng4", "吴娟", ("handler",), "现场勘验科"),
    ("shen1", "郑霞", ("reviewer",), "政策法规科审核人"),
    ("ju1", "黄建国", ("head",), "分管局领导"),
    ("ju2", "林丽华", ("head", "disclosure_head"), "局主要负责人"),
    ("gong1", "何平", ("disclosure_officer",), "政务公开科"),
    ("fu1", "罗志强", ("government_head",), "市人民政府分管负责人"),
    ("guan1", "韩文", (ADMINISTRATOR,), "系统管理员"),
    ("an1", "唐慧", (SECURITY_OFFICER,), "安全管理员"),
    ("ji1", "曹宁", (AUDITOR,), "审计员"),
)
"""Username, name, roles, what they do."""


@dataclass(frozen=True, slots=True)
class City:
    """What was founded; `password` opens every staff account of this demonstration."""

    bureau: Organ
    government: Organ
    market: Organ
    matters: int
    password: str


def found() -> City:
    """Found the city. The password is drawn anew each time, so that no installation shares one."""
    load_divisions()
    for code, name, level, parent in _DIVISIONS:
        Division.objects.update_or_create(code=code, defaults={"name": name, "level": level, "parent": parent})
    government = _organ(1, "示范市人民政府", "示政", CITY, Level.CITY, "人民政府", None)
    bureau = _organ(2, "示范市行政审批局", "示审", CITY, Level.CITY, "行政审批部门", government)
    market = _organ(3, "示范市市场监督管理局", "示市监", CITY, Level.CITY, "市场监督管理部门", government)
    password = f"shifan-{secrets.token_hex(4)}"
    for username, name, roles, _ in STAFF:
        account = create_account(username, name, password)
        # The password was drawn for this machine a moment ago; nobody has to be made to change it.
        Account.objects.filter(pk=account.pk).update(must_change_password=False)
        for role in roles:
            appoint(account, bureau, role, since=_FOUNDED)
    return City(bureau, government, market, _adopt_all(bureau), password)


def _organ(n: int, name: str, word: str, division: str, level: Level, kind: str, parent: Organ | None) -> Organ:
    organ = Organ(
        code=reserved_credit_code(n, kind="11", division=division), name=name, short_name=name.removeprefix("示范"),
        word=word, division=division, level=level, kind=kind, parent=parent, phone="0000-12345",
        address="示范市城东区人民路一号市民中心", is_government=parent is None,
    )  # fmt: skip
    organ.full_clean()
    organ.save()
    return organ


def _adopt_all(bureau: Organ) -> int:
    """Every matter of the catalogue that a city's bureau handles, each with a promise within the statute's limit."""
    rows = [row for row in catalogue() if bureau.level in row.levels and row.organ_kind not in _KEPT_BY_OTHERS]
    for row in rows:
        adopt(bureau, row.id, promised=_promise(row), tolerance=row.serial % 9 == 0,
              handling_place="市民中心一楼政务服务大厅",
              handling_hours="工作日 9:00—12:00，13:30—17:00", supervision_phone="0000-12342")
    return len(rows)


def _promise(row: CatalogueRow) -> str | None:
    """Half of the shortest step of the statutory limit, in its own unit; nothing where the law sets no days.

    One matter in eight that needs no check, test or hearing is promised at once.
    """
    lengths = [Length.parse(step) for step in row.limit]
    if lengths and row.serial % 8 == 0 and not (row.special or row.site_check or row.testing or row.hearing):
        return "0 working days"
    shortest = min((length for length in lengths), key=lambda length: length.value, default=None)
    if row.limit_before or shortest is None or shortest.value < 2:
        return None
    return str(Length(shortest.value // 2, shortest.unit))
