"""Tells lives of licence applications as a year brings them: plain, corrected, paused, heard, extended, late, open.

Only lawful acts in lawful order; what the law itself does (deemed acceptance, a promise exceeded) is left to the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from yifa.demo.people import Applicant
from yifa.demo.plan import Step, Story
from yifa.procedure import Person
from yifa.workdays import Calendar, Length, Unit, due


@dataclass(frozen=True, slots=True)
class Bureau:
    """The staff whose turn it is in one case."""

    window: Person
    handler: Person
    second: Person
    reviewer: Person
    head: Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is applied for: the matter's name, its terms, and the number the licence would bear."""

    name: str
    terms: dict[str, Any]
    licence_number: str
    years: int
    kind: str = "new"  # new, change, renewal, cancellation


def life(  # noqa: PLR0913 - the cast of a story
    random: Random, calendar: Calendar, start: date, until: date, *,
    bureau: Bureau, applicant: Applicant, wanted: Wanted, channel: str, public: Person,
) -> list[Step]:  # fmt: skip
    """The acts of one application from its first day to `until`."""
    story = Story(random, calendar, start, until)
    opener = bureau.window if channel == "1" else public
    story.do("apply", opener, channel=channel, application_kind=wanted.kind,
             summary=f"{_ASKED[wanted.kind]}{wanted.name}", **_held(wanted, start), **_event_day(wanted, start),
             **applicant.answers)
    if _is_turned_away(story, bureau) or not _is_accepted(story, bureau, opener, wanted):
        return story.steps
    if wanted.terms.get("instant"):
        _decide(story, bureau, wanted, review=False)
    else:
        _work(story, bureau, wanted, opener)
    return story.steps


_RECENT, _LYING = 75, 0.14
"""Calendar days before the last day, and the share of cases since then that nobody has taken up."""
_ACCEPTED = {"accept", "accept_tolerated"}
_ASKED = {"new": "申请办理", "change": "申请变更", "renewal": "申请延续", "cancellation": "申请注销"}


def cancellation(random: Random, calendar: Calendar, start: date, until: date, *, bureau: Bureau,
                 applicant: Applicant, number: str) -> list[Step]:
    """A licence whose term ran out unrenewed is cancelled by the organ itself (行政许可法 第七十条第一项)."""
    story = Story(random, calendar, start, until)
    story.do("propose_cancellation", bureau.handler, held_licence_number=number, cancellation_cause="expired",
             cancellation_evidence="证件登记显示有效期已经届满，未申请延续。", **applicant.answers)
    story.wait(1, 4).do("cancel", bureau.head, cancellation_reason="许可有效期届满未延续。")
    story.wait(1, 3).do("deliver", bureau.window, delivery_way="courier")
    story.wait(0, 2).do("close", bureau.window)
    return story.steps


def revocation(random: Random, calendar: Calendar, start: date, until: date, *, bureau: Bureau,
               applicant: Applicant, number: str) -> list[Step]:
    """A licence got by deceit is revoked after its holder was told and heard (行政许可法 第六十九条第二款)."""
    story = Story(random, calendar, start, until)
    facts = "以虚假材料取得许可。"
    story.do("propose_revocation", bureau.handler, held_licence_number=number, revocation_initiated_by="ex_officio",
             revocation_ground="fraud", summary="核查发现申请材料虚假", **applicant.answers)
    story.wait(1, 2).do("tell_revocation", bureau.handler, revocation_reason=facts)
    story.wait(2, 4).do("hear_holder", bureau.handler, statement="对事实没有异议。")
    story.wait(1, 3).do("revoke", bureau.head, revocation_reason=facts)
    story.wait(1, 3).do("deliver", bureau.window, delivery_way="courier")
    story.wait(0, 2).do("close", bureau.window)
    return story.steps


def _held(wanted: Wanted, start: date) -> dict[str, str]:
    """The licence that a change, renewal or cancellation speaks of; a renewal is asked for in good time."""
    if wanted.kind == "new":
        return {}
    expiry = {"licence_expiry": (start + timedelta(days=200)).isoformat()} if wanted.kind == "renewal" else {}
    return {"held_licence_number": wanted.licence_number, **expiry}


def _event_day(wanted: Wanted, start: date) -> dict[str, str]:
    return {"event_day": (start + timedelta(days=40)).isoformat()} if wanted.terms.get("limit_before_fact") else {}


