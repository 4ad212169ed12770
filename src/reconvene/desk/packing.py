"""
What a pack takes from below: the record with its proof, and the viewing copies of files.

In: a case as somebody sees it, and what was chosen. Out: values and bytes. Nothing here says how
anything is worded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from reconvene.core.access.showing import without_contact
from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold, procedure_of
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record.event import Event
from reconvene.core.record.papers import Looked
from reconvene.desk.bringing import GivenOut, Kept, given_out, papers_of
from reconvene.desk.look import Look
from reconvene.desk.reaching import scope_of
from reconvene.desk.redacting import read_through, tells_where
from reconvene.library.procedure_files import procedure
from reconvene.scope.within import within
from reconvene.witness.exporting import lines_of_case, proof_of
from reconvene.witness.verifier import read_log


@dataclass(frozen=True, slots=True)
class AsItWas:
    """
    A case as it was up to an entry: what a pack tells of, however the case went on.

    `known` is the case as it is now, by which it is told where somebody can be reached: what became
    known since is left out too.
    """

    case: Case
    events: tuple[Event, ...]
    known: Case


@dataclass(frozen=True, slots=True)
class Proof:
    """That a case was witnessed: its place in the log, and the signed checkpoint; may be empty."""

    witnessed: str = ""
    checkpoint: str = ""


def as_it_was(look: Look, upto: int) -> AsItWas:
    """Return a case with its first entries alone, which do not say how the family is reached."""
    events = look.whole.events[:upto]
    case = fold(procedure(procedure_of(events) or ""), events)
    return AsItWas(case, tuple(map(without_contact, events)), look.whole.case)


def newest_proof(case_id: str, upto: int) -> Proof:
    """
    Return that the newest checkpoint saw a case, no further than an entry; nothing where none did.

    Raises:
        witness.verifier.Refused: The log does not hold together.
    """
    folder = settings.WITNESS
    newest = max(folder.glob("*.checkpoint"), default=None) if folder else None
    if folder is None or newest is None:
        return Proof()
    log = read_log(folder)
    seen = log.cases.get(case_id)
    if seen is None or seen.number > upto:
        return Proof()
    return Proof(proof_of(log, case_id), newest.read_text("utf-8"))


def record_of(look: Look, upto: int, proof: str) -> bytes:
    """Return the record of a case without its contents, as a stranger can check it."""
    with within(scope_of(look.person, look.context.today)) as cursor:
        lines = list(lines_of_case(cursor, look.case_id, upto, proof))
    return "".join(f"{line}\n" for line in lines).encode()


def files_kept(look: Look, was: AsItWas, *, now: datetime) -> dict[int, Kept]:
    """Return every file of a case by the entry that put it, or a redacted version, on the record."""
    kept = papers_of(look, now=now)
    case = was.case
    entries = {one.number: paper for paper, one in case.papers.items()}
    entries |= {one.number: paper for paper, one in case.redactions.items()}
    return {entry: kept[paper] for entry, paper in entries.items() if paper in kept}


def file_looked_through(
    look: Look, entry: int, kept: Kept | None, *, now: datetime
) -> Looked | Refused:
    """Return what of a file a machine could look through; or why it cannot be in a pack."""
    through = read_through(look, kept, now=now)
    if through is None:
        return Refused(Ground.NOT_LOOKED_THROUGH, LAW, {"entry": entry})
    for number, page in enumerate(through.pages, start=1):
        if tells_where(look.whole.case, (), page):
            return Refused(Ground.NOT_TAKEN_OUT, LAW, {"entry": entry, "reached": number})
    return "words" if through.is_whole else "pictures"


def view_of(look: Look, kept: Kept, *, now: datetime) -> GivenOut:
    """Return the bytes of a viewing copy; faults are those of `given_out`."""
    return given_out(look.person, look.case_id, kept.paper, view=True, now=now)


def bytes_of_view(look: Look, kept: Kept, *, now: datetime) -> Iterator[bytes]:
    """Yield the bytes of a viewing copy, asked for only as they are taken."""
    yield from view_of(look, kept, now=now)
