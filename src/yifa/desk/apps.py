"""Announces the desk to Django; it holds no rule."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room `desk`."""

    name = "yifa.desk"
    label = "desk"
    verbose_name = "办公"
