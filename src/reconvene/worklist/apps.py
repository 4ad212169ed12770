"""The worklist room, as Django knows it."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """Rows for screens. Never the truth: all of it can be thrown away and made again."""

    name = "reconvene.worklist"
    label = "worklist"
