# ruff: noqa: S608  the columns are named below
"""Everything that the owner of a database can do to it is found, and named where it begins."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from msgspec import structs

from reconvene.core.record.event import encode, payload
from reconvene.desk.answers import Receipt
from reconvene.ledger import guards
from reconvene.ledger.chain import BEFORE_THE_FIRST, SALT_LENGTH, commitment, link
from reconvene.ledger.verifying import verify
from reconvene.witness.heads import load_entries, load_heads
from tests.support.desk import Desk
from tests.support.sizes import sized
from tests.support.sp_life import STEPS
from tests.support.witness import Witness

pytestmark = pytest.mark.django_db

LIVES = (2, 4, 5, 7, 8)
ROUNDS = sized(18, 560, "times each of 18 sorts of tampering")
CLEAN = sized(50, 1000, "states of a record nobody touched")
TEXTS = ("kind", "happened_on", "happened_at", "recorded_at", "actor", "role")
BYTES = ("commitment", "link", "sealed")
NAMES = ("authority", "reference", "opened_at")

Place = tuple[str, int]
Tamper = Callable[[CursorWrapper, Random], Place]


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    """Five cases, all of them in a log; the guards are down, as for the database's owner."""
    desk = Desk.at()
    for steps in LIVES:
        desk.live(desk.open().case_id, steps)
    witness = Witness.at(tmp_path)
    witness.checkpoint()
    guards.take_down(connection)
    yield witness
    guards.put_up(connection)


# What can be done to a case. Each returns the first entry that is then not what was written.


def drawn(cursor: CursorWrapper, chance: Random) -> tuple[str, int, int]:
    """Return a case, how many entries it has, and the number of one that has both neighbours."""
    head = chance.choice(load_heads(cursor))
    return head.case, head.length, chance.randint(2, head.length - 1)


def flip_a_byte(cursor: CursorWrapper, chance: Random) -> Place:
    case, length, _ = drawn(cursor, chance)
    column, number = chance.choice(BYTES), chance.randint(1, length)
    where = "WHERE case_id = %s AND number = %s"
    cursor.execute(f"SELECT {column} FROM ledger_entry {where}", (case, number))
    stored = bytearray(cursor.fetchone()[0])
    stored[chance.randrange(len(stored))] ^= 1 << chance.randrange(8)
    cursor.execute(f"UPDATE ledger_entry SET {column} = %s {where}", (bytes(stored), case, number))
    return case, number


def change_a_header(cursor: CursorWrapper, chance: Random) -> Place:
    case, length, _ = drawn(cursor, chance)
    number = chance.randint(1, length)
    cursor.execute(
        f"UPDATE ledger_entry SET {chance.choice(TEXTS)} = %s WHERE case_id = %s AND number = %s",
        ("2025-04-01", case, number),
    )
    return case, number


def rename_a_case(cursor: CursorWrapper, chance: Random) -> Place:
    case, *_ = drawn(cursor, chance)
    cursor.execute(
        f"UPDATE ledger_case SET {chance.choice(NAMES)} = %s WHERE id = %s", ("SP-1999-1", case)
    )
    return case, 0


def delete_one(cursor: CursorWrapper, chance: Random) -> Place:
    case, _, number = drawn(cursor, chance)
    cursor.execute("DELETE FROM ledger_entry WHERE case_id = %s AND number = %s", (case, number))
    renumber(cursor, case, number + 1, -1)
    return case, number


def insert_one(cursor: CursorWrapper, chance: Random) -> Place:
    case, _, number = drawn(cursor, chance)
    renumber(cursor, case, number, 1)
    cursor.execute(
        "INSERT INTO ledger_entry SELECT case_id, %s, kind, schema, happened_on, happened_at, "
        "recorded_at, actor, role, NULL, NULL, commitment, link, sealed "
        "FROM ledger_entry WHERE case_id = %s AND number = %s",
        (number, case, number - 1),
    )
    return case, number


def change_places(cursor: CursorWrapper, chance: Random) -> Place:
    case, _, number = drawn(cursor, chance)
    for old, new in ((number, 99), (number + 1, number), (99, number + 1)):
        move(cursor, case, old, case, new)
    return case, number


def move_to_another_case(cursor: CursorWrapper, chance: Random) -> Place:
    one, other = chance.sample(load_heads(cursor), 2)
    move(cursor, one.case, one.length, other.case, other.length + 1)
    return one.case, one.length


def cut_the_end(cursor: CursorWrapper, chance: Random) -> Place:
    case, _, number = drawn(cursor, chance)
    cursor.execute("DELETE FROM ledger_entry WHERE case_id = %s AND number > %s", (case, number))
    return case, number + 1


def add_words_of_ones_own(cursor: CursorWrapper, chance: Random) -> Place:
    """Add an entry without any key, with everything bound as it should be, in clear."""
    head = chance.choice(load_heads(cursor))
    last = load_entries(cursor, head)[-1].header
    header = structs.replace(
        last, number=last.number + 1, kind="notice.given", schema=1, request=None, body=None
    )
    salt = chance.randbytes(SALT_LENGTH)
    words = encode(payload(header.kind, {"notice": "tell-officer-received"}))
    committed = commitment(salt, words)
    bound = link(head.link, header, committed)
    mine = header.number, header.kind, header.schema, committed, bound, b"\0" + salt + words
    cursor.execute(
        "INSERT INTO ledger_entry SELECT case_id, %s, %s, %s, happened_on, happened_at, "
        "recorded_at, actor, role, NULL, NULL, %s, %s, %s "
        "FROM ledger_entry WHERE case_id = %s AND number = %s",
        (*mine, head.case, last.number),
    )
    cursor.execute(
        "UPDATE ledger_case SET length = %s, link = %s WHERE id = %s",
        (header.number, bound, head.case),
    )
    return head.case, header.number


