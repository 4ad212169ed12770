"""The desk, as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What people do, and how it is written down. Holds no records of its own."""

    name = "reconvene.desk"
    label = "desk"
