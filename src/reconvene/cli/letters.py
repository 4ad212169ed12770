"""`reconvene letters FILE --out FOLDER`: every letter of a procedure, as it would be posted."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from reconvene.cli.trouble import Trouble, definition_of, text_of
from reconvene.library.words.reading_age import reading_age
from reconvene.post.specimens import Specimen, specimens
from reconvene.post.typeset.fonts import TypeNotBuilt
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.typeset.word import word_of
from reconvene.post.wording.reading import (
    WordingFaulty,
    languages,
    read_wording,
    shipped_wording,
)
from reconvene.post.wording.saying import ENGLISH
from reconvene.post.wording.shape import Wording
from reconvene.stories.telling import OFFICE


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "letters", help="write every letter of a procedure, filled with made-up facts"
    )
    parser.add_argument("procedure", metavar="FILE", help="a definition, or a shipped reference")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="write the letters here")
    words = parser.add_mutually_exclusive_group()
    words.add_argument("--wording", metavar="FILE", help="words of your own for letters")
    words.add_argument("--language", choices=languages(), default="en", help="of our own words")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write each letter in every form, and print what it states and how easily it is read."""
    definition = definition_of(asked.procedure)
    wording = _wording(asked.wording, asked.language)
    made = [*specimens(definition, wording, OFFICE)]
    folder = Path(asked.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for specimen in made:
            for name, content in _files(specimen):
                (folder / name).write_bytes(content)
    except TypeNotBuilt as fault:
        raise Trouble(str(fault)) from fault
    except OSError as fault:
        raise Trouble(f"{folder} could not be written: {fault.strerror}.") from fault
    longest = max((len(one.rule.id) for one in made), default=0)
    print(f"{'letter':<{longest}}  to     states  reading age")
    for one in made:
        stated = sum(len(section.stated) for section in one.letter.sections)
        age = reading_age(one.letter.text) if wording.language == ENGLISH else "–"
        print(f"{one.rule.id:<{longest}}  {one.reader}  {stated:>6}  {age:>11}")
    print(f"Written: {len(made)} letters, each in four forms, in {folder}")
    return 0


def _files(specimen: Specimen) -> Iterator[tuple[str, bytes]]:
    """Yield each form of a letter with the name of its file."""
    name, letter = f"{specimen.rule.id}-{specimen.reader}", specimen.letter
    yield f"{name}.pdf", pdf_of(letter, paper_for(letter))
    yield f"{name}-large-print.pdf", pdf_of(letter, paper_for(letter, size="large"))
    yield f"{name}.docx", word_of(letter, paper_for(letter))
    yield f"{name}.txt", letter.text.encode()


def _wording(name: str | None, language: str) -> Wording:
    if name is None:
        return shipped_wording(language)
    try:
        return read_wording(text_of(name), name=name)
    except WordingFaulty as fault:
        raise Trouble(str(fault)) from fault
