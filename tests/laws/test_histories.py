"""What holds of every history that could have happened."""

import json
from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
from hypothesis import given as for_all

from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.decide import decide, offers
from reconvene.core.duties.owed import duties
from reconvene.core.record.event import KINDS, Entry, decode, encode
from reconvene.core.record.payload import Person
from reconvene.core.workdays import end_of, is_in_time
from tests.laws.histories import (
    ANY_KIND,
    MOSTLY_LETTERS,
    costly_law,
    entry_of,
    histories,
    law,
    walk,
)
from tests.support.core.details import asked_of_everybody, best_answer, candidates, may_be_offered
from tests.support.given import Story

ALL_DONE = {"met", "met late", "no longer owed"}


def test_the_walks_come_upon_every_kind_of_entry() -> None:
    random = Random(1)  # noqa: S311 - the same walks each time
    missing = set(KINDS)

    def choose(options: Sequence[Any]) -> Any:
        """Choose among all, but mostly a kind that no walk has come upon yet."""
        sought = [one for one in options if isinstance(one, str) and one in missing]
        return random.choice((*options, *sought * 20))

    for _ in range(1000):
        kinds = choose((ANY_KIND, MOSTLY_LETTERS))
        missing -= {event.kind for event in walk(choose, steps=24, kinds=kinds).events}
        if not missing:
            break

    assert missing == set()


@law
@for_all(histories())
def test_folding_is_deterministic(story: Story) -> None:
    assert fold(story.definition, story.events) == fold(story.definition, list(story.events))


@costly_law
@for_all(histories())
def test_a_prefix_of_a_valid_history_is_valid(story: Story) -> None:
    for length in range(len(story.events)):
        before = Story(story.definition, story.events[:length], today=story.today)
        event = story.events[length]
        ctx = before.context(by=Person(id=event.actor, role=event.role))
        assert decide(ctx, entry_of(story, event.number)), (event.number, event.kind)


@law
@for_all(histories())
def test_an_open_duty_has_one_last_day_or_says_what_it_lacks(story: Story) -> None:
    for duty in story.context().duties:
        if not duty.is_open:
            assert duty.status in ALL_DONE
        elif not duty.has_limit:
            assert (duty.last_on, duty.needs) == (None, "")
        else:
            assert (duty.last_on is None) is bool(duty.needs)
            assert (duty.status == "not determined") is bool(duty.needs)


@law
@for_all(histories())
def test_a_duty_has_a_key_of_its_own(story: Story) -> None:
    keys = [duty.key for duty in story.context().duties]

    assert len(set(keys)) == len(keys)


@law
@for_all(histories())
def test_nothing_is_overdue_before_the_end_of_its_last_day(story: Story) -> None:
    for duty in story.context().duties:
        if duty.last_on and duty.is_open:
            is_over = story.today > duty.last_on
            assert (duty.status == "overdue") is is_over
            assert is_in_time(end_of(duty.last_on) - timedelta(seconds=1), duty.last_on)
        if duty.status == "met late":
            assert duty.met_on is not None
            assert duty.last_on is not None
            assert duty.met_on > duty.last_on or duty.rule.met_by[0].kind.startswith("meeting.")


@costly_law
@for_all(histories())
def test_what_is_refused_before_its_details_is_refused_alike_with_any(story: Story) -> None:
    ctx = story.context()
    for (kind, about), answer in offers(ctx).items():
        if isinstance(answer, Refused):
            for data in candidates(ctx, kind, about)[:2]:
                assert decide(ctx, Entry(kind=kind, happened_on=story.today, data=data)) == answer


@costly_law
@for_all(histories())
def test_what_is_offered_can_be_done_by_somebody_with_some_details(story: Story) -> None:
    asked = asked_of_everybody(story)
    for (kind, about), offered in offers(story.context()).items():
        if offered:
            answer = best_answer(asked, kind, about)
            assert may_be_offered(kind, answer), (kind, about, answer)


@law
@for_all(histories())
def test_every_entry_reads_back_as_it_was_written(story: Story) -> None:
    for event in story.events:
        assert decode(event.kind, encode(event.data)) == event.data


@law
@for_all(histories())
def test_an_entry_has_one_form_its_keys_in_order(story: Story) -> None:
    for event in story.events:
        raw = encode(event.data)
        plain = json.loads(raw)
        assert raw == json.dumps(plain, sort_keys=True, separators=(",", ":"),
                                 ensure_ascii=False).encode()  # fmt: skip
        assert raw == encode(msgspec.convert(plain, KINDS[event.kind]))


@law
@for_all(histories())
def test_nothing_that_happens_changes_what_the_conference_decided(story: Story) -> None:
    (received, *_) = effective(story.events)

    assert story.case.conference == received.data.conference  # type: ignore[attr-defined]
    assert story.case.received == received.data


@law
@for_all(histories())
def test_no_point_is_ever_lost(story: Story) -> None:
    raised: list[str] = []
    for event in effective(story.events):
        if event.kind == "complaint.received":
            raised += [point.id for point in event.data.points]  # type: ignore[attr-defined]
        elif event.kind == "point.added":
            raised.append(event.data.point.id)  # type: ignore[attr-defined]

    assert list(story.case.points) == raised
    for point in story.case.points.values():
        assert point.status in {"live", "waiting", "referred", "withdrawn", "settled", "ended",
                                "not taken on"}  # fmt: skip
        assert (point.ended_on is None) is (point.status in {"live", "waiting"})


@law
@for_all(histories())
def test_the_day_something_was_recorded_moves_no_date(story: Story) -> None:
    later = tuple(
        msgspec.structs.replace(event, recorded_at=event.recorded_at + timedelta(days=30))
        for event in story.events
    )
    days, today = story.days, story.today

    assert duties(fold(story.definition, later), days, today) == duties(story.case, days, today)


@law
@for_all(histories())
def test_the_case_goes_by_the_newest_of_its_entries(story: Story) -> None:
    assert story.case.length == len(story.events)
    assert [event.number for event in story.events] == list(range(1, len(story.events) + 1))
