"""What is being worked on: the request that is being answered, who made it, and what it is for."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils.crypto import salted_hmac


def _unsaid() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class About:
    """
    The request that is being answered, or the command that runs; empty outside both.

    `purpose` gives the name of the page or of the command. `told` are events of which one line says
    all, that were told already; None outside a request.
    """

    request: str = ""
    who: Callable[[], str] = _unsaid
    purpose: Callable[[], str] = _unsaid
    told: set[Hashable] | None = None


_about: ContextVar[About] = ContextVar("about", default=About())  # noqa: B039  it is frozen


def about() -> About:
    """Return what is being worked on here and now."""
    return _about.get()


@contextmanager
def answering(
    request: str, who: Callable[[], str] = _unsaid, purpose: Callable[[], str] = _unsaid
) -> Iterator[None]:
    """
    Let every line that is written meanwhile bear the number of a request.

    Args:
        request: A number of our own making. Never one that came with the request.
        who: Gives the opaque id of whoever made it, once known; asked as a line is written, so it
            must not ask the database.
        purpose: Gives the name of the page that is asked for, once known.
    """
    token = _about.set(About(request, who, purpose, told=set()))
    try:
        yield
    finally:
        _about.reset(token)


def running(command: str) -> None:
    """Let everything this process does be for a command, by its name."""
    _about.set(About(purpose=lambda: command))


def pseudonym(typed: str) -> str:
    """
    Return what stands in a log for something typed: the same for the same, and no way back.

    For a sign-in name that may be nobody's, an address, a search. It changes with the secret key.
    """
    return salted_hmac("reconvene.logs", typed.strip().casefold(), algorithm="sha256").hexdigest()[
        :16
    ]
