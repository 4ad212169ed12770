"""
The rows of papers: kept, named, put on the record, dropped, opened.

In: a case, whose scope is open, and a file on its way in. Out: what is kept of it. Each function
asks in the transaction that it is called in.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from reconvene.logs.events import Event
from reconvene.logs.telling import tell_once
from reconvene.papers import chunks
from reconvene.papers.chunks import Bytes, Which, Whose
from reconvene.papers.models import Paper
from reconvene.papers.quotas import NoRoom, demand_room
from reconvene.papers.spooled import SpooledFile
from reconvene.papers.state import State
from reconvene.people.ids import new_id
from reconvene.sealing import parts
from reconvene.sealing.destroying import load_keys
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import STORY, DataKey, Keyring

__all__ = ["Kept", "NoRoom", "NoSuchPaper", "NotOpen", "State"]


class NoSuchPaper(LookupError):
    """A case has no such paper, or not any more."""

    def __init__(self, *, paper: str) -> None:
        self.paper = paper
        super().__init__(
            f"The paper could not be found: the case has none with the id '{paper}'. It may have "
            "been forgotten since nobody put it on the record within a day. Bring it in again."
        )


class NotOpen(Exception):
    """A paper is not given out: it is not clear, or has no viewing copy."""

    def __init__(self, *, paper: str, state: State) -> None:
        self.paper = paper
        self.state = state
        super().__init__(
            f"Paper {paper} was not opened: it is {state}, or there is no such copy of it. "
            "Only what is clear is given out."
        )


@dataclass(frozen=True, slots=True)
class Words:
    """
    What is sealed of a paper beside its bytes.

    `state` is what was found of it. The same stands in its row, by which it is looked for; what
    counts is what is sealed. `view` is the digest of its viewing copy, empty where there is none.
    `why` is a code for why it is unreadable; `kind` and `pages` are what it was proven to be.
    """

    file: str
    sha256: str
    state: State
    view: str = ""
    why: str = ""
    kind: str = ""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A paper as it is kept.

    Attributes:
        paper: Its id.
        file: What it is called; safe for a page and a download.
        size: Bytes of the original.
        sha256: Of the original, in hexadecimal.
        brought_at: The instant it came in.
        brought_by: The id of whoever brought it.
        state: What is known of it.
        why: A code of `untrusted.kinds.Reason` where it is unreadable; else empty.
        kind: What it was proven to be ("pdf"); empty before.
        pages: Of a PDF or a scan; else None.
        is_on_record: Whether an entry of the case names it.
        view: The digest of its viewing copy, in hexadecimal; empty where there is none.
        view_size: Bytes of that; 0 where there is none.
    """

    paper: str
    file: str
    size: int
    sha256: str
    brought_at: datetime
    brought_by: str
    state: State
    why: str
    kind: str
    pages: int | None
    is_on_record: bool
    view: str
    view_size: int

    @property
    def has_view(self) -> bool:
        """Tell whether there is a viewing copy."""
        return bool(self.view)


def keep(case_id: str, file: SpooledFile, *, by: str, at: datetime) -> Kept:
    """
    Keep a file that was brought into a case: all of it, or nothing.

    Inside a transaction in which the case is held, so that two do not fill it together. Nobody
    opens it before it was looked at.

    Raises:
        NoRoom: It is more than is kept, or was refused on its way in; why, in words.
    """
    if file.refused:
        raise NoRoom(file.refused)
    with connection.cursor() as cursor:
        demand_room(cursor, case_id, file.size, by=by, at=at)
        key, paper = story_key(cursor, case_id), new_id()
        words = Words(str(file.name), file.sha256, State.BEING_CHECKED)
        row = Paper.objects.create(
            id=paper,
            case_id=case_id,
            sealed=seal_words(key, case_id, paper, words),
            size=file.size,
            brought_at=at,
            brought_by=by,
            state=State.BEING_CHECKED,
            due_at=at,
        )
        laid = chunks.lay(cursor, key, Whose(case_id, paper, Which.ORIGINAL), file.chunks())
    if (laid.size, laid.sha256) != (file.size, file.sha256):
        raise chunks.BytesBroken(paper=paper, found="it changed on its way in")
    return _kept(row, words)


