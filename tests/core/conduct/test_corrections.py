"""Corrections: what they keep, what they stamp anew, and what they may not make impossible."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Allowed, Ground, Refused
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import decide
from reconvene.core.duties.held import rights
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.copy import CopiedHead, Copy
from reconvene.core.record.event import Entry, Event, payload
from reconvene.core.record.payload import Person
from reconvene.stories.telling import Telling
from tests.support.days import day
from tests.support.tellings import told

LETTER = "letter.sent"


def told_until(text: str) -> Telling:
    """The Easter story, up to a day."""
    return told("sp-cpc/easter", until=day(text)).telling


def number_of(telling: Telling, kind: str, about: str) -> int:
    return next(
        event.number
        for event in telling.events
        if event.kind == kind and getattr(event.data, event.data.about or "", None) == about
    )


def corrected(telling: Telling, **details: object) -> tuple[Context, Allowed | Refused]:
    ctx = telling.context(telling.today, Person(id="ben", role="complaints-officer"))  # type: ignore[arg-type]
    data = payload("entry.corrected", {"reason": "Typed wrongly.", **details})
    assert telling.today is not None
    return ctx, decide(ctx, Entry(kind="entry.corrected", happened_on=telling.today, data=data))


def with_correction(telling: Telling, answer: Allowed) -> list[Event]:
    entry = answer.entries[0]
    assert telling.today is not None
    added = Event(
        **{name: getattr(entry, name) for name in entry.__struct_fields__},
        number=len(telling.events) + 1,
        recorded_at=datetime(2025, 6, 1, tzinfo=UTC),
        actor="ben",
        role="complaints-officer",
    )
    return [*telling.events, added]


def test_a_corrected_letter_keeps_the_days_it_promised() -> None:
    telling = told_until("Fri 9 May 2025")
    number = number_of(telling, LETTER, "stage-1-outcome")
    _, answer = corrected(telling, entry=number, happened_on=day("Thu 8 May 2025"))

    assert isinstance(answer, Allowed)
    case = fold(telling.definition, with_correction(telling, answer))
    held = next(
        right
        for right in rights(case, telling.days, day("Fri 9 May 2025"))
        if right.rule.id == "ask-for-stage-2"
    )
    assert held.last_on == day("Fri 6 Jun 2025")


def test_no_letter_takes_words_from_whoever_records_it_nor_loses_those_that_went() -> None:
    telling = told_until("Fri 9 May 2025")
    number = number_of(telling, LETTER, "stage-1-outcome")
    event = telling.events[number - 1]
    went, other = copied("As it went."), copied("Another.")
    worded = msgspec.structs.replace(event, data=msgspec.structs.replace(event.data, copy=went))
    telling.events[number - 1] = worded
    changed = msgspec.to_builtins(msgspec.structs.replace(worded.data, copy=other))

    _, answer = corrected(telling, entry=number, data=changed)

    assert isinstance(answer, Allowed)
    assert isinstance(correction := answer.entries[0].data, EntryCorrected)
    assert correction.data is not None
    assert correction.data["copy"] == msgspec.json.decode(msgspec.json.encode(went))
    sender = telling.context(event.happened_on, Person(id=event.actor, role=event.role))
    before = replace(sender, events=sender.events[: number - 1])
    given = msgspec.structs.replace(event.data, copy=other)
    case = fold(telling.definition, telling.events[: number - 1])
    again = decide(
        replace(before, case=case), Entry(kind=LETTER, happened_on=event.happened_on, data=given)
    )
    assert isinstance(again, Allowed)
    assert again.entries[0].data == event.data


def copied(words: str) -> Copy:
    """Words of a letter that nobody sent."""
    return Copy(
        tongue="en-GB",
        dated="9 May 2025",
        paged="{page} of {pages}",
        head=CopiedHead(office="Example council"),
        addressee="Ewa Example",
        our_reference="SP-1",
        title="Outcome",
        heading="Your complaint",
        greeting="Dear Ewa",
        opening=words,
        sections=(),
        farewell="Yours",
        signed="Lena",
    )


def test_striking_what_later_entries_rest_on_is_refused_and_names_them() -> None:
    telling = told_until("Fri 9 May 2025")
    number = number_of(telling, "meeting.held", "stage-1-appointment")

    _, answer = corrected(telling, entry=number, struck=True)

    assert isinstance(answer, Refused)
    assert answer.ground is Ground.CONTRADICTS
    assert answer.facts["kind"] == "point.answered"


def test_a_correction_needs_a_reason_an_entry_and_details_that_fit() -> None:
    telling = told_until("Fri 9 May 2025")
    grounds = []
    for details in (
        {"entry": 2, "reason": " "},
        {"entry": 99},
        {"entry": 1, "struck": True},
        {"entry": 2, "data": {"notice": 7}},
    ):
        _, answer = corrected(telling, **details)
        assert isinstance(answer, Refused)
        grounds.append(answer.ground)

    assert grounds == [
        Ground.NEEDS_REASON,
        Ground.UNKNOWN,
        Ground.CONTRADICTS,
        Ground.DETAIL_MISSING,
    ]


def test_details_of_a_correction_survive_the_record() -> None:
    telling = told_until("Fri 9 May 2025")
    number = number_of(telling, "meeting.held", "stage-1-appointment")
    _, answer = corrected(telling, entry=number, happened_on=day("Wed 7 May 2025"))

    assert isinstance(answer, Allowed)
    stored = msgspec.json.decode(msgspec.json.encode(answer.entries[0].data))
    assert stored["data"]["meeting"] == "stage-1-appointment"
