"""
In: the facts of who helps, who to write to, when people meet. Out: the blocks that say them.
"""

from reconvene.library.words.plain import listed, lowered, said_day, said_hour
from reconvene.post.blocks import Blocks, Desk, Facts, Write, bullets, paragraph
from reconvene.post.letter import Block


def _advocate(desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(desk.say("advocate.may"))
    advocacy = facts["advocacy"].strip().rstrip(".")
    if advocacy:
        yield paragraph(desk.say("advocate.contact", advocacy=advocacy))
    else:
        yield paragraph(desk.say("advocate.ask"))


def _supporters(desk: Desk, facts: Facts) -> Blocks:
    names = listed(facts["supporters"])
    yield paragraph(
        desk.say("supporters.named", names=names) if names else desk.say("supporters.none")
    )


def _write_to(desk: Desk, facts: Facts) -> Blocks:
    role = lowered(facts["role"])
    yield paragraph(desk.say("who-to-write-to.write", role=role, office=facts["office"]))
    lines = []
    if facts["address"]:
        address = ", ".join(facts["address"].splitlines())
        lines.append(desk.say("who-to-write-to.by-post", address=address))
    if facts["email"]:
        lines.append(desk.say("who-to-write-to.by-email", email=facts["email"]))
    if facts["phone"]:
        told = {"phone": facts["phone"]} | ({"hours": facts["hours"]} if facts["hours"] else {})
        sentence = "by-phone-hours" if facts["hours"] else "by-phone"
        lines.append(desk.say(f"who-to-write-to.{sentence}", **told))
    yield bullets(lines)


def _appointment(desk: Desk, facts: Facts) -> Blocks:
    yield Block("day", (desk.say("appointment.offered", for_on=said_day(facts["for_on"])),))
    at, place = desk.places.get(desk.draft.letter.meeting or "", ("", ""))
    lines = []
    if at:
        lines.append(desk.say("appointment.at", at=said_hour(at)))
    if place:
        lines.append(desk.say("appointment.place", place=place))
    if lines:
        yield bullets(lines)
    yield paragraph(desk.say("appointment.another"))
    yield paragraph(desk.say("appointment.needs"))


def _meeting_owed(desk: Desk, facts: Facts) -> Blocks:
    if not facts["status"]:
        return
    if facts["planned_on"]:
        planned_on = said_day(facts["planned_on"])
        yield paragraph(desk.say("meeting-owed.planned", planned_on=planned_on))
    elif facts["last_on"]:
        sentence = "overdue" if facts["status"] == "overdue" else "owed"
        yield paragraph(desk.say(f"meeting-owed.{sentence}", last_on=said_day(facts["last_on"])))
    else:
        yield paragraph(desk.say("meeting-owed.undated"))


def _meeting(desk: Desk, facts: Facts) -> Blocks:
    present = listed([person["name"] for person in facts["present"]])
    yield paragraph(desk.say("meeting.held", held_on=said_day(facts["held_on"]), present=present))


def _conference(desk: Desk, facts: Facts) -> Blocks:
    for one in facts["conferences"]:
        planned = desk.say("conference.planned", label=one["label"], for_on=said_day(one["for_on"]))
        yield Block("day", (planned,))
        if one["chair"]:
            yield paragraph(desk.say("conference.chair", chair=one["chair"]))


WRITE: dict[str, Write] = {
    "advocate": _advocate,
    "supporters": _supporters,
    "who-to-write-to": _write_to,
    "appointment": _appointment,
    "meeting-owed": _meeting_owed,
    "meeting": _meeting,
    "conference": _conference,
}
