"""The rules by which a number is no figure: dates, names, ordinals, tiers, idioms, furniture, plans; one idea each.

A rule sees the candidate and the page and says yes or no; the first that says yes gives its name to the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from yifa.reading.measures import ARABIC_ONLY, DURATIONS, NOT_MEASURES
from yifa.reading.page import Page
from yifa.reading.scanning import Candidate

Passes = Callable[[Candidate, Page], bool]

_NOT_MEASURE = re.compile(r" {0,2}(?:" + "|".join(NOT_MEASURES) + ")")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def in_title(c: Candidate, page: Page) -> bool:
    """Inside 《》: the title of a law or a paper."""
    return page.titles.around(c.core_start) is not None


def in_quotation(c: Candidate, page: Page) -> bool:
    """Inside a short quotation: a name or a slogan."""
    return page.quoted.around(c.core_start) is not None


def furniture(c: Candidate, page: Page) -> bool:
    """View counts, telephone numbers, registration codes, addresses of web pages."""
    return page.furniture.around(c.core_start) is not None


def document_number(c: Candidate, page: Page) -> bool:
    """〔2022〕219号, [2022]3号: the number of a document or of a door."""
    folded = page.folded
    before, after = folded[max(0, c.start - 1) : c.start], folded[c.core_end : c.core_end + 2]
    return (before in {"〔", "[", "【", "﹝"} and after[:1] in {"〕", "]", "】", "﹞"}) or after.strip()[:1] == "号"


def date(c: Candidate, page: Page) -> bool:
    """Years, months, days, hours, ages, tiers, doors: the word after the number is no measure of work."""
    if c.unit and c.unit not in {"日"}:
        return False
    at = c.core_end + len(c.multiplier)
    if c.multiplier in {"", "百", "千"} and _NOT_MEASURE.match(page.folded, at):
        return True
    # 五年多, 十余年: the approximator stands between the number and the year.
    return page.folded[at : at + 1] in {"余", "多"} and page.folded[at + 1 : at + 2] in {"年", "月"}


def ordinal(c: Candidate, page: Page) -> bool:
    """第5次, 首批, 第十五届人大五次会议: which one, not how many."""
    before = page.folded[max(0, c.start - 4) : c.start].rstrip(" ")
    if before.endswith(("第", "其", "№", "No.", "NO.")):
        return True
    return c.unit == "次" and page.folded.startswith(("会议", "全会", "全体会议"), c.end) and "届" in before


_RANKED = re.compile(
    r"(?:位居|位列|排名|名列|排在|排|跻身|进入|居|列|并列)(?:全[国省市区县]|全盟|全州)?(?:前|第)? ?$|前 ?$"
)
_NOT_RANKED = ("目前", "之前", "以前", "提前", "日前", "此前")


def rank(c: Candidate, page: Page) -> bool:
    """前三名, 位列全省12: a place in a ranking, or the first so many months."""
    before = page.folded[max(0, c.start - 10) : c.start]
    if not _RANKED.search(before):
        return False
    if before.rstrip(" ").endswith("前"):
        return not before.endswith(_NOT_RANKED)
    return c.unit in {"", "位", "名"}


_GLUED_BEFORE = re.compile(r"[A-Za-z+＋×*#@_=]$|[A-Za-z]-$|\d[-:/]$|(?:N|X|n|x)[+-]?$")
_GLUED_AFTER = re.compile(r" ?[+＋×*]|[A-Za-z_@#=]|-[A-Za-z]|[.:/-]\d")


def glued_name(c: Candidate, page: Page) -> bool:
    """1+N, G20, 5A, 7×24: signs or letters tie the number into a name."""
    if _GLUED_BEFORE.search(page.folded[max(0, c.start - 3) : c.start]) and not c.passed_by:
        return not (c.unit and page.folded[c.start - 1] in "-")
    return _GLUED_AFTER.match(page.folded, c.core_end) is not None and not (
        c.unit or (page.folded[c.core_end : c.core_end + 1] in "-" and not page.folded[c.core_end + 1].isalpha()))


_HOTLINE = re.compile(r"1(?:10|14|19|20|22)|12\d{3}|9[56]\d{3,4}|100[01]\d|116114|400\d{7}")


def hotline(c: Candidate, page: Page) -> bool:
    """12345, 12348, 96312: the number of a line that one calls."""
    return c.is_arabic and not c.unit and not c.multiplier and c.approx == "exact" and (
        _HOTLINE.fullmatch(c.numeral) is not None) and not page.folded.startswith(("、", "和"), c.end)


# What follows 四个, 三个 … when the whole is the name of a doctrine, not a count of things.
_NAME_TAIL = re.compile(
    r"意识|自信|维护|确立|全面|必须|坚持|明确|区分|代表(?:重要)?思想|工作者|毫不动摇|务必|统筹|健康|到位|一[^般些定]|不|最|清零|"
    r"严禁|服从|规律|伟大|基本原则|文明协调|转变|融入|覆盖|对照|统一|化(?:建设)?|免于|革命"
)
_NAMES = re.compile(
    r"三项制度|八项规定|三个代表|三重一大|五位一体|四大检察|[双四]轮驱动|六稳六保|三张清单|两法衔接|三会一课|四不两直|"
    r"四项基本原则|十项准则|双随机|一法一条例|五项机制|三大攻坚战|三大行动|一村一|一窗|一网|一站|七步|两个责任|一把手|"
    r"两项法定职责|三十而|五个一批|两个健康|十佳|百日|百强|千企|万企|万户|千人计划"
)


def doctrine(c: Candidate, page: Page) -> bool:
    """四个意识, 八项规定, 三项制度: the numeral opens the fixed name of a doctrine, written without quotation marks."""
    if c.approx != "exact" or page.folded[max(0, c.start - 1) : c.start] in {"共", "达"}:
        return False
    if _NAMES.match(page.folded, c.core_start):
        return True
    return c.unit == "个" and c.value <= 20 and _NAME_TAIL.match(page.folded, c.end) is not None


_ISSUED = re.compile(r"(?:推出|发布|公布|出台|上线|印发|发放|形成|编制|制定)(?:了)?(?:[^,，。]{0,4})$")


def great(c: Candidate, page: Page) -> bool:
    """五大规范, 七大考核: a number with 大 is a name, unless so many things were really issued (推出五大套餐)."""
    return c.unit == "大" and not _ISSUED.search(page.folded[max(0, c.start - 8) : c.start])


_QUOTED_NAME = re.compile(r"[“\"‘「](?P<inside>[^”\"’」\n]{1,12})[”\"’」](?P<after>.?)")


def count_of_slogan(c: Candidate, page: Page) -> bool:
    """三个“一百”, 四个“不”: so many slogans are one slogan; 14个“高效办成一件事”事项 counts matters."""
    if page.folded.startswith(("100%", "百分百"), c.end) and c.unit == "个":
        return True
    found = _QUOTED_NAME.match(page.folded, c.end)
    if found is None or c.unit not in {"个", "项", "张", "条"}:
        return False
    return not _HAN.match(found["after"]) and len(found["inside"]) <= 6


_POSTPOSED = re.compile(r"[,，。;；、)\n]|$")
_COUNTED_ONCE = frozenset("次件项个场期份名人处起家部例篇条宗批轮册面所座堂辆台")
_ARTICLE_BEFORE = "同每第另某这那统唯任不逐之进跑少多到上下是为了有成办年月周季度日其万专随首单划归合无以如凡换像最"


def article(c: Candidate, page: Page) -> bool:
    """一支队伍, 每一件, 同一事项, 一次性: 一 as an article or in an idiom; 召开会议一次 counts."""
    if c.is_arabic or c.numeral != "一" or c.multiplier or c.approx != "exact":
        return False
    if c.unit not in _COUNTED_ONCE:
        return True
    before = page.folded[max(0, c.start - 1) : c.start]
    stands_after_noun = bool(_HAN.match(before)) and before not in _ARTICLE_BEFORE
    return not (stands_after_noun and _POSTPOSED.match(page.folded, c.end))


def vague(c: Candidate, page: Page) -> bool:
    """数十件, 几百人, 十几次: no value is stated."""
    if c.is_arabic:
        return page.folded[c.core_end : c.core_end + 1] == "几"
    before = page.folded[max(0, c.start - 2) : c.start]
    after = page.folded[c.core_end : c.core_end + 1]
    idiom = before.endswith("成") and c.numeral[0] in "百千万"
    some = before.endswith(("数", "几")) and not before.endswith(("人数", "件数", "次数", "总数"))
    return idiom or some or after == "几"


def bare_hundred(c: Candidate, page: Page) -> bool:
    """百场讲座, 千家万户, 万人评议: a lone 百, 千 or 万 is an idiom unless 余, 近, 超 … make it a count."""
    del page
    lone = not c.is_arabic and c.numeral in {"百", "千", "万", "亿", "十万", "百万", "千万", "千百万"}
    return lone and c.approx == "exact"


def words_without_measure(c: Candidate, page: Page) -> bool:
    """十分, 三农, 四川: a numeral in words needs a measure word that is used with such numerals."""
    if c.is_arabic or "percent_in_words" in c.rules or "fraction" in c.rules:
        return False
    if c.unit in ARABIC_ONLY and not (c.unit == "大" and not great(c, page)):
        return not (c.unit == "方面" and page.folded[max(0, c.start - 1) : c.start] in {"等", "共", "为", "及"})
    few = c.approx == "over" and len(c.numeral + c.multiplier) > 1
    return not c.unit and not (few and bool(_NOUN_HEAD.match(page.folded, c.end)))


_WORKING = re.compile(
    r"为期|历时|用时|耗时|时长|压缩|缩短|缩减|压减|减少|减至|降至|提速|平均|仅需|只需|限时|办理时限|办结时限|承诺时限|时间(?:从|由|为)|"
    r"时限(?:从|由|为)|原来的?"
)
_WORKED = re.compile(
    r"[^,，。;]{0,12}(?:压缩|缩短|减至|降至|减少|办结|办好|完成|提速)|内(?:办|审|答复|完|受理|反馈|回|出证|拿)"
    r"|的[^,，。;]{0,14}(?:培训|检查|督察|督查|整治|行动|活动)"
)


def idle_duration(c: Candidate, page: Page) -> bool:
    """15分钟服务圈, 24小时服务, 9个月: a length of time is a figure only where work takes that long."""
    if c.unit not in DURATIONS:
        return False
    start, end = page.clause(c.core_start)
    before = page.folded[max(start, c.start - 24) : c.start]
    shortened = _WORKED.match(page.folded, c.end, min(end, c.end + 20)) and re.search(r"[由从]", before)
    if c.unit == "日" and not (shortened or re.search(r"为期|历时|压缩|缩短", before)):
        return True
    if _NORM.search(page.folded, max(page.sentence(c.core_start)[0], c.start - 60), c.start):
        return True  # 须在2个工作日内转送 says what is to be done, not how long it took.
    if page.folded.startswith(("圈", "自助", "不打烊", "便民", "响应圈", "生活圈"), c.end):
        return True
    return not (_WORKING.search(before) or _WORKED.match(page.folded, c.end, min(end, c.end + 20)))


_TARGET = re.compile(r"力争|争取|预计|计划(?:到|在|用)|目标(?:是|为)|拟于|到20[2-4]\d年")


def plan(c: Candidate, page: Page) -> bool:
    """Targets and next year's work are not work done."""
    if page.plans.around(c.core_start) is not None:
        return True
    start, _ = page.clause(c.core_start)
    target = _TARGET.search(page.folded, max(start, c.start - 30), c.start)
    if target is None:
        return False
    return not (target[0].startswith("到20") and page.year is not None and int(target[0][1:5]) <= page.year)


