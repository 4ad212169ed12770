"""A panel as seats around a table that fill in.

In: a panel's rule, and who has which seat. Out: SVG as text, and sentences that say the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reconvene.core.procedure.panels import Panel
from reconvene.drawing.lettering import initials, lines
from reconvene.drawing.svg import (
    BRAND,
    CANVAS,
    DASHES,
    PAPER,
    QUIET,
    RULE,
    block,
    drawing,
    element,
    text,
)

LEFT, MIDDLE, RIGHT = 66.0, 180.0, 294.0
MARGIN = 12.0
ABREAST = 112.0


@dataclass(frozen=True, slots=True)
class Place:
    """A seat at the table. `is_needed`: the panel cannot sit without somebody on it."""

    id: str
    label: str
    is_needed: bool = True


def places(panel: Panel, taken: int = 0) -> tuple[Place, ...]:
    """
    Return the seats of a panel: "chair", then its named seats, then "member-1", "member-2" ...

    Args:
        panel: The rule.
        taken: How many members there are already; no fewer seats are shown than that.
    """
    return tuple(_places(panel, taken))


def _places(panel: Panel, taken: int) -> Iterator[Place]:
    if panel.chair:
        yield Place("chair", "Chair", is_needed=panel.quorum.chair)
    for seat in panel.seats:
        yield Place(seat.id, seat.label)
    if panel.members:
        least = panel.members.at_least
        for number in range(1, max(least, panel.members.at_most or 0, taken) + 1):
            yield Place(f"member-{number}", "Member", is_needed=number <= least)


def draw_panel(panel: Panel, filled: Mapping[str, str]) -> str:
    """
    Return a panel as seats around a table: the chair at its head, the others down its sides.

    Args:
        panel: The rule.
        filled: Who sits where: a seat's id, as `places` gives it, to a name.
    """
    seats = [_Seat(place, filled.get(place.id, "")) for place in _places_of(panel, filled)]
    head = [seat for seat in seats if seat.place.id == "chair"]
    sides = [seat for seat in seats if seat.place.id != "chair"]
    y, drawn = MARGIN, []
    for seat in head:
        drawn.append(seat.drawn(MIDDLE, y))
        y += seat.height
    top = y
    for pair in (sides[index : index + 2] for index in range(0, len(sides), 2)):
        drawn += [seat.drawn(x, y) for seat, x in zip(pair, (LEFT, RIGHT), strict=False)]
        y += max(seat.height for seat in pair)
    y = max(y, top + 80)
    sentences = described_panel(panel, filled)
    table = _table(top, y - top - 36)
    return drawing(f"panel-{panel.id}", panel.label, sentences, y + MARGIN, [table, *drawn])


def _table(top: float, height: float) -> str:
    return element("rect", x=128, y=top, width=104, height=height, rx=16, fill=CANVAS, stroke=RULE)


def described_panel(panel: Panel, filled: Mapping[str, str]) -> list[str]:
    """Return who sits on a panel and who is still missing, a sentence a seat."""
    found = []
    for seat in _places_of(panel, filled):
        empty = "nobody yet" if seat.is_needed else "nobody, and nobody is needed"
        found.append(f"{seat.label}: {filled.get(seat.id, empty)}.")
    missing = sum(seat.is_needed and seat.id not in filled for seat in _places_of(panel, filled))
    found.append("Every seat that is needed is filled." if not missing else _still(missing))
    return found


def _still(missing: int) -> str:
    return f"{missing} seat{'' if missing == 1 else 's'} still to fill."


def _places_of(panel: Panel, filled: Mapping[str, str]) -> tuple[Place, ...]:
    numbers = (seat.removeprefix("member-") for seat in filled)
    return places(panel, max((int(one) for one in numbers if one.isdigit()), default=0))


@dataclass(frozen=True, slots=True)
class _Seat:
    """A place as it is drawn: a circle, filled or waiting, with its label and its person below."""

    place: Place
    name: str

    @property
    def said(self) -> str:
        return self.name or ("to be found" if self.place.is_needed else "may be added")

    @property
    def height(self) -> float:
        labels = len(lines(self.place.label, ABREAST, 13, is_bold=True))
        return 58 + 17 * (labels + len(lines(self.said, ABREAST, 13)))

    def drawn(self, x: float, y: float) -> str:
        label, after = block(
            self.place.label, x, y + 46, ABREAST, size=13, is_bold=True, text_anchor="middle"
        )
        said, _ = block(self.said, x, after, ABREAST, size=13, text_anchor="middle", fill=QUIET)
        return self._circle(x, y + 22) + label + said

    def _circle(self, x: float, y: float) -> str:
        ring = {"cx": x, "cy": y, "r": 20, "stroke_width": 2}
        if not self.name:
            edge = BRAND if self.place.is_needed else QUIET
            return element("circle", fill=PAPER, stroke=edge, stroke_dasharray=DASHES, **ring)
        circle = element("circle", fill=BRAND, stroke=BRAND, **ring)
        letters = initials(self.name)
        return circle + text(letters, x, y + 5, fill=PAPER, font_weight=700, text_anchor="middle")
