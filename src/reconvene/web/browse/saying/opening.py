"""The opening, in sentences: the complaint comes, and it is settled who complains and about what."""

from collections.abc import Callable, Mapping

from reconvene.core.record import opening
from reconvene.core.record.event import Event
from reconvene.core.record.interests import NO_TIE, HomeNoted, InterestDeclared
from reconvene.web.browse.names import Names, because, ended, sentence_case, within
from reconvene.web.components.wording import day, plural

CHANNELS = {
    "letter": "by letter",
    "email": "by email",
    "phone": "by telephone",
    "telephone": "by telephone",
    "form": "by form",
    "in person": "in person",
    "meeting": "in the meeting",
}


def received(names: Names, event: Event, data: opening.ComplaintReceived) -> str:
    how = CHANNELS.get(data.channel, f"by {data.channel}")
    count = plural(len(data.points), "point")
    spoken = ", spoken and not yet in writing" if data.form == "spoken" else ""
    said = f"{data.complainant.name} complained {how}{spoken}, with {count}."
    if data.first_contact_on and data.first_contact_on != event.happened_on:
        said += f" Their first contact was on {day(data.first_contact_on)}."
    return said


def confirmed(names: Names, event: Event, data: opening.ComplaintConfirmed) -> str:
    return f"The complaint was put in writing and read back. {data.confirmed_by} confirmed it."


def standing(names: Names, event: Event, data: opening.StandingDecided) -> str:
    can = "can" if data.accepted else "cannot"
    who = names.with_role(data.decided_by)
    return f"{sentence_case(who)} decided that {names.complainant} {can} use this procedure{because(data.reasons)}"


def lateness(names: Names, event: Event, data: opening.LatenessDecided) -> str:
    step = within(names.label("rights", data.right))
    decided = "to take it on" if data.accepted else "not to take it on"
    who = names.with_role(data.decided_by)
    return f"{sentence_case(who)} looked at the late step ({step}) and decided {decided}{because(data.reasons)}"


def assistance(names: Names, event: Event, data: opening.AssistanceGiven) -> str:
    return f"{names.complainant} was helped to complain: {ended(data.how)}"


def supporter_named(names: Names, event: Event, data: opening.SupporterNamed) -> str:
    kind = {"other": "supporter"}.get(data.kind, data.kind)
    return f"{names.complainant} named {data.name} as their {kind}."


def supporter_ended(names: Names, event: Event, data: opening.SupporterEnded) -> str:
    return f"{data.name} no longer supports {names.complainant}."


ADVOCATE = {
    "accepted": "accepted the offer",
    "declined": "did not want one",
    "thinking": "is thinking about it",
    "none available": "could not have one, because none was available",
}


def advocate(names: Names, event: Event, data: opening.AdvocateOffered) -> str:
    came = ADVOCATE[data.response]
    return f"An advocate was offered. {names.complainant} {came}{because(data.note)}"


def role(names: Names, event: Event, data: opening.RoleAssigned) -> str:
    return f"{names.person(data.person)} became {names.role(data.role)} in this case."


def date_noted(names: Names, event: Event, data: opening.DateNoted) -> str:
    return f"A date became known: {within(names.label('dates', data.date))}."


def interest(names: Names, event: Event, data: InterestDeclared) -> str:
    who = names.person(data.person)
    if data.tie == NO_TIE:
        return f"{who} has no tie to this family or this case{because(data.reason)}"
    return f"{who} has a tie to this family or this case{because(data.reason)}"


def home(names: Names, event: Event, data: HomeNoted) -> str:
    return f"It was noted where {names.party(data.who)} lives."


SENTENCES: Mapping[str, Callable[..., str]] = {
    "complaint.received": received,
    "complaint.confirmed": confirmed,
    "standing.decided": standing,
    "lateness.decided": lateness,
    "assistance.given": assistance,
    "supporter.named": supporter_named,
    "supporter.ended": supporter_ended,
    "advocate.offered": advocate,
    "role.assigned": role,
    "date.noted": date_noted,
    "interest.declared": interest,
    "home.noted": home,
}
