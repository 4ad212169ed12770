"""What comes after, and the case as a whole, in sentences."""

from collections.abc import Callable, Mapping

from reconvene.core.record import after
from reconvene.core.record.event import Event
from reconvene.web.browse.names import (
    Names,
    because,
    ended,
    from_where,
    listed,
    quoted,
    sentence_case,
    within,
)
from reconvene.web.browse.putting_right import Change, changed
from reconvene.web.components.wording import day

SHORT = 80
"""Characters up to which words stand in a sentence about them."""


def concern(names: Names, event: Event, data: after.ConcernCommunicated) -> str:
    agency = names.label("agencies", data.agency)
    return f"{from_where(names.person(data.to), agency)} was told of a concern: {quoted(data.text)}"


def learning(names: Names, event: Event, data: after.LearningAcknowledged) -> str:
    by = f" ({data.by})" if data.by else ""
    does = f" What it does about it: {ended(data.does)}" if data.does else ""
    return f"{names.label('agencies', data.agency)}{by} acknowledged what it has to learn.{does}"


def conference(names: Names, conference: str) -> str:
    return within(names.label("conferences", conference))


def arranged(names: Names, event: Event, data: after.ConferenceArranged) -> str:
    chair, on = names.person(data.chair), day(data.for_on)
    return (
        f"The {conference(names, data.conference)} was arranged for {on}. {chair} is to chair it."
    )


def briefed(names: Names, event: Event, data: after.AttendeeBriefed) -> str:
    people = [names.person(one) for one in data.everybody]
    was = "was" if len(people) == 1 else "were"
    did = "read" if data.how == "read" else f"{was} briefed on"
    return f"{listed(people)} {did} the panel’s decision."


def conference_held(names: Names, event: Event, data: after.ConferenceHeld) -> str:
    decided = f" It decided: {ended(within(data.decided))}" if data.decided else ""
    return f"The {conference(names, data.conference)} was held.{decided}"


def raised(names: Names, event: Event, data: after.ChallengeRaised) -> str:
    number = f" (reference {data.reference})" if data.reference else ""
    body = names.label("bodies", data.body)
    return f"{names.complainant} went further, to: {body}{number}."


def challenge_decided(names: Names, event: Event, data: after.ChallengeDecided) -> str:
    return f"{names.label('bodies', data.body)} decided: {ended(data.outcome)}"


def suspended(names: Names, event: Event, data: after.CaseSuspended) -> str:
    return f"Work on the case was paused{because(data.reason)} It goes on when: {ended(data.ends_when)}"


def resumed(names: Names, event: Event, data: after.CaseResumed) -> str:
    return f"Work on the case went on{because(data.note)}"


def extended(names: Names, event: Event, data: after.LimitExtended) -> str:
    duty = within(names.label("duties", data.duty))
    return f"We gave ourselves more time to {duty}{because(data.reason)}"


def closed(names: Names, event: Event, data: after.CaseClosed) -> str:
    return f"The case was closed{because(data.reason)}"


def reopened(names: Names, event: Event, data: after.CaseReopened) -> str:
    return f"The case was opened again{because(data.reason)}"


def moved(names: Names, event: Event, data: after.CaseMoved) -> str:
    version = data.to.partition("/")[2]
    who = names.person(data.agreed_by)
    return f"{who} agreed that the case goes on under version {version} of the procedure{because(data.reason)}"


def corrected(names: Names, event: Event, data: after.EntryCorrected) -> str:
    if data.struck:
        return f"Entry {data.entry} was struck out: it no longer holds{because(data.reason)}"
    before = names.corrected_by(event, data.entry)
    changes = changed(before, data) if before else ()
    told = "".join(f" {_changed(one)}" for one in changes)
    return f"Entry {data.entry} was put right{because(sentence_case(data.reason))}{told}"


def _changed(change: Change) -> str:
    """Say what holds now and what held before; of words at length, that they are others."""
    if max(len(change.old), len(change.new)) > SHORT:
        return f"{change.what}: worded anew."
    new, old = (words.strip().removesuffix(".") for words in (change.new, change.old))
    return f"{change.what}: now {new}, before {old}."


SENTENCES: Mapping[str, Callable[..., str]] = {
    "concern.communicated": concern,
    "learning.acknowledged": learning,
    "conference.arranged": arranged,
    "attendee.briefed": briefed,
    "conference.held": conference_held,
    "challenge.raised": raised,
    "challenge.decided": challenge_decided,
    "case.suspended": suspended,
    "case.resumed": resumed,
    "limit.extended": extended,
    "case.closed": closed,
    "case.reopened": reopened,
    "case.moved": moved,
    "entry.corrected": corrected,
}
