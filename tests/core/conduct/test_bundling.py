"""A bundle holds what is on the record, each once, and nothing that has to be considered is forgotten."""

from typing import Any

import pytest

from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.bundling import (
    MOST_PAGES,
    before,
    bundled_now,
    changed,
    is_whole,
    kinds_in,
    newest_for,
    part_for,
    stage_of,
)
from tests.support.core import roads
from tests.support.core.acts import corrected
from tests.support.core.cast import AMINA, BEN
from tests.support.given import Act, Story, act, given

ON = "Mon 9 Jun 2025"
MEETING, PANEL = "stage-2-meeting", "appeal-panel"
ASKED = ("conference-minutes", "conference-reports", "stage-1-correspondence")
BEGUN = given(*roads.AT_STAGE_2)
LETTER = next(event.number for event in BEGUN.events if event.kind == "letter.sent")


def minutes(**said: Any) -> Act:
    file: dict[str, Any] = {"called": "Minutes", "file": "m.pdf", "size": 9, "sha256": "0a" * 32}
    return act("paper.added", on=ON, **(file | {"paper": "p1", "kind": ASKED[0]} | said))


STORY = BEGUN.and_then(minutes())
FILE = len(STORY.events)


def part(entry: int, **said: Any) -> dict[str, Any]:
    return {"entry": entry, "called": f"Part {entry}", "pages": 2, "sha256": "0b" * 32} | said


def why(*papers: str) -> list[dict[str, str]]:
    return [{"what": paper, "reason": "It was never made."} for paper in papers]


def made(**said: Any) -> Act:
    sound: dict[str, Any] = {
        "meets": MEETING,
        "number": 1,
        "parts": [part(FILE), part(LETTER)],
        "pages": 5,
        "missing": why(*ASKED[1:]),
    }
    return act("bundle.made", on=ON, **(sound | said))


def later(*acts: Act) -> Story:
    return STORY.and_then(*acts)


def test_it_is_put_together_of_files_and_letters() -> None:
    story = STORY.when(made()).then()
    found = story.case.bundles[0]

    assert (found.number, found.data.number) == (len(story.events), 1)
    assert list(kinds_in(story.case, found.data)) == [ASKED[0]]
    assert is_whole(story.context(), found)


@pytest.mark.clauses("SP 4.4")
def test_what_a_meeting_has_to_consider_is_in_it_or_it_says_why_not() -> None:
    for left_out in ASKED[1:]:
        rest = [one for one in ASKED[1:] if one != left_out]
        STORY.when(made(missing=why(*rest))).then_refused(
            Ground.PAPER_MISSING, "SP 4.4", paper=left_out
        )
    blank = [{"what": ASKED[1], "reason": " "}, *why(ASKED[2])]
    STORY.when(made(missing=blank)).then_refused(Ground.PAPER_MISSING, "SP 4.4", paper=ASKED[1])
    STORY.when(made(parts=[part(LETTER)], pages=3)).then_refused(
        Ground.PAPER_MISSING, "SP 4.4", paper=ASKED[0]
    )


@pytest.mark.parametrize(
    ("wrong", "detail"),
    [
        ({"parts": []}, "parts"),
        ({"parts": [part(FILE), part(FILE)]}, "parts"),
        ({"parts": [part(FILE, called=" ")]}, "parts"),
        ({"parts": [part(FILE, pages=0)]}, "parts"),
        ({"parts": [part(FILE, sha256="0B" * 32)]}, "parts"),
        ({"number": 0}, "parts"),
        ({"pages": 4}, "pages"),
        ({"pages": MOST_PAGES + 1}, "pages"),
    ],
)
def test_nothing_of_it_is_left_out(wrong: dict[str, Any], detail: str) -> None:
    STORY.when(made(**wrong)).then_refused(Ground.DETAIL_MISSING, "law", detail=detail)


def test_nothing_is_put_in_that_is_not_a_file_or_a_letter_of_the_record() -> None:
    for entry in (1, 999):
        strange = [part(FILE), part(entry)]
        STORY.when(made(parts=strange)).then_refused(Ground.UNKNOWN, "law", detail=f"Part {entry}")
    struck = later(corrected(FILE, ON, struck=True))
    struck.when(made()).then_refused(Ground.UNKNOWN, "law", detail=f"Part {FILE}")


def test_it_is_for_a_meeting_or_a_panel_whose_turn_it_is() -> None:
    STORY.when(made(meets="tea")).then_refused(Ground.UNKNOWN, "law", detail="tea")
    STORY.when(made(meets=PANEL)).then_refused(Ground.NOT_AT_THIS_STAGE, "law")
    assert bundled_now(STORY.context()) == (MEETING,)
    assert bundled_now(given(*roads.PANEL_NAMED).context()) == (PANEL,)
    withdrawn = STORY.and_then(act("point.withdrawn", on=ON, point="A", words="It is settled."))
    assert bundled_now(withdrawn.context()) == ()
    withdrawn.when(made()).then_refused(Ground.NOT_AT_THIS_STAGE, "law")


