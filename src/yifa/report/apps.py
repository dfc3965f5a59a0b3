"""Announces the room of the annual report to Django; it holds no rule and no table."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """The room `report`."""

    name = "yifa.report"
    label = "report"
    verbose_name = "年度报告"
