"""The web room, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for people. Holds no records of its own."""

    name = "reconvene.web"
    label = "web"
