"""The jobs room, as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Commands and scheduled work. Holds no records of its own."""

    name = "reconvene.jobs"
    label = "jobs"
