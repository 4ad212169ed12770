"""
Walking through the pages as a person does: by clicking, and by answering what is asked.

Nothing here types an address. Questions are found by their own words, and days are written with
their weekday. Wherever a walk arrives it looks whether the page can be used by everyone, once for
each page of its kind, and whether anything went wrong behind it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from re import Pattern
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, Locator, Page, Response, expect

from reconvene.core.kinds.written_days import day, is_written_day
from reconvene.jobs.demo.building import build
from reconvene.jobs.demo.people import finish, settle
from reconvene.library.demo.files import read_cast
from tests.support.axe import findings
from tests.support.following import follow
from tests.support.references import REFERENCE

DESK, PHONE = 1280, 390
HEIGHT = 800
LONGEST = 15_000  # milliseconds to wait for anything
A_TUESDAY = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
SETTLED_ON = date(2026, 1, 1)  # in roles that were held for years before
HAS_IT_GONE = "Has it gone?"
BY_EMAIL = "Send it by email now"
_MORNING = time(9)
SAYS_NO = (409, 422)  # how a page answers that refuses an act, or that lacks an answer

Answer = str | Sequence[str]
Answers = Mapping[str, Answer]
"""What is answered, by the question: words, a day, the words of a choice, or of several."""

THE_SAME_ON_BOTH = pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="What is walked has been walked on PostgreSQL; how it looks is the same on SQLite",
)
"""For a walk that goes another way over pages that somebody walks on both databases already."""
ARE_PAGES_TRIED = connection.vendor != "postgresql"
"""Whether each page is tried with axe: it is on SQLite, and has the same words and marks on both."""


def people_of_the_demo() -> None:
    """Put both authorities of the demo and their people on record, and no case."""
    cast = read_cast()
    for house in cast.houses:
        settle(house, cast, SETTLED_ON)
        finish(house)


def the_whole_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the demo as on one day, and let every page read that day from the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: A_TUESDAY)
    build(A_TUESDAY)


def walking(
    chromium: Browser, url: str, *, width: int = DESK, has_scripts: bool = True
) -> Iterator["Walk"]:
    """Yield a walk in a fresh browser window, and hold at its end that nothing went wrong."""
    context = chromium.new_context(
        viewport={"width": width, "height": HEIGHT}, java_script_enabled=has_scripts
    )
    context.set_default_timeout(LONGEST)
    walk = Walk(context.new_page(), url, has_scripts=has_scripts)
    yield walk
    context.close()
    assert not walk.troubles, "\n".join(walk.troubles)


class Clock:
    """The hour for every page and worker of a walk that takes months. It goes forward alone."""

    def __init__(self, written: str) -> None:
        self.at = _morning_of(written)

    def __call__(self) -> datetime:
        return self.at

    def comes_to(self, written: str) -> bool:
        """Go on to the morning of a day, and return whether that is later than it was."""
        is_later = _morning_of(written) > self.at
        self.at = max(self.at, _morning_of(written))
        return is_later


def _morning_of(written: str) -> datetime:
    return datetime.combine(day(written), _MORNING, tzinfo=UTC)


class Walk:
    """One person at one window, on one case at a time."""

    def __init__(self, page: Page, url: str, *, has_scripts: bool) -> None:
        self.page = page
        self.url = url
        self.has_scripts = has_scripts
        self.clock: Clock | None = None
        self.carry: Callable[[], None] | None = None
        self.check: Callable[[], None] | None = None
        self.name = ""
        self.family = ""
        self.reference = ""
        self.troubles: list[str] = []
        self.looked_at: set[tuple[str, str]] = set()
        page.on("console", lambda message: self._console(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("response", self._answered)

    # What goes wrong behind a page.

    def _console(self, text: str) -> None:
        if not any(f"a status of {status}" in text for status in SAYS_NO):
            self.troubles.append(text)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in SAYS_NO:
            self.troubles.append(f"{response.status} {response.url}")

    # Going somewhere.

    def begin_at_the_people(self) -> None:
        """Open the one page that a person of the demo types the address of."""
        self.page.goto(f"{self.url}/people")
        self.look()

    def become(self, name: str) -> None:
        """Become one of the demo's people, from wherever one is."""
        if self.page.url == "about:blank":
            self.begin_at_the_people()
        else:
            self.press("Become somebody else")
        self._choose(name)

    def _choose(self, name: str) -> None:
        follow(self.page.get_by_role("button", name=f"Become {name} Demo", exact=True))
        self.name = name
        self.look()

    def comes_to(self, on: str) -> None:
        """Let it become that day, if it is not yet: nobody is signed in overnight."""
        if self.clock is None or not self.clock.comes_to(on):
            return
        self.begin_at_the_people()
        self._choose(self.name)
        self._find_the_case()

    def _find_the_case(self) -> None:
        if not self.page.get_by_role("link", name=self.family, exact=True).count():
            self.press("Cases")
        self.press(self.family)

    def become_on_the_case(self, name: str) -> None:
        """Become somebody else and open the case again."""
        self.become(name)
        self.press("Cases")
        self.press(self.family)

    def become_who_answers(self, name: str) -> None:
        """Become whoever is complained of, to whom only their own work leads to the case."""
        self.become(name)
        self.press(self.family)

    def press(self, words: str, *, within: Locator | None = None) -> None:
        """Follow the link, or press the button, with just these words."""
        here = within or self.page
        exactly = re.compile(rf"^\s*{re.escape(words)}\s*$")
        link, button = (here.get_by_role(role, name=exactly) for role in ("link", "button"))
        follow(link.or_(button).first)
        self.look()

    def press_in_the_menu(self, words: str) -> None:
        """Follow a link of the menu, which a phone has folded up."""
        menu = self.page.get_by_role("button", name="Menu")
        if menu.count() and menu.is_visible():
            self.press("Menu")
        self.press(words, within=self.page.get_by_role("navigation", name="Menu"))

    def note_the_reference(self) -> None:
        """Keep what this case is called, from its own page."""
        found = re.search(REFERENCE, self.main.inner_text())
        assert found is not None
        self.reference = found[0]

    def open_the_case(self) -> None:
        """Go to the case, from a page of it."""
        if self.page.get_by_role("heading", level=1).inner_text().endswith(self.family):
            return
        to_the_case = f"Go to the case of {self.family}"
        is_told = self.page.get_by_role("link", name=to_the_case).count()
        self.press(to_the_case if is_told else self.reference)

    # Acting.

    def begin(self, act: str) -> None:
        """Choose an act from those the case page offers."""
        self.open_the_case()
        self.press(act, within=self.page.get_by_role("region", name="What can be recorded now"))

    def do(self, act: str, on: str, answers: Answers | None = None) -> None:
        """Do an act: choose it, say on which day, answer its questions, and confirm it."""
        self.try_to(act, on, answers)
        self.confirm()

    def write(self, letter: str, on: str, *, signed: str) -> None:
        """Write a letter, have it carried if whoever writes can, and read it as it was sent."""
        self.do(f"Write: {letter}", on, {"Who signs it?": f"{signed} Demo"})
        self.press("See and print the letter")
        if self.carry and self.page.get_by_role("button", name=BY_EMAIL, exact=True).count():
            self._carried()

    def let_go(self, name: str, on: str) -> None:
        """Have somebody let the one letter go that waits, on that day."""
        self.comes_to(on)
        self.become_on_the_case(name)
        self.open_what_waits()
        self._carried()
        self.open_the_case()

    def open_what_waits(self, called: str = "") -> None:
        """Open the one letter that is still to go, from the list of them."""
        self.press_in_the_menu("My work")
        self.page.get_by_role("link", name="Letters to go").click()
        self.look()
        self.sees("1 letter on this page", called)
        self.page.get_by_role("button", name="Open the letter").click()
        self.look()

    def _carried(self) -> None:
        """Let the letter go that one is reading, and have a worker hand it over."""
        self.press(BY_EMAIL)
        assert self.carry is not None
        self.carry()
        self.page.reload()
        self.look()
        self.sees_nothing_of(BY_EMAIL)

    def try_to(self, act: str, on: str, answers: Answers | None = None) -> None:
        """Go as far as the page that says what an act would cause, or why it cannot be."""
        self.comes_to(on)
        self.begin(act)
        self.fill_day(self.page.locator("fieldset:has(input[name=happened_on-day])").last, on)
        self.go_on_with({**self._letter_has_gone(), **(answers or {})})

    def _letter_has_gone(self) -> Answers:
        """Return that a letter has gone, where somebody is asked that."""
        is_asked = self.page.get_by_role("group", name=_asked(HAS_IT_GONE)).count()
        answer = "No: it is still to go" if self.carry else "Yes, on the date of the letter"
        return {HAS_IT_GONE: answer} if is_asked else {}

    def go_on_with(self, answers: Answers) -> None:
        """Answer, or answer otherwise, and send the form to be read back."""
        self.answer(answers)
        self.press("Continue")

    def confirm(self) -> None:
        """Confirm what was read back."""
        self.sees("Check this before it is recorded")
        follow(self.page.locator("button[value=confirm]"))
        self.look()
        self.sees("It is on the record")

    # Answering.

    def answer(self, answers: Answers) -> None:
        """Answer each question in its own way."""
        for question, answer in answers.items():
            self._answer(question, answer)

    def _answer(self, question: str, answer: Answer) -> None:
        named = _asked(question)
        group = self.page.get_by_role("group", name=named)
        if not isinstance(answer, str):
            for box in group.get_by_role("checkbox").all():
                box.uncheck()
            for choice in answer:
                group.get_by_role("checkbox", name=choice, exact=True).check()
        elif is_written_day(answer):
            self.fill_day(group.first, answer)
        elif group.count():
            group.get_by_role("radio", name=choice_named(answer)).first.check()
        else:
            self._fill(self.page.get_by_label(named).filter(visible=True), answer)

    def _fill(self, box: Locator, answer: str) -> None:
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(label=answer)
        else:
            box.fill(answer)

    def fill_day(self, group: Locator, written: str) -> None:
        """Type a day into its three boxes."""
        on = day(written)
        for box, words in zip(("Day", "Month", "Year"), (on.day, on.month, on.year), strict=True):
            group.get_by_label(box, exact=True).fill(str(words))

    # Looking.

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def sees(self, *words: str) -> None:
        """Hold that the page says each of these."""
        for some in words:
            expect(self.main).to_contain_text(some, timeout=LONGEST)

    def sees_nothing_of(self, *words: str) -> None:
        """Hold that the page says none of these."""
        for some in words:
            expect(self.main).not_to_contain_text(some)

    def look(self) -> None:
        """Look at the page one has come to, if none of its kind was looked at before."""
        self.page.wait_for_load_state()
        kind = self._kind()
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.troubles.append(f"{kind}: it scrolls sideways")
        if self.has_scripts and ARE_PAGES_TRIED and kind not in self.looked_at:
            self.looked_at.add(kind)
            self.troubles += [f"{kind}: {one}" for one in findings(self.page)]

    def look_again(self) -> None:
        """Look at this page as it now is, though one of its kind was looked at before."""
        self.looked_at.discard(self._kind())
        self.look()

    def _kind(self) -> tuple[str, str]:
        """Tell pages apart by their address, without what is one case's own, and by their state."""
        path = re.sub(rf"{REFERENCE}|/\d+", "*", urlsplit(self.page.url).path)
        if "/do/" not in path:
            return path, ""
        state = next((one for one in ("Check", "Error") if self.page.title().startswith(one)), "")
        is_refused = self.page.get_by_role("region", name="Not possible now").count()
        return path.rpartition("/")[0], "Refused" if is_refused else state


def choice_named(words: str) -> Pattern[str]:
    """Return what a choice is called, whether or not more stands after a comma."""
    return re.compile(rf"^\s*{re.escape(words)}\s*(,.*)?$", re.IGNORECASE)


def _asked(question: str) -> Pattern[str]:
    return re.compile(rf"^\s*{re.escape(question)}\s*(\(optional\))?\s*$")
