"""The outbox, as Django knows it."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Which letters are to be sent and how far each is. What they say is on the record alone."""

    name = "reconvene.outbox"
    label = "outbox"
