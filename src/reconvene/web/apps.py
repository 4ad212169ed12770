"""The web room, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for people. Keeps drafts of what they type, and no records."""

    name = "reconvene.web"
    label = "web"
