"""Whatever is noted, in whatever order: nothing goes where it is not safe at the moment of sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.contacts import Contact
from reconvene.core.casefile.fold import fold
from reconvene.core.reaching.gate import way_for_letters
from reconvene.core.record.contact import ContactConfirmed, ContactEnded, ContactNoted
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Payload
from reconvene.library.procedure_files import procedure
from tests.support.depth import tried
from tests.support.given import SP
from tests.support.sizes import sized

BEGAN = datetime(2025, 3, 28, 9, tzinfo=UTC)
"""Two days before the clocks go forward."""

MOST_HOURS = 400
WHO = st.sampled_from(("complainant", "kit"))
LETTERS_WAY = st.sampled_from(("post", "email"))
HISTORIES = sized(300, 10_000, "histories of contact")
law = tried(usually=300, deeply=10_000)

notes = st.builds(
    ContactNoted,
    who=WHO,
    way=LETTERS_WAY,
    where=st.sampled_from(("here", "there", "Here ")),
    safe=st.sampled_from(("safe", "safe", "safe", "unsafe", "unknown")),
    letters=st.sampled_from((True, True, False)),
    ask=st.sampled_from(("", "", "", "Ask for the aunt.")),
    until=st.sampled_from((None, None, date(2025, 4, 2), date(2025, 4, 9))),
) | st.builds(
    ContactNoted,
    who=WHO,
    way=LETTERS_WAY,
    where=st.just("here"),
    safe=st.just("safe"),
    letters=st.sampled_from((True,)),
    earliest=st.sampled_from(("00:00", "09:30", "14:00")),
    latest=st.sampled_from(("14:30", "23:59")),
)
confirmations = st.builds(ContactConfirmed, who=WHO, way=LETTERS_WAY, how=st.just("She said so."))
ends = st.builds(
    ContactEnded, who=WHO, way=LETTERS_WAY, reason=st.sampled_from(("unsafe", "wrong", "wished"))
)


@dataclass(frozen=True)
class Step:
    """Something noted, and the instant at which it came on the record."""

    at: datetime
    data: ContactNoted | ContactConfirmed | ContactEnded


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Draw what could be recorded, in order: only what is in use is confirmed or ended."""
    hours = sorted(draw(st.lists(st.integers(0, MOST_HOURS), max_size=9)))
    made: list[Step] = []
    for hour in hours:
        data = draw(notes | notes | confirmations | ends)
        if isinstance(data, ContactNoted) or _last(made, data.who, data.way) is not None:
            made.append(Step(BEGAN + timedelta(hours=hour), data))
    return made


def _last(made: Sequence[Step], who: str, way: str) -> Step | None:
    """The step that noted a way last, if it has not ended since."""
    of = [one for one in made if (one.data.who, one.data.way) == (who, way)]
    of = [one for one in of if not isinstance(one.data, ContactConfirmed)]
    return of[-1] if of and isinstance(of[-1].data, ContactNoted) else None


def case_of(made: Sequence[Step]) -> Case:
    kinds = {ContactNoted: "noted", ContactConfirmed: "confirmed", ContactEnded: "ended"}
    events = [
        Event(
            number=number, kind=f"contact.{kinds[type(one.data)]}", data=one.data,
            happened_on=one.at.date(), recorded_at=one.at, actor="ben", role="",
        )
        for number, one in enumerate(made, start=1)
    ]  # fmt: skip
    return fold(procedure(SP), events)


def can_go(made: Sequence[Step], who: str, at: datetime) -> str:
    """Return the way a letter may go, worked out from the steps alone; empty where it may not."""
    mine = [one for one in made if one.data.who == who]
    chosen = ""
    for one in mine:
        if isinstance(one.data, ContactNoted):
            if one.data.letters:
                chosen = one.data.way
            elif chosen == one.data.way:
                chosen = ""
    last = _last(mine, who, chosen) if chosen else None
    if last is None or not isinstance(last.data, ContactNoted):
        return ""
    noted = last.data
    london = at.astimezone(ZoneInfo("Europe/London"))
    is_late = noted.until is not None and london.date() > noted.until
    if noted.safe != "safe" or is_late or noted.ask:
        return ""
    if noted.way == "email" and noted.earliest:
        span = time.fromisoformat(noted.earliest), time.fromisoformat(noted.latest)
        if not span[0] <= london.time() < span[1]:
            return ""
    return "" if _is_held(mine, chosen, at) else chosen


def _is_held(mine: Sequence[Step], way: str, at: datetime) -> bool:
    """Tell whether the place a way leads to came as a change, less than three days ago, unconfirmed."""
    of = [one for one in mine if one.data.way == way]
    confirmed = max((i for i, one in enumerate(of) if isinstance(one.data, ContactConfirmed)), default=-1)  # fmt: skip
    came = 0
    for number, (before, one) in enumerate(pairwise(_without_confirming(of)), start=1):
        if not _is_the_same(before.data, one.data):
            came = number
    first = _without_confirming(of)[came]
    if confirmed > of.index(first):
        return False
    others = [one for one in mine if mine.index(one) < mine.index(first)]
    until = first.at + timedelta(hours=72)
    london = ZoneInfo("Europe/London")
    held_on, midnight = until.astimezone(london).date(), time(tzinfo=london)
    if until > datetime.combine(held_on, midnight):
        held_on += timedelta(days=1)
    until = datetime.combine(held_on, midnight)
    return _could_be_asked(others) and at < until


def _without_confirming(of: Sequence[Step]) -> list[Step]:
    return [one for one in of if not isinstance(one.data, ContactConfirmed)]


def _is_the_same(before: Payload, after: Payload) -> bool:
    if not isinstance(before, ContactNoted) or not isinstance(after, ContactNoted):
        return False
    return before.where.strip().casefold() == after.where.strip().casefold()


def _could_be_asked(before: Sequence[Step]) -> bool:
    """Tell whether a way was known that was not called unsafe when last it was spoken of."""
    last = {one.data.way: one.data for one in _without_confirming(before)}
    noted = {one.data.way: one.data for one in before if isinstance(one.data, ContactNoted)}
    return any(
        noted[way].safe != "unsafe"
        and not (isinstance(data, ContactEnded) and data.reason == "unsafe")
        for way, data in last.items()
    )


@pytest.mark.assures("SC-1", size=HISTORIES)
@law
@for_all(histories(), WHO, st.integers(0, MOST_HOURS + 100))
def test_a_letter_goes_just_where_it_may_and_nowhere_else(
    made: list[Step], who: str, hours: int
) -> None:
    at = BEGAN + timedelta(hours=hours)
    before = [one for one in made if one.at <= at]

    found = way_for_letters(case_of(before), who, at)

    assert (found.noted.way if isinstance(found, Contact) else "") == can_go(before, who, at)


@law
@for_all(histories(), WHO, st.integers(0, MOST_HOURS + 100))
def test_what_is_held_until_an_instant_goes_then(made: list[Step], who: str, hours: int) -> None:
    at = BEGAN + timedelta(hours=hours)
    case = case_of([one for one in made if one.at <= at])

    found = way_for_letters(case, who, at)

    if not isinstance(found, Contact) and found.until is not None:
        assert found.until > at
        later = way_for_letters(case, who, found.until)
        assert isinstance(later, Contact) or later.why is not found.why