_NOT_HAPPENED = re.compile(r"(?:未|没有|无|杜绝|遏制|防止|避免)(?:再)?(?:发生|出现|造成)?[^,，。;\d]{0,10}$")


def not_happened(c: Candidate, page: Page) -> bool:
    """未发生死亡3人以上事故: the number says of what class nothing happened."""
    start, _ = page.clause(c.core_start)
    return page.folded[c.end - 2 : c.end] in {"以上", "以下"} and (
        _NOT_HAPPENED.search(page.folded, max(start, c.start - 16), c.start) is not None)


_NORM = re.compile(r"须|应当|必须|应在|不得|规定(?:在|要|的)|要求(?:在|其|各)")


def per(c: Candidate, page: Page) -> bool:
    """每万人, 每10万元: the base of a rate."""
    return page.folded[max(0, c.start - 1) : c.start] == "每"


def once_for_all(c: Candidate, page: Page) -> bool:
    """1次性告知, 1件事1次办, 跑1次: slogans of service written with digits."""
    after = page.folded[c.end : c.end + 2]
    before = page.folded[max(0, c.start - 3) : c.start]
    return c.value == 1 and (after.startswith(("性", "次性", "事", "办")) or before.endswith(("跑", "只进", "办理只")))


_NOUN_HEAD = re.compile(
    r" ?(?:人员|同志|干部|党员|职工|学生|师生|群众|市民|村民|居民|企业|单位|部门|乡镇|镇|乡|街道|社区|村|县|区|市|"
    r"事项|项目|学员|律师|案件|问题|户数|用户|粉丝|网民|辖区|机关|家庭|农户|商户|业务|服务|法律|执法|工作|经营)"
)
_STATED = re.compile(r"[\u4e00-\u9fff%)”] {0,2}$")
_STOPS = re.compile(r" {0,2}(?:[,，。;；)、\n]|$)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


def without_unit(c: Candidate, page: Page) -> bool:
    """A bare number is a figure only where it is rounded, or stands between a noun and a stop, or counts a noun."""
    if c.unit or not c.is_arabic or "fraction" in c.rules:
        return False
    if c.multiplier or c.approx != "exact":
        return False
    if _BARE_YEAR.fullmatch(c.numeral) or (len(c.numeral) > 1 and c.numeral.startswith("0") and "." not in c.numeral):
        return True
    stated = _STATED.search(page.folded[max(0, c.start - 3) : c.start]) is not None
    if not stated:
        return True
    return not (_STOPS.match(page.folded, c.end) or _NOUN_HEAD.match(page.folded, c.end))


def enumerator(c: Candidate, page: Page) -> bool:
    """(1), 2., 3、 before a paragraph: the number of a section."""
    before = page.folded[c.start - 1 : c.start] if c.start else "\n"
    after = page.folded[c.core_end : c.core_end + 1]
    opens = before in {"\n", "\r", "。", ";", " ", "\u2003", "\u2002"} and after in {".", "、", "．", ")"}
    return not c.unit and len(c.numeral) <= 2 and (opens or (before == "(" and after == ")"))


PASSING: tuple[tuple[str, Passes], ...] = (
    ("in_title", in_title), ("furniture", furniture), ("document_number", document_number),
    ("in_quotation", in_quotation), ("date", date),
    ("enumerator", enumerator), ("ordinal", ordinal), ("rank", rank), ("hotline", hotline),
    ("glued_name", glued_name), ("vague", vague), ("article", article), ("once_for_all", once_for_all),
    ("doctrine", doctrine), ("great", great), ("count_of_slogan", count_of_slogan), ("per", per),
    ("not_happened", not_happened),
    ("bare_hundred", bare_hundred), ("words_without_measure", words_without_measure),
    ("idle_duration", idle_duration), ("plan", plan), ("without_unit", without_unit),
)
"""In the order in which they are asked."""


def passed_by(candidate: Candidate, page: Page) -> str:
    """The name of the first rule by which the number is no figure; empty if none."""
    if candidate.passed_by:
        return candidate.passed_by
    return next((name for name, passes in PASSING if passes(candidate, page)), "")
