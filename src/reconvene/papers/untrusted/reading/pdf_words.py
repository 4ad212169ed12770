"""
What the pages of a viewing copy say, and whether anything in them lies under something else.

A box drawn over words takes nothing out: whoever has the file reads them. So what was shown is held
against everything that is painted after it, the edges of the page and of what is cut out of it, and
the colour of what it stands on: the paper, or the last that was painted there, and of a picture
nobody knows. It is said too often rather than too seldom; pictures of pages pass.
"""

import json
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, BinaryIO, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from reconvene.papers.untrusted.reading.pdf import opened
from reconvene.papers.untrusted.reading.pdf_letters import Letters

_DEEPEST = 20
_LEEWAY = 1.0  # points by which one thing may lap over another
_THICK = 2.5  # points from which on a line hides what it crosses
_WORD_GAP = 150  # thousandths of the size, from which on a gap parts two words
_TELLS_APART = 0.08  # of each colour, from which on one shows on another
_FAINT = 0.5  # of the whole, under which nothing is said to show
_MOST_OF_A_LETTER = 300  # dots across a letter that is a picture
_SMALL = 0.05  # of a page, up to which pictures are taken for ornament
_KEPT = {"Tc": "apart", "Tw": "words_apart", "TL": "leading", "Ts": "rise"}
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_FILLED = {0, 2}
_PLAIN = {Name.DeviceGray, Name.DeviceRGB, Name.DeviceCMYK, Name.CalGray, Name.CalRGB}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float] | None
"""How much of red, green and blue; None where nobody can tell."""

_INK: Colour = (0, 0, 0)
_PAPER: Colour = (1, 1, 1)
_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """A part of a page, in points."""

    left: float
    low: float
    right: float
    high: float

    @property
    def size(self) -> float:
        return (self.right - self.left) * (self.high - self.low)

    def meets(self, other: "Box", by: float = _LEEWAY) -> bool:
        """Tell whether two lap over each other by more than so much."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.high, other.high) - max(self.low, other.low)
        return wide > by and tall > by

    def within(self, other: "Box") -> bool:
        """Tell whether it lies in another, but for a hundredth of it and some leeway."""
        wide = _LEEWAY * 2 + (self.right - self.left) / 100
        tall = _LEEWAY * 2 + (self.high - self.low) / 100
        return (
            self.left >= other.left - wide
            and self.right <= other.right + wide
            and self.low >= other.low - tall
            and self.high <= other.high + tall
        )

    def cut(self, other: "Box") -> "Box":
        left, low = max(self.left, other.left), max(self.low, other.low)
        return Box(
            left, low, max(left, min(self.right, other.right)), max(low, min(self.high, other.high))
        )


@dataclass(frozen=True, slots=True)
class _State:
    """How things are drawn at one place of a page."""

    matrix: Matrix
    clip: Box
    width: float = 1.0
    colour: Colour = _INK
    takes_ink: bool = False
    showing: float = 1.0
    mode: int = 0
    font: Letters | None = None
    size: float = 0.0
    apart: float = 0.0
    words_apart: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class Page:
    """What a page says, whether something lies under something, and whether all could be read."""

    text: list[str] = field(default_factory=list)
    lies_under: bool = False
    is_blind: bool = False
    shown: list[Box] = field(default_factory=list)
    painted: list[tuple[Box, Colour]] = field(default_factory=list)
    size: float = 1.0
    pictured: float = 0.0

    def paint(self, box: Box, colour: Colour) -> None:
        self.lies_under = self.lies_under or any(box.meets(one) for one in self.shown)
        self.painted.append((box, colour))

    def ground(self, box: Box) -> list[Colour]:
        """Return the colours on which something stands, so far as nothing hides them: the paper, or else."""
        found: list[Colour] = []
        by = min(_LEEWAY, (box.high - box.low) / 3)  # the line under a word is nothing it stands on
        for one, colour in reversed(self.painted):
            if box.meets(one, by):
                found.append(colour)
                if box.within(one):
                    return found
        return [*found, _PAPER]


def words_of(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Read a viewing copy through, page by page; its answer is a list of what each says."""
    said, under, blind, pictured = [], 0, 0, 0
    with opened(file) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            found = _page(page)
            said.append(" ".join(found.text))
            under = under or (number if found.lies_under else 0)
            blind = blind or (number if found.is_blind else 0)
            pictured = pictured or (number if found.pictured > _SMALL else 0)
    told = {"pages": len(said), "under": under, "blind": blind, "pictured": pictured}
    return told, json.dumps(said).encode()


