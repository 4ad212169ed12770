"""A wall that one person put up by what they wrote is taken down by another, and is remembered."""

from typing import Any

import pytest

from reconvene.core.access.answer import Denied, Reason
from reconvene.core.access.asking import Viewer
from reconvene.core.access.lifting import lifting_denied, taken_back
from reconvene.core.access.matter import Matter, matter
from reconvene.core.record.after import EntryCorrected
from tests.support.core import roads
from tests.support.core.acts import corrected
from tests.support.core.cast import BEA, BEN
from tests.support.given import Act, act, given

pytestmark = pytest.mark.assures("AZ-4")
LATER = "Mon 1 Sep 2025"
SAID = len(roads.STAGE_1_DONE) + 1
WHOLE = roads.STAGE_1_DONE
BEN_WHO_SAID_IT = Viewer("ben", "council", frozenset({"complaints-officer"}))
SOMEBODY_ELSE = Viewer("bea", "council", frozenset({"complaints-officer"}))


def tie(of: str = "lena", what: str = "friend") -> Act:
    return act(
        "interest.declared", on=LATER, by=BEN, person={"id": of}, tie=what, reason="Neighbours."
    )


def at(*road: Act) -> Matter:
    story = given(*road)
    return matter("council", story.case, story.events, story.context().duties)


def correction(data: dict[str, Any] | None = None, *, entry: int = SAID) -> EntryCorrected:
    return EntryCorrected(entry=entry, struck=data is None, data=data, reason="It was wrong.")


def says(of: str, what: str) -> dict[str, Any]:
    return {"person": {"id": of, "name": of.capitalize()}, "tie": what, "reason": "So it is."}


class TestWhoMayTakeItBack:
    """What opens a case to somebody again is not for whoever shut it to them."""

    @pytest.mark.parametrize(
        "how",
        [
            correction(),
            correction(says("lena", "none")),
            correction(says("rhys", "friend")),
        ],
        ids=["struck", "none after all", "somebody else's"],
    )
    def test_is_somebody_else(self, how: EntryCorrected) -> None:
        it = at(*WHOLE, tie())

        assert lifting_denied(BEN_WHO_SAID_IT, it, how) == Denied(Reason.NOT_ALONE, "law")
        assert lifting_denied(SOMEBODY_ELSE, it, how) is None

    def test_is_anybody_where_only_the_words_change(self) -> None:
        how = correction(says("lena", "family"))
        assert lifting_denied(BEN_WHO_SAID_IT, at(*WHOLE, tie()), how) is None

    def test_is_anybody_where_the_entry_bars_nobody(self) -> None:
        it = at(*WHOLE, tie(what="none"))
        assert lifting_denied(BEN_WHO_SAID_IT, it, correction()) is None
        assert lifting_denied(BEN_WHO_SAID_IT, it, correction(entry=SAID + 90)) is None

    def test_is_not_whoever_put_it_so_by_a_correction(self) -> None:
        it = at(
            *WHOLE,
            tie(what="none"),
            corrected(SAID, LATER, by=BEA, data=says("lena", "friend")),
        )
        assert isinstance(lifting_denied(SOMEBODY_ELSE, it, correction()), Denied)
        assert lifting_denied(BEN_WHO_SAID_IT, it, correction()) is None


class TestWhatWasTakenBack:
    def test_is_remembered_with_who_said_so(self) -> None:
        it = at(*WHOLE, tie(), corrected(SAID, LATER, by=BEA, struck=True))

        (one,) = taken_back(it.events)
        assert (one.person, one.panel, one.entry, one.correction) == ("lena", "", SAID, SAID + 1)
        assert one.by == "bea"

    def test_leaves_out_whoever_is_barred_all_the_same(self) -> None:
        it = at(*WHOLE, tie(), tie(what="family"), corrected(SAID, LATER, by=BEA, struck=True))
        assert taken_back(it.events) == ()

    def test_is_nothing_where_only_the_words_changed(self) -> None:
        said = corrected(SAID, LATER, by=BEN, data=says("lena", "family"))
        assert taken_back(at(*WHOLE, tie(), said).events) == ()
        assert taken_back(at(*WHOLE, tie()).events) == ()
