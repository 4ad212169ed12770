"""
Check a record of Reconvene, and the log of its links; only for --key it needs openssl.

    python verifier.py check FOLDER --kept FILE [--key KEY]
    python verifier.py verify FILE [--checkpoint FILE [--key KEY]]

`check` is for a witness: it refuses a log that is not the one it saw last, grown. `verify` is for
whoever was given a record. What is wrong first is said, with 1; see docs/explanation/proof.md.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser, RawTextHelpFormatter
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HEADER = "authority case number kind schema happened_on happened_at recorded_at actor role".split()
CASE = "authority case reference year serial opened_at".split()


class Refused(ValueError):
    """Something is not what was written. `case` and `number` say where, if it is in a case."""

    def __init__(self, what: str, case: str = "", number: int = 0) -> None:
        self.case, self.number = case, number
        place = f"case {case}, entry {number}: " if case else ""
        super().__init__(f"{place}{what}")


def framed(*fields: bytes) -> bytes:
    """Return the fields, each with its length before it in four bytes."""
    return b"".join(len(each).to_bytes(4, "big") + each for each in fields)


def digest(*fields: bytes) -> bytes:
    return sha256(framed(*fields)).digest()


def header_digest(entry: dict[str, Any]) -> bytes:
    """Return the digest of what stands in clear about an entry."""
    texts = (str(entry[name]).encode() for name in HEADER)
    codes = (bytes.fromhex(entry[name] or "") for name in ("request", "body"))
    return digest(b"header/1", *texts, *codes)


def opening_digest(case: dict[str, Any]) -> bytes:
    """Return the digest of what a case is called; the log knows it as its entry 0."""
    return digest(b"case/1", *(str(case[name]).encode() for name in CASE))


def link(before: bytes, header: bytes, commitment: bytes) -> bytes:
    return digest(b"link/1", before, header, commitment)


# The tree of RFC 6962, section 2.1.
def pair(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


@dataclass
class Tree:
    """A tree that only grows: of each full subtree no more than its top is kept."""

    size: int = 0
    tops: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        node, size = sha256(b"\0" + leaf).digest(), self.size
        while size & 1:
            node, size = pair(self.tops.pop(), node), size >> 1
        self.tops.append(node)
        self.size += 1

    def root(self) -> bytes:
        if not self.tops:
            return sha256(b"").digest()
        *left, node = self.tops
        for top in reversed(left):
            node = pair(top, node)
        return node


def root_above(node: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root above one leaf of so many, from what stands beside its way up."""
    if size == 1 and not path:
        return node
    if size < 2 or not path:
        raise Refused("a way up the tree has the wrong length")
    half, beside = 1 << (size - 1).bit_length() - 1, path[-1]
    if place < half:
        return pair(root_above(node, place, half, path[:-1]), beside)
    return pair(beside, root_above(node, place - half, size - half, path[:-1]))


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a message was signed (Ed25519; openssl on the PATH tells)."""
    with TemporaryDirectory() as folder:
        key = bytes.fromhex("302a300506032b6570032100") + public  # as openssl reads one
        files = {"key": key, "message": message, "signature": signature}
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in message"
        words = [*command.split(), "-sigfile", "signature"]
        return not subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode


@dataclass(frozen=True)
class Checkpoint:
    """What a log was at one time. `before` is the digest of the checkpoint before it."""

    text: str
    signatures: list[str]
    origin: str
    size: int
    root: bytes
    before: bytes
    cases: int
    heads: bytes
    at: str

    @classmethod
    def read(cls, path: Path) -> "Checkpoint":
        try:
            text, _, signed = path.read_text("utf-8").partition("\n\n")
            origin, size, root, before, cases, at = text.split("\n")
            (_, before), (_, count, heads), (_, at, _) = before.split(), cases.split(), at.split()
            found = b64decode(root), b64decode(before), int(count), b64decode(heads)
            return cls(f"{text}\n", signed.splitlines(), origin, int(size), *found, at)
        except ValueError as fault:
            raise Refused(f"{path.name} is no checkpoint: {fault}") from fault

    def demand_signature(self, key: str) -> None:
        """Raise Refused where it is not signed by a key ("name+id+base64")."""
        name, _, packed = key.split("+", 2)
        known = sha256(f"{name}\n".encode() + b64decode(packed)).digest()[:4]
        marks = [line.rpartition(" ") for line in self.signatures]
        mine = [b64decode(code) for start, _, code in marks if start == f"— {self.origin}"]
        mine = [mark[4:] for mark in mine if mark[:4] == known and name == self.origin]
        message = self.text.encode()
        if not any(is_signed(b64decode(packed)[1:], mark, message) for mark in mine):
            raise Refused(f"the checkpoint at size {self.size} is not signed with the key {key}")


@dataclass
class Case:
    opening: bytes
    number: int = 0
    link: bytes = b""


def head_leaf(case: str, head: Case) -> bytes:
    number = b"%d" % head.number
    return framed(b"head/1", case.encode(), head.opening, number, head.link)


@dataclass
class Log:
    """How far each case has come in the log, and every checkpoint, oldest first."""

    tree: Tree = field(default_factory=Tree)
    cases: dict[str, Case] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Add one line of a file of entries: "case 0 opening", or "case number header part"."""
        name, count, *codes = line.split(" ")
        number, head = int(count), self.cases.get(name)
        if number != (head.number + 1 if head else 0):
            raise Refused("the log has it twice, or not what goes before", name, number)
        if head is None:
            head = self.cases[name] = Case(bytes.fromhex(codes[0]))
        else:
            header, commitment = map(bytes.fromhex, codes)
            head.number, head.link = number, link(head.link, header, commitment)
        fields = name.encode(), b"%d" % number, head.link if number else head.opening
        self.tree.add(framed(b"entry/1", *fields))

    def heads(self) -> bytes:
        """Return the root of the tree of all cases, in order of their ids."""
        tree = Tree()
        for case in sorted(self.cases):
            tree.add(head_leaf(case, self.cases[case]))
        return tree.root()


