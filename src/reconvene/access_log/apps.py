"""The access log, as Django knows it."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from reconvene.access_log.writing import teach_to_link


class AccessLogConfig(AppConfig):
    """Keeps who looked at what, and what somebody has to look into because of it."""

    name = "reconvene.access_log"
    label = "access_log"

    def ready(self) -> None:
        """Let every connection be able to link looks."""
        connection_created.connect(teach_to_link, dispatch_uid="reconvene.access_log")
