"""Announces the room of cases and their log to Django; it holds no rule."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The room `casework`."""

    name = "yifa.casework"
    label = "casework"
    verbose_name = "案件与日志"
