"""What is taken out of a file takes a reason, a machine that looked, and a second person."""

from typing import Any

import pytest

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold
from reconvene.core.casefile.versions import NONE, Version, held_back, redactions_of, version_for
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.payload import Person
from tests.support.core.acts import corrected, received
from tests.support.core.cast import AMINA, BEN
from tests.support.given import Act, Story, act, given

ON = "Wed 23 Apr 2025"
FILE: dict[str, Any] = {
    "paper": "p1", "called": "Letter from the school", "file": "a.pdf", "size": 9, "sha256": "0a" * 32,
}  # fmt: skip
MADE: dict[str, Any] = {
    "of": "p1", "paper": "r1", "file": "b.pdf", "size": 8, "sha256": "0b" * 32,
    "taken_out": [{"why": "another-person"}], "by": "Ben Ode", "looked": "words",
}  # fmt: skip
ANOTHER = {"paper": "r2", "sha256": "0e" * 32}
RAISED = act("challenge.raised", on=ON, body="ombudsman")
PARTS = [{"name": "01-read-me.txt", "size": 9, "sha256": "0c" * 32}]


def brought(**said: Any) -> Act:
    return act("paper.added", on=ON, **(FILE | said))


def made(**said: Any) -> Act:
    return act("redaction.made", on=ON, by=BEN, named=MADE | said)


def checked(by: Person = AMINA, **said: Any) -> Act:
    return act("redaction.checked", on=ON, by=by, named={"paper": "r1", "agreed": True} | said)


def back(by: Person = AMINA, **said: Any) -> Act:
    return checked(by, **({"agreed": False, "reason": "Her name is left."} | said))


def pack(**said: Any) -> Act:
    whole: dict[str, Any] = {
        "body": "ombudsman", "files": [], "left_out": [], "upto": 2, "parts": PARTS, "manifest": "0d" * 32,
    }  # fmt: skip
    return act("pack.made", on=ON, **(whole | said))


def case_of(story: Story) -> Case:
    return fold(story.definition, story.context().events)


STORY = given(received(), brought())


class TestMakingOne:
    def test_is_for_a_file_of_the_case(self) -> None:
        STORY.when(made()).then()
        STORY.when(made(of="p9")).then_refused(Ground.UNKNOWN, "law", detail="p9")
        given(received()).when(made()).then_refused(Ground.NOT_CALLED_FOR, "law")

    @pytest.mark.parametrize(
        ("wrong", "ground"),
        [
            ({"taken_out": []}, Ground.NEEDS_REASON),
            ({"by": " "}, Ground.DETAIL_MISSING),
            ({"paper": ""}, Ground.DETAIL_MISSING),
            ({"size": 0}, Ground.DETAIL_MISSING),
            ({"sha256": "0B" * 32}, Ground.DETAIL_MISSING),
            ({"looked": ""}, Ground.NOT_LOOKED_THROUGH),
            ({"readers": ["king"]}, Ground.UNKNOWN),
            ({"paper": "p1"}, Ground.ALREADY_DONE),
            ({"sha256": "0a" * 32}, Ground.NOT_TAKEN_OUT),
        ],
    )
    def test_leaves_nothing_out(self, wrong: dict[str, Any], ground: Ground) -> None:
        answer = STORY.when(made(**wrong)).answer
        assert isinstance(answer, Refused)
        assert answer.ground is ground

    def test_is_done_once_with_one_file(self) -> None:
        given(received(), brought(), made()).when(made()).then_refused(Ground.ALREADY_DONE, "law")

    def test_is_not_done_again_with_what_was_sent_back(self) -> None:
        story = given(received(), brought(), made(), back())
        story.when(made(paper="r2")).then_refused(Ground.ALREADY_DONE, "law")
        story.when(made(**ANOTHER)).then()

    @pytest.mark.parametrize("number", [3, 4])
    def test_is_never_put_right(self, number: int) -> None:
        story = given(received(), brought(), made(), checked())
        story.when(corrected(number, ON, struck=True)).then_refused(Ground.NEVER_PUT_RIGHT, "law")

    def test_holds_the_file_it_is_of(self) -> None:
        story = given(received(), brought(), made())
        answer = story.when(corrected(2, ON, struck=True)).answer
        assert isinstance(answer, Refused)
        assert answer.ground is Ground.CONTRADICTS


