"""Acts that build a panel: who is appointed to which seat, and who stands down."""

from collections.abc import Mapping
from typing import Any

from reconvene.core.casefile.case import PanelState
from reconvene.core.casefile.family import of_the_family
from reconvene.core.casefile.panels import ADVISER, CHAIR, MEMBER
from reconvene.core.conduct.panels import state_of
from reconvene.core.procedure.panels import BAR_KINDS, Panel
from reconvene.core.record.panels import (
    PanelistAppointed,
    PanelistRemoved,
)
from reconvene.core.record.payload import Person
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.acts.situation import Choices
from reconvene.web.components.fields import (
    LongTextField,
    OneOfField,
    YesNoField,
)


class PanelForm(ActForm):
    """An act about one panel."""

    @property
    def panel(self) -> Panel:
        return self.at.context.definition.panel(self.about or "")

    @property
    def state(self) -> PanelState:
        return state_of(self.at.context, self.about or "")

    @property
    def appointees(self) -> Choices:
        """Everybody appointed, each with their seat."""
        seats = seat_names(self.panel)
        return tuple(
            (one.person.id, f"{one.person.name or one.person.id}, {seats[one.seat].lower()}")
            for one in self.state.appointed.values()
        )


class PanelistAppointedForm(PanelForm):
    when = "When were they appointed?"
    day_name = "the day they were appointed"

    def questions(self) -> Questions:
        yield (
            "seat",
            OneOfField(
                "Which seat?",
                open_seats(self.panel, self.state),
                missing="Choose a seat",
                gone="That seat is taken already. Choose another seat",
            ),
        )
        no_more = {
            *(one.id for one in self.at.staff),
            *self.state.appointed,
        }
        family = of_the_family(self.at.context.case, self.at.context.events)
        known = [
            Person(id=one.id, name=one.name)
            for one in self.at.known.values()
            if one.name and one.id not in no_more | family
        ]
        yield from self.ask_person(
            "who",
            "Who is it?",
            [*known, *self._colleagues(), *self._from_the_pool(known)],
            "Choose or name the person",
            gone=self._gone(),
            hint="" if self.is_bound else self._on_it(),
        )
        yield (
            "agency",
            OneOfField(
                "Which agency are they from?",
                tuple((one.id, one.label) for one in self.at.context.definition.agencies),
                missing="Choose their agency",
            ),
        )
        yield from self._asked_of_them()

    def _asked_of_them(self) -> Questions:
        """Ask what only they can tell; whoever appoints themselves is asked it of themselves."""
        is_you = self._chosen_before() == self.at.context.actor.id
        yield (
            "is_senior",
            YesNoField(
                "Are you senior in your agency?" if is_you else "Are they senior in their agency?",
                missing=f"Choose whether {'you' if is_you else 'they'} are senior",
            ),
        )
        first = "Choose" if is_you else "Ask them, and choose"
        for bar in self.panel.bars:
            asked = f"{'Are you' if is_you else 'Is this'} somebody who {BAR_KINDS[bar.kind]}?"
            missing = f"{first}: {asked[:1].lower()}{asked[1:]}"
            yield f"bar-{bar.kind}", YesNoField(asked, missing=missing)

    def _chosen_before(self) -> str:
        """Return the id of whoever was chosen, on this page or on the one that led here."""
        choice = self.data.get("who") if self.is_bound else self.initial.get("who")
        return str(choice or "").partition("|")[0]

    def _gone(self) -> str:
        """Return what is said of somebody who was chosen and cannot be any more."""
        on_it = self._on_it()
        return f"{on_it or 'This person cannot be chosen any more.'} Choose or name somebody else"

    def _on_it(self) -> str:
        chosen = self._chosen_before()
        is_on_it = chosen in self.state.appointed
        return f"{self.at.name(chosen)} is on this panel already." if is_on_it else ""

    def clean(self) -> dict[str, Any]:
        """Let an adviser, who has no vote, leave the declarations out."""
        given = super().clean()
        if given.get("seat") == ADVISER:
            for name in ("is_senior", *(f"bar-{bar.kind}" for bar in self.panel.bars)):
                self.errors.pop(name, None)
        return given

    def _colleagues(self) -> list[Person]:
        kept_out = set(self.panel.not_members)
        return [
            Person(id=one.id, name=one.name)
            for one in self.at.staff
            if one.id not in self.state.appointed and not one.roles & kept_out
        ]

    def _from_the_pool(self, known: list[Person]) -> list[Person]:
        """Everybody who can be asked to sit and does not work here, nor is on record already."""
        left_out = {
            *self.state.appointed,
            *(one.id for one in self.at.staff),
            *(one.id for one in known),
        }
        found = (Person(id=self.at.id_of(one), name=one.name) for one in self.at.pool)
        return [one for one in found if one.id not in left_out]

    def payload(self) -> PanelistAppointed:
        seat = self.words("seat")
        return PanelistAppointed(
            panel=self.panel.id,
            seat=seat,
            person=self.person("who", role=panel_role(seat), agency=self.words("agency")),
            is_senior=self.yes("is_senior"),
            declared={
                bar.kind: self.yes(f"bar-{bar.kind}")
                for bar in self.panel.bars
                if self.cleaned_data.get(f"bar-{bar.kind}") is not None
            },
        )


class PanelistRemovedForm(PanelForm):
    when = "When did they stand down?"
    day_name = "the day they stood down"

    def questions(self) -> Questions:
        yield (
            "person",
            OneOfField(
                "Who stands down?",
                self.appointees,
                missing="Choose who stands down",
                initial=only(self.appointees),
            ),
        )
        yield "reason", LongTextField("Why?", missing="Give the reason", rows=3)
        if self.panel.bars:
            yield (
                "bar",
                OneOfField(
                    "Did it come to light that one of these is true of them?",
                    (
                        *((bar.kind, _starts(BAR_KINDS[bar.kind])) for bar in self.panel.bars),
                        ("none", "None of these"),
                    ),
                    missing="Choose what came to light, or none of these",
                ),
            )

    def payload(self) -> PanelistRemoved:
        bar = self.words("bar")
        return PanelistRemoved(
            panel=self.panel.id,
            person=self.words("person"),
            reason=self.words("reason"),
            bar="" if bar == "none" else bar,
        )


def panel_role(seat: str) -> str:
    """Return the role that somebody is named in on the record for their seat."""
    return {CHAIR: "panel-chair", ADVISER: "panel-adviser"}.get(seat, "panel-member")


def seat_names(panel: Panel) -> Mapping[str, str]:
    """Return what each seat of a panel is called, by its id."""
    return {**read_names("seat"), **{seat.id: seat.label for seat in panel.seats}}


def open_seats(panel: Panel, state: PanelState) -> Choices:
    """Return the seats that somebody can still be appointed to."""
    taken = {one.seat for one in state.appointed.values()}
    names = seat_names(panel)
    seats = [CHAIR] if panel.chair and CHAIR not in taken else []
    seats += [MEMBER] if panel.members else []
    seats += [seat.id for seat in panel.seats if seat.id not in taken]
    seats += [ADVISER] if panel.advisers else []
    return tuple((seat, names[seat]) for seat in seats)


def _starts(words: str) -> str:
    return f"This person {words}"
