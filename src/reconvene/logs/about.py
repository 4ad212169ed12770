"""What a line is about: the request that is being answered, and who made it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils.crypto import salted_hmac


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class About:
    """The request that is being answered; both are empty outside one."""

    request: str = ""
    who: Callable[[], str] = _nobody


_about: ContextVar[About] = ContextVar("about", default=About())  # noqa: B039  it is frozen


def about() -> About:
    """Return what is being worked on here and now."""
    return _about.get()


@contextmanager
def answering(request: str, who: Callable[[], str] = _nobody) -> Iterator[None]:
    """
    Let every line that is written meanwhile bear the number of a request.

    Args:
        request: A number of our own making. Never one that came with the request.
        who: Gives the opaque id of whoever made it, once known; asked as a line is written, so it
            must not ask the database.
    """
    token = _about.set(About(request, who))
    try:
        yield
    finally:
        _about.reset(token)


def pseudonym(typed: str) -> str:
    """
    Return what stands in a log for something typed: the same for the same, and no way back.

    For a sign-in name that may be nobody's, an address, a search. It changes with the secret key.
    """
    return salted_hmac("reconvene.logs", typed.strip().casefold(), algorithm="sha256").hexdigest()[
        :16
    ]