def kept_of(case_id: str) -> dict[str, Kept]:
    """
    Return every paper of a case that opens by its id, oldest first; may be empty.

    One that does not open is told of and left out, and keeps nobody from the others.
    """
    rows = list(Paper.objects.filter(case_id=case_id).order_by("brought_at", "id"))
    if not rows:
        return {}
    with connection.cursor() as cursor:
        keys = load_keys(cursor, case_id)
    found = {}
    for row in rows:
        try:
            found[row.id] = _kept(row, words_of(keys, row))
        except ValueError:  # every fault of opening is one
            tell_once(Event.SEAL_BROKEN, reason="paper", case=case_id)
    return found


def on_record(case_id: str, paper: str) -> None:
    """
    Note that an entry of the case names a paper, in the transaction that writes the entry.

    Raises:
        NoSuchPaper: There is none, so no entry may name it.
    """
    if not Paper.objects.filter(case_id=case_id, id=paper).update(is_on_record=True):
        raise NoSuchPaper(paper=paper)


def drop(case_id: str, paper: str) -> None:
    """
    Forget a paper that no entry names, with its bytes. Inside a transaction.

    Raises:
        NoSuchPaper: There is none that could be dropped.
    """
    if not Paper.objects.filter(case_id=case_id, id=paper, is_on_record=False).delete()[0]:
        raise NoSuchPaper(paper=paper)
    with connection.cursor() as cursor:
        chunks.clear_away(cursor, case_id, paper)


def opened(case_id: str, paper: str, *, view: bool) -> Iterator[bytes]:
    """
    Return the bytes of a paper that is clear, piece by piece; asked for as they are taken.

    Each piece is asked for in the scope that is open when it is taken, and only while the paper is
    clear.

    Raises:
        NoSuchPaper: There is none.
        NotOpen: It is not clear, or has no viewing copy.
        BytesBroken, NotOpened: As they are taken: they are not what was brought in. What was taken
            before is not to be used.
    """
    row = load(case_id, paper)
    with connection.cursor() as cursor:
        keys = load_keys(cursor, case_id)
    words = words_of(keys, row)
    if {words.state, row.state} != {State.CLEAR} or (view and not words.view):
        raise NotOpen(paper=paper, state=words.state)
    return chunks.read(keys, bytes_of(row, words, view=view), (State.CLEAR,))


def load(case_id: str, paper: str) -> Paper:
    """
    Return the row of a paper.

    Raises:
        NoSuchPaper: There is none.
    """
    row = Paper.objects.filter(case_id=case_id, id=paper).first()
    if row is None:
        raise NoSuchPaper(paper=paper)
    return row


def bytes_of(row: Paper, words: Words, *, view: bool = False) -> Bytes:
    """Return one of a paper's two sets of bytes, as it has to be."""
    if view:
        return Bytes(Whose(row.case_id, row.id, Which.VIEW), row.view_size, words.view)
    return Bytes(Whose(row.case_id, row.id, Which.ORIGINAL), row.size, words.sha256)


def story_key(cursor: CursorWrapper, case_id: str) -> DataKey:
    """Return the key that a case's papers are sealed under."""
    return load_keys(cursor, case_id).key_of(STORY)


def seal_words(key: DataKey, case_id: str, paper: str, words: Words) -> bytes:
    """Return what is said of a paper, sealed."""
    plain = json.dumps(asdict(words), separators=(",", ":")).encode()
    return parts.seal(key, plain, _bound_to(case_id, paper))


def words_of(keys: Keyring, row: Paper) -> Words:
    """
    Return what is said of a paper.

    Raises:
        NotOpened, PartUnreadable, KeyMissing: It is not what was sealed there.
    """
    said = Words(
        **json.loads(parts.unseal(keys, bytes(row.sealed), _bound_to(row.case_id, row.id)))
    )
    return replace(said, state=State(said.state))


def _bound_to(case_id: str, paper: str) -> bytes:
    return framed(b"paper-words/1", case_id.encode(), paper.encode())


def _kept(row: Paper, words: Words) -> Kept:
    return Kept(
        paper=row.id,
        file=words.file,
        size=row.size,
        sha256=words.sha256,
        brought_at=row.brought_at,
        brought_by=row.brought_by,
        state=words.state,
        why=words.why,
        kind=words.kind,
        pages=words.pages,
        is_on_record=row.is_on_record,
        view=words.view,
        view_size=row.view_size if words.view else 0,
    )


def drop_all(rows: Iterable[Paper]) -> int:
    """Forget papers that no entry names, and return how many were there still. In a transaction."""
    dropped = 0
    for row in rows:
        try:
            drop(row.case_id, row.id)
        except NoSuchPaper:  # somebody put it on the record, or dropped it, meanwhile
            continue
        dropped += 1
    return dropped
