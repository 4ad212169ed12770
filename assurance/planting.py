"""A copy of Reconvene in which every word that anybody wrote carries one that was planted.

In: how many cases. Out: a database, its log and whatever else a copy keeps, as after a day's work
that was broken off; and how many words were planted, proven by reading them back with the keys.
Only after Django was set up.
"""

import os
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
from django.core.management import call_command
from django.db import connections
from django.test import Client

from assurance.searching import MARK, planted_words
from reconvene.core.record.event import encode, payload
from reconvene.core.record.payload import Payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.opening import receive_complaint
from reconvene.ledger.history import load_batches
from reconvene.library.procedure_files import load_procedures
from reconvene.people.models import Authority, Person
from reconvene.web.models import KeptDraft
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step, complaint

SUPPORTER = Step(
    "ben", "Tue 22 Apr 2025", "supporter.named", {"name": "Gus of 12 Hollow Lane", "kind": "friend"}
)
NOTES = tuple(
    Step(
        "ben",
        "Tue 22 Apr 2025",
        "notice.given",
        {"notice": "tell-officer-received", "note": f"Rang again, {number}"},
    )
    for number in range(10)
)
LIFE = (SUPPORTER, *NOTES, *STEPS)
CHOSEN = ("finding", "result")  # may be more than one word, and are from a list
DRAFTS = 3


class Planter:
    """Plants words in what is said: the same ones wherever a case says the same again."""

    def __init__(self, staff: set[str]) -> None:
        self._staff = staff
        self._words = planted_words()
        self._given: dict[str, str] = {}
        self.count = 0

    def begin_case(self) -> None:
        self._given = {}

    def in_text(self, text: str) -> str:
        """Return a text with a word of its own planted in it."""
        if text not in self._given:
            self._given[text] = f"{text} {next(self._words)}"
            self.count += 1
        return self._given[text]

    def in_payload(self, kind: str, data: Payload) -> Payload:
        """Return a payload with words in every name and in all that is more than one word."""
        return payload(kind, self._in_plain(msgspec.to_builtins(data)))

    def _in_plain(self, plain: Any, name: str = "") -> Any:
        if isinstance(plain, dict):
            if plain.get("id") in self._staff:
                return plain
            return {key: self._in_plain(value, key) for key, value in plain.items()}
        if isinstance(plain, list | tuple):
            return [self._in_plain(one, name) for one in plain]
        if isinstance(plain, str) and name not in CHOSEN and (name == "name" or " " in plain):
            return self.in_text(plain)
        return plain


def plant(cases: int, beside: Path) -> int:
    """
    Take so many cases through their life, do a day's work, and return the words on their records.

    A back-up, and the record as a stranger may have it, are written to the folder `beside`.
    """
    load_procedures()
    desk = Desk.at()
    planter = Planter({person.id for person in desk.people.values()})
    for number in range(cases):
        planter.begin_case()
        _live(desk, planter, number)
    on_record = planter.count
    _type_drafts(desk.people["ben"], planter)
    call_command("rotate_keys", "--wait", "0", stdout=StringIO())
    call_command("rebuild", stdout=StringIO())
    call_command("backup", beside / "backup", stdout=StringIO())
    call_command("export_record", "--all", "--to", beside / "record", stdout=StringIO())
    _be_killed(desk, planter, cases)
    return on_record


def readable() -> int:
    """Return how many planted words can be read with the keys."""
    words = set()
    for authority in Authority.objects.all():
        for batch in load_batches(authority.slug):
            for event in (event for history in batch.histories for event in history.events):
                words |= set(_words_in(encode(event.data).decode()))
    return len(words)


def _live(desk: Desk, planter: Planter, number: int) -> None:
    first = complaint(desk.named["amina"])
    said = msgspec.structs.replace(
        first,
        safe_contact="12 Hollow Lane and never by telephone",
        interpreter="Polish, by telephone",
        adjustments="Large print, please",
        points=tuple(
            msgspec.structs.replace(one, wrong="The first page", evidence="A letter of ours")
            for one in first.points
        ),
    )
    data = planter.in_payload("complaint.received", said)
    assert isinstance(data, type(first))
    opened = receive_complaint(
        desk.people["ben"], data, happened_on=SUPPORTER.happened_on, key=f"{number}",
        now=SUPPORTER.now,
    )  # fmt: skip
    assert isinstance(opened, Receipt), opened
    for place, step in enumerate(LIFE):
        answer = record(
            desk.people[step.by],
            opened.case_id,
            step.kind,
            planter.in_payload(step.kind, step.data(desk.named)),
            happened_on=step.happened_on,
            key=f"{number}-{place}",
            now=step.now,
        )
        assert isinstance(answer, Receipt), (step, answer)


def _type_drafts(ben: Person, planter: Planter) -> None:
    """Begin complaints at the pages, and leave them; look at what there is, and for a name."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(ben)
    for number in range(DRAFTS):
        planter.begin_case()
        name, words = planter.in_text(f"Ewa {number}"), planter.in_text(f"What she said {number}")
        begun = client.post("/take-down/new/who", {"name": name, "capacity": "parent"})
        client.post("/take-down/new/points", {"words": words})
        assert begun.status_code == 302, begun.status_code
        for page in ("/", "/cases", f"/cases?name={name}", f"/nowhere/{words}"):
            client.get(page)
    assert KeptDraft.objects.count() >= DRAFTS


def _be_killed(desk: Desk, planter: Planter, number: int) -> None:
    """Let somebody be killed in the middle of a case."""
    connections.close_all()
    child = os.fork()
    if not child:
        planter.begin_case()
        _live(desk, planter, number)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def _words_in(text: str) -> Iterator[str]:
    for after in text.split(MARK)[1:]:
        yield after[:5]
