"""Who is thought of for which seat of a panel: one list to choose from for each seat still free."""

from collections.abc import Iterator, Mapping
from typing import Any

from reconvene.core.casefile.panels import MEMBER
from reconvene.core.conduct.panels import state_of
from reconvene.core.procedure.panels import Panel
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import Person, plain_name
from reconvene.drawing import places
from reconvene.web.acts.forms.panels import panel_role
from reconvene.web.acts.situation import Situation
from reconvene.web.components.fields import AnyOfField, SelectField
from reconvene.web.components.forms import Form

MINUTES = "minutes"
YES = "yes"


class BuildingForm(Form):
    """
    The seats of a panel that nobody has yet, each with the pool to choose from.

    It records nothing, so it is asked with GET: what is chosen are ids, and stands in the address.
    """

    def __init__(self, data: Mapping[str, Any] | None, *, at: Situation, panel: Panel) -> None:
        super().__init__(data)
        self.at, self.panel = at, panel
        self.pool = {at.id_of(one): one for one in at.pool}
        for place, label in self.places:
            self.fields[place] = SelectField(
                label, tuple(self._free(place)), is_needed_at_times=True
            )
        if panel.minute_taker:
            self.fields[MINUTES] = AnyOfField(
                "Minutes",
                ((YES, "Somebody is there to take the minutes"),),
                is_needed_at_times=True,
            )

    def _free(self, place: str) -> Iterator[tuple[str, str]]:
        """Yield who can be chosen for a place: nobody who has a seat, or was chosen for another."""
        chosen = {each: self.data.get(each) for each, _label in self.places}
        elsewhere = {self._name(name) for each, name in chosen.items() if each != place}
        seated = {
            plain_name(self.at.name(name))
            for name in state_of(self.at.context, self.panel.id).appointed
        }
        for name, one in self.pool.items():
            taken = seated if name == chosen[place] else seated | elsewhere
            if plain_name(one.name) not in taken:
                yield name, f"{one.name}, {self.at.label(one.agency)}"

    def _name(self, chosen: str | None) -> str:
        one = self.pool.get(chosen or "")
        return plain_name(one.name) if one else ""

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """The seats still free, by the names that the drawing has for them, with their labels."""
        seated = [one.seat for one in state_of(self.at.context, self.panel.id).appointed.values()]
        members = [f"member-{number}" for number in range(1, seated.count(MEMBER) + 1)]
        for place in places(self.panel, len(members) + 1):
            if place.id not in (*seated, *members):
                number = place.id.removeprefix(f"{MEMBER}-")
                yield place.id, f"Member {number}" if number.isdigit() else place.label

    @property
    def has_minute_taker(self) -> bool:
        return YES in (self.cleaned_data.get(MINUTES) or ())

    def thought_of(self) -> tuple[PanelistAppointed, ...]:
        """Return who was chosen, seat by seat, as they would be appointed; asked of nothing yet."""
        chosen = ((place, self.cleaned_data.get(place)) for place, _label in self.places)
        return tuple(self._appointed(place, name) for place, name in chosen if name)

    def _appointed(self, place: str, name: str) -> PanelistAppointed:
        one = self.pool[name]
        seat = MEMBER if place.startswith(f"{MEMBER}-") else place
        return PanelistAppointed(
            panel=self.panel.id,
            seat=seat,
            person=Person(id=name, name=one.name, role=panel_role(seat), agency=one.agency),
            is_senior=one.is_senior,
        )