def test_it_is_not_made_of_nothing() -> None:
    begun = given(*roads.AT_STAGE_1[:1])
    begun.when(made(meets="stage-1-appointment")).then_refused(Ground.NOT_CALLED_FOR, "law")


def test_a_number_is_used_once() -> None:
    story = later(made())
    story.when(made()).then_refused(Ground.ALREADY_DONE, "law")
    story.when(made(number=2)).then()


def test_earlier_ones_are_kept_and_what_changed_is_told() -> None:
    story = later(made(), made(number=2, parts=[part(FILE)], pages=3), minutes(paper="p2"))
    story = story.and_then(made(number=3, parts=[part(FILE), part(len(story.events))]))
    one, two, three = story.case.bundles

    assert newest_for(story.case, MEETING) == three
    assert newest_for(story.case, PANEL) is None
    assert [before(story.case, each) for each in (one, two, three)] == [None, one, two]
    assert changed(two, one) == ((), (f"Part {LETTER}",))
    assert changed(three, two) == ((f"Part {len(story.events) - 1}",), ())


def test_a_correction_strikes_it_or_leaves_it_as_it_was() -> None:
    story = later(made())
    number = len(story.events)
    other = {
        "meets": MEETING, "number": 7, "parts": [part(LETTER)], "pages": 9, "missing": why(*ASKED),
    }  # fmt: skip
    put_right = story.when(corrected(number, ON, data=other)).after
    assert put_right.case.bundles[0].data == story.case.bundles[0].data
    struck = story.when(corrected(number, ON, struck=True)).then()
    assert struck.case.bundles == []


def test_one_with_a_part_that_was_struck_is_not_whole() -> None:
    story = later(made()).and_then(minutes(paper="p2"))
    made_of_two = made(number=2, parts=[part(FILE), part(len(story.events))])
    story = story.and_then(made_of_two, corrected(len(story.events), ON, struck=True))
    one, two = fold(story.definition, story.events).bundles

    assert is_whole(story.context(), one)
    assert not is_whole(story.context(), two)


def taken_out(paper: str, *readers: str) -> Act:
    said: dict[str, Any] = {
        "of": "p1", "paper": paper, "file": "r.pdf", "size": 8, "sha256": f"{int(paper[1:]):064x}",
        "taken_out": [{"why": "another-person"}], "by": "Ben Ode", "looked": "words",
        "readers": list(readers),
    }  # fmt: skip
    return act("redaction.made", on=ON, by=BEN, named=said)


def agreed(paper: str, *, to: bool = True) -> Act:
    said = {"paper": paper, "agreed": to, "reason": "Read beside the file."}
    return act("redaction.checked", on=ON, by=AMINA, named=said)


class TestAFileOfWhichSomethingIsTakenOut:
    """It goes in as the version agreed for those who meet, or not at all."""

    def test_nothing_of_it_goes_in_before_a_version_is_agreed(self) -> None:
        story = later(taken_out("r2"))
        version = len(story.events)

        assert part_for(story.case, FILE, MEETING) == 0
        story.when(made()).then_refused(Ground.NOT_AGREED, "law", whole=FILE)
        waiting = made(parts=[part(version)], pages=3)
        story.when(waiting).then_refused(Ground.NOT_AGREED, "law", entry=version)

    def test_the_agreed_version_goes_in_and_is_the_paper_itself(self) -> None:
        story = later(taken_out("r2"), agreed("r2"))
        version = len(story.events) - 1

        assert part_for(story.case, FILE, MEETING) == version
        assert part_for(story.case, LETTER, MEETING) == LETTER
        after = story.when(made(parts=[part(version)], pages=3)).then()
        assert list(kinds_in(after.case, after.case.bundles[0].data)) == [ASKED[0]]
        story.when(made()).then_refused(Ground.NOT_AGREED, "law", whole=FILE)

    def test_a_version_for_others_does_not(self) -> None:
        story = later(taken_out("r2", "complainant"), agreed("r2"))
        others = made(parts=[part(len(story.events) - 1)], pages=3)

        story.when(others).then_refused(Ground.NOT_AGREED, "law", meant=len(story.events) - 1)

    def test_a_bundle_from_before_is_given_to_nobody(self) -> None:
        story = later(made())
        assert is_whole(story.context(), story.case.bundles[0])
        story = story.and_then(taken_out("r2"))
        assert not is_whole(story.context(), story.case.bundles[0])

    def test_nor_one_whose_version_was_sent_back(self) -> None:
        story = later(taken_out("r2"), agreed("r2"))
        story = story.and_then(made(parts=[part(len(story.events) - 1)], pages=3))
        assert is_whole(story.context(), story.case.bundles[0])
        story = story.and_then(agreed("r2", to=False))
        assert not is_whole(story.context(), story.case.bundles[0])


def test_a_panel_that_no_stage_has_is_of_no_stage() -> None:
    assert stage_of(STORY.definition, "nobody") is None