def _page(page: pikepdf.Page) -> Page:
    found = Page()
    edges = Box(*_in_order([float(one) for one in page.mediabox])).cut(
        Box(*_in_order([float(one) for one in page.cropbox]))
    )
    if "/Contents" in page.obj:
        page.contents_coalesce()
        state = _State(_AS_IT_IS, edges)
        found.size = max(edges.size, 1.0)
        _Reading(found, page.obj.get("/Resources", Dictionary()), state, 0).read(page.obj.Contents)
    return found


def _in_order(corners: list[float]) -> tuple[float, float, float, float]:
    left, low, right, high = corners
    return min(left, right), min(low, high), max(left, right), max(low, high)


class _Reading:
    """Takes the steps by which a page, or a part of one, is drawn."""

    def __init__(self, page: Page, resources: Any, state: _State, depth: int) -> None:
        self.page, self.resources, self.state, self.depth = page, resources, state, depth
        self.before: list[_State] = []
        self.parts: list[list[tuple[float, float]]] = []
        self.cuts = False
        self.line = self.here = _AS_IT_IS

    def read(self, drawn: Any) -> None:
        for step in pikepdf.parse_content_stream(drawn):
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self.picture()
                continue
            self.go_on(str(step.operator), list(step.operands))

    def go_on(self, name: str, operands: list[Any]) -> None:
        """Take one step; any that is not named here changes nothing of what is asked."""
        numbers = [float(one) for one in operands if _is_number(one)]
        if name in _FILLS | _STROKES | {"n"}:
            self.paint(name)
        elif name in {"q", "Q", "cm", "w"}:
            self.set(name, numbers)
        elif name in {"W", "W*"}:
            self.cuts = True
        elif name in {"m", "l", "c", "v", "y", "re", "h"}:
            self.trace(name, numbers)
        elif name == "sh":
            self.page.paint(self.state.clip, None)
        elif name in {"Do", "Tf", "gs"}:
            self.use(name, operands)
        elif name in {"g", "rg", "k", "cs", "sc", "scn", "SCN"}:
            self.colour(name, operands, numbers)
        elif name.startswith("T") or name in {"BT", "'", '"'}:
            self.letter(name, operands, numbers)

    def set(self, name: str, numbers: list[float]) -> None:
        if name == "q":
            self.before.append(self.state)
        elif name == "cm":
            self.change(matrix=_times(_matrix(numbers), self.state.matrix))
        elif name == "w":
            self.change(width=numbers[0])
        elif self.before:
            self.state = self.before.pop()

    def change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    # What is painted.

    def trace(self, name: str, numbers: list[float]) -> None:
        if name == "re":
            x, y, wide, tall = numbers
            corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y)]
            self.parts.append([self.at(*one) for one in corners])
        elif name == "m":
            self.parts.append([self.at(*numbers)])
        elif name == "h":
            if self.parts:
                self.parts[-1].append(self.parts[-1][0])
        elif self.parts:
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            self.parts[-1] += [self.at(x, y) for x, y in pairs]

    def at(self, x: float, y: float) -> tuple[float, float]:
        return _moved(self.state.matrix, x, y)

    def paint(self, name: str) -> None:
        parts = [part for part in self.parts if part]
        if name in _FILLS:
            for part in parts:
                self.page.paint(_around(part).cut(self.state.clip), self.filling(part))
        thick = self.state.width * _scale(self.state.matrix)
        if name in _STROKES and thick >= _THICK:
            for part in parts:
                for first, then in pairwise(part):
                    line = _wider(_around([first, then]), thick / 2)
                    self.page.paint(line.cut(self.state.clip), None)
        if self.cuts and parts:
            whole = _around([point for part in parts for point in part])
            self.change(clip=self.state.clip.cut(whole))
        self.parts, self.cuts = [], False

    def filling(self, part: list[tuple[float, float]]) -> Colour:
        """Return in which colour an upright rectangle is filled whole; of any other shape none is sure."""
        box = _around(part)
        is_whole = set(part) == {
            (x, y) for x in (box.left, box.right) for y in (box.low, box.high)
        } and len(self.parts) == 1  # fmt: skip
        return self.state.colour if is_whole and self.state.showing == 1 else None

    def picture(self) -> None:
        """Take a picture: it covers what was there, and must itself be seen whole."""
        box = _around([self.at(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))])
        seen = box.cut(self.state.clip)
        self.page.paint(seen, None)
        self.page.pictured += seen.size / self.page.size
        self.page.shown.append(box)
        self.page.lies_under = self.page.lies_under or not box.within(self.state.clip)

    def use(self, name: str, operands: list[Any]) -> None:
        sort = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState"}[name]
        listed = self.resources.get(sort)
        thing = listed.get(operands[0]) if listed is not None else None
        if thing is None:
            return
        if name == "Tf":
            self.page.is_blind = self.page.is_blind or _draws_more(thing)
            self.change(font=Letters(thing), size=float(operands[1]))
        elif name == "gs":
            if isinstance(thing.get("/SMask"), Dictionary):
                self.page.lies_under = True
            told = [float(thing[one]) for one in ("/ca", "/CA") if one in thing]
            self.change(showing=min(told, default=self.state.showing))
            if "/Font" in thing:  # nobody here follows a font that comes by this way
                self.page.is_blind = True
        elif thing.get("/Subtype") == Name.Form:
            self.form(thing)
        else:
            if isinstance(thing.get("/SMask"), Stream) or isinstance(
                thing.get("/Mask"), Stream | Array
            ):
                self.page.lies_under = True
            self.picture()

    def form(self, thing: Any) -> None:
        if self.depth >= _DEEPEST:
            self.page.is_blind = True
            return
        matrix = _matrix([float(one) for one in thing.get("/Matrix", _AS_IT_IS)])
        matrix = _times(matrix, self.state.matrix)
        left, low, right, high = (float(one) for one in thing.BBox)
        corners = ((left, low), (right, low), (right, high), (left, high))
        clip = self.state.clip.cut(_around([_moved(matrix, x, y) for x, y in corners]))
        state = replace(self.state, matrix=matrix, clip=clip)
        resources = thing.get("/Resources", self.resources)
        _Reading(self.page, resources, state, self.depth + 1).read(thing)

    def colour(self, name: str, operands: list[Any], numbers: list[float]) -> None:
        if name == "cs":
            listed = self.resources.get("/ColorSpace")
            space = operands[0] if listed is None else listed.get(operands[0], operands[0])
            kind = space[0] if isinstance(space, Array) else space
            self.change(
                takes_ink=kind in (Name.Separation, Name.DeviceN, Name.DeviceCMYK),
                colour=_INK if kind in _PLAIN else None,
            )
        elif any(isinstance(one, Name) for one in operands):
            self.page.is_blind = self.page.is_blind or self._has_tiles(operands[-1])
            if name != "SCN":
                self.change(colour=None)
        elif numbers and name != "SCN":
            inked = len(numbers) == 4 or (name in {"sc", "scn"} and self.state.takes_ink)
            self.change(colour=_mixed(numbers, inked=inked))

    def _has_tiles(self, name: Any) -> bool:
        listed = self.resources.get("/Pattern")
        return listed is not None and isinstance(listed.get(name), Stream)

    # What is said.

    def letter(self, name: str, operands: list[Any], numbers: list[float]) -> None:
        if name == "Tr":
            self.change(mode=int(numbers[0]))
        elif name in _KEPT:
            self.change(**{_KEPT[name]: numbers[0]})
        elif name == "Tz":
            self.change(stretch=numbers[0] / 100)
        elif name in {"BT", "Tm"}:
            self.line = self.here = _matrix(numbers) if numbers else _AS_IT_IS
        elif name in {"Td", "TD"}:
            if name == "TD":
                self.change(leading=-numbers[1])
            self.begin_line(*numbers)
        elif name == "T*":
            self.begin_line(0, -self.state.leading)
        elif name in {"Tj", "TJ", "'", '"'}:
            self.say(name, operands, numbers)

    def say(self, name: str, operands: list[Any], numbers: list[float]) -> None:
        if name in {"'", '"'}:
            self.begin_line(0, -self.state.leading)
        if name == '"':
            self.change(words_apart=numbers[0], apart=numbers[1])
        self.show(list(operands[0]) if name == "TJ" else [operands[-1]])

    def begin_line(self, x: float, y: float) -> None:
        self.line = self.here = _times((1, 0, 0, 1, x, y), self.line)

    def show(self, pieces: list[Any]) -> None:
        state = self.state
        if state.font is None:
            self.page.is_blind = True
            return
        said, far = [], 0.0
        for piece in pieces:
            if not isinstance(piece, String):
                far -= float(piece) / 1000 * state.size * state.stretch
                said.append(" " if abs(float(piece)) > _WORD_GAP else "")
                continue
            for letter, width, is_space in state.font.read(bytes(piece)):
                self.page.is_blind = self.page.is_blind or letter is None
                said.append(letter or "\ufffd")
                apart = state.apart + (state.words_apart if is_space else 0)
                far += (width * state.size + apart) * state.stretch
        text = "".join(said)
        self.page.text.append(text)
        if text.strip():
            self.see(far)
        self.here = _times((1, 0, 0, 1, far, 0), self.here)

    def see(self, far: float) -> None:
        """Take note of where a text stands, and whether it shows where it stands."""
        state = self.state
        placed = _times(self.here, state.matrix)
        low, high = state.rise + 0.05 * state.size, state.rise + 0.5 * state.size
        box = _around([_moved(placed, x, y) for x in (0, far) for y in (low, high)])
        grounds = self.page.ground(box)
        shows = state.mode in _FILLED and state.showing >= _FAINT
        is_lost = not (box.within(state.clip) and shows and all(
            _tells_apart(state.colour, one) for one in grounds
        ))  # fmt: skip
        self.page.lies_under = self.page.lies_under or is_lost
        self.page.shown.append(box)