def _is_turned_away(story: Story, bureau: Bureau) -> bool:
    if story.chance(0.006):
        story.do("tell_not_required", bureau.window, not_required_reason="该事项已经取消行政许可，可以直接开展。")
        return True
    if story.chance(0.012):
        story.do("refuse_to_accept", bureau.window, non_acceptance_ground="not_competent",
                 competent_organ="示范市城东区行政审批局", non_acceptance_reason="按属地管理权限，应当向区级机关提出。")
        return True
    return False


def _is_accepted(story: Story, bureau: Bureau, opener: Person, wanted: Wanted) -> bool:
    """Acceptance in its several ways; False where it never comes to that."""
    if story.chance(0.008):
        story.wait(6)  # nobody told the applicant anything within five days: the law accepts
        return True
    if story.chance(0.09):
        story.wait(1, 4)
        by = story.calendar.add_working_days(story.day, 10)
        story.do("request_correction", bureau.window, missing_items=["场所使用证明", "人员资格证明"],
                 correct_by=by.isoformat())
        if story.chance(0.04):
            story.wait(12).do("refuse_uncorrected", bureau.window, non_acceptance_reason="逾期未补正材料。")
            return False
        story.wait(1, 8).do("submit_correction", opener, corrected_materials=["场所使用证明", "人员资格证明"])
    if story.chance(0.01):
        story.do("withdraw", opener, withdrawal_reason="申请人另行安排")
        return False
    if wanted.terms.get("tolerance_allowed") and story.chance(0.15):
        by = story.calendar.add_working_days(story.day, 5)
        story.do("accept_tolerated", bureau.window, tolerated_items=["平面图"], supply_by=by.isoformat())
        story.wait(1, 3).do("supply_tolerated", opener, supplied_materials=["平面图"])
        return True
    story.wait(0, 1).do("accept", bureau.window)
    return True


