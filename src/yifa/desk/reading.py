"""Reading what belongs to a case: its papers, the files handed in, particulars in full, the seal of an event.

Full values are read with a reason, on record, and are never kept by a browser or a proxy.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yifa.casework.public import root_over, seals
from yifa.desk import timeline
from yifa.desk.access import DeskRequest, Right, needs
from yifa.desk.page import show
from yifa.papers.public import (
    CONTENT_TYPES,
    STYLESHEET,
    CaseFile,
    FontsMissing,
    NoSuchPaper,
    in_full,
    issued_paper,
    render,
)
from yifa.uploads import NoSuchFile, fetch, file_of

_FORMS = ("docx", "pdf")


@require_GET
@needs(Right.CASES)
def paper(request: DeskRequest, number: str, seq: int, paper: str) -> HttpResponse:
    """A paper on the screen, masked."""
    file = request.staff.open(number)
    try:
        issued = issued_paper(file.row.id, seq, paper)
        article = render(file, seq, paper, "html").decode()
    except NoSuchPaper as error:
        raise Http404 from error
    full = may_read_in_full(request, file)
    return show(request, "paper.html", file=file, issued=issued, article=article, may_read=full)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.CASES)
def paper_file(request: DeskRequest, number: str, seq: int, paper: str, form: str) -> HttpResponseBase:
    """A paper as a file: masked by GET; by POST with a reason, in full for service on the party."""
    file = request.staff.open(number)
    if form not in _FORMS:
        raise Http404
    full = request.method == "POST"
    reason = request.POST.get("reason", "").strip()
    if full and not may_read_in_full(request, file):
        raise Http404
    if full and not reason:
        messages.error(request, "请写明制作全文文书的事由，例如“送达申请人”。")
        return redirect("desk:case-paper", number=number, seq=seq, paper=paper)
    try:
        issued = issued_paper(file.row.id, seq, paper)
        reader = request.staff.account.person_id if full else ""
        content = render(file, seq, paper, "pdf" if form == "pdf" else "docx", full=full, reader=reader, reason=reason)
    except NoSuchPaper as error:
        raise Http404 from error
    except FontsMissing as error:
        messages.error(request, f"生成 PDF 需要中文字体：{error}")
        return redirect("desk:case-paper", number=number, seq=seq, paper=paper)
    name = f"{issued.title}{issued.number}.{form}"
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def may_read_in_full(request: DeskRequest, file: CaseFile) -> bool:
    """Only who may act in the case may read particulars in full."""
    return Right.ACT in request.staff.rights and bool(request.staff.person(file.row.organ, file.row.procedure).roles)


@require_POST
@never_cache
@needs(Right.ACT)
def particulars(request: DeskRequest, number: str) -> HttpResponseBase:
    """The particulars in full, after a reason was given; the reading is on record."""
    file = request.staff.open(number)
    if not may_read_in_full(request, file):
        raise Http404
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "请写明为什么要查看全文，例如“电话通知补正”。")
        return redirect("desk:case", number=number)
    read = in_full(file, reader=request.staff.account.person_id, reason=reason)
    parties: dict[str, list[dict[str, str]]] = {}
    for one in file.given(read):
        role = file.procedure.roles[one.role].zh if one.role in file.procedure.roles else "当事人"
        parties.setdefault(role, []).append({"label": one.label, "value": one.value})
    return show(request, "particulars.html", file=file, parties=list(parties.items()), reason=reason)


@require_GET
@needs(Right.CASES)
def handed_in(request: DeskRequest, number: str, digest: str) -> HttpResponseBase:
    """A file that was handed in with this case; only cases that name it give it out, and never to be run or shown."""
    file = request.staff.open(number)
    named = next((one for one in timeline.files_of(file) if one["digest"] == digest), None)
    if named is None:
        raise Http404
    folder = Path(settings.UPLOAD_FOLDER)
    try:
        stored = file_of(named, folder=folder)
        content = fetch(digest, folder=folder).open("rb")
    except NoSuchFile as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.kind.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@needs(Right.CASES)
def seal(request: DeskRequest, number: str, seq: int) -> HttpResponse:
    """The seal of one event, computed anew: the text that was sealed, the hashes, the daily root above it."""
    file = request.staff.open(number)
    found = seals(file.row).get(seq)
    if found is None:
        raise Http404
    return show(request, "seal.html", file=file, seal=found, root=root_over(file.row, seq))


@require_GET
@cache_control(max_age=3600)
def paper_css(request: DeskRequest) -> HttpResponse:
    """The style of papers, so that pages need no style of their own."""
    return HttpResponse(STYLESHEET.read_bytes(), content_type="text/css; charset=utf-8")
