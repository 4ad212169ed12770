"""
How far a letter has come that goes by email, and whether it can be sent from its page.

In: a case as somebody meets it, and a letter's entry. Out: words and the words of a button, or
nothing where nobody let it go and it cannot go so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import NO_CONTACTS
from reconvene.desk.look import Look
from reconvene.desk.sending import sent_before
from reconvene.library.words.plain import said_day
from reconvene.library.words.sentences import read_names
from reconvene.outbox.claiming import UNDELIVERED, is_abandoned
from reconvene.outbox.models import FOR_A_PERSON, Progress, Sending
from reconvene.web.components.wording import moment

SEND = "Send it by email now"
SEND_AGAIN = "Send it by email again"
AS_FILE = "as a PDF"
AS_LINK = "as a link to a PDF, which opens for whoever types their email address"
TAKE_BACK = "Do not send it by email"
NOT_DELIVERED = (
    "It went by email, and the mail service could not deliver it. Record that it left, and then that it"
    " came back; then find out how the family is reached before it goes again."
)
NOT_DELIVERED_EITHER = "It went by email too, and the mail service could not deliver it."
NOBODY_SENDS = (
    "It was to go by email, and nothing has sent it. It has not left. Tell whoever looks after this"
    " service, and take it back to send it another way."
)


@dataclass(frozen=True, slots=True)
class ByEmail:
    """
    What is said of it; empty where nobody let it go yet. `button` is empty where none is offered,
    and `note` says what to think of before it is pressed. `is_under_way` while nobody need do
    anything, and then `take_back` is a button too, where it can still be taken back. `seen` is what
    was seen of it, which goes with either. `as_what` says in which form it comes.
    """

    words: str = ""
    is_under_way: bool = False
    button: str = ""
    note: str = ""
    take_back: str = ""
    seen: int = 0
    as_what: str = ""


def by_email_of(look: Look, number: int, at: datetime, *, is_open: bool) -> ByEmail | None:
    """
    Return how a letter can go, or goes, by email; None where it does not.

    `at` is the instant, and `is_open` whether it could leave by email then.
    """
    found, note = sent_before(look, number), _note(look, number)
    as_what = _as_what()
    is_offered = is_open and settings.CARRIER is not None
    if found is not None:
        return replace(_on_its_way(found, note, at, is_offered=is_offered), as_what=as_what)
    contact = look.whole.case.contacts.get(COMPLAINANT_ROLE, NO_CONTACTS).for_letters
    if settings.CARRIER is None or contact is None or contact.noted.way != "email":
        return None
    return ByEmail(button=SEND, note=note, as_what=as_what) if is_offered else ByEmail()


def _as_what() -> str:
    is_link = settings.CARRIER is not None and settings.CARRIER.is_link
    return AS_LINK if is_link else AS_FILE


def _note(look: Look, number: int) -> str:
    """Say of a letter that bears an earlier day what comes of sending it today."""
    dated_on = look.case.outgoing[number].dated_on
    if look.context.today <= dated_on:
        return ""
    return (
        f"It bears the date of {said_day(dated_on)}. What the family may do counts from the day it"
        " goes, so they have longer than it says."
    )


def _on_its_way(found: Sending, note: str, at: datetime, *, is_offered: bool) -> ByEmail:
    said, seen = _said(found, at), found.fence
    if is_abandoned(found, at):
        is_back = found.begun_at is None
        return ByEmail(said, take_back=TAKE_BACK if is_back else "", seen=seen)
    if found.progress in FOR_A_PERSON:
        is_offered = is_offered and found.taken_at is None and found.why != UNDELIVERED
        return ByEmail(said, button=SEND_AGAIN if is_offered else "", note=note, seen=seen)
    take_back = TAKE_BACK if found.progress == Progress.READY else ""
    return ByEmail(said, is_under_way=True, take_back=take_back, seen=seen)


def on_its_way(look: Look, number: int, at: datetime) -> str:
    """Say of a letter that stands as gone or struck that it may go by email all the same; else nothing."""
    found = sent_before(look, number)
    if found is None or not found.may_have_left or not look.sees_contact:
        return ""
    return NOT_DELIVERED_EITHER if found.why == UNDELIVERED else _said(found, at)


def _said(found: Sending, at: datetime) -> str:
    if not is_abandoned(found, at):
        return _SAID[Progress(found.progress)](found)
    return _doubtful(found) if found.may_have_left else NOBODY_SENDS


def _ready(found: Sending) -> str:
    if not found.why:
        return _AGAIN if found.may_have_left else _SOON
    why = read_names("sending")[found.why]
    last = f", and the last by {moment(found.last_try_at)}" if found.tries else ""
    so_far = _MAY_HAVE_GONE if found.may_have_left else "It has not gone by email yet"
    return f"{so_far}: {why}. The next try is on {moment(found.due_at)}{last}."


def _claimed(found: Sending) -> str:
    if found.begun_at is None and found.may_have_left:
        return _AGAIN
    return _ASKED if found.begun_at and found.why else _SOON


_ASKED = (
    "It may have gone by email. The mail service is asked whether it has it: load this page again in"
    " half an hour."
)
_MAY_HAVE_GONE = "It may have gone by email before, and has not gone again yet"
_AGAIN = (
    "It may have gone by email before. The mail service is asked whether it has it, and if not it goes"
    " again: load this page again in a minute."
)
_SOON = "It goes by email as soon as its turn comes: load this page again in a minute."


def _taken(_found: Sending) -> str:
    return "It went by email. That is being put on the record: load this page again in a minute."


def _stopped(found: Sending) -> str:
    return f"It did not go by email: {read_names('sending')[found.why]}."


def _doubtful(found: Sending) -> str:
    if found.why == UNDELIVERED:
        return NOT_DELIVERED
    if found.taken_at is not None:
        return (
            f"It went by email on {moment(found.begun_at or found.taken_at)}, and that could not be"
            " put on the record. Strike its entry, and write it again as one that has gone, with that day."
        )
    why = read_names("sending")[found.why or "broke-off"]
    return (
        f"Nobody here can tell whether it went by email: {why}. Ask whoever looks after your mail"
        f" about the message {found.id}. If it went, record that it left; if not, send it again."
    )


_SAID: dict[Progress, Callable[[Sending], str]] = {
    Progress.READY: _ready,
    Progress.CLAIMED: _claimed,
    Progress.TAKEN: _taken,
    Progress.STOPPED: _stopped,
    Progress.DOUBTFUL: _doubtful,
}
