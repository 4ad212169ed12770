"""Make docs/reference/letter-words.md from the facts that letters know, and what they must state."""

from collections.abc import Iterator, Mapping

from reconvene.core.letters.draft import Said
from reconvene.core.letters.samples import SAMPLES
from reconvene.core.letters.statements import statements
from reconvene.core.letters.vocabulary import Kind, Shape
from reconvene.core.procedure.letters import CONTENTS
from reconvene.post.wording.known import SHAPES

OPENING = """\
# What the words of letters can name, and what they have to state

Made by `make docs` from `src/reconvene/core/letters`.
[Word the letters](../how-to/word-the-letters.md) says how to put a letter in other words; this page is what to look up on the way.

Under each content of a letter stand the facts that its words can name, as `{held_on}`, or ask for, as `when: held_on`.
Then what they have to state, by the names that passages give in `states`.
A fact that is not known is empty: words can ask for it, and may not name it.
"""


def page() -> str:
    """Return the whole page."""
    return OPENING + "".join(_content(content) for content in sorted(CONTENTS))


def _content(content: str) -> str:
    named = "".join(f"- {line}\n" for line in _facts(SHAPES[content]))
    stated = ", ".join(f"`{name}`" for name in _stated(content))
    return (
        f"\n## {content}\n\n"
        f"It says {CONTENTS[content]}.\n\n{named}\nIt states, as its facts are: {stated}.\n"
    )


def _facts(shapes: Mapping[str, Shape], within: str = "") -> Iterator[str]:
    for name, shape in shapes.items():
        where = f", of each of `{within}`" if within else ""
        if isinstance(shape, Kind):
            yield f"`{name}`{where}: {shape.value}"
        elif isinstance(shape, tuple):
            yield f"`{name}`{where}: one of {', '.join(f'`{one}`' for one in shape)}"
        else:
            yield f"`{name}`{where}: a list"
            yield from _facts(shape, name)


def _stated(content: str) -> list[str]:
    found = (one for facts in SAMPLES[content] for one in statements(Said(content, facts)))
    return list(dict.fromkeys(one.name for one in found))