def remove_a_case(cursor: CursorWrapper, chance: Random) -> Place:
    case, *_ = drawn(cursor, chance)
    cursor.execute("DELETE FROM ledger_entry WHERE case_id = %s", (case,))
    cursor.execute("DELETE FROM ledger_case WHERE id = %s", (case,))
    return case, 0


def roll_everything_back(cursor: CursorWrapper, chance: Random) -> Place:
    """Bring back the state before the last few entries were recorded, as from a back-up."""
    kept = chance.randint(1, max(LIVES))
    cursor.execute("DELETE FROM ledger_entry WHERE number > %s", (kept,))
    return next(head.case for head in load_heads(cursor) if head.length > kept), kept + 1


def move(cursor: CursorWrapper, case: str, old: int, to: str, new: int) -> None:
    cursor.execute(
        "UPDATE ledger_entry SET case_id = %s, number = %s WHERE case_id = %s AND number = %s",
        (to, new, case, old),
    )


def renumber(cursor: CursorWrapper, case: str, first: int, by: int) -> None:
    """Move the entries from a number on up or down by one."""
    numbers = range(first, max(LIVES) + 3)
    for number in reversed(numbers) if by > 0 else numbers:
        move(cursor, case, number, case, number + by)


def compute_anew(cursor: CursorWrapper) -> None:
    """Make every link and every head right for what now stands there."""
    for head in load_heads(cursor):
        cursor.execute("UPDATE ledger_case SET length = 99 WHERE id = %s", (head.case,))
    for head in load_heads(cursor):
        before, number = BEFORE_THE_FIRST, 0
        for entry in load_entries(cursor, head):
            number, before = entry.header.number, link(before, entry.header, entry.commitment)
            cursor.execute(
                "UPDATE ledger_entry SET link = %s WHERE case_id = %s AND number = %s",
                (before, head.case, number),
            )
        cursor.execute(
            "UPDATE ledger_case SET length = %s, link = %s WHERE id = %s",
            (number, before, head.case),
        )


def with_all_hashes_recomputed(tamper: Tamper) -> Tamper:
    def done(cursor: CursorWrapper, chance: Random) -> Place:
        place = tamper(cursor, chance)
        compute_anew(cursor)
        return place

    return done


PLAIN: dict[str, Tamper] = {
    each.__name__: each
    for each in (
        flip_a_byte,
        change_a_header,
        rename_a_case,
        delete_one,
        insert_one,
        change_places,
        move_to_another_case,
        cut_the_end,
        add_words_of_ones_own,
        remove_a_case,
    )
}
UNSEEN = ("cut_the_end", "remove_a_case", "roll_everything_back")
RECOMPUTED = {
    each.__name__: with_all_hashes_recomputed(each)
    for each in (
        change_a_header,
        rename_a_case,
        delete_one,
        insert_one,
        change_places,
        cut_the_end,
        remove_a_case,
        roll_everything_back,
    )
}
TAMPERINGS = PLAIN | {f"{name}_and_recompute": each for name, each in RECOMPUTED.items()}


def rounds(tamper: Tamper) -> Iterator[tuple[Place, CursorWrapper]]:
    """Tamper again and again, each time with the whole record."""
    for seed in range(ROUNDS):
        with transaction.atomic(), connection.cursor() as cursor:
            yield tamper(cursor, Random(seed)), cursor  # noqa: S311  a choice to be repeated
            transaction.set_rollback(True)


@pytest.mark.assures("AU-1", size=ROUNDS)
@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_was_done_to_the_record_is_found_and_named(tamper: Tamper, witness: Witness) -> None:
    assert witness.problems() == ()

    for (case, number), _ in rounds(tamper):
        found = [one for one in witness.problems() if case in one]
        assert found[0].startswith(f"case {case}, entry {number}: ")


@pytest.mark.parametrize("name", UNSEEN)
def test_without_the_log_nothing_would_tell(name: str, witness: Witness) -> None:
    for _, cursor in rounds(RECOMPUTED[name]):
        assert verify(cursor) == ()


def test_there_are_enough_of_them() -> None:
    assert len(TAMPERINGS) * ROUNDS.push >= 300
    assert len(TAMPERINGS) * ROUNDS.full >= 10_000


@pytest.mark.assures("AU-1", size=CLEAN)
def test_nothing_is_found_where_nothing_was_done(tmp_path: Path) -> None:
    desk, witness = Desk.at(), Witness.at(tmp_path)
    cases: list[str] = []

    for number in range(CLEAN):
        lives, place = divmod(number, 5 * len(STEPS))
        if len(cases) <= 5 * lives + place % 5:
            cases.append(desk.open().case_id)
        answer = desk.act(cases[5 * lives + place % 5], STEPS[place // 5])
        assert isinstance(answer, Receipt)
        if number % 7 == 0:
            witness.checkpoint()
        assert witness.problems() == ()
    assert witness.check().returncode == 0
