"""Parts that cannot exceed their whole: received and closed, found and mended, 其中 with a single part.

Where a sum or a share already ties two figures, no bound is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yifa.reading.laid import Laid, alike, low_high
from yifa.reading.values import Figure, Kind, Relation

# What comes in, and what is done with it: the second cannot be more than the first.
_STEPS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"收到|接到|接收|申请"), re.compile(r"受理|立案|答复|办结|审结|不予")),
    (re.compile(r"受理|收到|接收|签收|立案|登记|承办|交办|接待|申请|接到"),
     re.compile(r"办结|审结|结案|答复|化解|和解|调解(?!员)|回复|处理|处置|完成|查处|已办|解决")),
    (re.compile(r"排查|发现|查出|查找|梳理"), re.compile(r"整改|化解|修改|废止|纠正|销号|调处|解决|处置|消除|完成")),
    (re.compile(r"梳理|清理|审查|审核|备案审查"), re.compile(r"修改|废止|失效|纠错|纠正|不予|撤回|暂缓")),
    (re.compile(r"提出|收集|征集"), re.compile(r"采纳|吸收")),
    (re.compile(r"调解(?!组织|员|委|中心|室|工作|机构)|调处"), re.compile(r"成功|达成|化解")),
    (re.compile(r"(?:案件|申请|工单|提案|议案|建议|信访件|举报件?|诉求|投诉件?|留言)$"),
     re.compile(r"办结|审结|结案|答复|立案")),
    # What was left from last year may be closed besides what came in newly, but not accepted.
    (re.compile(r"新收"), re.compile(r"受理|立案")),
    (re.compile(r"(?:经费|预算|拨款)(?:总额)?$"), re.compile(r"支出|使用")),
    (re.compile(r"应考|参考|参加考试"), re.compile(r"合格|通过|优秀")),
)
_AMONG = re.compile(r"其中|\((?:其中)?含|含|包括")
_PAPER = re.compile(r"(?:落实)?(?:通知|意见|建议|方案|清单|台账|报告|决定书)")
_REMARK = re.compile(r"\([^()]*\)")
_CONTRARY = re.compile(r"不予受理|不受理|未受理|不予立案|未立案")
_STEPS_APART = 3


def bounds(laid: Laid, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every bound that the wording claims and that no sum or share states already."""
    pairs = {frozenset(pair) for relation in tied for pair in _pairs(relation)}
    for index, whole in enumerate(laid.figures):
        if whole.is_rate:
            continue
        for part, rule in _parts(laid, index):
            if frozenset((part.id, whole.id)) not in pairs:
                pairs.add(frozenset((part.id, whole.id)))
                holds = low_high(part)[0] <= low_high(whole)[1]
                yield Relation(Kind.BOUND, holds, rule, parts=(part.id,), whole=whole.id)


def _pairs(relation: Relation) -> Iterator[tuple[str, str]]:
    for part in relation.parts:
        yield part, relation.total or relation.whole


def _parts(laid: Laid, index: int) -> Iterator[tuple[Figure, str]]:
    among = _among(laid, index)
    if among:
        yield among, "bound_among"
    done = _done(laid, index)
    if done and done is not among:
        yield done, "bound_of_steps"


def _among(laid: Laid, index: int) -> Figure | None:
    """The figure after 其中 or 含 that counts the same kind of thing, if it is the only one so told.

    Of several parts that do not make up the whole only one that exceeds it is told of.
    """
    whole = laid.figures[index]
    window = [i for i in laid.window(index) if not laid.figures[i].is_rate]
    told = next((place for place, i in enumerate(window) if _opens_among(laid.between(i - 1, i))), None)
    # 追讨工资9万元,涉及30人,其中农民工工资5万元,涉及20人: each is among the nearest of its unit before 其中.
    if told is None or told > 1 or any(alike(whole, laid.figures[i]) for i in window[:told]):
        return None
    end = next((i for i in window[told + 1 :] if _ends_among(laid, window[told], i)), window[-1] + 1)
    first, parts = laid.figures[window[told]], [
        laid.figures[i] for i in window[told:] if i < end and alike(whole, laid.figures[i])]
    # What follows a closed bracket is among the whole before the bracket, not among its last part.
    if not parts or laid.between(window[told] - 1, window[told]).startswith(")"):
        return None
    if parts[0] is not first and not (told == 0 and index and alike(laid.figures[index - 1], first)):
        return None
    if low_high(parts[0])[0] > low_high(whole)[1] and _has_larger(laid, index, parts[0]):
        return None
    if len(parts) > 1 and low_high(parts[0])[0] <= low_high(whole)[1]:
        return None
    return parts[0]


def _has_larger(laid: Laid, index: int, part: Figure) -> bool:
    """派单90件,超时4件,其中热线派单50件: what is too large for the nearest may be among what stood before it."""
    start, _ = laid.page.sentence(laid.figures[index].start)
    before = (laid.figures[i] for i in laid.far_back(index) if laid.figures[i].start >= start)
    return any(alike(other, part) and other.value >= part.value for other in before)


def _ends_among(laid: Laid, first: int, place: int) -> bool:
    """Whether what 其中 opened is over before a figure: after a semicolon, or after the bracket it stood in."""
    return ";" in laid.between(place - 1, place) or laid.depth[place] < laid.depth[first]


def _opens_among(words: str) -> bool:
    """Whether 其中 stands between two figures; (含上年结转) closed again is a remark."""
    return _AMONG.search(_REMARK.sub("", words)) is not None


def _done(laid: Laid, index: int) -> Figure | None:
    """What was done with what came in, within the next few figures of the sentence."""
    whole = laid.figures[index]
    named = _naming(laid, index)
    for came, done in _STEPS:
        if not came.search(named) or done.search(whole.subject):
            continue
        for place in list(laid.window(index))[:_STEPS_APART]:
            part = laid.figures[place]
            if not alike(whole, part):
                continue
            told = _naming(laid, place)
            if _says(done, told) and not came.search(part.subject) and not _CONTRARY.search(told):
                return part
            # 审查规章95件、文件43件,废止规章16件: what names the same noun again is done to it, over others between.
            if part.subject[-3:] == whole.subject[-3:] or not _names_again(laid, index, place, done):
                break
    return None


def _names_again(laid: Laid, index: int, place: int, done: re.Pattern[str]) -> bool:
    """Whether one of the next figures counts the same noun, with a word of what was done to it."""
    noun = laid.figures[index].subject[-3:]
    following = list(laid.window(index))[:_STEPS_APART]
    return len(noun) == 3 and any(
        laid.figures[i].subject.endswith(noun) and _says(done, _naming(laid, i)) for i in following if i > place)


def _says(done: re.Pattern[str], words: str) -> bool:
    found = done.search(words)
    if found is None or words[max(0, found.start() - 1) : found.start()] in {"未", "待", "正"}:
        return False
    # 整改通知书 and 答复意见 are papers, not things mended or answered.
    return not _PAPER.match(words, found.end())


def _naming(laid: Laid, index: int) -> str:
    """The subject and the words of the clause before the number: the verb may have been cut from the subject."""
    figure = laid.figures[index]
    start, _ = laid.page.clause(figure.start)
    floor = max(start, laid.figures[index - 1].end if index else 0, figure.start - 40)
    return figure.subject + laid.page.folded[floor : figure.start]
