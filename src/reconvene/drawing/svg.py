"""The few SVG elements that the drawings are made of, as text.

In: places, sizes, words. Out: elements. No style attributes: a page's policy forbids them.
"""

from collections.abc import Iterable
from html import escape

from reconvene.drawing.lettering import lines

INK = "#1c2321"
PAPER = "#ffffff"
CANVAS = "#f6f4ef"
BRAND = "#134e4a"
QUIET = "#4f5a57"
RULE = "#cdc8bd"
DASHES = "5 4"

Attribute = str | float | int


def element(name: str, *inner: str, **attributes: Attribute) -> str:
    """Return an element; an underscore in an attribute's name stands for a hyphen."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value), quote=True)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(inner)}</{name}>" if inner else f"<{name}{said}/>"


def _number(value: Attribute) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, *, size: float = 14, **attributes: Attribute) -> str:
    """Return one line of words with its baseline at y."""
    return element("text", escape(words), x=x, y=y, font_size=size, **attributes)


def block(
    words: str,
    x: float,
    y: float,
    most: float,
    *,
    size: float = 14,
    is_bold: bool = False,
    **attributes: Attribute,
) -> tuple[str, float]:
    """Return words broken into lines below y, and the y where the block ends."""
    weight: dict[str, Attribute] = {"font_weight": 700} if is_bold else {}
    leading = round(size * 1.3, 1)
    drawn = []
    for line in lines(words, most, size, is_bold=is_bold):
        drawn.append(text(line, x, round(y + size, 1), size=size, **weight, **attributes))
        y += leading
    return "".join(drawn), y


def drawing(
    name: str, title: str, sentences: Iterable[str], height: float, inner: Iterable[str]
) -> str:
    """
    Return a whole drawing, 360 wide, with its title and a description that says the same.

    `name` makes its ids; it must be the only one of its name on a page.
    """
    return element(
        "svg",
        element("title", escape(title), id=f"{name}-title"),
        element("desc", escape(" ".join(sentences)), id=f"{name}-desc"),
        *inner,
        xmlns="http://www.w3.org/2000/svg",
        class_="rc-drawing",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 360 {height:g}",
        width=360,
        height=height,
        font_family="Atkinson Hyperlegible Next, Noto Sans, Arial, sans-serif",
        fill=INK,
    )
