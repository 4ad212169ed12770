"""
One entry of a record, in full: what it says, its details, who recorded it, what became of it.

In: a case as somebody sees it. Out: everything the page lays out, in words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from reconvene.core.casefile.corrections import put_right
from reconvene.core.conduct.redacting import NEVER_PUT_RIGHT
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.papers import PackMade
from reconvene.core.record.payload import Person
from reconvene.core.workdays import LONDON
from reconvene.desk.look import Look
from reconvene.library.words.plain import said_time
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.case.asking_where import HIDDEN, WHERE, AskWhere, ask_where
from reconvene.web.browse.case.entry_values import said
from reconvene.web.browse.case.entry_words import entry_label
from reconvene.web.browse.case.heading import stands
from reconvene.web.browse.case.recorded import Recorded, recorded
from reconvene.web.browse.links import act_link, case_link, letter_link, paper_link
from reconvene.web.browse.names import Names
from reconvene.web.components.addresses import address
from reconvene.web.components.wording import day

COPIES = frozenset({"copy", "translated"})
"""What holds a letter word for word."""


@dataclass(frozen=True, slots=True)
class Detail:
    """
    One thing an entry says: what it is called, its words, and its name in the record itself.

    Where it is several things, each with details of its own, they are `parts`, and there are no words.
    """

    label: str
    words: str
    machine: str = ""
    parts: tuple[tuple["Detail", ...], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything on the page of an entry."""

    reference: str
    family: str
    stands: str
    case_href: str
    entry: Recorded
    code: str
    details: tuple[Detail, ...]
    where: AskWhere | None
    letter_href: str
    paper_href: str
    pack_href: str
    correct_href: str
    earlier_href: str
    later_href: str


def _correct_href(look: Look, event: Event) -> str:
    """Return where an entry is put right; empty where that is not for whoever looks."""
    is_settled = event.kind in NEVER_PUT_RIGHT or event.kind == "entry.corrected"
    if is_settled or not look.may_correct(event.number):
        return ""
    return act_link(look.reference, "entry.corrected", str(event.number))


def entry_page(
    look: Look, colleagues: Mapping[str, str], number: int, *, is_where_shown: bool = False
) -> EntryPage | None:
    """
    Return what the page of an entry shows; None where the record has no such entry.

    Where somebody is stands on it only with `is_where_shown`.
    """
    event = next((event for event in look.events if event.number == number), None)
    if event is None:
        return None
    names = Names.of(look.case, look.events, colleagues)
    reference = look.reference
    by_number = {one.number: one for one in recorded(reference, look.events, names)}
    is_letter = isinstance(event.data, LetterSent)
    told = details(names, event)
    is_pack = isinstance(event.data, PackMade)
    files = {one.number for one in look.case.papers.values()}
    is_paper = number in files | {one.number for one in look.case.redactions.values()}
    return EntryPage(
        reference=reference,
        family=names.complainant,
        stands=stands(look.case),
        case_href=case_link(reference),
        entry=by_number[number],
        code=look.codes[number],
        details=(*_when(event), *(one if is_where_shown else hidden(one) for one in told)),
        where=None if is_where_shown else ask_where(look, names, event),
        letter_href=letter_link(reference, number) if is_letter else "",
        paper_href=paper_link(reference, number) if is_paper else "",
        pack_href=address("pack", reference=reference, entry=number) if is_pack else "",
        correct_href=_correct_href(look, event),
        earlier_href=by_number[number - 1].href if number - 1 in by_number else "",
        later_href=by_number[number + 1].href if number + 1 in by_number else "",
    )


def _when(event: Event) -> Iterator[Detail]:
    yield Detail("Happened on", day(event.happened_on))
    if event.happened_at:
        yield Detail("At", said_time(event.happened_at.astimezone(LONDON).time()))
    at = event.recorded_at.astimezone(LONDON)
    yield Detail("Recorded on", f"{day(at.date())} at {said_time(at.time())} {at:%Z}")
    yield Detail("Kind of entry", read_names("kind")[event.kind], event.kind)


def hidden(one: Detail) -> Detail:
    """Return a detail without where somebody is."""
    parts = tuple(tuple(hidden(part) for part in parts) for parts in one.parts)
    return replace(one, words=HIDDEN if one.machine in WHERE else one.words, parts=parts)


def details(names: Names, event: Event) -> tuple[Detail, ...]:
    """Return what an entry's payload says, field by field; what was left out is left out."""
    correction = event.data
    if not isinstance(correction, EntryCorrected) or correction.data is None:
        return tuple(_fields(names, event.data))
    told = tuple(_fields(names, msgspec.structs.replace(correction, data=None)))
    return (*told, *_instead(names, event, correction))


def _instead(names: Names, event: Event, correction: EntryCorrected) -> Iterator[Detail]:
    """Yield what a correction puts in the place of its entry, where that entry is to be seen."""
    before = names.corrected_by(event, correction.entry)
    if before is not None:
        holds = tuple(_fields(names, put_right(before, correction).data))
        yield Detail(entry_label("data"), "", "data", (holds,))


def _fields(
    names: Names, value: msgspec.Struct, of: str = "", within: str = ""
) -> Iterator[Detail]:
    """
    Yield what each field says, less an id of the record's own; `within` is the field it is in.

    The copy of a letter is left out: it has a page of its own.
    """
    for field in value.__struct_fields__:
        held = getattr(value, field)
        if field in COPIES:
            continue
        label = f"{of}{entry_label(field)}"
        if isinstance(held, msgspec.Struct) and not isinstance(held, Person):
            yield from _fields(names, held, f"{label}: ", field)
        elif _are_parts(held):
            parts = tuple(tuple(_fields(names, one, within=field)) for one in held)
            yield Detail(label, "", field, parts)
        elif field != "id" and (words := said(names, value, field, of=within)):
            yield Detail(label, words, field)


def _are_parts(value: Any) -> bool:
    """Tell whether a value is several things that each have details of their own."""
    return isinstance(value, tuple) and any(
        isinstance(one, msgspec.Struct) and not isinstance(one, Person) for one in value
    )