def _draws_more(font: Any) -> bool:
    """Tell whether the letters of a font are drawn with other words or pictures, which say more."""
    if font.get("/Subtype") != Name.Type3:
        return False
    return any(
        (
            isinstance(step, pikepdf.ContentStreamInlineImage)
            and step.iimage.width > _MOST_OF_A_LETTER
        )
        or str(getattr(step, "operator", "")) in {"Tj", "TJ", "'", '"', "Do"}
        for letter in font.CharProcs.values()
        for step in pikepdf.parse_content_stream(letter)
    )


def _mixed(numbers: list[float], *, inked: bool) -> Colour:
    """Return a colour from so many parts of light, or of ink."""
    if inked and len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return tuple((1 - one) * (1 - black) for one in (cyan, magenta, yellow))  # type: ignore[return-value]  # three
    if len(numbers) == 1:
        light = 1 - numbers[0] if inked else numbers[0]
        return light, light, light
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 and not inked else None


def _tells_apart(one: Colour, other: Colour) -> bool:
    """Tell whether one colour is seen on another; of what nobody knows nothing is."""
    if one is None or other is None:
        return False
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _TELLS_APART


def _is_number(one: Any) -> bool:
    return not isinstance(one, (pikepdf.Object, str, bytes, list))


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _moved(by: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def _scale(by: Matrix) -> float:
    return float(abs(by[0] * by[3] - by[1] * by[2]) ** 0.5)


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def _wider(box: Box, by: float) -> Box:
    return Box(box.left - by, box.low - by, box.right + by, box.high + by)
