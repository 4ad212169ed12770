"""A disk as it may look after the power went: what was synced is on it, and some of the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
_ON_A_FILE = re.compile(
    r'\d+<((?:\\x[0-9a-f]{2})*)>(?:, "((?:\\x[0-9a-f]{2})*)", (\d+)(?:, (\d+))?|, (\d+))?'
)
_OF_A_NAME = re.compile(r'(?:AT_FDCWD<[^>]*>, )?"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the system. `data` is None for a length or a removal; see `change`."""

    name: str
    path: str
    offset: int = 0
    data: bytes | None = None


def calls(trace: str) -> Iterator[Call]:
    """Yield the calls of a trace (strace -y -xx, strings whole) that were made without a fault."""
    for line in trace.splitlines():
        found = _CALL.match(line)
        if found is None or found[3].startswith("-"):
            continue
        name, words = found[1], found[2]
        if name.startswith("unlink"):
            removed = _OF_A_NAME.match(words)
            assert removed is not None, line
            yield Call("unlink", _bytes(removed[1]).decode())
            continue
        place = _ON_A_FILE.match(words)
        assert place is not None, line
        hexes, data, _, offset, length = place.groups()
        path = _bytes(hexes).decode()
        if data is not None:
            yield Call(name, path, int(offset or 0), _bytes(data))
        else:
            yield Call(name, path, int(length or 0))


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))


@dataclass
class File:
    """What of a file is surely on the disk (None where there is no file), and what may be."""

    synced: bytes | None = None
    pending: list[Call] = field(default_factory=list)

    def take(self, call: Call) -> None:
        """Note a call; syncing makes everything before it sure."""
        if call.name in {"fsync", "fdatasync"}:
            self.synced, self.pending = self.after(self.pending), []
        else:
            self.pending.append(call)

    def after(self, reached: Sequence[Call]) -> bytes | None:
        """Return the file with these of the pending calls done."""
        content = self.synced
        for call in reached:
            content = change(content, call)
        return content


def change(content: bytes | None, call: Call) -> bytes | None:
    """Return a file after a call: written to, made as long as `offset` says, or removed."""
    if call.name == "unlink":
        return None
    content = content or b""
    if call.data is None:
        return content[: call.offset].ljust(call.offset, b"\0")
    end = call.offset + len(call.data)
    return content[: call.offset].ljust(call.offset, b"\0") + call.data + content[end:]


def _torn(pending: Sequence[Call]) -> Sequence[Call]:
    """Everything, of the last write only the first half."""
    *before, last = pending
    if last.data is None:
        return before
    return [*before, Call(last.name, last.path, last.offset, last.data[: len(last.data) // 2])]


def reached(pending: Sequence[Call], chance: Random) -> dict[str, Sequence[Call]]:
    """Return what of the pending calls may have reached the disk, by what one would call it."""
    if not pending:
        return {"nothing": ()}
    return {
        "nothing": (),
        "some": [call for call in pending if chance.random() < 0.5],
        "the last first": pending[len(pending) // 2 :],
        "the last torn": _torn(pending),
        "everything": pending,
    }
