"""The web room, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for people. Keeps drafts of what they type, and no records."""

    name = "reconvene.web"
    label = "web"

    def ready(self) -> None:
        """Have what a session begins with noted from the very first sign-in on."""
        from reconvene.web.accounts import staying  # noqa: F401  it listens for sign-ins
