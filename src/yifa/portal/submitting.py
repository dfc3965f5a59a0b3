"""The check page, the sending of a draft, and the receipt: sent twice, it is one case.

The case is opened by `casework`, which alone decides whether it may be.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from yifa.casework.public import Done, NoSuchMatter, Refused, TooBusy, citizen, open_case, scope, standing, today
from yifa.identifiers.case_number import show_query_code
from yifa.matters.public import Matter
from yifa.organs.public import Organ
from yifa.portal import drafts, materials, visits
from yifa.portal.articles import article
from yifa.portal.drafts import Draft, NoSuchDraft
from yifa.portal.filing import CHECK, address, gone, pages, sections
from yifa.portal.page import private_page, show
from yifa.portal.questions import label, shown
from yifa.portal.standings import ahead, strip
from yifa.portal.steps import channel, faults, lawful, on_a_phone, opening
from yifa.procedure import Refusal
from yifa.ui.dates import moment
from yifa.uploads import NoSuchFile

_IDENTITIES = ("applicant_id", "credit_code", "mobile", "applicant_name")


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def check(request: HttpRequest, draft: str) -> HttpResponse:
    """Everything that was filled in, each with a way to change it; sending the page files it."""
    try:
        kept = drafts.load(request, draft)
    except NoSuchDraft:
        return gone(request, draft)
    if request.method == "POST":
        return _send(request, kept)
    return _checked(request, kept)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    answers = lawful(draft.procedure, draft.act, opening(draft.terms()), draft.answers)
    answers |= channel(draft.procedure, draft.act, phone=on_a_phone(request))
    if faults(draft.procedure, draft.act, opening(draft.terms()), answers):
        return _checked(request, draft, status=422)
    try:
        materials.keep_all(answers)
        done = _open(draft, answers)
    except NoSuchFile:
        lost = Refusal("file.gone", "有材料上传后放了太久，已经被清除，申请没有提交。", remedy="请重新上传材料后再提交")
        return _checked(request, draft, lost, 409)
    except Refused as refused:
        return _checked(request, draft, refused.refusal, 409)
    except (NoSuchMatter, TooBusy) as error:
        return _checked(request, draft, Refusal("busy", str(error)), 409)
    drafts.sent(request, draft.id, done.case.id, done.case.division)
    visits.remember(request, done.case.number, done.case.id, done.case.division)
    return redirect("portal:receipt", draft=draft.id)


def _open(draft: Draft, answers: dict[str, Any]) -> Done:
    identity = next((str(answers[name]) for name in _IDENTITIES if answers.get(name)), draft.key)
    return open_case(
        draft.procedure_id,
        draft.act,
        by=citizen(identity),
        organ=draft.organ,
        matter=draft.matter,
        on=today(),
        answers=answers,
        key=draft.key,
        links=(("arises_from", draft.origin),) if draft.origin else (),
    )


def _checked(request: HttpRequest, draft: Draft, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    every, at = sections(draft), len(pages(request, draft)) + 1
    wrong = faults(draft.procedure, draft.act, opening(draft.terms()), draft.answers)
    errors = [
        {"sentence": wrong[field.id].sentence, "href": f"{address(draft, field.id)}?to={CHECK}"}
        for one in every
        for field in one.fields
        if field.id in wrong
    ]
    matter = draft.matter_row
    return show(
        request,
        "check",
        status,
        draft=draft,
        matter=matter,
        organ=Organ.objects.filter(pk=draft.organ).first(),
        act=draft.procedure.acts[draft.act],
        sections=[_section(draft, one) for one in every],
        errors=errors,
        refusal=_refused(refusal),
        lacking=_lacking(draft, matter),
        lacking_text="可以先提交；收到后，本机关会一次告诉您需要补齐什么。",
        bar={"at": at, "of": at, "label": "检查并提交"},
        back=address(draft, every[-1].fields[-1].id),
        truth=article("行政许可法 第三十一条第一款") if draft.procedure_id == "licensing" else None,
    )


def _section(draft: Draft, one: Any) -> dict[str, Any]:
    rows = []
    for field in one.fields:
        lines = shown(field, draft.answers.get(field.id))
        change = {"url": f"{address(draft, field.id)}?to={CHECK}"}
        rows.append({"label": label(field), "lines": lines or ["没有填写"], "change": change})
    return {"title": one.title if len(rows) > 1 else "", "rows": rows}


def _lacking(draft: Draft, matter: Matter | None) -> list[str]:
    """Required materials that nothing was handed in for; the application may be filed without (许可法 第三十二条)."""
    if matter is None:
        return []
    value = draft.answers.get("materials") or []
    given = {item.get("material") for item in value if isinstance(item, dict)}
    return [one.name for one in matter.materials.all() if one.is_required and one.name not in given]


def _refused(refusal: Refusal | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    reason = {"sentence": refusal.sentence, "remedy": refusal.remedy, "article": article(refusal.cites)}
    return {"label": "申请没有提交", "word": "没有提交", "reasons": [reason]}


@require_safe
@private_page
def receipt(request: HttpRequest, draft: str) -> HttpResponse:
    """What was filed, its number and query code, and what happens next, with the proof of the day."""
    known = drafts.case_of(request, draft)
    if known is None:
        return gone(request, draft)
    id, division = known
    with scope([division]):
        stands = standing(id)
        if stands is None:
            return gone(request, draft)
        first = visits.filed_at(id)
    case, organ = stands.case, Organ.objects.get(pk=stands.case.organ)
    matter = Matter.objects.filter(pk=case.matter).first() if case.matter else None
    rows = [
        {"label": "查询码", "value": show_query_code(case.query_code), "note": "查办件时，编号和查询码都要填"},
        {"label": "办理事项", "value": matter.name if matter else stands.procedure.label.zh},
        {"label": "办理机关", "value": organ.name},
        {"label": "申请人", "value": case.applicant_masked},
        {"label": "提交时间", "value": moment(first)},
    ]
    return show(
        request,
        "receipt",
        case=case,
        organ=organ,
        rows=[row for row in rows if row["value"]],
        next=ahead(stands, today()),
        strip=strip(stands, today()),
        progress=reverse("portal:case", args=[case.number]),
    )
