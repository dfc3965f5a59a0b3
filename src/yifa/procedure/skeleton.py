"""The first files of a new pack: they load, and one story that fails says what to write next.

It writes no law: every article is a place to fill in, which `yifa packs check` then asks for.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_ID: Final = re.compile(r"[a-z][a-z0-9_]{2,39}")

_PROCEDURE: Final = """\
# {id}：写明所依据的法律。格式见 docs/reference/pack-format.md，
# 做法见 docs/how-to/add-a-procedure.md。
id: {id}
zh: 新程序
en: New procedure
edition: 2026-01-01           # 本版自哪一天起施行
basis: [行政许可法]           # 改成所依据的法律；法律先在 laws/ 登记
public: true                  # 公众能否自己在网上启动
matters: []                   # 用它办理的事项类型；[] 不需要事项

roles:
  applicant: {{zh: 申请人, en: applicant, outside: true}}
  clerk: {{zh: 经办人, en: clerk}}
  head: {{zh: 机关负责人, en: head of the agency}}

stages:
  received: {{zh: 收件, en: received}}
  decided: {{zh: 办结, en: decided, end: true}}

outcomes:
  granted: {{zh: 予以办理, en: granted}}

gates:
  reviewed:
    zh: 已经审查
    en: reviewed
    guards: [granted]         # 不得绕过它得出的结果
    met_by:
      - [{{done: review}}]
    refusal: 尚未审查，不得作出决定。
    remedy: 由经办人审查后再作决定。
    by_whom: 经办人
    cites: 行政许可法 第三十四条第一款   # 改成这一条规则的依据
    rule: NEW-01

acts:
  apply:
    zh: 提出申请
    en: apply
    by: [applicant, clerk]
    opens_case: true
    to: received
    fields: [applicant_name, request]
    papers: [receipt]
    cites: 行政许可法 第二十九条第一款
    rule: NEW-01
    sentence: "{{applicant_name}}提出申请"
    main: true
  review:
    zh: 审查
    en: review
    by: [clerk]
    in: [received]
    fields: [opinion]
    cites: 行政许可法 第三十四条第一款
    rule: NEW-01
    sentence: 经办人审查
    main: true
  decide:
    zh: 作出决定
    en: decide
    by: [head]
    in: [received]
    to: decided
    outcome: granted
    needs: [reviewed]
    cites: 行政许可法 第三十八条第一款
    rule: NEW-01
    sentence: 作出决定
    main: true

papers:
  receipt: {{zh: 收件凭证, en: receipt, series: 新收, cites: 行政许可法 第二十九条第一款}}
"""
_FORM: Final = """\
fields:
  applicant_name: {zh: 申请人姓名或者名称, en: name of the applicant, type: person_name, personal: true,
                   party: applicant, cites: 行政许可法 第二十九条第一款}
  request: {zh: 申请事项, en: request, type: long_text, cites: 行政许可法 第二十九条第一款}
  opinion: {zh: 审查意见, en: opinion, type: long_text, cites: 行政许可法 第三十四条第一款}
"""
_DEADLINES: Final = """\
clocks:
  decision:
    zh: 办理期限
    en: decision
    rule: NEW-01
    starts: [apply]
    stops: [decide]
    length:
      # 法律写明的数字 source: NAT；凭记忆、由地方规定的，写 M、LOC、POL
      - {from: 2019-04-23, value: 20 working days, cites: 行政许可法 第四十二条第一款, source: NAT}
    expiry: {note: 写明逾期的后果。}
    party: organ
    main: true
    cites: 行政许可法 第四十二条第一款
"""
_INDICATORS: Final = """\
indicators:
  received:
    zh: 收到申请数
    en: applications received
    unit: 件
    definition: 统计期内提出的申请。
    topic: new
    source: 公式为通行口径
    count: {act: [apply]}
sentences:
  - {topic: new, order: 1, text: "收到申请{received}件。"}
"""
_RULES: Final = """\
# 规则对照：每一条规则写在哪里；不在本程序之内的，写 elsewhere 说明由谁实现、为什么。
rules:
  NEW-01: {zh: 申请和决定, scope: NAT, cites: 行政许可法 第三十八条第一款,
           where: ["act:apply", "act:decide", "gate:reviewed", "clock:decision"]}
"""
_GUIDE: Final = """\
# 谁可以申请

写明谁可以申请、怎样申请。

# 多久办结

自收到申请之日起{clock:decision}内作出决定。

# 联系

{organ.name}，地址：{organ.address}，电话：{organ.phone}。
"""
_RECEIPT: Final = """\
---
zh: 收件凭证
en: receipt
series: 新收
kind: receipt
to: applicant_name
cites:
  - 行政许可法 第二十九条第一款
seal: true
---
收到您提出的申请（{case.number}）：{request}。
"""
_STORY: Final = """\
zh: 一般程序
en: The plain way
people: {wang: [clerk], zhao: [head]}
steps:
  - {on: 2026-03-02, act: apply, by: applicant, answers: {applicant_name: 王小明, request: 申请办理},
     stage: received, papers: [receipt], clocks: {decision: 2026-03-30}}
  - {on: 2026-03-03, act: decide, by: zhao, refused: {code: gate.reviewed, cites: 行政许可法 第三十四条第一款}}
  - {on: 2026-03-09, act: review, by: wang, answers: {opinion: 符合条件}}
  # 这一步故意写错：负责人决定之后应当办结。先运行 yifa packs check 看它怎么说，再改成 stage: decided。
  - {on: 2026-03-10, act: decide, by: zhao, stage: received}
ends: {stage: decided, outcome: granted, figures: {received: 1}}
"""


class BadName(ValueError):
    """新程序包的名称不能用。"""


def begin_pack(name: str, packs: Path) -> Path:
    """Write the skeleton of a pack into a new folder under `packs`; its path. Raises `BadName`, in Chinese."""
    if not _ID.fullmatch(name):
        raise BadName(f"“{name}”不能作程序包的名称：用小写英文字母、数字和下划线，字母开头，三到四十个字。")
    folder = packs / name
    if folder.exists():
        raise BadName(f"已经有“{name}”：{folder}。")
    contents = {
        "procedure.yaml": _PROCEDURE.format(id=name),
        "form.yaml": _FORM,
        "deadlines.yaml": _DEADLINES,
        "indicators.yaml": _INDICATORS,
        "rules.yaml": _RULES,
        "guide.md": _GUIDE,
        "documents/receipt.md": _RECEIPT,
        "scenarios/plain.yaml": _STORY,
    }
    for file, text in contents.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
