"""The people room, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Authorities, the people who work for them, and the roles they hold by post."""

    name = "reconvene.people"
    label = "people"

    def ready(self) -> None:
        from reconvene.people import coming_and_going  # noqa: F401  its receivers connect
