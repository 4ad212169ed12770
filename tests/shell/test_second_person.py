"""A letter opposite somebody whose details are kept, or that the search holds, waits for two people."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.desk.sending import Lying, in_the_way
from reconvene.outbox.carrier import Came, InTime, Parcel
from reconvene.outbox.models import Progress, Sending
from reconvene.web.acts.going import PASSED, SECOND, address_for, going
from tests.shell.test_sending import NOW, ON, SAFE, THAT_DAY, Takes, Written
from tests.support.lines import Kept, kept_lines
from tests.support.post_office import PostOffice, post_office
from tests.support.sp_life import Step

pytestmark = [pytest.mark.django_db, pytest.mark.assures("SC-6")]
AT_POST: dict[str, Any] = {"way": "post", "where": "12 High Street\nExampleton\nEX1 4MP"}
TELLS = "He lives at OX2 7AB."


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as found:
        yield found


def kept(written: Written, who: str = "father", how: str = "yes") -> None:
    said = {"who": who, "kept": how, "reason": "He said so on his own."}
    written.done("ben", "confidentiality.decided", said, THAT_DAY)


def passed(written: Written, by: str = "lena", **details: Any) -> None:
    said = {"sent": written.number, "reason": "It tells nothing of where he is."}
    written.done(by, "letter.passed", said | details, THAT_DAY)


def ground(answer: Any) -> tuple[Ground, Any]:
    assert isinstance(answer, Refused), answer
    return answer.ground, answer.facts.get("why")


def near_misses(lines: Kept) -> list[str]:
    return [one["reason"] for one in lines.said if one.get("event") == "letter.held-back"]


def told(**contact: Any) -> Written:
    written = Written(added=TELLS, **contact)
    written.done("ben", "home.noted", {"who": "Karl Pike", "postcode": "OX2 7AB", "house": "4"})
    return written


def test_it_goes_by_email_once_a_second_person_has_passed_it(office: PostOffice) -> None:
    written = Written()
    kept(written)

    assert ground(written.let_go())[0] is Ground.NEEDS_SECOND
    assert not Sending.objects.exists()
    passed(written)
    assert isinstance(written.let_go(), Lying)
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]
    assert len(office.taken) == 1


def test_what_is_decided_after_it_was_let_go_stops_it_on_its_way(office: PostOffice) -> None:
    written = Written()
    assert isinstance(written.let_go(), Lying)
    kept(written)
    held = written.work(office.server)

    assert held is not None
    assert (held.progress, held.why) == (Progress.STOPPED, "needs-second")
    assert office.taken == []


class Slow(Takes):
    """A carrier that takes a letter, while somebody notes something."""

    def __init__(self, written: Written) -> None:
        super().__init__()
        self.written = written

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        self.written.now += timedelta(minutes=1)
        noted = {"who": "father", "kept": "yes", "reason": "He said so on his own."}
        answer = record(
            self.written.desk.people["ben"], self.written.case, "confidentiality.decided",
            payload("confidentiality.decided", noted), happened_on=ON, key="slow", now=self.written.now,
        )  # fmt: skip
        assert isinstance(answer, Receipt)
        return super().hand_over(parcel, in_time)


def test_what_is_decided_once_it_goes_does_not_keep_it_off_the_record() -> None:
    written = Written()
    assert isinstance(written.let_go(), Lying)
    held = written.work(Slow(written))

    assert held is not None
    assert (held.progress, held.why) == (Progress.DONE, "")
    assert len(written.leavings()) == 1


def test_no_paper_with_an_address_is_made_before_that() -> None:
    written = Written(**AT_POST)
    kept(written)

    def paper() -> object:
        return address_for(load(written.desk.people["ben"], written.case, ON), written.number, NOW)

    assert paper() is None
    shown = going(load(written.desk.people["ben"], written.case, ON), written.number, NOW)
    assert shown is not None
    assert shown.is_held
    assert not shown.is_printed
    passed(written)
    assert paper() is not None


def test_whoever_passed_it_reads_that_somebody_else_lets_it_go() -> None:
    written = Written(**AT_POST)
    kept(written)

    def words() -> str:
        shown = going(load(written.desk.people["ben"], written.case, ON), written.number, NOW)
        return shown.words if shown else ""

    assert SECOND in words()
    passed(written, by="ben")
    assert PASSED in words()
    assert SECOND not in words()


def test_the_search_is_overruled_by_a_second_person_who_says_that_it_tells_nothing(
    office: PostOffice,
) -> None:
    written = told()

    assert ground(written.let_go()) == (Ground.WAY_CLOSED, "tells-where")
    passed(written)
    assert ground(written.let_go()) == (Ground.WAY_CLOSED, "tells-where")
    passed(written, tells_nothing=True)
    assert isinstance(written.let_go(), Lying)
    assert written.work(office.server).progress == Progress.DONE  # type: ignore[union-attr]


def test_the_search_is_not_overruled_by_whoever_lets_it_go() -> None:
    written = told()
    passed(written, by="ben", tells_nothing=True)

    assert ground(written.let_go()) == (Ground.WAY_CLOSED, "tells-where")


@pytest.mark.parametrize("contact", [{"safe": "unsafe"}, {"safe": "unknown"}], ids=str)
def test_nothing_overrules_that_it_is_not_safe_there(contact: dict[str, Any]) -> None:
    written = told()
    written.noted(**contact)
    passed(written, tells_nothing=True)

    assert ground(written.let_go())[0] is Ground.WAY_CLOSED
    assert not Sending.objects.exists()


def test_what_is_noted_since_is_searched_for_anew() -> None:
    written = told(**SAFE)
    passed(written, tells_nothing=True)
    written.done("ben", "home.noted", {"who": "kit", "postcode": "OX2 7AB", "house": "4"})

    look = load(written.desk.people["ben"], written.case, ON)
    assert in_the_way(look, written.number) == "tells-where"


class TestANearMiss:
    def test_is_told_once_with_codes_alone_and_nothing_of_what_is_safe(self) -> None:
        written = told()
        with kept_lines() as kept_back:
            written.let_go()
            kept(written)
            written.let_go()
            written.noted(safe="unsafe")
            written.let_go()

        assert near_misses(kept_back) == ["tells-where", "held", "held"]
        assert "unsafe" not in str(kept_back.said)

    def test_is_a_letter_said_to_have_left_by_hand_of_somebody_alone(self) -> None:
        written = Written(**AT_POST)
        kept(written)
        step = Step("ben", THAT_DAY, "letter.left", {"sent": written.number, "how": "post"})
        with kept_lines() as kept_back:
            assert ground(written.desk.act(written.case, step))[0] is Ground.NEEDS_SECOND

        assert near_misses(kept_back) == ["held"]

    @pytest.mark.parametrize(
        "contact", [{"letters": False}, {"earliest": "18:00", "latest": "20:00"}]
    )
    def test_is_none_where_it_only_has_to_wait(self, contact: dict[str, Any]) -> None:
        written = Written(**contact)
        with kept_lines() as kept_back:
            written.let_go()

        assert near_misses(kept_back) == []

    def test_on_its_way_says_only_that_it_was_held(self, office: PostOffice) -> None:
        written = Written()
        written.let_go()
        kept(written)
        with kept_lines() as lines:
            written.work(office.server)

        (stopped,) = [one for one in lines.said if one.get("event") == "letter.stopped"]
        assert stopped["reason"] == "held"
