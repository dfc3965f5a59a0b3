"""Announces the room of divisions, organs and posts to Django; it holds no rule."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """The room `organs`."""

    name = "yifa.organs"
    label = "organs"
    verbose_name = "区划、机关与岗位"
