"""What somebody adds to a letter in their own words: where they put it, and in place of nothing."""

import re

import pytest
from django.test import Client

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.desk import proving
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.post.typeset.word import words_in
from reconvene.post.wording.reading import shipped_wording
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step
from tests.support.wording import silenced

pytestmark = pytest.mark.django_db
AT = next(number for number, step in enumerate(STEPS) if "stage-1-outcome" in str(step))
OURS = "We are sorry about the noise in the room."
CONTENT = "further-challenge"
BOX = f"add-{CONTENT}"


class Writing:
    """The stage 1 outcome, about to be written by the manager whose letter it is."""

    def __init__(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        self.desk.live(self.taken.case_id, AT)
        self.client.force_login(self.desk.people["lena"])
        monkeypatch.setattr("django.utils.timezone.now", lambda: STEPS[AT].now)
        self.path = f"/case/{self.taken.reference}/do/letter.sent/stage-1-outcome"

    def sent(self, step: str, **typed: str) -> str:
        """Return the page that comes of the form, with its own day and the one who signs."""
        asked = self.client.get(self.path).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', asked)
        signs = re.search(r'name="sender" type="radio" value="([^"]+)"', asked)
        assert key
        assert signs
        told = {"happened_on-day": "9", "happened_on-month": "5", "happened_on-year": "2025"}
        told |= {"gone": "yes"}
        answer = self.client.post(
            self.path,
            {"step": step, "key": key[1], "seen": str(AT + 1), "sender": signs[1], **told, **typed},
            follow=True,
        )
        return " ".join(answer.content.decode().split())


@pytest.fixture
def writing(client: Client, monkeypatch: pytest.MonkeyPatch) -> Writing:
    return Writing(client, monkeypatch)


def section(page: str, heading: str) -> str:
    """Return the part of a letter's page that stands under a heading."""
    found = re.search(rf"<section>\s*<h\d[^>]*>{heading}</h\d>.*?</section>", page)
    assert found, page
    return found[0]


def test_every_part_of_the_letter_has_room_for_them(writing: Writing) -> None:
    page = " ".join(writing.client.get(writing.path).content.decode().split())
    parts = re.findall(r"<section>.*?</section>", page.partition("rc-letter")[2])

    assert len(parts) > 4
    assert all("Add words of your own here" in part for part in parts)
    assert re.findall(r'name="(add-[^"]+)"', "".join(parts)) == re.findall(
        r'name="(add-[^"]+)"', page
    )
    assert "<details open" not in page
    assert "has to be said, and cannot be taken out" in page
    assert page.index('class="rc-letter"') < page.index("Continue </button>")


def test_they_stand_where_they_were_put_and_are_kept(writing: Writing) -> None:
    check = writing.sent("check", **{BOX: OURS})
    assert OURS in section(check, "Going to somebody outside")
    assert "judicial review" in section(check, "Going to somebody outside")
    assert "Your own words under “Going to somebody outside”" in check

    writing.sent("confirm", **{BOX: OURS})
    entry = AT + 2
    letter = f"/case/{writing.taken.reference}/letter/{entry}"
    page = " ".join(writing.client.get(letter).content.decode().split())
    assert OURS in section(page, "Going to somebody outside")
    assert OURS in words_in(writing.client.get(f"{letter}/word").content)
    entry_page = writing.client.get(f"/case/{writing.taken.reference}/entry/{entry}")
    assert "What was added in somebody" in entry_page.content.decode()


def test_what_was_typed_stays_open_to_be_changed(writing: Writing) -> None:
    page = writing.sent("change", **{BOX: OURS})

    part = section(page, "Going to somebody outside")
    assert re.search(r"<details[^>]* open>", part)
    assert part.count(OURS) == 2  # in the letter, and in its box


def test_what_is_too_long_is_told_by_its_box_and_not_lost(writing: Writing) -> None:
    page = writing.sent("check", **{BOX: "So much to say. " * 1400})

    part = section(page, "Going to somebody outside")
    assert "There is a problem" in page
    assert f'href="#id_{BOX}"' in page or f'href="#{BOX}"' in page
    assert re.search(r"<details[^>]* open>", part)
    assert part.count("So much to say.") >= 1400


def test_they_do_for_nothing_that_the_letter_has_to_state(
    writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = silenced(shipped_wording(), "next-right", "last-day")
    monkeypatch.setattr(proving, "wording_of", lambda *_, **__: lacking)
    said = "You can do this until the end of Friday 6 June 2025."

    answer = sent(writing.desk, writing.taken.case_id, {"next-right": said})

    assert isinstance(answer, Refused)
    assert answer.ground is Ground.LETTER_INCOMPLETE


def test_a_letter_has_no_room_after_what_it_does_not_say(writing: Writing) -> None:
    answer = sent(writing.desk, writing.taken.case_id, {"adjournment": OURS})

    assert isinstance(answer, Refused)
    assert (answer.ground, answer.facts["detail"]) == (Ground.UNKNOWN, "adjournment")


def test_under_a_heading_that_would_not_stand_they_bring_it_along(writing: Writing) -> None:
    assert isinstance(sent(writing.desk, writing.taken.case_id, {"points": OURS}), Receipt)

    look = load(writing.desk.people["lena"], writing.taken.case_id, day("Fri 9 May 2025"))
    copy = look.events[-1].data.copy  # type: ignore[attr-defined]
    part = next(one for one in copy.sections if one.content == "points")
    assert [block.lines for block in part.blocks] == [(OURS,)]


def sent(desk: Desk, case_id: str, added: dict[str, str]) -> object:
    """Return what comes of sending the outcome with words added."""
    step = STEPS[AT]
    details = {**step.details, "added": added}
    return desk.act(case_id, Step(step.by, step.on, step.kind, details))
