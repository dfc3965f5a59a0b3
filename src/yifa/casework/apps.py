"""Announces the room of cases and their log to Django; it holds no rule."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CaseworkConfig(AppConfig):
    """The room `casework`."""

    name = "yifa.casework"
    label = "casework"
    verbose_name = "案件与日志"

    def ready(self) -> None:
        """Have prepared statements planned once a connection, not once an act: planning costs more than running."""
        connection_created.connect(_plan_once, dispatch_uid="yifa.casework.plan_once")


def _plan_once(connection: Any, **_: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set plan_cache_mode = force_generic_plan")
