"""Where is my case: found by number and query code together; where it stands, what is awaited, its days and papers.

Nothing is done to a case here; what the applicant may do is `acting`'s.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yifa.casework.public import NoSuchCase, Standing, calendar, history, public_case, today
from yifa.identifiers import BadIdentifier
from yifa.identifiers.case_number import parse_query_code
from yifa.licences.public import licences_of_case
from yifa.licences.public import standing as licence_standing
from yifa.matters.public import Matter
from yifa.organs.public import Organ
from yifa.papers.public import (
    CONTENT_TYPES,
    STYLESHEET,
    FontsMissing,
    Form,
    NoSuchPaper,
    case_file,
    render_for_applicant,
)
from yifa.portal import throttle, visits
from yifa.portal.acting import applicant_of, awaited, choices
from yifa.portal.articles import articles
from yifa.portal.page import missing, private_page, show
from yifa.portal.remedies import cites, remedy, sought
from yifa.portal.standings import ahead, badge, running, told
from yifa.portal.timeline import events, papers
from yifa.procedure import draw, ribbon

_NOT_FOUND = "没有找到这一办件。请对照回执，核对编号和查询码，两项都要与回执一致。"
_FORMS: dict[str, Form] = {"docx": "docx", "pdf": "pdf"}
_TOO_MANY = "查询次数过多，请 15 分钟后再试；也可以拨打办理机关的电话查询。"


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def ask(request: HttpRequest) -> HttpResponse:
    """Number and query code; a wrong one is never told from the other."""
    number = request.POST.get("number", request.GET.get("number", "")).strip()
    if request.method != "POST":
        return _asking(request, number)
    wrong = {
        name: sentence
        for name, sentence in (("number", "请填写回执上的办件编号。"), ("code", "请填写回执上的查询码。"))
        if not request.POST.get(name, "").strip()
    }
    if wrong:
        return _asking(request, number, wrong, status=422)
    if throttle.too_many(request, number):
        return _asking(request, number, {"number": _TOO_MANY}, status=429)
    try:
        plain = "".join(number.replace("-", "").split()).upper()
        id, division = public_case(plain, parse_query_code(request.POST["code"]))
    except (NoSuchCase, BadIdentifier, ValueError):
        throttle.count(request, number)
        return _asking(request, number, {"number": _NOT_FOUND}, status=422)
    visits.remember(request, plain, id, division)
    return redirect("portal:case", number=plain)


def _asking(request: HttpRequest, number: str, wrong: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    wrong = wrong or {}
    fields = [
        {
            "name": "number", "label": "办件编号", "value": number, "kind": "identity",
            "error": wrong.get("number", ""),
            "hint": "在回执上，字母和数字共 46 位或者 32 位；可以带空格", "autocomplete": "off",
        },
        {
            "name": "code", "label": "查询码", "kind": "identity", "error": wrong.get("code", ""),
            "hint": "在编号下面，四个一组共 16 位", "autocomplete": "off", "width": "medium",
        },
    ]  # fmt: skip
    errors = [{"field": name, "sentence": sentence} for name, sentence in wrong.items()]
    seen = request.session.get("cases", {})
    return show(request, "ask", status, fields=fields, errors=errors, seen=list(seen))


@require_safe
@private_page
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case for whoever has shown number and code in this visit."""
    with visits.seeing(request, number) as stands:
        if stands is None:
            return _ask_first(request, number)
        return show(request, "case", **_context(stands))


def _ask_first(request: HttpRequest, number: str) -> HttpResponse:
    return redirect(f"{reverse('portal:progress')}?number={number}")


