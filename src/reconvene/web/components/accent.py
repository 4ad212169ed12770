"""
An authority's accent colour, of header, buttons and links alike, as a stylesheet of one line.

The colour is in the address, so the answer never changes and needs no inline style, which the
content policy forbids. A colour too pale for white words on it is refused.
"""

import re

from django.http import Http404, HttpRequest, HttpResponse

LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
GROUNDS = ("ffffff", "f6f4ef")  # links stand on paper and on the quiet boxes
WORN_BY = ("brand", "link", "link-hover")
ONE_YEAR = 60 * 60 * 24 * 365


def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """Return the stylesheet that puts an accent on every page, or say that there is none such."""
    if not is_readable(colour):
        message = f"#{colour} cannot be an accent: white words on it would be hard to read."
        raise Http404(message)
    rules = "".join(f"--govuk-{part}-colour:#{colour};" for part in WORN_BY)
    answer = HttpResponse(f":root{{{rules}}}\n", content_type="text/css")
    answer["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return answer


def is_readable(colour: str) -> bool:
    """Tell whether a colour is six hexadecimal figures, and its words and white on it can be read."""
    if not re.fullmatch("[0-9a-f]{6}", colour):
        return False
    return all(contrast(colour, ground) >= LEAST_CONTRAST for ground in GROUNDS)


def contrast(colour: str, other: str = "ffffff") -> float:
    """Return the contrast of two colours, from 1 (none) to 21 (black on white), as WCAG counts it."""
    paler, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (paler + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
