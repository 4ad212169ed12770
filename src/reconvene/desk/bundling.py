"""
What goes into a bundle of papers, and the bundle as one file for one person.

In: a case as somebody meets it. Out: what could be put in; or the bytes, made anew from what the
record keeps. Nothing is kept of them.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256

import msgspec

from reconvene.core.access.window import may_read, readers, reads_by_panel_alone
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.papers import Brought, Bundle
from reconvene.core.conduct.bundling import is_whole
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.papers import Bundled, BundleMade
from reconvene.desk.bringing import each_within
from reconvene.desk.letters_read import as_others_may_read
from reconvene.desk.look import Look
from reconvene.desk.proving import post_of
from reconvene.desk.reaching import scope_of
from reconvene.papers import keeping
from reconvene.papers.keeping import NoSuchPaper, NotOpen, State
from reconvene.papers.untrusted.assembling import NotAssembled, PartIn, Sort, assembled, sort_of
from reconvene.papers.untrusted.kinds import Kind
from reconvene.post.copying import copy_of
from reconvene.post.letter import Letter
from reconvene.post.typeset.binding import pages_of
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.writing import sent_letter
from reconvene.scope.within import within

__all__ = ["NotAssembled"]

KIND = "bundle.made"


class NotAsMade(Exception):
    """A bundle cannot be made anew as it was: a part is gone from the record, or takes other pages."""

    def __init__(self, *, entry: int) -> None:
        self.entry = entry
        super().__init__(
            f"The bundle of entry {entry} could not be made again: a part of it is no longer what it "
            "was, or no longer there. Make another bundle."
        )


@dataclass(frozen=True, slots=True)
class Possible:
    """
    What could be a part of a bundle: a letter on the record, or a file that is clear.

    `paper` is which of the papers that have to be considered it is, if any. `kind` is None of a
    letter. `has_view` where it is shown in the bundle itself; else a sheet stands in its place. `of`
    is the entry of the file it is a redacted version of; 0 of all others.
    """

    entry: int
    called: str
    on: date
    pages: int
    sha256: str
    size: int
    paper: str = ""
    kind: Kind | None = None
    has_view: bool = True
    of: int = 0


def possible_parts(look: Look) -> tuple[Possible, ...]:
    """
    Return everything that could be a part of a bundle, each in the order it came.

    First files, then their redacted versions, then letters.
    """
    every = {event.number for event in look.events}
    return (*_files(look), *_letters(look, every))


def known_parts(look: Look, data: BundleMade) -> dict[int, Possible]:
    """Return what each part of a bundle is now, by its entry; without what is gone."""
    wanted = {part.entry for part in data.parts}
    found = (*_files(look), *_letters(look, wanted))
    return {one.entry: one for one in found if one.entry in wanted}


def _files(look: Look) -> Iterator[Possible]:
    with within(scope_of(look.person, look.context.today)):
        kept = keeping.kept_of(look.case_id)
    for entry, brought, paper in _versions(look.case):
        found = kept.get(paper)
        if found is None or found.state is not State.CLEAR:
            continue
        kind = Kind(found.kind)
        is_shown = found.has_view and sort_of(kind) is not None
        yield Possible(
            entry=entry,
            called=brought.data.called,
            on=brought.on,
            pages=(found.pages or 1) if is_shown else 1,
            sha256=found.view if is_shown else "",
            size=found.view_size if is_shown else 0,
            paper=brought.data.kind,
            kind=kind,
            has_view=is_shown,
            of=brought.number if entry != brought.number else 0,
        )


def _versions(case: Case) -> Iterator[tuple[int, Brought, str]]:
    """Yield each file and each redacted version: its entry, the file it is of, and its bytes' id."""
    for paper, brought in case.papers.items():
        yield brought.number, brought, paper
    for paper, made in case.redactions.items():
        if made.is_agreed and made.data.of in case.papers:
            yield made.number, case.papers[made.data.of], paper


def _letters(look: Look, wanted: Container[int]) -> Iterator[Possible]:
    for event in effective(look.events):
        if event.number not in wanted or not isinstance(event.data, LetterSent):
            continue
        letter = _letter(look, event.number)
        if letter.gaps:
            continue
        made = _set(look, letter, event.number)
        yield Possible(
            entry=event.number,
            called=look.definition.letter(event.data.letter).label,
            on=event.happened_on,
            pages=pages_of(made),
            sha256=_digest(letter),
            size=len(made),
        )


def _letter(look: Look, entry: int) -> Letter:
    letter = sent_letter(look.definition, look.whole.events, entry, post_of(look))
    return as_others_may_read(look, entry, letter)