def read_log(folder: Path, key: str = "", kept: str = "", tree: Tree | None = None) -> Log:
    """
    Return the log in a folder, checked; of heads the newest, or all since the text `kept`.

    Raises:
        Refused: It does not hold together, or is not what was seen before, grown.
    """
    log, is_new, paths = Log(tree or Tree()), not kept, sorted(folder.glob("*.checkpoint"))
    for path in paths:
        checkpoint = Checkpoint.read(path)
        for line in path.with_suffix(".entries").read_text("ascii").splitlines():
            log.take(line)
        if (log.tree.size, log.tree.root()) != (checkpoint.size, checkpoint.root):
            raise Refused(f"{path.name} was not made of these entries")
        told, is_asked = (checkpoint.cases, checkpoint.heads), kept or path == paths[-1]
        if is_new and is_asked and (len(log.cases), log.heads()) != told:
            raise Refused(f"{path.name} was not made of these cases")
        if is_new and key:
            checkpoint.demand_signature(key)
        is_new = is_new or checkpoint.text == kept
        log.checkpoints.append(checkpoint)
    for earlier, later in pairwise(log.checkpoints):
        if later.before != sha256(earlier.text.encode()).digest() or later.origin != earlier.origin:
            raise Refused(f"the checkpoint at size {later.size} does not follow the one before")
    if not is_new or not log.checkpoints:
        raise Refused("the log is empty, rewritten or cut: the checkpoint kept is not in it")
    return log


def verify(path: Path, checkpoint: Checkpoint | None) -> str:
    """Return in words what a record was found to be; Refused names the first bad entry."""
    cases, entries, witnessed, last = 0, 0, 0, ""
    with path.open(encoding="utf-8") as file:
        lines = map(json.loads, file)
        is_all = next(lines)["holds"] == "all"
        for name, lines_of_case in groupby(lines, key=itemgetter("case")):
            if name <= last:
                raise Refused("the case is here twice, or out of order", name)
            length, is_seen = verify_case(name, lines_of_case, checkpoint)
            if checkpoint and not is_seen and not is_all:
                raise Refused("the checkpoint does not know the case", name)
            cases, entries, witnessed, last = cases + 1, entries + length, witnessed + is_seen, name
    if checkpoint and is_all and witnessed != checkpoint.cases:
        raise Refused(f"{witnessed} of the checkpoint's {checkpoint.cases} cases are here")
    seen = f", as they were at {checkpoint.at}: {witnessed}" if checkpoint else ""
    return f"Sound. Entries: {entries}. Cases: {cases}{seen}."


def verify_case(
    name: str, lines: Iterator[dict[str, Any]], checkpoint: Checkpoint | None
) -> tuple[int, bool]:
    """Return how many entries a case has, and whether the checkpoint saw it."""
    head, is_seen = next(lines), False
    case, proof, kind, blank = Case(opening_digest(head)), head["witnessed"], "", 0
    for entry in lines:
        case.number += 1
        case.link = link(case.link, header_digest(entry), bytes.fromhex(entry["commitment"]))
        kind, blank = entry["kind"], blank + ("part" in entry)
        told = entry["authority"], entry["number"], entry["link"]
        if told != (head["authority"], case.number, case.link.hex()):
            raise Refused("it is not what was written, or not in its place", name, case.number)
        if checkpoint and proof and proof["number"] == case.number:
            node = sha256(b"\0" + head_leaf(name, case)).digest()
            path = [bytes.fromhex(beside) for beside in proof["path"]]
            if root_above(node, proof["place"], checkpoint.cases, path) != checkpoint.heads:
                raise Refused("it is not what the checkpoint saw", name, case.number)
            is_seen = True
    if blank != (kind == "record.erased") * (case.number - 1):
        raise Refused("contents are missing, and no erasure at its end says so", name, case.number)
    if (head["length"], head["link"]) != (case.number, case.link.hex()):
        raise Refused("the record ends here, and its head says otherwise", name, case.number)
    return case.number, is_seen


def check(folder: Path, kept: Path, key: str) -> str:
    """Return in words what a log was found to be, and keep its newest checkpoint."""
    log = read_log(folder, key, Checkpoint.read(kept).text if kept.exists() else "")
    newest = log.checkpoints[-1]
    fresh = kept.with_suffix(".new")
    fresh.write_text("\n".join([newest.text, *newest.signatures, ""]), "utf-8")
    fresh.replace(kept)
    return f"Sound. Lines: {newest.size}. Cases: {newest.cases}. As they were at {newest.at}."


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__, formatter_class=RawTextHelpFormatter)
    parser.add_argument("command", choices=["check", "verify"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--kept", type=Path, default=Path("kept"))
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--key", default="")
    asked = parser.parse_args(words)
    try:
        seen = Checkpoint.read(asked.checkpoint) if asked.checkpoint else None
        if seen and asked.key:
            seen.demand_signature(asked.key)
        is_log = asked.command == "check"
        said = check(asked.path, asked.kept, asked.key) if is_log else verify(asked.path, seen)
    except (OSError, ValueError, LookupError, TypeError, StopIteration) as fault:
        sys.stderr.write(f"Refused: {str(fault) or 'the file is empty'}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":  # pragma: no cover  a process of its own
    sys.exit(main(sys.argv[1:]))
