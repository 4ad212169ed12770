"""Whether a database still holds what a log of its links has seen, and what has come since."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from reconvene.ledger.chain import BEFORE_THE_FIRST, link
from reconvene.ledger.erased import KIND as ERASED
from reconvene.witness.heads import Bound, Head, load_entries, load_heads
from reconvene.witness.verifier import Case, Log, opening_digest


class Fault(StrEnum):
    """How a case differs from the log. Published: a value is never renamed or used again."""

    GONE = "case-missing"
    RENAMED = "case-named-differently"
    BEHIND = "entry-missing"
    CHANGED = "entry-differs"


@dataclass(frozen=True, slots=True)
class Difference:
    """
    The first entry of a case that is not what the log saw; 0 is the case as a whole.

    `is_older` says that nothing but the end is missing, so that an older copy looks like this:
    what is there of the case is as the log saw it, and its head knows of no more. A case that was
    erased again in such a copy is as it was before.
    """

    case_id: str
    number: int
    fault: Fault
    is_older: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"case {self.case_id}, entry {self.number}: {self.fault}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, in order of case; and the lines the log lacks, sound only if nothing does."""

    differences: tuple[Difference, ...]
    lines: tuple[str, ...]


def gone_from(case_id: str) -> Difference:
    """Return that a case is missing as a whole."""
    return Difference(case_id, 0, Fault.GONE, is_older=True)


def cut_after(case_id: str, length: int) -> Difference:
    """Return that a case is what the log saw, up to an entry and no further."""
    return Difference(case_id, length + 1, Fault.BEHIND, is_older=True)


def compare(cursor: CursorWrapper, log: Log, folder: Path) -> Comparison:
    """Return how the database stands to the log in a folder. Each case that grew is read once."""
    heads = load_heads(cursor)
    known = {head.case for head in heads}
    gone = [gone_from(case) for case in log.cases if case not in known]
    found = [each for head in heads for each in _of_case(cursor, head, log, folder)]
    differences = [each for each in found if isinstance(each, Difference)]
    return Comparison(
        tuple(sorted(gone + differences, key=lambda each: each.case_id)),
        tuple(each for each in found if isinstance(each, str)),
    )


def _of_case(
    cursor: CursorWrapper, head: Head, log: Log, folder: Path
) -> Iterator[Difference | str]:
    opening = opening_digest(head.named)
    seen = log.cases.get(head.case)
    if seen is None:
        yield f"{head.case} 0 {opening.hex()}"
        seen = Case(opening)
    elif seen.opening != opening:
        yield Difference(head.case, 0, Fault.RENAMED)
    since = load_entries(cursor, head, seen.number) if head.length > seen.number else []
    if (head.length, head.link) == _end(seen, since) and head.entries == head.length:
        yield from map(_line, since)
    else:
        yield _first_difference(load_entries(cursor, head), _log_of(folder, head.case), head)


def _end(seen: Case, since: list[Bound]) -> tuple[int, bytes]:
    """Return how far the entries lead on from where the log has seen a case."""
    number, before = seen.number, seen.link
    for each in since:
        before = link(before, each.header, each.commitment)
        if (each.header.number, each.link) != (number + 1, before):
            break
        number += 1
    return number, before


def _line(entry: Bound) -> str:
    header = entry.header
    return f"{header.case} {header.number} {header.digest.hex()} {entry.commitment.hex()}"


def _log_of(folder: Path, case_id: str) -> list[str]:
    """Return the lines of one case in the log, without its opening."""
    files = (path.with_suffix(".entries") for path in sorted(folder.glob("*.checkpoint")))
    start = f"{case_id} "
    lines = (line for path in files for line in path.read_text("ascii").splitlines())
    return [line for line in lines if line.startswith(start)][1:]


def _first_difference(entries: list[Bound], logged: list[str], head: Head) -> Difference:
    """Return where a case that does not agree with the log first parts from it."""
    before = BEFORE_THE_FIRST
    for number, entry in enumerate(entries, start=1):
        before = link(before, entry.header, entry.commitment)
        is_as_logged = number > len(logged) or _line(entry) == logged[number - 1]
        if not is_as_logged and entry.link == before and _ends_erased(entries, head, number):
            return cut_after(head.case, number - 1)
        if entry.header.number != number or entry.link != before or not is_as_logged:
            is_missing = entry.header.number != number
            return Difference(head.case, number, Fault.BEHIND if is_missing else Fault.CHANGED)
    if (head.entries, head.length, head.link) == (len(entries), len(entries), before):
        return cut_after(head.case, len(entries))
    if len(entries) < max(len(logged), head.length):
        return Difference(head.case, len(entries) + 1, Fault.BEHIND)
    is_longer = head.entries > head.length
    return Difference(head.case, head.length + 1 if is_longer else 0, Fault.CHANGED)


def _ends_erased(entries: list[Bound], head: Head, number: int) -> bool:
    """
    Tell whether an entry is the last of a case, and says of all before it that they are erased.

    In a copy from before an erasure it is made anew, so it cannot be the one that the log saw. It
    brings nothing in place of what is missing: nobody can read anything of such a case.
    """
    *others, last = entries
    is_the_end = head.entries == head.length == last.header.number == number
    return (
        is_the_end
        and last.header.kind == ERASED
        and last.link == head.link
        and all(each.is_blank for each in others)
    )
