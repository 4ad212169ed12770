"""What people said, in the database: unreadable without the keys, and nowhere but where it was."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from reconvene.core.record.event import Event, encode, payload
from reconvene.desk.answers import Receipt
from reconvene.ledger import guards
from reconvene.ledger.history import load
from reconvene.ledger.migrations._in_clear import EntryChanged, seal_what_is_in_clear
from reconvene.ledger.sealing import KEY_OF_ENTRY, place_of, unseal
from reconvene.ledger.verifying import Fault, verify
from reconvene.sealing import keyring
from reconvene.sealing import keys as key_service
from reconvene.sealing.cipher import NotOpened
from reconvene.sealing.key_file import KeyFile
from reconvene.sealing.key_store import make
from reconvene.sealing.key_store import read as read_keys
from reconvene.sealing.keyring import ID_LENGTH, STORY, DataKey, KeyMissing, Keyring, Place
from reconvene.sealing.keys import provider
from reconvene.sealing.models import Compartment
from reconvene.sealing.parts import PartUnreadable
from reconvene.sealing.provider import EpochUnknown
from reconvene.worklist.queries import cases
from reconvene.worklist.rows import UNOPENED
from tests.support.audience import everybody
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sealing import dump, ring
from tests.support.sizes import sized
from tests.support.sp_life import EWA, KNOWN_OF_OLD, STEPS, Step, noon

NAME = "Quetzalli Vantongeren"
PLANTED = ("Quetzalli", "Vantongeren", "quetzalli", "vantongeren", "12 Hollow Lane", "Zebedee")
SUPPORTER = {"name": "Zebedee of 12 Hollow Lane", "kind": "friend"}
AUTHORITY = "partnership"


def lived(desk: Desk, steps: int) -> str:
    """Return a case with what was planted in it, some way into its life."""
    case_id = desk.open(name=NAME).case_id
    named = Step("ben", "Tue 22 Apr 2025", "supporter.named", SUPPORTER)
    assert isinstance(desk.act(case_id, named), Receipt)
    desk.live(case_id, steps)
    return case_id


def said_in(case_id: str) -> set[str]:
    """Return each run of words that anybody wrote in a case."""
    with connection.cursor() as cursor:
        history = load(cursor, AUTHORITY, case_id)
    return {
        text
        for event in history.events
        for text in texts(msgspec.json.decode(encode(event.data)))
        if " " in text
    }


def texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for part in plain.values() if isinstance(plain, dict) else plain:
            yield from texts(part)


@pytest.mark.assures("CR-2")
@pytest.mark.django_db(transaction=True)
def test_nothing_that_was_said_can_be_read_in_the_database() -> None:
    desk = Desk.at()
    case_id = lived(desk, len(STEPS))
    said = {text.encode() for text in said_in(case_id)} | {text.encode() for text in PLANTED}
    staff = {person.name.encode() for person in desk.people.values()}
    head = vars(desk.people["ben"].authority).values()  # what every letter has at its head
    ours = staff | {text.encode() for text in head if isinstance(text, str)}
    whole = dump()

    assert len(said - ours) > 10
    assert case_id.encode() in whole
    assert [text for text in said - ours if text in whole] == []


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.at()


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def fetched(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)
            for row in cursor.fetchall()
        ]


def read(case_id: str) -> None:
    with connection.cursor() as cursor:
        load(cursor, AUTHORITY, case_id)


def families() -> dict[str, str]:
    """Return what a list calls the family of each case."""
    return {row.case_id: row.family for row in cases(everybody(AUTHORITY)).rows}


@pytest.mark.assures("CR-2")
@pytest.mark.django_db(transaction=True)
def test_no_key_lies_in_the_database_and_none_of_the_data_with_the_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secrets: set[bytes] = set()

    class Noted(DataKey):
        """A data key that tells the test what it is."""

        def __init__(self, key_id: bytes, place: Place, secret: bytes) -> None:
            secrets.add(bytes(secret))
            super().__init__(key_id, place, secret)

    monkeypatch.setattr(keyring, "DataKey", Noted)
    case_id = lived(Desk.at(), 3)
    said = said_in(case_id)
    path = Path(str(settings.KEY_FILE))
    held, kept = path.read_bytes(), read_keys(path, is_demo=True)
    secrets |= {bytes(kept.index), provider().index_key(AUTHORITY)}
    secrets |= {bytes(key) for key in kept.epochs.values()}
    whole = dump()

    assert len(secrets) >= 5, "of an epoch, of the index, of an authority, and two of the case"
    for secret in secrets:
        for form in (secret, secret.hex().encode(), b64encode(secret), urlsafe_b64encode(secret)):
            assert form not in whole
    assert [one for one in (case_id, *said, *PLANTED) if one.encode() in held] == []
    assert len(held) < 1000


@pytest.mark.assures("CR-2")
def test_with_other_keys_nothing_is_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = lived(desk, 3)
    make(tmp_path / "other.json")
    other = KeyFile(tmp_path / "other.json", away_from=[], is_demo=False)
    monkeypatch.setattr(key_service, "provider", lambda: other)

    with pytest.raises(EpochUnknown):
        read(case_id)
    assert families() == {case_id: UNOPENED}


REFUSALS = (NotOpened, PartUnreadable, KeyMissing, EpochUnknown)
Change = Callable[[Random, bytes, bytes, bytes], bytes]


def _flipped(chance: Random, part: bytes, _beside: bytes, _elsewhere: bytes) -> bytes:
    place = chance.randrange(len(part))
    return bytes([*part[:place], part[place] ^ (1 << chance.randrange(8)), *part[place + 1 :]])


CHANGES: dict[str, Change] = {
    "a bit flipped": _flipped,
    "the end cut off": lambda chance, part, *_: part[: chance.randrange(len(part))],
    "something added": lambda chance, part, *_: part + chance.randbytes(chance.randint(1, 40)),
    "another entry's": lambda _, __, beside, ___: beside,
    "another case's": lambda _, __, ___, elsewhere: elsewhere,
    "another entry's key": lambda _, part, beside, __: beside[:17] + part[17:],
    "another case's key": lambda _, part, __, elsewhere: elsewhere[:17] + part[17:],
    "another entry's text": lambda _, part, beside, __: part[:17] + beside[17:],
    "an older form": lambda _, part, *__: b"\0" + part[1:],
    "a later form": lambda _, part, *__: b"\2" + part[1:],
    "written in clear": lambda *_: b"\0" + bytes(32) + b'{"notice":"tell-officer-received"}',
}
MUTATIONS = sized(500, 10_000, "changes of stored parts")


@pytest.mark.assures("CR-3", size=MUTATIONS)
def test_every_change_is_a_refusal_and_an_alarm(desk: Desk) -> None:
    chance = Random(11)  # noqa: S311  which change is made
    one, other = lived(desk, 2), lived(desk, 2)
    guards.take_down(connection)
    parts = dict(fetched("SELECT number, sealed FROM ledger_entry WHERE case_id = %s", one))
    others = [
        part for (part,) in fetched("SELECT sealed FROM ledger_entry WHERE case_id = %s", other)
    ]
    put = "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = %s"
    refused, found = [], []

    for count in range(MUTATIONS):
        number = chance.choice(list(parts))
        name = list(CHANGES)[count % len(CHANGES)]
        beside = chance.choice([part for part in parts.values() if differs(part, parts[number])])
        changed = CHANGES[name](chance, parts[number], beside, chance.choice(others))
        assert changed != parts[number], name
        execute(put, changed, one, number)
        with pytest.raises(REFUSALS):
            read(one)
        refused.append(name)
        with connection.cursor() as cursor:
            found += [problem for problem in verify(cursor, one) if problem.number == number]
        execute(put, parts[number], one, number)

    read(one)
    assert len(refused) == len(found) == MUTATIONS
    assert set(refused) == set(CHANGES)


def differs(one: bytes, other: bytes) -> bool:
    """Tell whether two parts are sealed under different keys."""
    return one[1:17] != other[1:17]


KEY_CHANGES = {
    "given to another case": "UPDATE sealing_key SET case_id = 'other' WHERE case_id = %s",
    "of another compartment": "UPDATE sealing_key SET compartment = 'deliberation' WHERE case_id = %s AND compartment = 'story'",
    "of another part": "UPDATE sealing_key SET part = 'x' WHERE case_id = %s",
    "of another epoch": "UPDATE sealing_key SET epoch = '9-none' WHERE case_id = %s",
    "gone": "DELETE FROM sealing_key WHERE case_id = %s",
}


@pytest.mark.assures("CR-3")
@pytest.mark.parametrize("statement", KEY_CHANGES.values(), ids=KEY_CHANGES)
def test_a_key_that_was_changed_opens_nothing(statement: str, desk: Desk) -> None:
    case_id = lived(desk, 2)
    execute(statement, case_id)

    if "case_id = 'other'" not in statement:  # the entries know their key by its id
        with pytest.raises(REFUSALS):
            read(case_id)
    assert families() == {case_id: UNOPENED}


@pytest.mark.assures("CR-3")
@pytest.mark.parametrize(
    "other",
    [
        "SELECT family FROM worklist_row WHERE case_id <> %s AND shelf = 'case'",
        "SELECT MIN(family) FROM worklist_row WHERE case_id = %s AND shelf = 'name'",
    ],
    ids=["another case", "what it is found by"],
)
def test_a_name_stands_in_no_other_place(other: str, desk: Desk) -> None:
    case_id, _ = lived(desk, 1), lived(desk, 1)
    ((family,),) = fetched(other, case_id)
    execute("UPDATE worklist_row SET family = %s WHERE case_id = %s", family, case_id)

    assert families()[case_id] == UNOPENED


def test_a_wrapped_key_opens_for_its_own_place_alone() -> None:
    ours = ring(case_id="ours")
    key = ours.key_of(STORY)
    (wrapped,) = ours._wrapped.values()

    def again(case_id: str, key_id: bytes, compartment: str, part: str) -> Keyring:
        keys = Keyring(case_id)
        keys.hold(key_id, compartment, part, wrapped.epoch, wrapped.wrapped)
        return keys

    assert again("ours", key.id, "story", "").key(key.id).id == key.id
    for keys, key_id in (
        (again("other", key.id, "story", ""), key.id),
        (again("ours", bytes(16), "story", ""), bytes(16)),
        (again("ours", key.id, "contact", ""), key.id),
        (again("ours", key.id, "story", "x"), key.id),
    ):
        with pytest.raises(NotOpened):
            keys.key(key_id)


def put_in_clear(case_id: str) -> None:
    """Store the parts of a case as they were before anything was sealed."""
    guards.take_down(connection)
    with connection.cursor() as cursor:
        history = load(cursor, AUTHORITY, case_id)
    for row in history.rows:
        plain = b"".join(unseal(row.header, row.sealed, history.keys))
        put = "UPDATE ledger_entry SET sealed = %s WHERE case_id = %s AND number = %s"
        execute(put, b"\0" + plain, case_id, row.header.number)
    execute("DELETE FROM sealing_key WHERE case_id = %s", case_id)
    guards.put_up(connection)


def chain_of(case_id: str) -> list[tuple[Any, ...]]:
    chain = "SELECT number, commitment, link FROM ledger_entry WHERE case_id = %s ORDER BY number"
    return fetched(chain, case_id)


def places_of(case_id: str) -> list[tuple[Any, ...]]:
    """Return of which compartment, and part of it, the key is that each entry lies under."""
    statement = f"""
        SELECT entry.number, held.compartment, held.part FROM ledger_entry entry
        JOIN sealing_key held ON held.id = {KEY_OF_ENTRY}
        WHERE entry.case_id = %s ORDER BY entry.number
    """  # noqa: S608  own columns
    return fetched(statement, case_id)


def test_a_record_from_before_is_neither_read_nor_sound_and_can_be_sealed(desk: Desk) -> None:
    case_id, newer = lived(desk, KNOWN_OF_OLD), lived(desk, 1)
    taken_back = {"entry": 2, "reason": "It was somebody else.", "struck": True}
    corrected = Step("ben", "Tue 22 Apr 2025", "entry.corrected", taken_back)
    assert isinstance(desk.act(case_id, corrected), Receipt)
    chain, said, places = (find(case_id) for find in (chain_of, said_in, places_of))
    put_in_clear(case_id)
    with connection.cursor() as cursor:
        assert {(one.case_id, one.fault) for one in verify(cursor)} == {(case_id, Fault.UNREADABLE)}
    with pytest.raises(PartUnreadable):
        read(case_id)

    assert seal_what_is_in_clear(connection) == 1
    assert seal_what_is_in_clear(connection) == 0

    assert chain_of(case_id) == chain
    assert places_of(case_id) == places
    assert said_in(case_id) == said
    assert fetched("SELECT COUNT(*) FROM sealing_key WHERE case_id = %s", case_id) == [(3,)]
    assert [text for text in PLANTED if text.encode() in parts_of(case_id)] == []
    read(newer)
    with connection.cursor() as cursor:
        assert verify(cursor) == ()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        execute("UPDATE ledger_entry SET sealed = link")


def test_nothing_in_clear_is_sealed_that_is_not_what_was_written(desk: Desk) -> None:
    case_id = lived(desk, 1)
    put_in_clear(case_id)
    guards.take_down(connection)
    execute("UPDATE ledger_entry SET sealed = %s WHERE number = 2", bytes(33) + b"{}")
    guards.put_up(connection)
    before = parts_of(case_id)

    with pytest.raises(EntryChanged, match=f"entry 2 of case {case_id}"):
        seal_what_is_in_clear(connection)

    assert parts_of(case_id) == before


def parts_of(case_id: str) -> bytes:
    parts = fetched("SELECT sealed FROM ledger_entry WHERE case_id = %s", case_id)
    return b"".join(part for (part,) in parts)


def test_every_part_that_is_written_is_sealed(desk: Desk) -> None:
    case_id = lived(desk, len(STEPS))
    parts = fetched("SELECT sealed FROM ledger_entry WHERE case_id = %s", case_id)

    assert len(parts) == len(STEPS) + 2
    assert {part[:1] for (part,) in parts} == {b"\1"}
    assert len({part[17:29] for (part,) in parts}) == len(parts), "no nonce is used twice"


def test_each_compartment_has_keys_of_its_own(desk: Desk) -> None:
    case_id = lived(desk, len(STEPS))

    kept = fetched("SELECT compartment, part FROM sealing_key WHERE case_id = %s", case_id)
    used = fetched(
        "SELECT DISTINCT held.compartment, entry.kind FROM ledger_entry entry"
        " JOIN sealing_key held ON held.id = substr(entry.sealed, 2, 16)"
        " WHERE entry.case_id = %s",
        case_id,
    )

    of_each_person = [("contact", part) for part in "1234"]
    assert sorted(kept) == [*of_each_person, ("deliberation", "appeal-panel"), ("story", "")]
    assert ("contact", "supporter.named") in used
    assert ("deliberation", "decision.put") in used
    assert ("story", "complaint.received") in used


def test_a_correction_lies_with_what_it_corrects() -> None:
    def event(kind: str, **plain: Any) -> Event:
        at = noon(day("Tue 22 Apr 2025"))
        data = payload(kind, plain)
        return Event(
            kind=kind, happened_on=at.date(), data=data,
            number=1, recorded_at=at, actor="", role="",
        )  # fmt: skip

    before = [
        event("notice.given", notice="tell-officer-received"),
        event("sitting.closed", panel="appeal-panel"),
        event("entry.corrected", entry=2, reason="Not so."),
        event("criteria.tested", gate="stage-2", point="A", tests=[], decided_by=EWA),
    ]
    places = {
        number: place_of("entry.corrected", payload("entry.corrected", plain), before)
        for number in range(1, 7)
        for plain in [{"entry": number, "reason": "Not so either."}]
    }

    panel = Place(Compartment.DELIBERATION, "appeal-panel")
    assert places == {
        1: STORY,
        2: panel,
        3: panel,
        4: Place(Compartment.DELIBERATION, "stage-2"),
        5: STORY,
        6: STORY,
    }


@pytest.mark.assures("CR-2")
@pytest.mark.django_db(transaction=True)
def test_each_person_has_a_contact_key_of_their_own_that_no_name_stands_on() -> None:
    desk = Desk.at()
    case_id = lived(desk, 0)
    for kind, plain in (
        ("supporter.named", {"name": "Otto Wynne", "kind": "advocate"}),
        ("advocate.offered", {"response": "accepted"}),
        ("supporter.ended", {"name": "Otto Wynne"}),
    ):
        assert isinstance(desk.act(case_id, Step("ben", "Tue 22 Apr 2025", kind, plain)), Receipt)

    with connection.cursor() as cursor:
        history = load(cursor, AUTHORITY, case_id)
    used = [
        (row.header.kind, history.keys.key(row.sealed[1 : 1 + ID_LENGTH])) for row in history.rows
    ]

    parts = [(kind, key.place.part) for kind, key in used if key.place.compartment == "contact"]
    assert parts == [
        ("supporter.named", "1"),
        ("supporter.named", "2"),
        ("advocate.offered", "3"),
        ("supporter.ended", "2"),
    ]
