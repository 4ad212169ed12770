"""A procedure as a line of stations from top to bottom, drawn to be read on a phone.

In: a definition, and where a case stands. Out: SVG as text.
"""

from collections.abc import Collection

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.panels import Panel
from reconvene.core.procedure.phrases import limit_from, upper
from reconvene.core.procedure.stages import Stage
from reconvene.drawing.road import Arrival, Station, Track, road
from reconvene.drawing.svg import (
    BRAND,
    CANVAS,
    DASHES,
    INK,
    PAPER,
    QUIET,
    RULE,
    block,
    drawing,
    element,
    text,
)
from reconvene.drawing.words import described, form_words, further, matters

TRUNK, RAIL, CARD, RIGHT = 18.0, 50.0, 76.0, 344.0
INSIDE = RIGHT - CARD - 24


def draw(definition: Definition, at: Collection[str] = ()) -> str:
    """
    Return a procedure as a drawing.

    Args:
        definition: The procedure.
        at: Ids of stages where a case stands now; they are marked.
    """
    sheet = _Sheet(definition, at)
    sheet.start()
    way = road(definition)
    for track in way.tracks:
        sheet.track(track)
    for route, channels in way.elsewhere:
        sheet.elsewhere(matters(definition, route.id), channels)
    if definition.bodies:
        sheet.beyond(upper(further(definition)))
    name = f"procedure-{definition.id}-{definition.version}"
    sentences = described(definition, at)
    return drawing(name, definition.title, sentences, sheet.y + 8, sheet.drawn())


