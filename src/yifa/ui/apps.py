"""Registers the components with Django, so that ``{% load ui %}`` and the static files are found.

It has no models and no settings of its own.
"""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The Django application of the components; its label is ``ui``."""

    name = "yifa.ui"
    label = "ui"
    verbose_name = "界面组件"
