"""Who is thought of for which seat of a panel: one list to choose from for each seat still free."""

from collections.abc import Iterator, Mapping
from typing import Any

from reconvene.core.casefile.panels import MEMBER, has_minute_taker
from reconvene.core.conduct.panels import state_of
from reconvene.core.procedure.panels import Panel
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import Person, plain_name
from reconvene.drawing import Place, places
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
                label, tuple(self._free(place)), is_needed_at_times=True, gone=self._gone(place)
            )
        if not has_minute_taker(at.context.case, panel.id):
            self.fields[MINUTES] = AnyOfField(
                "Minutes",
                ((YES, "Somebody is there to take the minutes"),),
                hint="This puts nobody on record: name them when the panel sits.",
                is_needed_at_times=True,
            )

    def _free(self, place: str) -> Iterator[tuple[str, str]]:
        """Yield who can be chosen for a place: nobody who has a seat, or was chosen for another."""
        chosen = {each: self.data.get(each) for each, _label in self.places}
        elsewhere = {self._name(name) for each, name in chosen.items() if each != place}
        seated = self._seated()
        for name, one in self.pool.items():
            taken = seated if name == chosen[place] else seated | elsewhere
            if plain_name(one.name) not in taken:
                yield name, f"{one.name}, {self.at.label(one.agency)}"

    def _seated(self) -> set[str]:
        appointed = state_of(self.at.context, self.panel.id).appointed
        return {plain_name(self.at.name(name)) for name in appointed}

    def _gone(self, place: str) -> str:
        """Return why whoever was chosen for a place cannot be chosen, if that is known."""
        one = self.pool.get(self.data.get(place) or "")
        if one is None or plain_name(one.name) not in self._seated():
            return ""
        return f"{one.name} is on this panel already. Choose somebody else, or nobody"

    def _name(self, chosen: str | None) -> str:
        one = self.pool.get(chosen or "")
        return plain_name(one.name) if one else ""

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """The seats still free, by the names that the drawing has for them, with their labels."""
        for place in self._places():
            number = place.id.removeprefix(f"{MEMBER}-")
            yield place.id, f"Member {number}" if number.isdigit() else place.label

    def _places(self) -> Iterator[Place]:
        seated = [one.seat for one in state_of(self.at.context, self.panel.id).appointed.values()]
        members = [f"{MEMBER}-{number}" for number in range(1, seated.count(MEMBER) + 1)]
        every = places(self.panel, len(members) + 1)
        return (place for place in every if place.id not in (*seated, *members))

    @property
    def has_places(self) -> bool:
        """Tell whether anybody else can have a seat, needed or not."""
        return any(self._places())

    @property
    def is_short(self) -> bool:
        """Tell whether a seat is free that the panel needs filled."""
        return any(place.is_needed for place in self._places())

    @property
    def has_minute_taker(self) -> bool:
        return YES in (self.cleaned_data.get(MINUTES) or ())

    @property
    def is_about_nobody(self) -> bool:
        """Tell whether seats are free, and nothing at all was chosen."""
        return self.has_places and not any(self.cleaned_data.get(name) for name in self.fields)

    def still_chosen(self, without: str) -> dict[str, str]:
        """
        Return what was chosen but for one person, as it is to be chosen once they are appointed.

        Members fill their seats from the first, so whoever is left stands one seat further on.
        """
        chosen = [(place, self.cleaned_data.get(place)) for place, _label in self.places]
        left = [(place, name) for place, name in chosen if name and name != without]
        members = [name for place, name in left if place.startswith(f"{MEMBER}-")]
        free = [place for place, _label in self.places if place.startswith(f"{MEMBER}-")]
        if without in (name for place, name in chosen if place in free):
            free = free[1:]
        kept = {place: name for place, name in left if not place.startswith(f"{MEMBER}-")}
        kept |= dict(zip(free, members, strict=False))
        return kept | ({MINUTES: YES} if self.has_minute_taker else {})

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
