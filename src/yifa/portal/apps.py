"""Registers the room with Django; nothing happens on start."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """门户."""

    name = "yifa.portal"
    label = "portal"
    verbose_name = "门户"
