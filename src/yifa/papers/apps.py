"""Announces the room of papers to Django; it holds no rule."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The room `papers`."""

    name = "yifa.papers"
    label = "papers"
    verbose_name = "文书"