class TestCheckingOne:
    STORY = given(received(), brought(), made())

    def test_takes_somebody_else(self) -> None:
        self.STORY.when(checked()).then()
        self.STORY.when(checked(BEN)).then_refused(Ground.NOT_THEIR_OWN, "law")
        self.STORY.when(back(BEN)).then_refused(Ground.NOT_THEIR_OWN, "law")

    def test_takes_somebody_else_than_who_took_it_out(self) -> None:
        story = given(received(), brought(), made(by=f" {AMINA.name.upper()} "))
        story.when(checked()).then_refused(Ground.NOT_THEIR_OWN, "law")

    def test_needs_a_version_and_a_reason_to_send_it_back(self) -> None:
        self.STORY.when(checked(paper="r9")).then_refused(Ground.UNKNOWN, "law", detail="r9")
        self.STORY.when(back(reason=" ")).then_refused(Ground.NEEDS_REASON, "law")
        STORY.when(checked()).then_refused(Ground.NOT_CALLED_FOR, "law")

    def test_can_be_taken_back_and_not_given_again(self) -> None:
        agreed = given(received(), brought(), made(), checked())
        agreed.when(checked()).then_refused(Ground.ALREADY_DONE, "law")
        sent_back = given(received(), brought(), made(), checked(), back())
        assert not case_of(sent_back).redactions["r1"].is_agreed
        sent_back.when(checked()).then_refused(Ground.NOT_CALLED_FOR, "law")
        other = given(received(), brought(), made(), back(), made(**ANOTHER))
        other.when(checked()).then_refused(Ground.ALREADY_DONE, "law")


class TestWhichVersionMayGo:
    def test_is_the_whole_file_while_nobody_began_to_redact_it(self) -> None:
        case = case_of(STORY)
        assert version_for(case, "p1", "ombudsman") == Version("whole", "p1", 2)
        assert version_for(case, "p9", "ombudsman") == NONE
        assert redactions_of(case, "p1") == ()

    def test_is_none_while_a_version_waits_or_was_sent_back(self) -> None:
        for more in ((), (back(),), (checked(), back())):
            case = case_of(given(received(), brought(), made(), *more))
            assert version_for(case, "p1", "ombudsman") == NONE

    def test_is_the_newest_that_is_agreed_and_meant_for_them(self) -> None:
        second = made(**ANOTHER, readers=["ombudsman"])
        story = given(received(), brought(), made(), checked(), second, checked(paper="r2"))
        case = case_of(story)
        assert version_for(case, "p1", "ombudsman") == Version("redacted", "r2", 5)
        assert version_for(case, "p1", "complainant") == Version("redacted", "r1", 3)

    def test_is_none_where_those_there_are_are_for_others(self) -> None:
        story = given(received(), brought(), made(readers=["complainant"]), checked())
        assert version_for(case_of(story), "p1", "ombudsman") == NONE

    def test_is_none_any_more_once_it_was_sent_back_or_struck_out(self) -> None:
        agreed = (received(), brought(), made(), checked())
        assert held_back(case_of(given(*agreed)), (2, 3)) == ()
        assert held_back(case_of(given(*agreed, back())), (2, 3)) == (3,)
        struck = given(received(), brought(), corrected(2, ON, struck=True))
        assert held_back(case_of(struck), (2,)) == (2,)


@pytest.mark.clauses("SP 7.1")
class TestMakingAPack:
    STORY = given(received(), brought(), made(), checked(), RAISED)

    def test_is_for_whom_the_complaint_was_taken_to(self) -> None:
        self.STORY.when(pack(files=[{"number": 3}])).then()
        STORY.when(pack()).then_refused(Ground.NOT_CALLED_FOR, "law", body="ombudsman")

    def test_has_each_file_in_one_version_or_says_why_not(self) -> None:
        self.STORY.when(pack(files=[{"number": 2}])).then()
        self.STORY.when(pack(left_out=[{"number": 2, "why": "legal"}])).then()
        self.STORY.when(pack()).then_refused(Ground.PAPER_MISSING, "law", entry=2)
        both = pack(files=[{"number": 2}, {"number": 3}])
        self.STORY.when(both).then_refused(Ground.PAPER_MISSING, "law", entry=2)
        strange = pack(files=[{"number": 1}])
        self.STORY.when(strange).then_refused(Ground.UNKNOWN, "law", detail="1")

    def test_has_no_version_that_nobody_else_agreed_to(self) -> None:
        story = given(received(), brought(), made(), RAISED)
        story.when(pack(files=[{"number": 3}])).then_refused(Ground.NOT_AGREED, "law", entry=3)

    def test_has_no_version_that_is_meant_for_others(self) -> None:
        for_her = made(readers=["complainant"])
        story = given(received(), brought(), for_her, checked(), RAISED)
        story.when(pack(files=[{"number": 3}])).then_refused(Ground.NOT_AGREED, "law", meant=3)

    def test_does_not_keep_anybody_from_putting_right_what_it_tells_of(self) -> None:
        other = brought(paper="p2", sha256="0f" * 32)
        files = [{"number": 2}, {"number": 3}]
        story = given(received(), brought(), other, RAISED, pack(files=files, upto=4))
        story.when(corrected(3, ON, struck=True)).then()
        story.when(corrected(5, ON, struck=True)).then_refused(Ground.NEVER_PUT_RIGHT, "law")

    @pytest.mark.parametrize(
        "wrong", [{"parts": []}, {"manifest": "no"}, {"upto": 0}, {"upto": 99}], ids=str
    )
    def test_has_its_parts_and_an_end(self, wrong: dict[str, Any]) -> None:
        refused = pack(**({"files": [{"number": 3}]} | wrong))
        self.STORY.when(refused).then_refused(Ground.DETAIL_MISSING, "law", detail="parts")
