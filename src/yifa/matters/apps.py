"""Announces the room of matters to Django; it holds no rule."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The room `matters`."""

    name = "yifa.matters"
    label = "matters"
    verbose_name = "事项"
