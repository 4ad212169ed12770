"""
In: how a letter is worded, its day, and what its reader needs. Out: the paper it is put on.
"""

from datetime import date

from reconvene.post.typeset.paper import Paper, Size
from reconvene.post.wording.saying import locale, said_day
from reconvene.post.wording.shape import Wording


def paper_for(wording: Wording, on: date, *, size: Size = "ordinary", code: str = "") -> Paper:
    """
    Return the paper for a letter in the language of its words.

    Args:
        wording: What it was written with.
        on: The letter's own day.
        size: "large" for large print.
        code: What it can be checked by, in words; may be empty.
    """
    return Paper(
        size=size,
        language=locale(wording).replace("_", "-"),
        direction=wording.direction,
        on=said_day(wording, on),
        page=wording.page,
        code=code,
    )
