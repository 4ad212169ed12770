"""
What a pack is made of, part by part.

In: a case as it was, what was chosen. Out: names, bytes and their digests. The same choice of the same
entries makes the same bytes, so a pack is not kept: it is made again.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from reconvene.core.casefile.corrections import effective
from reconvene.core.reaching.whereabouts import somebody_told
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.papers import PackMade
from reconvene.desk import packing
from reconvene.desk.bringing import Kept
from reconvene.desk.look import Look
from reconvene.desk.packing import AsItWas
from reconvene.papers.untrusted.kinds import VIEWED_AS, Kind
from reconvene.post.typeset.listing import listing_pdf
from reconvene.web.acts.letter_files import FORMS, made
from reconvene.web.acts.letter_page import sent
from reconvene.web.acts.packs.lists import chronology, last_day, redaction_log
from reconvene.web.acts.packs.read_me import read_me
from reconvene.web.acts.packs.zipped import Inside
from reconvene.witness import verifier

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
VERIFIER = Path(verifier.__file__)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a pack, and its digest."""

    inside: Inside
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pack is made from: who asks, the case as it was, what was chosen, the files there are."""

    look: Look
    was: AsItWas
    data: PackMade
    kept: dict[int, Kept]
    now: datetime


def asked(look: Look, data: PackMade, *, now: datetime) -> Asked:
    """Return what a pack of these choices is made from."""
    was = packing.as_it_was(look, data.upto)
    return Asked(look, was, data, packing.files_kept(look, was, now=now), now)


def parts_of(it: Asked) -> tuple[Part, ...]:
    """Return every part of a pack but the manifest, by name."""
    found = [part for each in SECTIONS for part in each(it)]
    return tuple(sorted(found, key=lambda part: part.inside.name))


def _read_me(it: Asked) -> Iterator[Part]:
    yield _part("01-read-me.txt", read_me(it.look.reference, it.was, it.data).encode())


def _chronology(it: Asked) -> Iterator[Part]:
    yield _part("02-what-happened.pdf", listing_pdf(chronology(it.was, it.look.reference)))


def _letters(it: Asked) -> Iterator[Part]:
    tell = letters_that_tell(it.was, it.look)
    for event, data in letters_gone(it.was):
        if event.number in tell:
            continue
        for language in ("", *dict.fromkeys(data.also_in)):
            letter = sent(it.look, event.number, language)
            ending = f"-{language}" if language else ""
            name = f"03-letters/entry-{event.number:04}-{event.happened_on.isoformat()}{ending}.pdf"
            yield _part(name, made(it.look.reference, letter, FORMS["pdf"]))


def letters_gone(was: AsItWas) -> Iterator[tuple[Event, LetterSent]]:
    """Yield every letter that holds and has left, in order."""
    waiting = {one.sent for one in was.case.waiting_letters()}
    for event in effective(was.events):
        if isinstance(event.data, LetterSent) and event.number not in waiting:
            yield event, event.data


def letters_that_tell(was: AsItWas, look: Look) -> tuple[int, ...]:
    """Return the letters in which somebody can be found, by entry; they stay out."""
    return tuple(
        event.number
        for event, data in letters_gone(was)
        if any(
            somebody_told(was.known, sent(look, event.number, language).letter.text)
            for language in ("", *dict.fromkeys(data.also_in))
        )
    )


def _files(it: Asked) -> Iterator[Part]:
    for one in it.data.files:
        kept = it.kept[one.number]
        ending = ENDINGS[VIEWED_AS[Kind(kept.kind)]]
        redacted = {one.number for one in it.was.case.redactions.values()}
        which = "redacted" if one.number in redacted else "whole"
        name = f"04-files/entry-{one.number:04}-{which}.{ending}"
        yield Part(Inside(name, kept.view_size, _view(it, kept)), kept.view)


def _view(it: Asked, kept: Kept) -> Callable[[], Iterator[bytes]]:
    return lambda: packing.bytes_of_view(it.look, kept, now=it.now)


def _redactions(it: Asked) -> Iterator[Part]:
    log = redaction_log(it.was, it.look.reference)
    yield _part("05-what-was-taken-out.pdf", listing_pdf(log))


def _record(it: Asked) -> Iterator[Part]:
    record = packing.record_of(it.look, it.data.upto, it.data.proof)
    yield _part("06-record/record.jsonl", record)
    yield _part("06-record/verifier.py", VERIFIER.read_bytes())
    if it.data.checkpoint:
        yield _part("06-record/checkpoint.txt", it.data.checkpoint.encode())


SECTIONS: tuple[Callable[[Asked], Iterator[Part]], ...] = (
    _read_me,
    _chronology,
    _letters,
    _files,
    _redactions,
    _record,
)
"""Every section of a pack. Whatever else is to be in one, as a bundle for a panel, has its place here."""


def manifest(it: Asked, parts: tuple[Part, ...]) -> tuple[Part, Part]:
    """Return the manifest as data and as text; the first is what an entry keeps the digest of."""
    said = {
        "form": "reconvene-pack/1",
        "case": it.look.reference,
        "for": it.data.body,
        "entries": it.data.upto,
        "last_day": last_day(it.was).isoformat(),
        "parts": [
            {"name": part.inside.name, "size": part.inside.size, "sha256": part.sha256}
            for part in parts
        ],
        "left_out": [{"entry": one.number, "why": one.why} for one in it.data.left_out],
    }
    lines = [f"{part.sha256}  {part.inside.name}\n" for part in parts]
    data = json.dumps(said, ensure_ascii=True, sort_keys=True, indent=1)
    return _part("manifest.json", data.encode()), _part("manifest.txt", "".join(lines).encode())


def _part(name: str, content: bytes) -> Part:
    return Part(Inside(name, len(content), lambda: iter((content,))), sha256(content).hexdigest())
