"""
What a page is drawn with, step by step: only what paints something comes over.

Gone are text that is not painted (as under a scan whose words were recognised), text of no opacity,
remarks, and marks that say what stands for something else. Text under something else, in the colour
of the paper or off its edge is painted, and comes over.
"""

from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Name, Operator, Stream, String

_KNOWN = set(
    """
    b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri S s SC sc
    SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
    """.split()
)
_SHOWS = {"Tj", "TJ", "'", '"'}
_FILLED, _STROKED = {0, 2, 4, 6}, {1, 2, 5, 6}
_NAMES = {
    "Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "sh": "/Shading",
    "scn": "/Pattern", "SCN": "/Pattern",
}  # fmt: skip
_NAMED_LAST = {"scn", "SCN"}
_DEEPEST = 200


class NoCopy(Exception):
    """Something in a file cannot be seen to be bare."""


@dataclass(frozen=True, slots=True)
class _State:
    """How text is painted, and how much of it shows through."""

    mode: int = 0
    filled: float = 1
    stroked: float = 1
    is_masked: bool = False

    @property
    def paints(self) -> bool:
        return (self.mode in _FILLED and self.filled > 0) or (
            self.mode in _STROKED and self.stroked > 0
        )


def painted(drawn: Any, resources: Any) -> tuple[bytes, set[tuple[str, str]]]:
    """
    Return the steps that paint, written anew, and what they name: ("/Font", "/F1"), …

    Raises:
        NoCopy: A step cannot be told for sure.
    """
    painting = _Painting(resources)
    for step in pikepdf.parse_content_stream(drawn):
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            _demand_bare(step)
            painting.kept.append(step)
        elif str(step.operator) in _KNOWN:
            painting.go_on(step, str(step.operator), list(step.operands))
    return pikepdf.unparse_content_stream(painting.kept), painting.used


class _Painting:
    """How far a page is drawn."""

    def __init__(self, resources: Any) -> None:
        self.kept: list[Any] = []
        self.used: set[tuple[str, str]] = set()
        self._resources = resources
        self._state = _State()
        self._before: list[_State] = []

    def go_on(self, step: Any, operator: str, operands: list[Any]) -> None:
        """Take one step, and keep it where it paints or leads to what does."""
        if operator in _SHOWS:
            self._show(step, operator, operands)
            return
        if any(isinstance(one, String) for one in operands):
            raise NoCopy
        if operator == "Do" and not self._is_shown(self._found("/XObject", operands[0])):
            return
        self._change(operator, operands)
        if operator in _NAMES:
            self.used.add((_NAMES[operator], str(operands[-1 if operator in _NAMED_LAST else 0])))
        self.kept.append(step)

    def _show(self, step: Any, operator: str, operands: list[Any]) -> None:
        if self._state.is_masked:
            raise NoCopy
        self.kept += [step] if self._state.paints else _moves_on(operator, operands)

    def _change(self, operator: str, operands: list[Any]) -> None:
        if operator == "q":
            self._before.append(self._state)
            if len(self._before) > _DEEPEST:
                raise NoCopy
        elif operator == "Q" and self._before:
            self._state = self._before.pop()
        elif operator == "Tr":
            self._state = replace(self._state, mode=int(operands[0]))
        elif operator == "gs":
            self._state = _as_told(self._state, self._found("/ExtGState", operands[0]))

    def _is_shown(self, thing: Any) -> bool:
        """Tell whether a picture or a form shows, where it does not go by what came before it."""
        if not isinstance(thing, Stream):
            return False
        now = self._state
        if thing.get("/Subtype") != Name.Form:
            return now.filled > 0
        if not (now.paints and now.filled and now.stroked and not now.is_masked):
            raise NoCopy  # it takes over how text is painted, and may change it for a part
        return True

    def _found(self, sort: str, name: Any) -> Any:
        listed = self._resources.get(sort)
        return listed.get(name) if listed is not None else None


def _as_told(state: _State, told: Any) -> _State:
    if told is None:
        return state
    mask = told.get("/SMask")
    return replace(
        state,
        is_masked=state.is_masked if mask is None else not isinstance(mask, Name),
        filled=float(told.get("/ca", state.filled)),
        stroked=float(told.get("/CA", state.stroked)),
    )


def _moves_on(operator: str, operands: list[Any]) -> list[Any]:
    """Return what else a step does that shows text: it begins a line, and sets how wide words are."""
    instead = []
    if operator == '"':
        instead += [([operands[0]], Operator("Tw")), ([operands[1]], Operator("Tc"))]
    if operator in {"'", '"'}:
        instead.append(([], Operator("T*")))
    return instead


def _demand_bare(step: Any) -> None:
    filters = [str(one) for one in step.iimage.filters]
    if {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode"} & set(filters):
        raise NoCopy
