"""Announces the room of indicators to Django; it holds no rule."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The room `indicators`."""

    name = "yifa.indicators"
    label = "indicators"
    verbose_name = "指标"
