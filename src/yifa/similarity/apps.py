"""Announces the room to Django; it holds no rule."""

from django.apps import AppConfig


class SimilarityConfig(AppConfig):
    """The room `similarity`."""

    name = "yifa.similarity"
    label = "similarity"
    verbose_name = "相似诉求"
