# ruff: noqa: S608  the columns are named above
"""Whether a record that was tampered with behind the program's back is found out."""

import pytest
from django.db import connection

from reconvene.ledger import guards
from reconvene.ledger.chain import Header, commitment, link, short_code
from reconvene.ledger.verifying import Fault, Problem, verify
from tests.support.desk import Desk

STEPS = 5
TEXT_COLUMNS = ("kind", "happened_on", "happened_at", "recorded_at", "actor", "role")
BYTE_COLUMNS = ("request", "body", "commitment", "link", "sealed")


@pytest.fixture
def desk(db: None) -> Desk:
    """Two cases of five steps each; the guards are down, as for the owner of the database."""
    desk = Desk.at()
    for _ in range(2):
        desk.live(desk.open().case_id, STEPS)
    guards.take_down(connection)
    return desk


@pytest.fixture
def cases(desk: Desk) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_case ORDER BY reference")
        first, second = cursor.fetchall()
    return first[0], second[0]


def tamper(statement: str, *values: str | int | bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def problems(case_id: str = "") -> tuple[Problem, ...]:
    with connection.cursor() as cursor:
        return verify(cursor, case_id)


def test_a_record_nobody_touched_is_whole(cases: tuple[str, str]) -> None:
    assert problems() == ()
    assert problems(cases[0]) == ()


@pytest.mark.parametrize("number", [1, 3, STEPS + 1])
@pytest.mark.parametrize("column", TEXT_COLUMNS)
def test_a_changed_header_is_found(column: str, number: int, cases: tuple[str, str]) -> None:
    tamper(
        f"UPDATE ledger_entry SET {column} = %s WHERE case_id = %s AND number = %s",
        "2025-01-01" if column.startswith("happened") else "changed",
        cases[0],
        number,
    )

    assert Problem(cases[0], number, Fault.LINK) in problems()
    assert problems(cases[1]) == ()


def test_a_changed_schema_is_found(cases: tuple[str, str]) -> None:
    tamper("UPDATE ledger_entry SET schema = 9 WHERE case_id = %s AND number = 2", cases[0])

    assert set(problems()) == {
        Problem(cases[0], 2, Fault.LINK),
        Problem(cases[0], 2, Fault.UNREADABLE),
    }


@pytest.mark.parametrize("number", [1, STEPS + 1])
@pytest.mark.parametrize("column", BYTE_COLUMNS)
def test_any_changed_byte_is_found(column: str, number: int, cases: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM ledger_entry WHERE case_id = %s AND number = %s",
            (cases[0], number),
        )
        stored = bytes(cursor.fetchone()[0])

    for place in range(len(stored)):
        flipped = bytes([*stored[:place], stored[place] ^ 1, *stored[place + 1 :]])
        change = f"UPDATE ledger_entry SET {column} = %s WHERE case_id = %s AND number = %s"
        tamper(change, flipped, cases[0], number)
        found = problems(cases[0])
        assert [problem for problem in found if problem.number == number], (column, place)
        tamper(change, stored, cases[0], number)

    assert problems() == ()


OTHERS_LINK = """
    UPDATE ledger_case SET link = (SELECT link FROM ledger_case WHERE id = %(other)s)
    WHERE id = %(one)s
"""
DONE: dict[str, tuple[set[Fault], tuple[str, ...]]] = {
    "an entry taken out of the middle": (
        {Fault.GAP},
        ("DELETE FROM ledger_entry WHERE case_id = %(one)s AND number = 3",),
    ),
    "the first entry taken out": (
        {Fault.GAP},
        ("DELETE FROM ledger_entry WHERE case_id = %(one)s AND number = 1",),
    ),
    "the end cut off": (
        {Fault.TAIL},
        ("DELETE FROM ledger_entry WHERE case_id = %(one)s AND number > 4",),
    ),
    "the head set back": (
        {Fault.TAIL},
        ("UPDATE ledger_case SET length = 3 WHERE id = %(one)s",),
    ),
    "the head's link changed": (
        {Fault.TAIL},
        (OTHERS_LINK,),
    ),
    "the case given to another authority": (
        {Fault.LINK, Fault.UNREADABLE},
        ("UPDATE ledger_case SET authority = 'elsewhere' WHERE id = %(one)s",),
    ),
    "all entries taken out": (
        {Fault.EMPTY},
        ("DELETE FROM ledger_entry WHERE case_id = %(one)s",),
    ),
    "the case taken away from its entries": (
        {Fault.STRAY},
        ("DELETE FROM ledger_case WHERE id = %(one)s",),
    ),
    "two entries put in each other's place": (
        {Fault.LINK, Fault.UNREADABLE},
        (
            "UPDATE ledger_entry SET number = 99 WHERE case_id = %(one)s AND number = 3",
            "UPDATE ledger_entry SET number = 3 WHERE case_id = %(one)s AND number = 4",
            "UPDATE ledger_entry SET number = 4 WHERE case_id = %(one)s AND number = 99",
        ),
    ),
    "an entry brought over from another case": (
        {Fault.LINK, Fault.TAIL, Fault.UNREADABLE},
        (
            "DELETE FROM ledger_entry WHERE case_id = %(one)s AND number = 6",
            "UPDATE ledger_entry SET case_id = %(one)s WHERE case_id = %(other)s AND number = 6",
        ),
    ),
}


@pytest.mark.parametrize(("faults", "statements"), DONE.values(), ids=DONE)
def test_tampering_is_found(
    faults: set[Fault], statements: tuple[str, ...], cases: tuple[str, str]
) -> None:
    one, other = cases
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"one": one, "other": other})

    assert {problem.fault for problem in problems() if problem.case_id == one} == faults


def test_contents_that_fit_their_commitment_but_not_their_kind_are_found(
    cases: tuple[str, str],
) -> None:
    salt, payload = bytes(32), b'{"not":"a notice"}'
    tamper(
        "UPDATE ledger_entry SET sealed = %s, commitment = %s WHERE case_id = %s AND number = 2",
        b"\0" + salt + payload,
        commitment(salt, payload),
        cases[0],
    )

    assert Problem(cases[0], 2, Fault.UNREADABLE) in problems()


def test_a_link_binds_fields_and_not_just_their_letters() -> None:
    def header(actor: str, role: str) -> Header:
        return Header("at", "case", 1, "kind", 1, "on", "", "at", actor, role, None, None)

    assert link(b"", header("ab", "c"), b"") != link(b"", header("a", "bc"), b"")


def test_the_code_on_a_letter_follows_from_the_link() -> None:
    assert short_code(14, bytes(32)) == "14-0000-0000"
    assert short_code(14, b"\xff" * 32) == "14-zzzz-zzzz"