class _Sheet:
    """A drawing under way: what is drawn so far, and how far down it has come."""

    def __init__(self, definition: Definition, at: Collection[str]) -> None:
        self.definition = definition
        self.at = at
        self.y = 8.0
        self.trunk_ends = 0.0
        self.behind: list[str] = []
        self.front: list[str] = []

    def drawn(self) -> list[str]:
        trunk = _line(TRUNK, 34, TRUNK, self.trunk_ends, stroke=BRAND)
        return [trunk, *self.behind, *self.front]

    def words(
        self,
        said: str,
        x: float,
        most: float,
        *,
        size: float = 14,
        is_bold: bool = False,
        fill: str = INK,
    ) -> None:
        """Write words below all that is drawn so far."""
        drawn, self.y = block(said, x, self.y, most, size=size, is_bold=is_bold, fill=fill)
        self.front.append(drawn)

    # --- The way in, and the ways out ------------------------------------------------------------

    def start(self) -> None:
        lodging = self.definition.lodging
        self.front.append(_dot(TRUNK, 22))
        self.words(lodging.label, RAIL - 12, 300, size=16, is_bold=True)
        self.words(limit_from(self.definition, lodging), RAIL - 12, 300, fill=QUIET)
        self.y += 14

    def _branch(self, top: float, *, is_dashed: bool = False) -> None:
        """Draw the curve from the trunk to a box, and let the trunk reach as far as that."""
        dashes = {"stroke_dasharray": DASHES} if is_dashed else {}
        path = f"M{TRUNK:g} {top:g}q0 14 14 14h4"
        self.behind.append(
            element("path", d=path, fill="none", stroke=BRAND, stroke_width=3, **dashes)
        )
        self.trunk_ends = max(self.trunk_ends, top)

    def _box(self, top: float, *, fill: str, is_dashed: bool = False) -> None:
        dashes = {"stroke_dasharray": DASHES} if is_dashed else {}
        box = element(
            "rect",
            x=36,
            y=top,
            width=316,
            height=round(self.y - top, 1),
            rx=8,
            fill=fill,
            stroke=QUIET if is_dashed else RULE,
            **dashes,
        )
        self.behind.append(box)

    def elsewhere(self, what: str, channels: Collection[str]) -> None:
        self._aside(what, "Goes to another process:", channels)

    def beyond(self, where: str) -> None:
        self._aside("Still unhappy at the end?", where, ())

    def _aside(self, heading: str, said: str, listed: Collection[str]) -> None:
        top = self.y
        self._branch(top + 6, is_dashed=True)
        self.y += 10
        self.words(heading, RAIL, 290, is_bold=True)
        self.words(said, RAIL, 290)
        for one in listed:
            self.words(f"→ {one}", RAIL, 290)
        self.y += 10
        self._box(top, fill=PAPER, is_dashed=True)
        self.y += 14

    # --- A track ---------------------------------------------------------------------------------

    def track(self, track: Track) -> None:
        top = self.y
        self._branch(top + 6)
        self.y += 10
        named = [matters(self.definition, route.id) for route in track.routes]
        for heading in named or ["Opened along the way"]:
            self.words(heading, RAIL, 290, is_bold=True)
        self.y += 10
        place = len(self.behind)
        above = ""
        for station in track.stations:
            for arrival in station.arrivals:
                self._arrive(arrival, above)
            self._station(station)
            above = station.stage.id
            if station.is_end:
                self._end()
        self.y += 2
        on_track, self.behind = self.behind[place:], self.behind[:place]
        self._box(top, fill=CANVAS)
        self.behind += on_track
        self.y += 14

    def _arrive(self, arrival: Arrival, above: str) -> None:
        """Draw a way into the next station: along the rail, or past others from further up."""
        top = self.y
        self.y += 6
        if arrival.source and arrival.source != above:
            source = self.definition.stage(arrival.source).label
            self.words(f"From ‘{source}’", CARD, INSIDE + 20, size=13, fill=QUIET)
        if arrival.label:
            self.words(arrival.label, CARD, INSIDE + 20, is_bold=True)
        self.words(upper(arrival.detail), CARD, INSIDE + 20, size=13)
        for criterion in arrival.criteria:
            self.words(f"◇ {criterion}", CARD + 4, INSIDE + 12, size=13)
        self.y += 10
        self._rail(arrival, top)

    def _rail(self, arrival: Arrival, top: float) -> None:
        is_firm = arrival.has_limit
        dashes = {} if is_firm else {"stroke_dasharray": DASHES}
        self.behind.append(_line(RAIL, top - 4, RAIL, self.y - 4, stroke=BRAND, **dashes))
        middle = (top + self.y) / 2
        if arrival.kind == "gate":
            points = f"M{RAIL:g} {middle - 13:g}l13 13l-13 13l-13 -13z"
            self.front.append(element("path", d=points, fill=PAPER, stroke=BRAND, stroke_width=3))
        else:
            arrow = f"M{RAIL - 6:g} {self.y - 10:g}h12l-6 9z"
            self.front.append(element("path", d=arrow, fill=BRAND))

    def _station(self, station: Station) -> None:
        top = self.y
        stage, is_here = station.stage, station.stage.id in self.at
        self.y += 10
        if is_here:
            self._here()
        self.words(stage.label, CARD + 12, INSIDE, size=15, is_bold=True)
        self.words(form_words(self.definition, stage), CARD + 12, INSIDE)
        self._seats(stage)
        for label in station.begun_by:
            self.words(f"‘{label}’ begins here", CARD + 12, INSIDE, fill=QUIET)
        self.y += 10
        height = round(self.y - top, 1)
        card = {"x": CARD, "y": top, "width": RIGHT - CARD, "height": height, "rx": 6}
        edge = {"stroke": BRAND, "stroke_width": 3} if is_here else {"stroke": RULE}
        self.behind.append(element("rect", fill=PAPER, **card, **edge))
        self.behind.append(_line(RAIL, top - 4, RAIL, self.y, stroke=BRAND))
        self.behind.append(_line(RAIL, top + 20, CARD, top + 20, stroke=BRAND))
        self.front.append(_dot(RAIL, top + 20, is_filled=is_here))
        self.y += 4

    def _here(self) -> None:
        pill = element("rect", x=CARD + 12, y=self.y, width=84, height=20, rx=10, fill=BRAND)
        words = text(
            "Here now",
            CARD + 54,
            self.y + 14.5,
            size=13,
            fill=PAPER,
            font_weight=700,
            text_anchor="middle",
        )
        self.front += [pill, words]
        self.y += 24

    def _seats(self, stage: Stage) -> None:
        panel = self.definition.by_id["panels"].get(stage.panel or "")
        if panel is None:
            return
        self.y += 6
        for index, kind in enumerate(_chairs(panel)):
            dashes = {"stroke_dasharray": "3 3"} if kind == "possible" else {}
            seat = {"cx": CARD + 22 + index * 24, "cy": self.y + 9, "r": 8}
            fill = BRAND if kind == "chair" else PAPER
            self.front.append(
                element("circle", fill=fill, stroke=BRAND, stroke_width=2, **seat, **dashes)
            )
        self.y += 22

    def _end(self) -> None:
        self.behind.append(_line(RAIL, self.y - 4, RAIL, self.y + 10, stroke=BRAND))
        self.front.append(_line(RAIL - 10, self.y + 10, RAIL + 10, self.y + 10, stroke=BRAND))
        self.y += 3
        self.words("The last step here", CARD, INSIDE, size=13, fill=QUIET)
        self.y += 10


def _chairs(panel: Panel) -> list[str]:
    """Return a seat for each person of a panel: its chair, those who must be there, those who may."""
    members = panel.members
    needed = len(panel.seats) + (members.at_least if members else 0)
    most = len(panel.seats) + (members.at_most or members.at_least if members else 0)
    seats = ["chair"] if panel.chair else []
    return (seats + ["needed"] * needed + ["possible"] * (most - needed))[:10]


def _line(x: float, y: float, to_x: float, to_y: float, **how: str) -> str:
    return element("line", x1=x, y1=y, x2=to_x, y2=to_y, stroke_width=4, **how)


def _dot(x: float, y: float, *, is_filled: bool = False) -> str:
    fill = BRAND if is_filled else PAPER
    return element("circle", cx=x, cy=y, r=9, fill=fill, stroke=BRAND, stroke_width=4)
