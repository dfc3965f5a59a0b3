"""Names the room for Django; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room of programs."""

    name = "yifa.api"
    label = "api"
    verbose_name = "接口"
