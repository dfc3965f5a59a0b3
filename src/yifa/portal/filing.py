"""Filing, page by page: each answer is kept when the page is sent, so that going back or a fault loses nothing.

Sending the whole is `submitting`'s; which pages there are is told by `steps`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yifa.casework.public import today
from yifa.matters.public import Matter, guide_facts
from yifa.portal import drafts, forms
from yifa.portal.beginning import openings
from yifa.portal.drafts import Draft, NoSuchDraft
from yifa.portal.materials import REMOVE
from yifa.portal.page import missing, private_page, show
from yifa.portal.questions import FILES
from yifa.portal.steps import Step, faults, lawful, on_a_phone, opening, steps
from yifa.procedure import shipped

CHECK = "check"


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """What to have ready before filing for a matter; sending the page begins a draft."""
    matter = Matter.objects.select_related("organ").filter(pk=code).first()
    if matter is None:
        raise Http404
    procedure = shipped().get(matter.procedure)
    if procedure is None or not procedure.public or not matter.is_open_on(today()):
        return missing(
            request, "这个事项不能在网上申请",
            "它现在不在网上受理。办理地点、时间和电话都写在办事指南里。", 409,
            url=reverse("portal:guide", args=[code]), label="看办事指南",
        )  # fmt: skip
    if request.method == "POST":
        draft = drafts.begin(request, procedure.id, openings(procedure)[0].id, matter.organ_id, code)
        return redirect("portal:filing", draft=draft.id)
    back = reverse("portal:guide", args=[code])
    return show(request, "apply", matter=matter, facts=guide_facts(matter), procedure=procedure, back=back)


def pages(request: HttpRequest, draft: Draft) -> list[Step]:
    """The pages of a draft as this visitor sees them."""
    state = opening(draft.terms())
    return steps(draft.procedure, draft.act, state, draft.answers, phone=on_a_phone(request))


def sections(draft: Draft) -> list[Step]:
    """The questions of a draft as the check page groups them, on every screen alike."""
    return steps(draft.procedure, draft.act, opening(draft.terms()), draft.answers, phone=False)


def gone(request: HttpRequest, id: str) -> HttpResponse:
    """Where somebody is taken whose draft is no more: to the receipt, if it was sent."""
    if drafts.case_of(request, id) is not None:
        messages.info(request, "这份申请已经提交，不需要再填。")
        return redirect("portal:receipt", draft=id)
    return missing(
        request, "找不到这份正在填写的申请",
        "填写的内容保存 8 小时，可能已经过期；换了浏览器或者设备也找不到。请重新填写。", 404,
        url=reverse("portal:matters"), label="找要办的事",
    )  # fmt: skip


@require_safe
@private_page
def resume(request: HttpRequest, draft: str) -> HttpResponse:
    """To the first page that lacks an answer, or to the check page."""
    try:
        kept = drafts.load(request, draft)
    except NoSuchDraft:
        return gone(request, draft)
    return redirect(_next(request, kept, after=None))


def _next(request: HttpRequest, draft: Draft, after: Step | None) -> str:
    """The page after one; from the check page only pages that lack something are gone through again."""
    every = pages(request, draft)
    back_to_check = request.POST.get("to") == CHECK or after is None
    left = every
    if after is not None:
        at = next((n for n, one in enumerate(every) if after.fields[0] in one.fields), -1)
        left = every[at + 1 :]
    if back_to_check:
        wrong = faults(draft.procedure, draft.act, opening(draft.terms()), draft.answers)
        left = [one for one in every if any(field.id in wrong for field in one.fields)]
        if after is None and not draft.answers:
            left = every
    target = left[0].id if left else CHECK
    return address(draft, target)


def address(draft: Draft, at: str) -> str:
    """Where a page of a draft is."""
    if at == CHECK:
        return reverse("portal:check", args=[draft.id])
    return reverse("portal:step", args=[draft.id, at])


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def step(request: HttpRequest, draft: str, at: str) -> HttpResponse:
    """One page of questions."""
    try:
        kept = drafts.load(request, draft)
    except NoSuchDraft:
        return gone(request, draft)
    every = pages(request, kept)
    here = next((one for one in every if at in {field.id for field in one.fields}), None)
    if here is None:
        return redirect(_next(request, kept, after=None))
    if request.method == "POST":
        return _sent(request, kept, here, every)
    return _page(request, kept, here, every, forms.typed_from(here.fields, kept.answers), {})


def _sent(request: HttpRequest, draft: Draft, here: Step, every: list[Step]) -> HttpResponse:
    received = forms.receive(request, here.fields, draft.matter_row, draft.answers)
    state = opening(draft.terms())
    answers = lawful(draft.procedure, draft.act, state, received.answers)
    errors = dict(received.errors)
    wrong = faults(draft.procedure, draft.act, state, answers)
    staying = REMOVE in request.POST or request.POST.get("do") == "upload"
    for field in here.fields:
        if field.id in wrong and field.id not in errors and not staying:
            errors[field.id] = wrong[field.id].sentence
            answers.pop(field.id, None)
    draft.answers = answers
    drafts.save(request, draft)
    if errors:
        return _page(request, draft, here, every, received.typed, errors, received.places)
    return redirect(address(draft, here.id) if staying else _next(request, draft, here))


def _page(
    request: HttpRequest,
    draft: Draft,
    here: Step,
    every: list[Step],
    typed: dict[str, Any],
    errors: dict[str, str],
    refused: dict[str, str] | None = None,
) -> HttpResponse:
    at = every.index(here)
    matter = draft.matter_row
    return show(
        request,
        "step",
        422 if errors else 200,
        draft=draft,
        step=here,
        name=matter.name if matter else draft.procedure.acts[draft.act].label.zh,
        entries=forms.entries(here.fields, matter, draft.answers, typed, errors, refused),
        errors=forms.summary(here.fields, errors),
        bar={"at": at + 1, "of": len(every) + 1, "label": here.title},
        back=address(draft, every[at - 1].id) if at else _start(draft),
        to=CHECK if CHECK in (request.GET.get("to"), request.POST.get("to")) else "",
        alone=len(here.fields) == 1,
        with_files=any(field.type in FILES for field in here.fields),
    )


def _start(draft: Draft) -> str:
    if draft.matter:
        return reverse("portal:apply", args=[draft.matter])
    if draft.back:
        return reverse("portal:case", args=[draft.back])
    return reverse("portal:asking_begin", args=[draft.procedure_id, draft.organ, draft.act])


@require_POST
@private_page
def leave(request: HttpRequest, draft: str) -> HttpResponse:
    """Throw away what was filled in."""
    drafts.forget(request, draft)
    messages.success(request, "已经清除您填写的内容，没有提交任何申请。")
    return redirect("portal:home")


__all__ = [
    "CHECK",
    "address",
    "apply",
    "gone",
    "leave",
    "pages",
    "resume",
    "sections",
    "step",
]
