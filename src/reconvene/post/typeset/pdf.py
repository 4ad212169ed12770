"""
In: a letter and its paper. Out: a PDF that everybody can read and that still opens in years.

It is PDF/UA-1 and PDF/A-2a at once. The words go in as data, so none of them is taken for an
instruction of the typesetter's; and the same letter makes the same bytes on every machine and day.
"""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

from typst import Compiler, Fonts, TypstError

from reconvene.post.letter import Letter
from reconvene.post.typeset.fair_copy import fair_copy_of
from reconvene.post.typeset.fonts import FAMILIES, folder
from reconvene.post.typeset.glyphs import set_in_type
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.plain import plain

HERE = Path(__file__).parent

_one_at_a_time = Lock()  # the compiler is one for the process, and serves one caller at a time


def pdf_of(letter: Letter, paper: Paper) -> bytes:
    """
    Return a letter as a PDF of A4 pages.

    A sign that the type has no picture of is said by its name; `not_in_type` tells which.

    Raises:
        LetterUnfinished: The letter has a gap.
        TypeNotBuilt: The type is not in place.
    """
    try:
        return _compiled(letter, typst_inputs(letter, paper))
    except TypstError:  # too many days, addresses and numbers in one paragraph to keep each whole
        return _compiled(letter, typst_inputs(letter, paper, is_plain=True))


def _compiled(letter: Letter, data: dict[str, str]) -> bytes:
    at = datetime(*letter.on.timetuple()[:3], tzinfo=UTC)
    with _one_at_a_time:
        made = compiler().compile(
            format="pdf", pdf_standards=["a-2a", "ua-1"], sys_inputs=data, timestamp=at
        )
    return cast("bytes", made)  # a list of pages is made of pictures only


def typst_inputs(letter: Letter, paper: Paper, *, is_plain: bool = False) -> dict[str, str]:
    """
    Return what the template is given: one text of JSON, in plain ASCII.

    Args:
        letter: What it says.
        paper: What it is put on.
        is_plain: Whether days, addresses and numbers may be torn apart at the end of a line.
    """
    copy = fair_copy_of(letter, paper, lambda words: set_in_type(plain(words)))
    language, _, region = paper.language.partition("-")
    style = {
        "is_large": paper.is_large,
        "accent": paper.accent,
        "language": language,
        "region": region or None,
        "is_rtl": paper.is_rtl,
        "is_plain": is_plain,
        "page": set_in_type(plain(paper.page)),
        "fonts": FAMILIES,
    }
    return {"letter": json.dumps({"copy": copy, "style": style})}


@cache
def compiler() -> Compiler:
    """Return the typesetter of letters; one for the whole process."""
    return type_of_ours("letter.typ")


def type_of_ours(template: str) -> Compiler:
    """
    Return a typesetter of a template beside this module, with our type and no other.

    Raises:
        TypeNotBuilt: The type is not in place.
    """
    fonts = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder())]
    )
    return Compiler(
        str(HERE / template), root=str(HERE), font_paths=fonts, ignore_system_fonts=True
    )
