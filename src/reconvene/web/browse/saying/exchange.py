"""What passed between people, in sentences: letters, notices, documents, tasks, meetings."""

from collections.abc import Callable, Mapping

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.record import exchange
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Person
from reconvene.library.words.plain import said_hour
from reconvene.web.browse.names import Names, because, ended, listed, quoted, sentence_case, within
from reconvene.web.components.wording import day


def letter(names: Names, event: Event, data: exchange.LetterSent) -> str:
    who = sentence_case(names.with_role(data.sender or Person(id=event.actor, role=event.role)))
    promised = "".join(
        f" It gives the last day to {within(names.label('rights', right))}: {day(last_on)}."
        for right, last_on in data.promised.items()
    )
    label = quoted(names.label("letters", data.letter))
    did = (
        f"wrote the letter {label}, which waited to go"
        if data.waits
        else f"sent the letter {label}"
    )
    return f"{who} {did}.{promised}"


def notice(names: Names, event: Event, data: exchange.NoticeGiven) -> str:
    to = f" ({data.to})" if data.to else ""
    return f"Done: {within(names.label('notices', data.notice))}{to}{because(data.note)}"


def document(names: Names, event: Event, data: exchange.DocumentSent) -> str:
    how = f" {data.how}" if data.how else ""
    document = names.label("documents", data.document)
    return f"{document} went to {names.person(data.recipient)}{how}."


def withheld(names: Names, event: Event, data: exchange.DocumentWithheld) -> str:
    document = within(names.label("documents", data.document))
    who, to = names.person(data.decided_by), names.person(data.recipient)
    return f"{who} decided not to send {document} to {to}{because(data.reason)}"


def task(names: Names, event: Event, data: exchange.TaskDone) -> str:
    person = f" ({names.person(data.person)})" if data.person else ""
    return f"Done: {within(names.label('tasks', data.task))}{person}{because(data.note)}"


def meeting(names: Names, meeting: str) -> str:
    return within(names.label("meetings", meeting))


def offered(names: Names, event: Event, data: exchange.MeetingOffered) -> str:
    """Say which day was offered; where it is held stands on the meeting's own page, when asked for."""
    when = f"{day(data.for_on)}{f' at {said_hour(data.at)}' if data.at else ''}"
    return f"{names.complainant} was offered {when}, for the {meeting(names, data.meeting)}."


def declined(names: Names, event: Event, data: exchange.MeetingDeclined) -> str:
    what = "the date offered for" if data.declined == "date" else "to come to"
    did = "could not take" if data.declined == "date" else "did not want"
    reason = because(data.reason)
    return f"{names.complainant} {did} {what} the {meeting(names, data.meeting)}{reason}"


def cancelled(names: Names, event: Event, data: exchange.MeetingCancelled) -> str:
    return f"We called off the {meeting(names, data.meeting)}{because(data.reason)}"


def held(names: Names, event: Event, data: exchange.MeetingHeld) -> str:
    came = any(person.role == COMPLAINANT_ROLE for person in data.present)
    there = listed(names.with_role(person) for person in data.present)
    said = f"The {meeting(names, data.meeting)} was held with {there}."
    if not came and data.without_complainant:
        said += f" {names.complainant} was not there: {ended(data.without_complainant)}"
    for absence in data.absent:
        said += f" {names.label('roles', absence.what)} was not there{because(absence.reason)}"
    for absence in data.papers_missing:
        said += f" Missing paper, {within(names.paper(absence.what))}: {ended(absence.reason)}"
    return said


SENTENCES: Mapping[str, Callable[..., str]] = {
    "letter.sent": letter,
    "notice.given": notice,
    "document.sent": document,
    "document.withheld": withheld,
    "task.done": task,
    "meeting.offered": offered,
    "meeting.declined": declined,
    "meeting.cancelled": cancelled,
    "meeting.held": held,
}
