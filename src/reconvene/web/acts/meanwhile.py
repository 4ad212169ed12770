"""
What others put on a case's record while somebody had a page of it open.

In: the case as they meet it now, and the newest entry that their page knew of. Out: what came
since, by whom and when.
"""

from dataclasses import dataclass

from reconvene.core.conduct.context import Context
from reconvene.core.record.payload import Person
from reconvene.desk.look import Look
from reconvene.web.browse.links import entry_link
from reconvene.web.browse.names import Names
from reconvene.web.browse.sentences import sentence
from reconvene.web.browse.signed_in import colleague_names
from reconvene.web.components.wording import moment

_LONGEST = 9
"""Of a number that a page of ours carries; a longer one was made up."""


@dataclass(frozen=True, slots=True)
class Sooner:
    """One entry that came first: what it says, and who recorded it when."""

    words: str
    by: str
    href: str


def newest(ctx: Context) -> int:
    """Return the number of the newest entry there is; 0 before there is any."""
    return ctx.events[-1].number if ctx.events else 0


def entry_number(seen: str) -> int | None:
    """Return the number that a page carried; None of anything that is none."""
    is_number = seen.isascii() and seen.isdigit() and len(seen) <= _LONGEST
    return int(seen) if is_number else None


def sooner(look: Look, seen: str) -> tuple[Sooner, ...]:
    """
    Return each entry that came after what somebody saw, oldest first.

    Args:
        look: The case as it is there for them now.
        seen: The number their page carried; anything else, and nothing is known to be new.
    """
    known = entry_number(seen)
    if known is None:
        return ()
    names = Names.of(look.case, look.events, colleague_names(look.person))
    return tuple(
        Sooner(
            sentence(names, event),
            f"Recorded by {names.with_role(Person(id=event.actor, role=event.role))}, "
            f"{moment(event.recorded_at)}",
            entry_link(look.reference, event.number),
        )
        for event in look.events
        if event.number > known
    )
