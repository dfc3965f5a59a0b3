"""Values for the three sample papers: a catering licence asked for at a bureau that does not exist."""

from datetime import date
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
ACCEPTANCE = HERE / "受理通知书.md"
CORRECTION = HERE / "补正告知书.md"
GRANT = HERE / "准予决定书.md"

VALUES: dict[str, object] = {
    "organ.name": "云川市行政审批局",
    "organ": {
        "phone": "0000-12345678",
        "address": "云川市政务服务中心二楼B区12号窗口",
        "hours": "工作日9:00至17:00",
    },
    "matter": {"name": "食品经营许可（餐饮服务）"},
    "case": {"number": "11420000000000000X3000131001000202603020001", "code": "K7QM-3XPA"},
    "paper": {"number": "许受〔2026〕128号", "date": date(2026, 3, 2)},
    "clock": {"decision": {"due": date(2026, 3, 30), "length": "20个工作日"}},
    "applicant": "云川市江畔小馆餐饮有限公司",
    "credit_code": "91420000MA00000000",
    "filed_on": "2026-02-27",
    "accepted_on": date(2026, 3, 2),
    "fee": Decimal("12345.60"),
    "officer": "周明",
    "materials": [
        {"name": "食品经营许可申请书", "form": "电子", "copies": 1},
        {"name": "营业执照", "form": "电子证照", "copies": 1},
        {"name": "经营场所布局、操作流程图", "form": "纸质", "copies": 2},
        {"name": "食品安全规章制度目录", "form": "电子", "copies": 1},
    ],
    "corrections": [
        {
            "name": "经营场所布局图",
            "problem": "未标明专间位置和面积",
            "mend": "按示范样本重新绘制，标明专间、粗加工区和面积",
        },
        {
            "name": "从业人员健康证明",
            "problem": "缺少两名厨师的健康证明",
            "mend": "补交在有效期内的健康证明复印件",
        },
        {"name": "租赁合同", "problem": "缺少出租人签字页", "mend": "补交签字页"},
    ],
    "samples": [{"name": "经营场所布局图示范样本"}, {"name": "健康证明样式"}],
    "note": "您可以到窗口领取纸质样本。\n也可以委托他人代为补正，代办人请带委托书和身份证件。",
    "informed": ["云川市市场监督管理局", "云川市卫生健康委员会"],
    "basis": ["《中华人民共和国食品安全法》第三十五条", "《食品经营许可和备案管理办法》第十二条"],
    "hearing": {"on": date(2026, 3, 12)},
    "inspection": "passed",
    "scopes": ["热食类食品制售", "冷食类食品制售（含冷荤类食品制售）", "自制饮品制售（不含自酿酒）"],
    "valid_from": date(2026, 3, 20),
    "valid_to": date(2031, 3, 19),
    "review_organ": "云川市人民政府",
    "court": "云川市江畔区人民法院",
}
