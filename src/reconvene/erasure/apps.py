"""The erasure room, as Django knows it."""

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    """Holds, erasures under way, and figures that no longer lead to a case."""

    name = "reconvene.erasure"
    label = "erasure"