def _context(stands: Standing) -> dict[str, Any]:
    on, row = today(), stands.case
    organ = Organ.objects.select_related("parent").get(pk=row.organ)
    issued = papers(stands)
    procedure = stands.procedure
    first = next(iter(running(stands, on)), None)
    outcome = procedure.outcomes.get(row.outcome)
    clocks = told(stands, on)
    road = ribbon(procedure, stands.state, on, calendar(), stands.links)
    return {
        "case": row,
        "organ": organ,
        "matter": Matter.objects.filter(pk=row.matter).first() if row.matter else None,
        "procedure": procedure,
        "stage": procedure.stages[row.stage].zh,
        "outcome": outcome.zh if outcome else "",
        "badge": badge(first) if first and first.due else None,
        "next": {} if row.closed else ahead(stands, on),
        "awaited": awaited(stands, on),
        "choices": choices(stands, on),
        "road": road["stages"],
        "picture": mark_safe(draw(procedure, stands.state)),  # noqa: S308 -- the engine escapes every word of it
        "waits": [wait for wait in road["waits"] if wait["state"] != "none"],
        "clocks": clocks,
        "past_clocks": [clock for clock in clocks if not clock["running"]],
        "events": events(stands, history(row.id), issued),
        "papers": [_file(row.number, paper) for paper in issued],
        "licences": [(one, licence_standing(one, on)) for one in licences_of_case(row.id)],
        "remedy": remedy(organ, procedure),
        "sought": sought(stands, organ),
        "remedy_articles": articles(cites(procedure)),
        "today": on,
    }


def _file(number: str, paper: Any) -> dict[str, Any]:
    def url(form: str) -> str:
        return reverse("portal:paper_file", args=[number, paper.seq, paper.paper, form])

    return {
        "title": paper.title,
        "url": reverse("portal:paper", args=[number, paper.seq, paper.paper]),
        "number": paper.number,
        "on": paper.day,
        "others": [{"label": "PDF", "url": url("pdf")}, {"label": "Word", "url": url("docx")}],
    }


@require_safe
@private_page
def paper(request: HttpRequest, number: str, seq: int, paper: str) -> HttpResponse:
    """A paper on the page, with its files."""
    with visits.seeing(request, number) as stands:
        if stands is None:
            return _ask_first(request, number)
        issued = next((one for one in papers(stands) if (one.seq, one.paper) == (seq, paper)), None)
        if issued is None:
            raise Http404
        html = _own(stands, seq, paper, "html").decode()
        # `papers` escapes every word of it.
        body = mark_safe(html)  # noqa: S308
        return show(request, "paper", case=stands.case, issued=issued, file=_file(number, issued), body=body)


def _own(stands: Standing, seq: int, paper: str, form: Form) -> bytes:
    """A paper for whoever has shown number and query code: the own name in full, the numbers masked."""
    return render_for_applicant(case_file(stands.case.id), seq, paper, form, reader=applicant_of(stands).id)


@require_safe
@private_page
def paper_file(request: HttpRequest, number: str, seq: int, paper: str, form: str) -> HttpResponse:
    """A paper as a Word or PDF file."""
    wanted = _FORMS.get(form)
    if wanted is None:
        raise Http404
    with visits.seeing(request, number) as stands:
        if stands is None:
            return _ask_first(request, number)
        if not any((one.seq, one.paper) == (seq, paper) for one in papers(stands)):
            raise Http404
        try:
            made = _own(stands, seq, paper, wanted)
        except NoSuchPaper:
            raise Http404 from None
        except FontsMissing:
            return missing(request, "现在不能生成 PDF", "服务器上缺少中文字体。请下载 Word 文件，或者在网页上看。", 503)
    response = HttpResponse(made, content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{paper}-{seq}.{form}"'
    return response


@require_safe
@cache_control(max_age=3600)
def paper_style(request: HttpRequest) -> HttpResponse:
    """The look of papers, which belongs to the room that makes them."""
    return HttpResponse(STYLESHEET.read_bytes(), content_type="text/css; charset=utf-8")


@require_POST
@private_page
def leave(request: HttpRequest, number: str) -> HttpResponse:
    """On a shared computer: nobody after this visitor sees the case."""
    visits.forget(request, number)
    messages.success(request, "已经退出查询。再看要重新输入编号和查询码。")
    return redirect("portal:progress")
