"""Whoever is complained of: when they are told, what they answer, and until when.

A procedure may give the first response to the chair of the conference, who is complained of. They
then see the points put to them and what is needed to answer, and nothing else.

In: a matter. Out: plain answers.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reconvene.core.access.asking import Do
from reconvene.core.access.matter import Matter, worked_out_once
from reconvene.core.casefile.case import CHAIR_ROLE, RECONVENED_CHAIR_ROLE
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.record.event import Event
from reconvene.core.record.opening import ComplaintReceived, RoleAssigned

OF_LATER_CONFERENCES = frozenset({"attendee.briefed", "conference.held"})
"""Acts of whoever chairs a later conference."""


class Subject(NamedTuple):
    """Somebody complained of; `role` is the one they answer in, empty where they answer nothing."""

    id: str
    role: str = ""


@worked_out_once
def subject_of(matter: Matter) -> Subject | None:
    """Return who is complained of: whoever chaired the conference; None where nobody knows who."""
    received = matter.case.received
    bound = matter.case.roles
    chair = received.conference.chair if received else None
    named = chair or bound.get(CHAIR_ROLE)
    if named is None:
        return None
    role = next((role for role, holder in bound.items() if holder.id == named.id), "")
    return Subject(named.id, role if stages_answered_by(matter.definition, role) else "")


def complained_of(holding: Iterable[Event]) -> str:
    """
    Return the id of who is complained of by the entries that hold; empty where nobody knows who.

    The same person as `subject_of` names in the case that these entries come to.
    """
    named = bound = ""
    for event in holding:
        match event.data:
            case ComplaintReceived():
                chair = event.data.conference.chair
                named = chair.id if chair else ""
            case RoleAssigned(role=role, person=person) if role == CHAIR_ROLE:
                bound = person.id
    return named or bound


def stages_answered_by(definition: Definition, role: str) -> frozenset[str]:
    """Return the stages, none of them a panel's, at which a role is among those who answer."""
    return frozenset(
        stage.id
        for stage in definition.stages
        if role in (*stage.people, *stage.answered_by) and stage.form != "panel"
    )


def is_told(matter: Matter, subject: Subject) -> bool:
    """
    Tell whether whoever is complained of has been told so, and is to answer.

    By what the procedure says tells them, by being given the role in the case, or since they put
    something on its record themselves.
    """
    if not subject.role:
        return False
    case, rule = matter.case, matter.role(subject.role)
    told_by = (rule.told_by or ()) if rule else ()
    return (
        any(case.matching(ref.kind, ref.about) for ref in told_by)
        or any(one.person == subject.id for one in case.matching("role.assigned", subject.role))
        or any(event.actor == subject.id for event in matter.events)
    )


def chairs_again(matter: Matter, subject: Subject) -> bool:
    """Tell whether they were given a reconvened conference to chair, which a panel asked for."""
    bound = matter.case.roles.get(RECONVENED_CHAIR_ROLE)
    return bound is not None and bound.id == subject.id


def is_of_chairing_again(definition: Definition, act: Do) -> bool:
    """Tell whether an act is one by which the chair of a reconvened conference does their duty."""
    return act.kind in OF_LATER_CONFERENCES and any(
        ref.kind == act.kind and ref.about in (None, act.about)
        for duty in definition.duties
        if RECONVENED_CHAIR_ROLE in duty.owner
        for ref in duty.met_by
    )


def is_their_time(matter: Matter, subject: Subject, act: Do) -> bool:
    """
    Tell whether points still stand with them, or they owe something more.

    Points that had their answer can still be passed on, until they are at another stage.
    """
    if is_of_chairing_again(matter.definition, act):
        return RECONVENED_CHAIR_ROLE in matter.owing()
    passes_on = act.kind == "stage.passed-on"
    here = stages_answered_by(matter.definition, subject.role)
    stands = any(
        point.is_live
        and point.stage in here
        and (passes_on or point.stages[point.stage].closed_on is None)
        for point in matter.case.points.values()
        if point.stage
    )
    return stands or subject.role in matter.owing()


def may_answer_with(matter: Matter, subject: Subject, act: Do) -> bool:
    """Tell whether an act is one by which somebody complained of answers, or chairs again."""
    if is_of_chairing_again(matter.definition, act):
        return chairs_again(matter, subject)
    return any(
        kind == act.kind and about in (None, act.about)
        for kind, about in _answers(matter.definition, subject.role)
    )


def _answers(definition: Definition, role: str) -> Iterator[tuple[str, str | None]]:
    """
    Yield the acts of their part: answers, letters, what they owe; that they have a tie; and putting
    right what they recorded themselves (see `own`).
    """
    here = stages_answered_by(definition, role)
    yield "interest.declared", None
    yield "entry.corrected", None
    for stage in definition.stages:
        if stage.id in here and role in stage.answered_by:
            yield "point.answered", stage.id
    for letter in definition.letters:
        if role in letter.sent_by and letter.stage in (None, *here):
            yield "letter.sent", letter.id
    for duty in definition.duties:
        if role in duty.owner and duty.stage in (None, *here):
            yield from ((ref.kind, ref.about) for ref in duty.met_by if _is_entry(ref.kind))
    for right in definition.rights:
        if role in right.also_by:
            yield "stage.passed-on", right.opens


def _is_entry(kind: str) -> bool:
    return not HAPPENINGS[kind].is_derived
