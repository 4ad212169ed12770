"""
In: a letter, and what its reader needs. Out: the paper it is put on, in the language of its words.
"""

from reconvene.post.letter import Letter
from reconvene.post.typeset.paper import Paper, Size


def paper_for(letter: Letter, *, size: Size = "ordinary", code: str = "") -> Paper:
    """
    Return the paper for a letter.

    Args:
        letter: What is put on it.
        size: "large" for large print.
        code: What it can be checked by, in words; may be empty.
    """
    tongue = letter.tongue
    return Paper(
        size=size,
        language=tongue.language,
        direction=tongue.direction,
        on=tongue.dated,
        page=tongue.page,
        code=code,
    )
