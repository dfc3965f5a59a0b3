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
    (re.compile(r"收到|接到|接收|新收|申请"), re.compile(r"受理|立案|答复|办结|审结|不予")),
    (re.compile(r"受理|收到|接收|签收|立案|登记|承办|交办|接待|新收|申请|接到"),
     re.compile(r"办结|审结|结案|答复|化解|和解|调解(?!员)|回复|处理|处置|完成|查处|已办|解决")),
    (re.compile(r"排查|发现|查出|查找|梳理"), re.compile(r"整改|化解|修改|废止|纠正|销号|调处|解决|处置|消除|完成")),
    (re.compile(r"梳理|清理|审查|审核|备案审查"), re.compile(r"修改|废止|失效|纠错|纠正|不予|撤回|暂缓")),
    (re.compile(r"提出|收集|征集"), re.compile(r"采纳|吸收")),
    (re.compile(r"调解|调处"), re.compile(r"成功|达成|化解")),
    (re.compile(r"(?:案件|申请|工单|提案|议案|建议|信访件|举报件?|诉求|投诉件?|留言)$"),
     re.compile(r"办结|审结|结案|答复")),
    (re.compile(r"应考|参考|参加考试"), re.compile(r"合格|通过|优秀")),
)
_AMONG = re.compile(r"其中|\((?:其中)?含|含|包括")
_PAPER = re.compile(r"(?:落实)?(?:通知|意见|建议|方案|清单|台账|报告|决定书)")
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
    """The first figure after 其中 or 含, if it counts the same kind of thing."""
    window = laid.window(index)
    if not window or not alike(laid.figures[index], laid.figures[window[0]]):
        return None
    words = laid.between(index, window[0])
    # What follows a closed bracket is among the whole before the bracket, not among its last part.
    return laid.figures[window[0]] if _AMONG.search(words) and not words.startswith(")") else None


def _done(laid: Laid, index: int) -> Figure | None:
    """What was done with what came in, within the next few figures of the sentence."""
    whole = laid.figures[index]
    named = _naming(laid, index)
    for came, done in _STEPS:
        if not came.search(named) or done.search(whole.subject):
            continue
        for place in list(laid.window(index))[:_STEPS_APART]:
            part = laid.figures[place]
            if alike(whole, part) and _says(done, _naming(laid, place)) and not came.search(part.subject):
                return part
            if alike(whole, part):
                break
    return None


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
