"""Addresses of the portal, mounted at the root of the site."""

from django.urls import path

from yifa.portal import (
    about,
    acting,
    asking,
    filing,
    guide,
    home,
    matters,
    progress,
    reading,
    reports,
    seeking,
    submitting,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("matters/", matters.matters, name="matters"),
    path("matters.csv", matters.open_data, name="open_data"),
    path("matters/<str:code>/", guide.guide, name="guide"),
    path("matters/<str:code>/apply/", filing.apply, name="apply"),
    path("catalogue/<slug:id>/", guide.catalogued, name="catalogued"),
    path("filing/<slug:draft>/", filing.resume, name="filing"),
    path("filing/<slug:draft>/check/", submitting.check, name="check"),
    path("filing/<slug:draft>/receipt/", submitting.receipt, name="receipt"),
    path("filing/<slug:draft>/leave/", filing.leave, name="leave_filing"),
    path("filing/<slug:draft>/<slug:at>/", filing.step, name="step"),
    path("ask/<slug:procedure>/", asking.choose, name="asking"),
    path("ask/<slug:procedure>/<slug:organ>/", asking.guide, name="asking_guide"),
    path("ask/<slug:procedure>/<slug:organ>/<slug:act>/", asking.begin, name="asking_begin"),
    path("progress/", progress.ask, name="progress"),
    path("progress/<slug:number>/", progress.case, name="case"),
    path("progress/<slug:number>/leave/", progress.leave, name="leave"),
    path("progress/<slug:number>/seek/<slug:remedy>/", seeking.seek, name="seek"),
    path("progress/<slug:number>/acts/<slug:act>/", acting.act, name="act"),
    path("progress/<slug:number>/papers/<int:seq>/<slug:paper>/", progress.paper, name="paper"),
    path("progress/<slug:number>/papers/<int:seq>/<slug:paper>.<slug:form>", progress.paper_file, name="paper_file"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:organ>/<int:year>/", reports.report, name="report"),
    path("reports/<slug:organ>/<int:year>/report.docx", reports.document, name="report_document"),
    path("reports/<slug:organ>/<int:year>/figures/<str:indicator>/", reports.figure, name="figure"),
    path("reading/", reading.reading, name="reading"),
    path("reading/export/", reading.export, name="reading_export"),
    path("paper.css", progress.paper_style, name="paper_style"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
]
