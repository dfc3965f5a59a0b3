"""The addresses of the desk, under /desk/."""

from __future__ import annotations

from django.urls import path

from yifa.desk import (
    calendar_page,
    cases,
    figures,
    help,
    ledger,
    likeness,
    lists,
    people,
    posts,
    reading,
    reports,
    search,
    signing_in,
    window,
    worklist,
)

app_name = "desk"
_CASE = "cases/<str:number>/"
_PAPER = f"{_CASE}papers/<int:seq>/<str:paper>/"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("password/", signing_in.password, name="password"),
    path("search/", search.search, name="search"),
    path("window/", window.window, name="window"),
    path("window/receipts/<str:number>/", window.receipt, name="window-receipt"),
    path("window/<str:procedure>/like/", likeness.while_typing, name="window-like"),
    path("window/<str:procedure>/<str:act>/", window.opening, name="window-open"),
    path("figures/", figures.overview, name="figures"),
    path("figures/<str:indicator>/", figures.one, name="figures-one"),
    path("reports/", reports.reports, name="reports"),
    path("reports/build/", reports.make, name="reports-build"),
    path("reports/<str:organ>/<int:year>/", reports.one, name="reports-one"),
    path("reports/<str:organ>/<int:year>/docx/", reports.docx, name="reports-docx"),
    path("calendar/", calendar_page.page, name="calendar"),
    path("calendar/load/", calendar_page.load, name="calendar-load"),
    path("staff/", people.staff, name="staff"),
    path("staff/new/", posts.new, name="staff-new"),
    path("staff/delegate/", posts.hand_over, name="staff-delegate"),
    path("staff/posts/<int:pk>/end/", posts.end, name="staff-end"),
    path("staff/<int:pk>/", people.one, name="staff-one"),
    path("staff/<int:pk>/appoint/", posts.give, name="staff-appoint"),
    path("staff/<int:pk>/reset/", posts.reset, name="staff-reset"),
    path("staff/<int:pk>/close/", posts.close, name="staff-close"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("readings/", ledger.readings, name="readings"),
    path("help/", help.page, name="help"),
    path("paper.css", reading.paper_css, name="paper-css"),
    path(_CASE, cases.case, name="case"),
    path(f"{_CASE}acts/<str:act>/", cases.act, name="case-act"),
    path(f"{_CASE}clocks/<str:clock>/<int:run>/", cases.proof, name="case-proof"),
    path(f"{_CASE}why/<str:clock>/<int:run>/", worklist.why, name="case-why"),
    path(_PAPER, reading.paper, name="case-paper"),
    path(f"{_PAPER}<str:form>/", reading.paper_file, name="case-paper-file"),
    path(f"{_CASE}lists/<str:id>/", lists.rows_of, name="case-list"),
    path(f"{_CASE}lists/<str:id>/csv/", lists.taken_away, name="case-list-file"),
    path(f"{_CASE}particulars/", reading.particulars, name="case-particulars"),
    path(f"{_CASE}files/<str:digest>/", reading.handed_in, name="case-file"),
    path(f"{_CASE}seals/<int:seq>/", reading.seal, name="case-seal"),
]
