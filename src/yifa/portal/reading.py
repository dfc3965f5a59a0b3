"""The page on which a report is read: a file dropped or a text pasted, its figures, its contradictions, side by side.

Nothing is stored: the text lives in the answer and comes back with the form that exports it. All reading is done by
`yifa.reading`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from yifa.portal.page import private_page, show
from yifa.portal.read_text import compared, shown
from yifa.reading import read
from yifa.reading.audit import audit
from yifa.reading.compare import compare
from yifa.reading.exports import figures_jsonl, reading_xlsx
from yifa.reading.sources import Unreadable, text_of
from yifa.uploads import clean_name

MOST_FILES = 6
LONGEST = 200_000
"""Characters of one text on the page; the command line takes more."""
TRIES, SPAN = 60, 15 * 60
"""So many readings are taken from one address within so many seconds."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def reading(request: HttpRequest) -> HttpResponse:
    """Ask for texts; show what was read in them."""
    if request.method != "POST":
        return _asked(request)
    if _too_many(request):
        return _asked(request, ["读得太勤了，请过一刻钟再试。"], 429)
    texts, faults = _texts(request)
    if not texts:
        return _asked(request, faults or ["请选一个文件，或者把文字贴在框里。"], 422)
    readings = {name: read(text) for name, text in texts.items()}
    told = [shown(order, name, found) for order, (name, found) in enumerate(readings.items(), 1)]
    side_by_side = compared(compare(readings)) if len(readings) > 1 else None
    return _asked(request, faults, told=told, comparison=side_by_side)


@require_POST
@private_page
def export(request: HttpRequest) -> HttpResponse:
    """The figures of the text that the form carries, as .xlsx or .jsonl."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if not text or len(text) > LONGEST or _too_many(request):
        return _asked(request, ["没有可以导出的文字，请重新读一次。"], 422)
    name = clean_name(request.POST.get("name", "")).rsplit(".", 1)[0]
    found = read(text)
    if request.POST.get("form") == "jsonl":
        return _file(figures_jsonl(found).encode(), "application/x-ndjson; charset=utf-8", f"{name}.jsonl")
    return _file(reading_xlsx(found, audit(found)), _XLSX, f"{name}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"})


def _asked(request: HttpRequest, faults: list[str] | None = None, status: int = 200, **context: Any) -> HttpResponse:
    errors = [{"sentence": fault, "href": "#files"} for fault in faults or []]
    return show(request, "reading", status, errors=errors, pasted=request.POST.get("text", "") if status != 200 else "",
                most=MOST_FILES, megabytes=settings.UPLOAD_LIMIT // (1024 * 1024), **context)


def _texts(request: HttpRequest) -> tuple[dict[str, str], list[str]]:
    """The texts handed in, by name, and why some could not be read."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    files = request.FILES.getlist("files")
    if len(files) > MOST_FILES:
        faults.append(f"一次最多读 {MOST_FILES} 个文件，只读了前 {MOST_FILES} 个。")
    for file in files[:MOST_FILES]:
        _take(texts, faults, clean_name(file.name or ""), file)
    pasted = request.POST.get("text", "").replace("\r\n", "\n")
    if pasted.strip():
        _keep(texts, faults, "贴上来的文字", pasted)
    return texts, faults


def _take(texts: dict[str, str], faults: list[str], name: str, file: UploadedFile[Any]) -> None:
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        faults.append(f"{name}：文件太大，最多 {settings.UPLOAD_LIMIT // (1024 * 1024)} MB。")
        return
    try:
        _keep(texts, faults, name, text_of(file.read(), name))
    except Unreadable as error:
        faults.append(str(error))


def _keep(texts: dict[str, str], faults: list[str], name: str, text: str) -> None:
    if len(text) > LONGEST:
        faults.append(f"{name}：有 {len(text):,} 字，网页上最多读 {LONGEST // 10_000} 万字；再长的请用命令行。")
        return
    while name in texts:
        name += "′"
    texts[name] = text


def _too_many(request: HttpRequest) -> bool:
    key = f"portal:reading:from:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, SPAN)
    return int(cache.incr(key)) > TRIES
