"""Announces the room of licences to Django; it holds no rule."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """The room `licences`."""

    name = "yifa.licences"
    label = "licences"
    verbose_name = "电子证照"
