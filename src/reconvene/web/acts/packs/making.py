"""
A pack as it goes on the record: what was chosen, held against the files, with every part's digest.

In: a case, a choice. Out: the same with everything filled; or why it cannot be made so.
"""

from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.versions import held_back
from reconvene.core.conduct.answer import Refused
from reconvene.core.record.papers import LeftOut, Packed, PackMade, PackPart
from reconvene.desk import packing
from reconvene.desk.look import Look
from reconvene.web.acts.packs.parts import (
    Part,
    asked,
    letters_gone,
    letters_that_tell,
    manifest,
    parts_of,
)
from reconvene.web.acts.packs.zipped import Inside


def made_up(look: Look, data: PackMade, *, now: datetime) -> PackMade | Refused:
    """Return a pack as it would go on the record now, with a digest of each part."""
    upto = len(look.whole.events)
    was = packing.as_it_was(look, upto)
    kept = packing.files_kept(look, was, now=now)
    files = []
    for one in data.files:
        looked = packing.file_looked_through(look, one.number, kept.get(one.number), now=now)
        if isinstance(looked, Refused):
            return looked
        files.append(Packed(number=one.number, looked=looked))
    tell = [LeftOut(number=one, why="whereabouts") for one in letters_that_tell(was, look)]
    proof = packing.newest_proof(look.case_id, upto)
    chosen = structs.replace(
        data,
        files=tuple(sorted(files, key=lambda one: one.number)),
        left_out=tuple(sorted((*data.left_out, *tell), key=lambda one: one.number)),
        upto=upto,
        proof=proof.witnessed,
        checkpoint=proof.checkpoint,
    )
    it = asked(look, chosen, now=now)
    parts = parts_of(it)
    return structs.replace(
        chosen,
        parts=tuple(
            PackPart(name=part.inside.name, size=part.inside.size, sha256=part.sha256)
            for part in parts
        ),
        manifest=manifest(it, parts)[0].sha256,
    )


@dataclass(frozen=True, slots=True)
class Again:
    """A pack that was made again: its files, and the names of those that came out otherwise."""

    files: tuple[Inside, ...]
    differing: tuple[str, ...]


def made_again(look: Look, data: PackMade, *, now: datetime) -> Again:
    """
    Return a pack as its entry has it, made once more.

    Where the program has other words by now, or it became known that something in it says where
    somebody is, a part comes out otherwise, and that is said. So is what may not go any more: a
    version that was sent back, a file or a letter whose entry was struck out.
    """
    it = asked(look, data, now=now)
    parts = parts_of(it)
    case = look.whole.case
    held = held_back(case, (one.number for one in data.files))
    tell = tuple(
        f"04-files, entry {one.number}"
        for one in data.files
        if one.number in held
        or not packing.file_looked_through(look, one.number, it.kept.get(one.number), now=now)
    )
    hold = {event.number for event in effective(look.whole.events)}
    struck = tuple(
        f"03-letters, entry {event.number}"
        for event, _ in letters_gone(it.was)
        if event.number not in hold
    )
    files = tuple(part.inside for part in (*parts, *manifest(it, parts)))
    return Again(files, (*_differing(data, parts), *tell, *struck))


def _differing(data: PackMade, parts: tuple[Part, ...]) -> tuple[str, ...]:
    before = {one.name: one.sha256 for one in data.parts}
    now = {part.inside.name: part.sha256 for part in parts}
    return tuple(sorted(name for name in before | now if before.get(name) != now.get(name)))
