"""The sealing room, as Django knows it."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """The wrapped data keys of every case. What wraps them is kept elsewhere."""

    name = "reconvene.sealing"
    label = "sealing"

    def ready(self) -> None:
        from reconvene.sealing import checks  # noqa: F401  registers itself
        from reconvene.sealing.memory import leave_no_core

        leave_no_core()