def _work(story: Story, bureau: Bureau, wanted: Wanted, opener: Person) -> None:
    """Review, checks, pauses and decision of an application that takes time."""
    budget = _working_days(story, wanted)
    if (story.until - story.day).days < _RECENT and story.chance(_LYING):
        return  # it lies in a tray: that is how cases come to be late
    others = not wanted.terms.get("hearing_required") and story.chance(0.012)
    if wanted.terms.get("testing"):
        story.wait(0, 2).do("assign_testing", bureau.handler, officers=[bureau.handler.id, bureau.second.id],
                            technical_standard="现行国家标准")
    if wanted.terms.get("site_check") or story.chance(0.1):
        story.wait(1, 2).do("check_on_site", bureau.handler, officers=[bureau.handler.id, bureau.second.id],
                            checked_on_site="申请人经营场所", check_result="conforms",
                            check_findings="场所、设施与申报材料一致。")
    if wanted.terms.get("special_step_required") or story.chance(0.06):
        _special_step(story, bureau)
    if story.chance(0.012):
        story.wait(0, 1).do("withdraw", opener, withdrawal_reason="项目调整，不再申请")
        return
    if wanted.terms.get("hearing_required"):
        _public_hearing(story, bureau)
    story.wait(0, max(0, min(budget // 4, 3))).do(
        "review", bureau.handler, review_opinion="grant", review_reasons="材料齐全，符合法定条件。",
        affects_others=others)
    if others:
        _others(story, bureau)
    if wanted.terms.get("major"):
        story.wait(0, 1).do("legal_review", bureau.reviewer, legal_opinion="lawful",
                            legal_opinion_reasons="主体适格，程序合法，依据正确。")
    if wanted.terms.get("forwarding") and wanted.kind != "cancellation":
        story.wait(0, 1).do("forward", bureau.head, preliminary_opinion="材料齐全，初步审查符合法定条件。",
                            deciding_organ="省级主管部门")
    if wanted.terms.get("extendable") and story.chance(0.015):
        story.do("extend", bureau.head, extension_reason="需要核实的情况较为复杂")
    late = not wanted.terms.get("silence") and story.chance(0.012)
    story.wait(budget + 12 if late else 0, None if late else max(0, budget // 5))
    _decide(story, bureau, wanted, review=True)


def _explains(story: Story, wanted: Wanted) -> bool:
    """Whether the promise was exceeded, so that reasons must be made public (优化营商环境条例 第三十六条第二款)."""
    accepted = next((step.on for step in story.steps if step.act in _ACCEPTED), story.steps[0].on)
    promised = wanted.terms.get("promised")
    if not promised:
        return False
    return due(accepted, Length.parse(promised), calendar=story.calendar, pauses=story.pauses).day < story.day


def _working_days(story: Story, wanted: Wanted) -> int:
    """Roughly how many working days the shorter of promise and limit leaves."""
    given = wanted.terms.get("promised") or (wanted.terms.get("limit") or ["20 working days"])[0]
    length = Length.parse(given)
    return length.value if length.unit is Unit.WORKING_DAYS else max(1, length.value * 2 // 3)


def _special_step(story: Story, bureau: Bureau) -> None:
    kind = story.random.choice(("testing", "expert_review", "inspection"))
    begun = story.day
    story.do("tell_special_step", bureau.handler, special_step_kind=kind, special_step_body="市检验检测中心",
             special_step_time="十个工作日")
    if (story.until - story.day).days < _RECENT and story.chance(0.3):
        story.wait(60)  # the report has not come back yet
    story.wait(5, 15).do("finish_special_step", bureau.handler, special_step_kind=kind, special_step_result="passed",
                         special_step_report="检测报告")
    story.pauses.append((begun, story.day))


def _public_hearing(story: Story, bureau: Bureau) -> None:
    begun, held = story.day, story.calendar.add_working_days(story.day, 9)
    told = {"hearing_day": held.isoformat(), "hearing_place": "市民中心三楼听证室"}
    story.do("announce_hearing", bureau.handler, public_interest="法律规定实施本许可应当听证。", **told)
    story.do("notify_hearing", bureau.handler, hearing_chair=bureau.reviewer.name or "听证主持人", **told)
    story.wait(9).do("hold_hearing", bureau.reviewer, hearing_record="参加人均无异议。", hearing_record_confirmed=True)
    story.pauses.append((begun, story.day))


def _others(story: Story, bureau: Bureau) -> None:
    """Third parties are told and heard, and the right to a hearing is told and left to lapse."""
    story.do("tell_third_party", bureau.handler, third_party="东侧相邻住户", third_party_name="相邻住户代表",
             third_party_contact="示范市城东区", interest_affected="采光与通行")
    story.do("tell_hearing_right", bureau.handler)
    story.wait(2, 4).do("hear_third_party", bureau.handler, third_party="东侧相邻住户", statement="没有异议。")
    story.wait(6)


def _decide(story: Story, bureau: Bureau, wanted: Wanted, *, review: bool) -> None:
    """Decision, delivery, publicity, closing."""
    late = story.goes_on and _explains(story, wanted)
    if wanted.kind == "cancellation":
        story.do("cancel", bureau.head, cancellation_reason="持证人申请注销，符合法定情形。")
        _hand_over(story, bureau, explain=late, public=False)
        return
    if review and wanted.kind != "cancellation" and story.chance(0.025):
        story.do("refuse", bureau.head, refusal_reasons="经审查，不符合法定条件。",
                 refusal_cites="行政许可法 第三十八条第二款",
                 **_after_testing(story), **_after_hearing(story))
        _hand_over(story, bureau, explain=late, public=False)
        return
    _grant(story, bureau, wanted)
    _hand_over(story, bureau, explain=late, public=True)


def _grant(story: Story, bureau: Bureau, wanted: Wanted) -> None:
    """The decision of the kind that was asked for."""
    end = story.day.replace(year=story.day.year + wanted.years, day=min(story.day.day, 28)) if wanted.years else None
    validity = {"valid_from": story.day.isoformat(), **({"valid_to": end.isoformat()} if end else {})}
    changed = {"changed_content": "经营场所地址"} if wanted.kind == "change" else {}
    act = {"new": "grant", "change": "grant_change", "renewal": "grant_renewal"}[wanted.kind]
    story.do(act, bureau.head, licence_name=(wanted.terms.get("result_name") or wanted.name)[:100],
             licence_number=wanted.licence_number, **validity, **changed, **_after_hearing(story))


def _hand_over(story: Story, bureau: Bureau, *, explain: bool, public: bool) -> None:
    """Reasons of lateness where they are due, publicity of what was granted, delivery, closing."""
    if explain:
        story.do("explain_lateness", bureau.head, lateness_reason="申请集中，审查人员不足，已调配力量。")
    if public:
        story.wait(0, 4).do("publish", bureau.window, publication_place="市政府门户网站双公示专栏")
    story.wait(0, 3).do("deliver", bureau.window, delivery_way=story.random.choice(("window", "courier", "electronic")))
    story.wait(0, 3).do("close", bureau.window)


def _after_hearing(story: Story) -> dict[str, str]:
    heard = any(step.act == "hold_hearing" for step in story.steps)
    return {"hearing_basis": "根据听证笔录，参加人对许可无异议。"} if heard else {}


def _after_testing(story: Story) -> dict[str, str]:
    tested = any(step.act == "assign_testing" for step in story.steps)
    return {"refusal_standard": "现行国家标准"} if tested else {}
