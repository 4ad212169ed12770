"""What is forgotten with a data key of no case that was given up: its owner is to go on without it."""

from typing import Any

from django.apps import apps

from reconvene.accounts.app_codes import forget_app_under
from reconvene.logs.events import Event
from reconvene.logs.telling import tell


def forget_kept_under(name: str) -> None:
    """Forget what only one key opened: an app, a complaint being taken down, or a form sent late."""
    if owner := forget_app_under(name):
        tell(Event.FACTOR_CHANGED, reason="given-up", actor=owner)
    for model in ("KeptDraft", "KeptForm"):
        # By its name: a job and a page are doors side by side, and neither imports the other.
        kept: Any = apps.get_model("web", model)
        kept.objects.filter(id=name).forget()
