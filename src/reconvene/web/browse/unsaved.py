"""
What somebody sent that could not be taken, so that it is not lost.

In: a request that came to a fault. Out: everything that was typed, to be shown and sent again. It
asks nothing of the database, which may be what failed.
"""

from dataclasses import dataclass, replace
from typing import Self

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

_OF_THE_FORM = ("csrfmiddlewaretoken",)
_SECRETS = frozenset({"password", "code", "token"})
"""Where a form asks for one of these nothing of it is shown again."""
_CONFIRMS = "step"
"""What says that a form was read back to its sender, who agreed."""
AGAIN = "sent_late"
"""Under which name a form that is offered again says which one it is."""
_PRESSED = frozenset({_CONFIRMS, "as", "remove", AGAIN})
"""What a button says, or a page that knew what it was asked for: it holds for that page alone."""
_UNWRITTEN = _PRESSED | {"key", "seen", "once", "read", "letter-read", "go_on", "change"}
"""What a page of ours puts into a form by itself: it says nothing."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was sent: to where, and every field."""

    to: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Return what a request sent; None where it sent nothing, or something secret."""
        if request.method != "POST":
            return None
        try:
            posted = request.POST
        except (BadRequest, RequestDataTooBig, UnreadablePostError):
            return None
        fields = tuple(
            (name, value)
            for name in posted
            if name not in _OF_THE_FORM
            for value in map(str, posted.getlist(name))
        )
        if not fields or any(name in _SECRETS for name, _ in fields):
            return None
        return cls(request.get_full_path(), fields)

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """What somebody wrote or chose, in the order of the form."""
        return tuple(
            (name, value) for name, value in self.fields if name not in _UNWRITTEN and value.strip()
        )

    @property
    def unconfirmed(self) -> Self:
        """The same, to be read back to whoever sends it before it counts."""
        return replace(self, fields=tuple(one for one in self.fields if one[0] not in _PRESSED))
