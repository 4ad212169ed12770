"""
How far a letter has come that goes by email, and whether it can be sent from its page.

In: a case as somebody meets it, and a letter's entry. Out: words and the words of a button, or
nothing where nobody let it go and it cannot go so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import NO_CONTACTS
from reconvene.desk.look import Look
from reconvene.desk.sending import sent_before
from reconvene.library.words.plain import said_day
from reconvene.library.words.sentences import read_names
from reconvene.outbox.models import FOR_A_PERSON, Progress, Sending
from reconvene.web.components.wording import moment

SEND = "Send it by email now"
SEND_AGAIN = "Send it by email again"


@dataclass(frozen=True, slots=True)
class ByEmail:
    """
    What is said of it; empty where nobody let it go yet. `button` is empty where none is offered,
    and `note` says what to think of before it is pressed. `is_under_way` while nobody need do
    anything.
    """

    words: str = ""
    is_under_way: bool = False
    button: str = ""
    note: str = ""


def by_email_of(look: Look, number: int, *, is_open: bool) -> ByEmail | None:
    """Return how a letter can go, or goes, by email; None where it does not. `is_open` now, that is."""
    found, note = sent_before(look, number), _note(look, number)
    if found is not None:
        return _on_its_way(found, note, is_open=is_open)
    contact = look.whole.case.contacts.get(COMPLAINANT_ROLE, NO_CONTACTS).for_letters
    if settings.CARRIER is None or contact is None or contact.noted.way != "email":
        return None
    return ByEmail(button=SEND, note=note) if is_open else ByEmail()


def _note(look: Look, number: int) -> str:
    """Say of a letter that bears an earlier day what comes of sending it today."""
    dated_on = look.case.outgoing[number].dated_on
    if look.context.today <= dated_on:
        return ""
    return (
        f"It bears the date of {said_day(dated_on)}. What the family may do counts from the day it"
        " goes, so they have longer than it says."
    )


def _on_its_way(found: Sending, note: str, *, is_open: bool) -> ByEmail:
    is_stuck = found.progress in FOR_A_PERSON
    said = _SAID.get(Progress(found.progress), _ready)(found)
    if is_stuck and is_open and found.taken_at is None:
        return ByEmail(said, button=SEND_AGAIN, note=note)
    return ByEmail(said, is_under_way=not is_stuck)


def _ready(found: Sending) -> str:
    if not found.why:
        return "It goes by email as soon as its turn comes: load this page again in a minute."
    why = read_names("sending")[found.why]
    last = f", and the last by {moment(found.last_try_at)}" if found.tries else ""
    return f"It has not gone by email yet: {why}. The next try is on {moment(found.due_at)}{last}."


def _taken(_found: Sending) -> str:
    return "It went by email. That is being put on the record: load this page again in a minute."


def _stopped(found: Sending) -> str:
    return f"It did not go by email: {read_names('sending')[found.why]}."


def _doubtful(found: Sending) -> str:
    if found.taken_at is not None:
        return (
            f"It went by email on {moment(found.taken_at)}, and that could not be put on the record."
            " Record that it left, with that day."
        )
    return (
        f"Nobody here can tell whether it went by email: {read_names('sending')[found.why]}. Ask"
        f" whoever looks after your mail about the message {found.id}. If it went, record that it"
        " left; if not, send it again."
    )


_SAID: dict[Progress, Callable[[Sending], str]] = {
    Progress.READY: _ready,
    Progress.TAKEN: _taken,
    Progress.DONE: _taken,
    Progress.STOPPED: _stopped,
    Progress.DOUBTFUL: _doubtful,
}