def _set(look: Look, letter: Letter, entry: int) -> bytes:
    code = f"{look.reference}, entry {entry}, code {look.codes[entry]}."
    return pdf_of(letter, paper_for(letter, code=code))


def _digest(letter: Letter) -> str:
    return sha256(msgspec.json.encode(copy_of(letter))).hexdigest()


def bundle_of(look: Look, entry: int) -> Bundle | None:
    """Return the bundle that an entry made, as somebody sees it; None for none."""
    return next((one for one in look.case.bundles if one.number == entry), None)


def may_take(look: Look, entry: int, at: datetime) -> bool:
    """Tell whether a bundle is there for somebody to be taken at an instant."""
    made = bundle_of(look, entry)
    return made is not None and bool(may_read(look.viewer, look.matter, made, at))


def reads_bundles_alone(look: Look) -> bool:
    """Tell whether somebody is here for a panel alone: its papers are theirs in the bundle, with their name."""
    return reads_by_panel_alone(look.viewer, look.matter)


def may_be_kept(look: Look, letter: int) -> bool:
    """
    Tell whether somebody may take a letter as a file.

    Whoever is here for a panel alone has letters in the bundle, with their name; what they recorded
    themselves, as who chairs it does, they have to print.
    """
    is_own = any(one.number == letter and one.actor == look.person.id for one in look.events)
    return is_own or not reads_bundles_alone(look)


def readers_of(look: Look, made: Bundle, at: datetime) -> dict[str, str]:
    """
    Return for whom else somebody may take a bundle at an instant, by id, with their names.

    They are those who sit on its panel and may read it then themselves; whoever reads for a panel
    alone takes their own.
    """
    if reads_bundles_alone(look):
        return {}
    state = look.case.panels.get(made.data.meets)
    seated = {one.person.id: one.person.name for one in state.appointed.values()} if state else {}
    there = readers(look.matter, made, at)
    return {person: name for person, name in seated.items() if person in there and name}


def is_there(look: Look, made: Bundle) -> bool:
    """Tell whether every part of a bundle is still on the record."""
    return is_whole(look.whole, made)


def parts_in_order(
    known: Mapping[int, Possible], data: BundleMade
) -> tuple[tuple[Bundled, Possible], ...]:
    """
    Return the parts of a bundle with what each is now.

    Raises:
        NotAsMade: One is gone, or is no longer what it was.
    """
    found = []
    for part in data.parts:
        now = known.get(part.entry)
        if now is None or (now.pages, now.sha256) != (part.pages, part.sha256):
            raise NotAsMade(entry=part.entry)
        found.append((part, now))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Setting:
    """What was set for one bundle, of its parts as they are now: its first pages, its sheets, its stamps."""

    known: Mapping[int, Possible]
    front: bytes
    sheets: Mapping[int, bytes]
    stamps: bytes
    title: str


def bundle_file(look: Look, made: Bundle, given: Setting) -> bytes:
    """
    Return a bundle as one file.

    Raises:
        NotAsMade: It would not be the bundle that was made.
        NotAssembled: It could not be put together.
    """
    front = PartIn("set", "What is in it", pages_of(given.front), len(given.front), [given.front])
    parts = parts_in_order(given.known, made.data)
    every = [front, *(_part_in(look, part, one, given) for part, one in parts)]
    if sum(one.pages for one in every) != made.data.pages or not is_there(look, made):
        raise NotAsMade(entry=made.number)
    try:
        return assembled(every, given.stamps, title=given.title)
    except (NoSuchPaper, NotOpen, ValueError) as gone:
        raise NotAsMade(entry=made.number) from gone


def _part_in(look: Look, part: Bundled, one: Possible, given: Setting) -> PartIn:
    if one.kind is None:
        letter = _letter(look, part.entry)
        made = _set(look, letter, part.entry)
        return _set_here(part, made, letter.tongue.language)
    sort = sort_of(one.kind)
    if not one.has_view or sort is None:
        return _set_here(part, given.sheets[part.entry], "en-GB")
    return PartIn(sort, part.called, part.pages, one.size, _bytes_of(look, part.entry))


def _set_here(part: Bundled, made: bytes, language: str) -> PartIn:
    sort: Sort = "set"
    return PartIn(sort, part.called, pages_of(made), len(made), [made], language)


def _bytes_of(look: Look, entry: int) -> Iterator[bytes]:
    """Yield the viewing copy of a file, each piece asked for in a scope of its own."""
    scope = partial(within, scope_of(look.person, look.context.today))
    paper = next(paper for number, _, paper in _versions(look.case) if number == entry)
    with scope():
        pieces = keeping.opened(look.case_id, paper, view=True)
    yield from each_within(scope, pieces)
