"""
From what was typed at each step to the complaint that the desk takes.

In: a draft and what its forms are filled from. Out: payloads; what is still missing, by step.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from reconvene.core.record.opening import ComplaintReceived, SupporterNamed
from reconvene.core.record.payload import Child, Complainant, Conference, Person, Point
from reconvene.web.acts.act_form import plain_words
from reconvene.web.acts.situation import colleague_like
from reconvene.web.acts.take_down.complaint_forms import (
    CameForm,
    ElsewhereForm,
    NeedsForm,
    PointForm,
)
from reconvene.web.acts.take_down.conference_forms import (
    CHAIR_ROLE,
    FAMILY,
    NOT_KNOWN,
    OTHER,
    ChildForm,
    ConferenceForm,
    PersonForm,
    WhoForm,
)
from reconvene.web.acts.take_down.draft import LISTS, Draft
from reconvene.web.acts.take_down.forms import Taking, TakingForm

FORMS: dict[str, type[TakingForm]] = {
    "who": WhoForm,
    "conference": ConferenceForm,
    "children": ChildForm,
    "people": PersonForm,
    "points": PointForm,
    "came": CameForm,
    "needs": NeedsForm,
    "elsewhere": ElsewhereForm,
}
"""Every step in its order, with the form of it, or of one thing on its list."""

MAY_BE_LEFT = ("people",)
KNOWN_FIRST = ("conference", "children", "people")
"""The steps whose forms are filled from nothing that the others say."""

TRUTH = {"yes": True, "no": False}


@dataclass(frozen=True)
class Gathered:
    """A draft, read with its forms. `first` is what is known before anything was typed."""

    draft: Draft
    first: Taking

    @cached_property
    def taking(self) -> Taking:
        """What the forms are filled from, with the conference and its children as far as known."""
        return replace(self.first, children=self.children, conference=self.conference)

    def form(self, step: str) -> TakingForm | None:
        """Return a step's form as it was filled in, read; None where it was not yet."""
        typed = self.draft.typed(step)
        return None if typed is None else _read(FORMS[step](typed, taking=self.before(step)))

    def listed(self, step: str) -> list[tuple[str, TakingForm]]:
        """Return each thing on a list: its id, and its form, read."""
        taking = self.before(step)
        return [
            (one.id, _read(FORMS[step](one.typed, taking=taking)))
            for one in self.draft.listed(step)
        ]

    def before(self, step: str) -> Taking:
        """Return what a step's form is filled from."""
        return self.first if step in KNOWN_FIRST else self.taking

    def is_done(self, step: str) -> bool:
        """Tell whether a step is filled in and holds together."""
        if step in LISTS:
            forms = [form for _, form in self.listed(step)]
            return (bool(forms) or step in MAY_BE_LEFT) and all(form.is_valid() for form in forms)
        form = self.form(step)
        return form is not None and form.is_valid()

    @property
    def missing(self) -> tuple[str, ...]:
        """The steps that are still to be done, in their order."""
        return tuple(step for step in FORMS if not self.is_done(step))

    def given(self, step: str) -> dict[str, Any]:
        """Return the answers of a step, empty where there are none."""
        form = self.form(step)
        return form.cleaned_data if form is not None and form.is_valid() else {}

    @cached_property
    def children(self) -> tuple[Child, ...]:
        return tuple(
            Child(
                id=f"c{one}",
                name=given["name"],
                decision=given["decision"],
                category=given["category"] or "",
            )
            for one, given in self._all("children")
        )

    @cached_property
    def conference(self) -> Conference | None:
        """The conference as far as it is known; None before its day is."""
        given = self.given("conference")
        if not given:
            return None
        people = self._people()
        return Conference(
            held_on=given["held_on"],
            kind=given["kind"],
            chair=self._chair(given),
            children=self.children,
            review_due_on=given["review_due_on"],
            minutes_sent_to=people("minutes"),
            attended=people("attended"),
            reported=people("reported"),
            agencies_agreed=TRUTH.get(given["agencies_agreed"]),
            chair_directed=TRUTH.get(given["chair_directed"]),
            parents_absent=tuple(given["parents_absent"]),
        )

    @property
    def received_on(self) -> date | None:
        return self.given("came").get("received_on")

    @property
    def lodged_on(self) -> date | None:
        """The day that counts for the family's limit, as far as it is known."""
        given = self.given("came")
        days = [one for one in (given.get("first_contact_on"), given.get("received_on")) if one]
        return min(days, default=None)

    @property
    def complaint(self) -> ComplaintReceived:
        """The complaint, whole; asked only where nothing is missing."""
        who, came, needs = self.given("who"), self.given("came"), self.given("needs")
        assert self.conference is not None  # noqa: S101 - nothing is missing
        return ComplaintReceived(
            procedure="",
            complainant=Complainant(
                name=who["name"],
                capacity=who["capacity"],
                relation=who["relation"],
                authority=who["authority"],
                born_on=who["born_on"],
            ),
            conference=self.conference,
            points=self._points(),
            channel=came["channel"],
            form=came["form"],
            first_contact_on=came["first_contact_on"],
            needs_help=needs["needs_help"] is True,
            elsewhere=tuple(self.given("elsewhere")["elsewhere"]),
            seeks=plain_words(needs["seeks"]),
            adjustments=needs["adjustments"],
            interpreter=needs["interpreter"],
            safe_contact=needs["safe_contact"],
            traits=tuple(came.get("traits") or ()),
        )

    @property
    def supporter(self) -> SupporterNamed | None:
        given = self.given("elsewhere")
        if not given.get("supporter"):
            return None
        return SupporterNamed(name=given["supporter"], kind=given["supporter_kind"])

    def _points(self) -> tuple[Point, ...]:
        return tuple(
            Point(
                id=f"p{number}",
                words=plain_words(given["words"]),
                matter=given["matter"],
                ground=given.get("ground") or "",
                children=tuple(given.get("children") or ()),
                wrong=plain_words(given.get("wrong")),
                evidence=plain_words(given.get("evidence")),
            )
            for number, (_, given) in enumerate(self._all("points"), start=1)
        )

    def _all(self, step: str) -> list[tuple[str, dict[str, Any]]]:
        return [(one, form.cleaned_data) for one, form in self.listed(step) if form.is_valid()]

    def _people(self) -> Callable[[str], tuple[Person, ...]]:
        """Return a question: who had this part in the conference?"""
        everybody = [(self._person(given), given["part"]) for _, given in self._all("people")]
        return lambda part: tuple(person for person, parts in everybody if part in parts)

    def _person(self, given: dict[str, Any]) -> Person:
        agency = given["agency"]
        return self._named(
            given["name"],
            role="family" if agency == FAMILY else "",
            agency="" if agency in (FAMILY, OTHER) else agency,
        )

    def _chair(self, given: dict[str, Any]) -> Person | None:
        chosen = given["chair"]
        if chosen == NOT_KNOWN:
            return None
        if chosen == OTHER:
            return self._named(given["chair_name"], role=CHAIR_ROLE)
        name = next(one.name for one in self.first.staff if one.id == chosen)
        return Person(id=chosen, name=name, role=CHAIR_ROLE)

    def _named(self, name: str, *, role: str = "", agency: str = "") -> Person:
        """Return somebody by name: a colleague of that name in that part, or somebody new."""
        plain = " ".join(name.split())
        person = Person(id="", name=plain, role=role, agency=agency)
        colleague = colleague_like(self.first.definition, self.first.staff, person)
        new = f"x{sha256(f'{self.draft.key}/{plain.casefold()}'.encode()).hexdigest()[:12]}"
        return Person(id=colleague or new, name=plain, role=role, agency=agency)


def _read(form: TakingForm) -> TakingForm:
    form.is_valid()
    return form
