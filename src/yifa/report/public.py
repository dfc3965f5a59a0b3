"""The door of the room: builds an organ's report of a year from the figures of the log, and finds reports built before.

A report is files in the data folder: `report.html`, `report.docx`, and `report.json`, from which pages show it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from yifa.indicators.public import Scope, figures
from yifa.organs.public import Organ
from yifa.procedure import shipped
from yifa.report import compose, writing
from yifa.report.compose import Report, Run, Section

__all__ = ["Built", "Report", "build", "built_report", "built_reports", "period", "to_html"]

to_html = writing.to_html


@dataclass(frozen=True, slots=True)
class Built:
    """A report on disk: its value, where its files are, and whether the organ has published it."""

    report: Report
    folder: Path
    published: bool

    @property
    def html(self) -> Path:
        """The page."""
        return self.folder / "report.html"

    @property
    def docx(self) -> Path:
        """The Word file."""
        return self.folder / "report.docx"


def period(year: int, today: date) -> tuple[date, date]:
    """First and last day that a report of the year covers: the calendar year, up to today while it is running."""
    return date(year, 1, 1), min(date(year, 12, 31), today)


def build(organ: Organ, year: int, *, today: date, site: str, published: bool = False) -> Built:
    """Build the report and write its files; a report built before is replaced, and stays published if it was.

    `site` is the address (such as https://host) at which the links of the files lead to the cases. The caller is in
    a scope that sees the organ's division.
    """
    since, until = period(year, today)
    counted = figures(Scope((organ.code,), since, until))
    told = [
        compose.Told(pack.id, sentence.topic, sentence.order, sentence.text)
        for pack in shipped().values()
        for sentence in pack.sentences
    ]
    report = Report(
        f"{organ.name}{year}年度法治政府建设年度报告", organ.code, organ.name, year,
        since.isoformat(), until.isoformat(),
        compose.sections(told, counted),
    )  # fmt: skip
    folder = _folder(organ.code, year)
    before = built_report(organ.code, year)
    return _write(Built(report, folder, published or (before is not None and before.published)), _links(site, report))


def figure_path(report: Report, figure: str) -> str:
    """Where the desk shows the cases of a figure, relative to the site."""
    return f"/desk/figures/{figure}/?organ={report.organ}&since={report.since}&until={report.until}"


def _links(site: str, report: Report) -> Callable[[str], str]:
    return lambda figure: site.rstrip("/") + figure_path(report, figure)


def _write(built: Built, link: Callable[[str], str]) -> Built:
    built.folder.mkdir(parents=True, exist_ok=True)
    built.html.write_text(writing.to_page(built.report, link), encoding="utf-8")
    built.docx.write_bytes(writing.to_docx(built.report, link))
    kept = {"published": built.published, **asdict(built.report)}
    (built.folder / "report.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    return built


def _folder(organ: str, year: int) -> Path:
    return Path(settings.REPORT_FOLDER) / organ / str(year)


def built_report(organ: str, year: int) -> Built | None:
    """The report built for an organ and a year, None if there is none."""
    folder = _folder(organ, year)
    file = folder / "report.json"
    return _read(file) if organ.isalnum() and file.exists() else None


def built_reports(*, published: bool) -> list[Built]:
    """The reports on disk, newest first; with `published` only those that the public may read."""
    folder = Path(settings.REPORT_FOLDER)
    found = [_read(file) for file in folder.glob("*/*/report.json")] if folder.is_dir() else []
    chosen = [built for built in found if built.published or not published]
    return sorted(chosen, key=lambda built: (-built.report.year, built.report.organ_name))


def _read(file: Path) -> Built:
    kept = json.loads(file.read_text(encoding="utf-8"))
    published = bool(kept.pop("published"))
    kept["sections"] = tuple(
        Section(section["heading"], tuple(tuple(Run(**run) for run in runs) for runs in section["paragraphs"]))
        for section in kept["sections"]
    )
    return Built(Report(**kept), file.parent, published)
