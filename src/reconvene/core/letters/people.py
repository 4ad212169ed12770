"""What a letter says of who helps, who to write to, and when people meet.

In: a draft. Out: each content with its facts, or what is missing.
"""

from reconvene.core.letters.draft import Draft, Missing, Said, Say


def _advocate(draft: Draft, content: str) -> Said:
    return Said(content, {"advocacy": draft.office.advocacy.strip()})


def _supporters(draft: Draft, content: str) -> Said:
    return Said(content, {"supporters": tuple(draft.case.supporters)})


def _write_to(draft: Draft, content: str) -> Said | Missing:
    office = draft.office
    address = ", ".join(line.strip() for line in office.address.splitlines() if line.strip())
    if not (address or office.email):
        return Missing(content, "office-contact")
    role = draft.letter.who_to_write_to or draft.letter.sent_by[0]
    return Said(
        content,
        {
            "role": draft.case.definition.role(role).label,
            "office": office.name,
            "address": address,
            "email": office.email,
            "phone": office.phone,
            "hours": office.hours,
        },
    )


def _appointment(draft: Draft, content: str) -> Said | Missing:
    """A date that is offered and still to come: nobody can be invited to one that has gone by."""
    meeting = draft.letter.meeting or ""
    state = draft.case.meetings.get(meeting)
    planned = state.planned if state else None
    if planned is None or planned.for_on is None:
        return Missing(content, f"meeting-date:{meeting}")
    if planned.for_on < draft.on:
        return Missing(content, f"meeting-gone:{meeting}")
    place = planned.place or planned.link
    return Said(content, {"for_on": planned.for_on, "at": planned.at, "place": place})


def _meeting(draft: Draft, content: str) -> Said | Missing:
    meeting = draft.letter.meeting or ""
    state = draft.case.meetings.get(meeting)
    held = state.held if state else None
    if held is None:
        return Missing(content, f"meeting-held:{meeting}")
    present = tuple(person.name or person.id for person in held.present)
    return Said(content, {"held_on": held.on, "present": present})


def _conference(draft: Draft, content: str) -> Said | Missing:
    """The later conferences still to come."""
    planned = [
        {
            "label": draft.case.definition.by_id["conferences"][name].label,
            "for_on": state.planned_on,
            "chair": (state.chair.name or state.chair.id) if state.chair else "",
        }
        for name, state in draft.case.conferences.items()
        if state.planned_on and not state.held_on
    ]
    if not planned:
        return Missing(content, "conference-date")
    ahead = [one for one in planned if one["for_on"] >= draft.on]
    if not ahead:
        return Missing(content, "conference-gone")
    return Said(content, {"conferences": ahead})


SAY: dict[str, Say] = {
    "advocate": _advocate,
    "supporters": _supporters,
    "who-to-write-to": _write_to,
    "appointment": _appointment,
    "meeting": _meeting,
    "conference": _conference,
}
