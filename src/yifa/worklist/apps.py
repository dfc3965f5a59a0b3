"""Announces the worklist to Django; it holds no rule."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """The room `worklist`."""

    name = "yifa.worklist"
    label = "worklist"
    verbose_name = "待办与时限"
