"""
Who looked, as a witness keeps it: how many looks each reader has had, and the link of the newest.

In: the access log, and the folder of a log of the record. Out: lines for a log in the folder "looks"
in it, or what differs from what that has seen. It has the form of the record's own, so the same
verifier checks it: a reader stands in it as a case does, and has a line for each checkpoint before
which they looked at something.

    reader 0 opening        a reader is new
    reader n count link     the nth such checkpoint: how many looks, in 8 bytes, and the newest link

What binds looks together is made without a key, so whoever owns the database can make it anew: only
what was kept elsewhere tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from reconvene.access_log.verifying import Newest, link_of, newest
from reconvene.witness.checkpointing import add
from reconvene.witness.verifier import Checkpoint, Log, digest, read_log

_COUNT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Rewritten:
    """
    That looks of a reader are not those that were witnessed: the first may be number `since`.

    `is_older` says that the newest are missing and nothing else differs, as in an older copy in
    which nobody has looked yet.
    """

    reader: str
    since: int
    is_older: bool

    def __str__(self) -> str:
        return f"looks of {self.reader}: changed or missing, from number {self.since} on"


@dataclass(frozen=True, slots=True)
class Looks:
    """What differs, in order of reader; and the lines the log lacks, sound only if nothing does."""

    differences: tuple[Rewritten, ...]
    lines: tuple[str, ...]


def beside(folder: Path) -> Path:
    """Return where the log of who looked lies: within the folder of the record's."""
    return folder / "looks"


def checkpoint_looks(
    folder: Path, key: Path, *, now: datetime, after: Path | None = None
) -> Checkpoint:
    """
    Return the checkpoint that was added to the log of who looked, beside that of the record.

    Raises:
        HistoryDiffers: The access log is behind what was witnessed, or different.
        Refused, SigningKeyUnusable: As for the record.
    """
    before = beside(after) if after and beside(after).exists() else None
    there = beside(folder)
    there.parent.mkdir(parents=True, exist_ok=True)
    return add(there, key, partial(_compared, folder=there), now=now, after=before)


def looks_differing(folder: Path) -> tuple[Rewritten, ...]:
    """
    Return how the access log differs from what was witnessed of it; empty where in nothing.

    Raises:
        Refused: There is no log of who looked beside that of the record, or it does not hold
            together.
    """
    there = beside(folder)
    return _compared(read_log(there), there).differences


def _compared(log: Log, folder: Path) -> Looks:
    witnessed, now = _witnessed(folder), {one.reader: one for one in newest()}
    differing = (_first_difference(seen) for seen in witnessed.values())
    lines = (_lines(one, witnessed.get(one.reader, []), log) for one in now.values())
    return Looks(
        tuple(one for one in differing if one),
        tuple(line for each in lines for line in each),
    )


def _witnessed(folder: Path) -> dict[str, list[Newest]]:
    """Return what the log has seen of each reader, the earliest first."""
    found: dict[str, list[Newest]] = {}
    for path in sorted(folder.glob("*.checkpoint")):
        for line in path.with_suffix(".entries").read_text("ascii").splitlines():
            reader, number, *codes = line.split(" ")
            seen = found.setdefault(reader, [])
            if number != "0":
                count, link = map(bytes.fromhex, codes)
                seen.append(Newest(reader, int.from_bytes(count, "big"), link))
    return found


def _first_difference(seen: list[Newest]) -> Rewritten | None:
    """Return that a reader's looks are not those that the log saw, and from where; None if they are."""
    last = seen[-1]
    if link_of(last.reader, last.number) == last.link:
        return None
    links = [link_of(one.reader, one.number) for one in seen]
    sound = [one.number for one, link in zip(seen, links, strict=True) if link == one.link]
    is_older = not any(links[len(sound) :])
    return Rewritten(last.reader, max(sound, default=0) + 1, is_older)


def _lines(one: Newest, seen: list[Newest], log: Log) -> Iterator[str]:
    if not seen:
        yield f"{one.reader} 0 {digest(b'reader/1', one.reader.encode()).hex()}"
    if not seen or one.number > seen[-1].number:
        number = log.cases[one.reader].number + 1 if one.reader in log.cases else 1
        count = one.number.to_bytes(_COUNT_BYTES, "big").hex()
        yield f"{one.reader} {number} {count} {one.link.hex()}"
