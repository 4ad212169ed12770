"""Which letters the codes of a PDF's type stand for, and how wide each is; nothing where nobody can tell."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream, String

_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_BY_NAME = dict(
    zip(
        """
        space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright
        asterisk plus comma hyphen period slash zero one two three four five six seven eight nine
        colon semicolon less equal greater question at bracketleft backslash bracketright
        asciicircum underscore grave braceleft bar braceright asciitilde quoteleft quoteright
        quotedblleft quotedblright endash emdash bullet ellipsis sterling minus fi fl ff ffi ffl
        nbspace section copyright degree germandbls ae AE oe OE oslash Oslash lslash Lslash
        """.split(),
        [
            *" !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~", *"\u2018\u2019\u201c\u201d–—•…£-",
            "fi", "fl", "ff", "ffi", "ffl", *" §©°ßæÆœŒøØłŁ",
        ],
        strict=True,
    )
)  # fmt: skip
_MARKS = {
    "acute": "ACUTE", "grave": "GRAVE", "circumflex": "CIRCUMFLEX", "dieresis": "DIAERESIS",
    "tilde": "TILDE", "cedilla": "CEDILLA", "ring": "RING ABOVE", "caron": "CARON",
    "ogonek": "OGONEK", "macron": "MACRON", "breve": "BREVE", "dotaccent": "DOT ABOVE",
    "hungarumlaut": "DOUBLE ACUTE",
}  # fmt: skip
_MARKED = re.compile(rf"([A-Za-z])({'|'.join(_MARKS)})")
_NUMBERED = re.compile(r"(?:uni|u)([0-9A-F]{4,6})")
_MOST_OF_A_RANGE = 0x10000


class Letters:
    """One font: what its codes say and how far each moves on, in parts of its size."""

    def __init__(self, font: Any) -> None:
        self.is_wide = font.get("/Subtype") == Name.Type0
        self._is_split = not self.is_wide or str(font.get("/Encoding")).startswith("/Identity")
        self._said = dict(_told(font)) or ({} if self.is_wide else dict(_encoded(font)))
        self._widths, self._usual = _widths(font, is_wide=self.is_wide)

    def read(self, shown: bytes) -> Iterator[tuple[str | None, float, bool]]:
        """Yield each letter of a text as it is shown, None where nobody can tell which; its width; whether it is a space of one byte."""
        if not self._is_split:
            yield None, float(len(shown)), False
            return
        step = 2 if self.is_wide else 1
        for at in range(0, len(shown), step):
            code = int.from_bytes(shown[at : at + step], "big")
            width = self._widths.get(code, self._usual)
            yield self._said.get(code), width, step == 1 and code == ord(" ")


def _told(font: Any) -> Iterator[tuple[int, str]]:
    """Yield what a font itself says that its codes stand for."""
    told = font.get("/ToUnicode")
    if not isinstance(told, Stream):
        return
    for step in pikepdf.parse_content_stream(told):
        operands = list(step.operands)
        if step.operator == Operator("endbfchar"):
            for code, said in zip(operands[::2], operands[1::2], strict=False):
                yield _number(code), _text(said)
        elif step.operator == Operator("endbfrange"):
            for first, last, said in zip(
                operands[::3], operands[1::3], operands[2::3], strict=False
            ):
                yield from _range(_number(first), _number(last), said)


def _range(first: int, last: int, said: Any) -> Iterator[tuple[int, str]]:
    codes = range(first, min(last, first + _MOST_OF_A_RANGE) + 1)
    if isinstance(said, Array):
        yield from ((code, _text(one)) for code, one in zip(codes, said, strict=False))
        return
    start = _text(said)
    if start:
        yield from ((code, start[:-1] + chr(ord(start[-1]) + code - first)) for code in codes)


def _number(code: Any) -> int:
    return int.from_bytes(bytes(code), "big")


def _text(said: Any) -> str:
    return bytes(said).decode("utf-16-be", "replace") if isinstance(said, String) else ""


def _encoded(font: Any) -> Iterator[tuple[int, str]]:
    """Yield what the codes of a font of one byte stand for, by the way it says it is encoded."""
    if font.get("/Subtype") == Name.Type3 and not isinstance(font.get("/Encoding"), Dictionary):
        return
    encoding = font.get("/Encoding")
    base: Any = encoding
    changes: list[Any] = []
    if isinstance(encoding, Dictionary):
        base, changes = encoding.get("/BaseEncoding"), list(encoding.get("/Differences", ()))
    is_own = base is None and _has_own_signs(font)
    codec = _CODECS.get(str(base), "cp1252")
    for code in () if is_own else range(32, 256):
        with suppress(UnicodeDecodeError):
            yield code, bytes([code]).decode(codec)
    code = 0
    for one in changes:
        if isinstance(one, Name):
            said = _by_name(str(one)[1:])
            if said is not None:
                yield code, said
            code += 1
        else:
            code = int(one)


def _has_own_signs(font: Any) -> bool:
    """Tell whether a font has an order of its own, as one cut to a few letters has."""
    described = font.get("/FontDescriptor")
    flags = int(described.get("/Flags", 0)) if isinstance(described, Dictionary) else 0
    is_symbolic = bool(flags & 4)
    return is_symbolic or str(font.get("/BaseFont")) in {"/Symbol", "/ZapfDingbats"}


def _by_name(name: str) -> str | None:
    """Return what a sign is, by its name; None where nobody knows."""
    bare = name.partition(".")[0]
    if len(bare) == 1:
        return bare
    if found := _NUMBERED.fullmatch(bare):
        return chr(int(found[1], 16))
    if found := _MARKED.fullmatch(bare):
        size = "CAPITAL" if found[1].isupper() else "SMALL"
        with suppress(KeyError):
            return unicodedata.lookup(
                f"LATIN {size} LETTER {found[1].upper()} WITH {_MARKS[found[2]]}"
            )
    return _BY_NAME.get(bare)


def _widths(font: Any, *, is_wide: bool) -> tuple[dict[int, float], float]:
    """Return how wide each code is, and any other."""
    if is_wide:
        inner = font.DescendantFonts[0]
        found = dict(_wide(list(inner.get("/W", ()))))
        return found, float(inner.get("/DW", 1000)) / 1000
    scale = 0.001
    if font.get("/Subtype") == Name.Type3:
        scale = abs(float(font.FontMatrix[0]))
    first = int(font.get("/FirstChar", 0))
    told = font.get("/Widths", ())
    return {first + n: float(one) * scale for n, one in enumerate(told)}, 0.6


def _wide(told: list[Any]) -> Iterator[tuple[int, float]]:
    at = 0
    while at + 1 < len(told):
        first, then = int(told[at]), told[at + 1]
        if isinstance(then, Array):
            yield from ((first + n, float(one) / 1000) for n, one in enumerate(then))
            at += 2
        else:
            last = min(int(then), first + _MOST_OF_A_RANGE)
            yield from ((code, float(told[at + 2]) / 1000) for code in range(first, last + 1))
            at += 3
