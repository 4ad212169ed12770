"""
In: a wording. Out: every problem with it: what it names that there is not, what it fails to state.

That a wording can be used is found out when it is read, and not with the letter that needed it.
"""

from collections.abc import Iterator, Mapping
from string import Formatter

from reconvene.core.letters.draft import Said
from reconvene.core.letters.samples import SAMPLES
from reconvene.core.letters.vocabulary import Kind
from reconvene.core.procedure.problem import Path, Problem
from reconvene.post.wording.filling import Shapes, WordsLackFact
from reconvene.post.wording.known import FRAME, OPENING, SHAPES
from reconvene.post.wording.shape import READERS, Condition, Passage, Reader, Spoken, Wording
from reconvene.post.wording.stating import Failing, failings, section_of


def problems_of(wording: Wording) -> tuple[Problem, ...]:
    """Return all that is wrong with a wording, in its own order; empty for a sound one."""
    named = tuple(_names(wording))
    return named or tuple(_failures(wording))


def _names(wording: Wording) -> Iterator[Problem]:
    for part, shapes in FRAME.items():
        words = getattr(wording.frame, part)
        faults = [*_spoken(words, shapes, ("frame", part))]
        yield from faults
        for reader in () if faults else READERS:
            named = {name for _, name, _, _ in Formatter().parse(words.to(reader))}
            lacking = [name for name in shapes if name not in named]
            if lacking:
                message = f"this has to name {', '.join(lacking)}"
                yield Problem(code="letter-words", message=message, path=("frame", part, reader))
    for letter, words in wording.opening.items():
        yield from _spoken(words, OPENING, ("opening", letter))
    for right, words in wording.rights.items():
        yield from _spoken(words, {}, ("rights", right))
    for content, said in wording.contents.items():
        path = ("contents", content)
        yield from _spoken(said.heading, {}, (*path, "heading"))
        for number, passage in enumerate(said.passages):
            yield from _passage(passage, SHAPES[content], (*path, "passages", number))


def _passage(passage: Passage, shapes: Shapes, path: Path) -> Iterator[Problem]:
    if passage.each is not None:
        items = shapes.get(passage.each)
        if not isinstance(items, Mapping):
            yield _problem(f"'{passage.each}' is no list here", shapes, (*path, "each"))
            return
        around = {name: shape for name, shape in shapes.items() if name != passage.each}
        shapes = {**around, **items}  # gone through once: inside itself, it would be without end
    for condition in passage.when:
        yield from _condition(condition, shapes, (*path, "when"))
    if passage.say:
        yield from _spoken(passage.say, shapes, (*path, "say"))
    for name, inner in (("bullets", passage.bullets), ("passages", passage.passages)):
        for number, one in enumerate(inner):
            yield from _passage(one, shapes, (*path, name, number))


def _condition(condition: Condition, shapes: Shapes, path: Path) -> Iterator[Problem]:
    shape = shapes.get(condition.fact)
    if shape is None:
        yield _problem(f"there is no fact '{condition.fact}' here", shapes, path)
    elif condition.choice is not None and (
        not isinstance(shape, tuple) or condition.choice not in shape
    ):
        choices = (
            ", ".join(f"'{one}'" for one in shape) if isinstance(shape, tuple) else "no choices"
        )
        message = f"'{condition.fact}' is never '{condition.choice}': it has {choices}"
        yield Problem(code="letter-words", message=message, path=path)


def _spoken(words: Spoken, shapes: Shapes, path: Path) -> Iterator[Problem]:
    for reader in READERS:
        yield from _placeholders(words.to(reader), shapes, (*path, reader))


def _placeholders(words: str, shapes: Shapes, path: Path) -> Iterator[Problem]:
    try:
        parts = [*Formatter().parse(words)]
    except ValueError:
        message = "a brace is opened or closed alone; a fact stands in two: {held_on}"
        yield Problem(code="letter-words", message=message, path=path)
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        kind = shapes.get(name)
        if form or conversion or not isinstance(kind, Kind) or kind is Kind.YES:
            yield _problem(f"'{{{name}}}' is no fact that can be said here", shapes, path)


def _problem(message: str, shapes: Shapes, path: Path) -> Problem:
    known = ", ".join(shapes) or "no facts"
    return Problem(code="letter-words", message=f"{message}; there are: {known}", path=path)


def _failures(wording: Wording) -> Iterator[Problem]:
    """Yield what the words leave unsaid of made-up facts, each once."""
    found: dict[tuple[Path, str], Problem] = {}
    for content, samples in SAMPLES.items():
        for facts in samples:
            for reader in READERS:
                for problem in _failure(wording, Said(content, facts), reader):
                    found.setdefault((problem.path, problem.message), problem)
    yield from found.values()


def _failure(wording: Wording, said: Said, reader: Reader) -> Iterator[Problem]:
    path: Path = ("contents", said.content)
    try:
        section = section_of(said, wording, reader)
    except WordsLackFact as fault:
        yield Problem(code="letter-words", message=f"to {_whom(reader)}: {fault}", path=path)
        return
    for one in failings(said, section, wording):
        message = f"to {_whom(reader)} {_told(one)}"
        yield Problem(code="letter-words", message=message, path=path)


def _told(one: Failing) -> str:
    if one.is_left_out:
        shows = f" with {', '.join(map(str, one.shows))}" if one.shows else ""
        return f"nothing states '{one.name}'{shows}; a letter without it is not sent"
    if one.is_apart:
        return (
            f"'{one.name}' stands apart from what else is stated of the same item, or after what "
            "it has to come before; put all of it into one passage with `each`, in this order"
        )
    return f"'{one.name}' is stated where it is not so; let it stand only `when` it is"


def _whom(reader: Reader) -> str:
    return "a child" if reader == "child" else "an adult"
