"""Topics that the wording settles before any word is weighed: what is taught, made public, praised, a kind of a whole.

One idea each, named for what it recognises; what no rule settles, the words of the lexicon weigh in `topics`.
"""

from __future__ import annotations

import re

_TRAINING = re.compile(r"培训|讲座|学习班|轮训|参训|授课|考试")
_TAUGHT = (
    (re.compile(r"考试"), "training"),
    (re.compile(r"政务公开|信息公开"), "disclosure"),
    (re.compile(r"法律明白人"), "publicity"),
    (re.compile(r"执法人员|执法业务|执法骨干|执法队伍|综合执法|行政执法(?!责任)"), "enforcement"),
    (re.compile(r"调解员|人民调解"), "mediation"),
    (re.compile(r"复议"), "reconsideration"),
)


def taught(subject: str, clause: str) -> str:
    """培训执法人员 belongs to enforcement, 政务公开培训 to disclosure: a training belongs to what is taught.

    An empty string where it is no training, or one of officials in law.
    """
    if not _TRAINING.search(subject):
        return ""
    return next((topic for words, topic in _TAUGHT if words.search(subject) or words.search(clause)), "")


_PRAISED = re.compile(
    r"[^。;\n]{0,60}?(?:(?:荣获|获评|获得?|入选|被评为|被命名为|被授予)[^。,，;\n]{0,24}?"
    r"(?:先进|模范|称号|荣誉|等奖|优秀|十佳|示范|标兵|典型|表彰|表扬|案例)|受到?[^。,，;\n]{0,12}?(?:表扬|表彰|嘉奖|激励))")
_WHO = re.compile(
    r"(?:单位|[省市州县区镇乡村]|街道|社区|同志|个人|集体|学生|学校|企业|民警|干部|人员|[员师生]|案[卷例]|作品)$")


def praised(after: str, who: str) -> str:
    """3个单位获“全国先进集体”, 4个市州因成效明显受到表扬: what is counted is who was praised."""
    return "award" if _WHO.search(who) and _PRAISED.match(after) else ""


_MADE_PUBLIC = re.compile(
    r"(?:^|[,，。;:、(\n\s共已]|主动|依法|累计|及时|全年|向社会|网站|栏目)公开了?(?:新制定|各类|有关|已[\u4e00-\u9fff]{2})?$")
_SHEETS = frozenset(["件", "条", "份", "篇", "期", "个", "项"])


def made_public(unit: str, before_subject: str, subject: str) -> str:
    """公开环评文件42件: papers and items made public are disclosure, whatever they are about."""
    published = _MADE_PUBLIC.search(before_subject) or subject.startswith(("公开", "主动公开"))
    no_sheet = unit not in _SHEETS or subject.startswith(("公开招", "公开征", "公开竞", "公开选", "公开审", "公开遴"))
    return "disclosure" if published and not no_sheet else ""


_VILLAGE_ADVISER = re.compile(r"(?:村|社区|居\)?|乡村)[^,，。;]{0,12}法律顾问|法律顾问[^,，。;]{0,8}(?:进村|进社区)")


def village_adviser(clause: str) -> str:
    """Legal advisers of villages and communities serve the public: legalaid, not the government's counsel."""
    return "legalaid" if _VILLAGE_ADVISER.search(clause) else ""


_KIND = re.compile(r".{2,}类|占比|比重|比例|占.{0,12}(?:总数|总量|总额|总人数|案件|数)(?:的?比例|比重)?")


def is_kind(subject: str) -> bool:
    """行政处罚类, 占比, 占收案总数: a kind or a share of something named before, and under its topic."""
    return _KIND.fullmatch(subject) is not None
