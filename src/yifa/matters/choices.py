"""The code lists of GB/T 39046—2020 Annex A that a matter uses, and three lists of our own beside them.

The codes are the printed ones; where the standard names values without codes, the codes are ours and say so.
"""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices

MATTER_LEVELS = (
    ("1", "国家级"),
    ("2", "省级"),
    ("3", "市级"),
    ("4", "县级"),
    ("5", "镇（乡、街道）级"),
    ("6", "村（社区）级"),
    ("7", "分级管理"),
)
"""行使层级, A.2, shortened as people say it; the exchange form writes the printed names."""

PRINTED_LEVELS = {
    "1": "国家级/局(署、会)",
    "2": "省级/直属",
    "3": "市级/隶属",
    "4": "县级",
    "5": "镇(乡、街道)级",
    "6": "村(社区)级",
    "7": "分级管理",
}
"""行使层级 as A.2 prints it."""


class MatterType(TextChoices):
    """事项类型, A.1."""

    LICENCE = "01", "行政许可"
    PENALTY = "02", "行政处罚"
    COMPULSION = "03", "行政强制"
    LEVY = "04", "行政征收"
    PAYMENT = "05", "行政给付"
    INSPECTION = "06", "行政检查"
    CONFIRMATION = "07", "行政确认"
    REWARD = "08", "行政奖励"
    ADJUDICATION = "09", "行政裁决"
    OTHER_POWER = "10", "其他行政权力"
    PUBLIC_SERVICE = "20", "公共服务"


class BodyNature(TextChoices):
    """实施主体性质, A.3."""

    STATUTORY = "1", "法定机关"
    AUTHORISED = "2", "授权组织"
    ENTRUSTED = "3", "受委托组织"
    OTHER = "9", "其他"


class Target(TextChoices):
    """服务对象, A.4."""

    PERSON = "1", "自然人"
    ENTERPRISE = "2", "企业法人"
    INSTITUTION = "3", "事业法人"
    SOCIAL_ORGANISATION = "4", "社会组织法人"
    ORGAN = "5", "行政机关"
    OTHER = "6", "其他组织"


class Mode(TextChoices):
    """办理形式, A.5."""

    COUNTER = "1", "窗口办理"
    COMPUTER = "2", "电脑端网上办理"
    MOBILE = "3", "移动端网上申请"
    COURIER = "4", "快递申请"
    OTHER = "9", "其他"


class CrossRegion(IntegerChoices):
    """通办范围: the standard names four values and no codes; 1 to 4 in the printed order is our reading."""

    NATION = 1, "全国"
    PROVINCES = 2, "跨省"
    CITIES = 3, "跨市"
    COUNTIES = 4, "跨县"


class SystemLevel(TextChoices):
    """运行系统层级: printed as text, without codes."""

    NATIONAL = "国家级", "国家级"
    PROVINCE = "省级", "省级"
    CITY = "市级", "市级"


class Verified(TextChoices):
    """How far the law behind a matter has been compared with its text; not an item of the standard."""

    LIMIT = "limit_verified", "依据与时限均已核对法规原文"
    BASIS = "basis_only", "仅依据已核对；法律未规定机关的办理期限"
    UNCHECKED = "unchecked", "本机关自行录入，未经核对"


class Silence(TextChoices):
    """What the statute says about a limit that passes in silence; not an item of the standard."""

    NOTHING = "", "不产生许可的效果"
    CONSENT = "consent", "视为同意"


class Hearing(TextChoices):
    """Whether the statute of the matter itself orders a hearing; not an item of the standard."""

    GENERAL = "", "按行政许可法的一般规定"
    REQUIRED = "required", "应当举行听证"
    CONDITIONAL = "conditional", "涉及公共利益的应当听证"
    ON_REQUEST = "on_request", "利害关系人要求的应当听证"
