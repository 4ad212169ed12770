"""
In: what a letter has to state of a content, and its words. Out: its section, and what it leaves unsaid.
"""

from reconvene.core.letters.draft import Said
from reconvene.core.letters.statements import Statement, statements
from reconvene.post.letter import Section
from reconvene.post.wording.filling import filled
from reconvene.post.wording.known import around
from reconvene.post.wording.saying import folded, shown
from reconvene.post.wording.shape import Reader, Wording


def section_of(said: Said, wording: Wording, reader: Reader) -> Section:
    """
    Return what a letter says of a content, in words; without blocks where there is nothing to say.

    Raises:
        WordsLackFact: Words name a fact that is not known here.
    """
    content = wording.contents[said.content]
    found = [*filled(content.passages, around(said, wording, reader), reader)]
    return Section(
        said.content,
        content.heading.to(reader),
        tuple(one.block for one in found),
        tuple(stated for one in found for stated in one.stated),
    )


def unsaid(said: Said, section: Section) -> tuple[Statement, ...]:
    """
    Return what a section should state and does not, in the order of the facts; empty for a whole one.

    A statement is made by a passage of its name in which everything stands that it has to show, and
    each by one of its own: what is said of one point does for no other.
    """
    left = [(one.name, folded(one.words)) for one in section.stated]
    silent = []
    for statement in sorted(statements(said), key=lambda one: -len(one.shows)):
        made = next((one for one in left if _makes(one, statement)), None)
        if made is None:
            silent.append(statement)
        else:
            left.remove(made)
    return tuple(one for one in statements(said) if one in silent)


def _makes(stated: tuple[str, str], statement: Statement) -> bool:
    name, words = stated
    return name == statement.name and all(shown(value) in words for value in statement.shows)
