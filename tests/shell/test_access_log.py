"""The access log: a chain for each reader that nobody can change unseen, in one statement a look."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from reconvene.access_log.chain import digest_of_words
from reconvene.access_log.guards import put_up, take_down
from reconvene.access_log.reading import Outcome, Purpose, Read, Relation, Sight
from reconvene.access_log.verifying import broken, newest
from reconvene.access_log.writing import AccessLogDown, write
from tests.support.looks import asked, kept

NOON = datetime(2025, 4, 22, 12, tzinfo=UTC)
LOOK = Read(
    reader="ben", authority="partnership", at=NOON, sight=Sight.ENTRY, purpose=Purpose.CASEWORK,
    relation=Relation.OWES, case_id="4f7k3pq2xw9ab", entry=3,
)  # fmt: skip
EVERY_COLUMN = {
    "authority": "'elsewhere'", "at": "'2025-04-22T12:00:01.000000+00:00'", "sight": "'case'",
    "purpose": "'oversight'", "relation": "'bound'", "outcome": "'refused'",
    "case_id": "'another'", "entry": "4", "about": "'ff'", "number": "9", "reader": "'amina'",
}  # fmt: skip


def three_looks() -> None:
    for hours in range(3):
        write(replace(LOOK, at=NOON + timedelta(hours=hours)))


def unguarded(statement: str) -> None:
    take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    put_up(connection)


@pytest.mark.django_db
class TestWriting:
    def test_numbers_the_looks_of_each_reader(self) -> None:
        three_looks()
        write(replace(LOOK, reader="amina"))

        assert [(one.reader, one.number) for one in kept()] == [
            ("amina", 1), ("ben", 1), ("ben", 2), ("ben", 3),
        ]  # fmt: skip
        assert list(broken()) == []
        assert [(one.reader, one.number) for one in newest()] == [("amina", 1), ("ben", 3)]

    def test_is_one_statement(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            write(LOOK)

        assert len(queries) == 1

    def test_keeps_what_a_look_was(self) -> None:
        write(replace(LOOK, entry=None, case_id="", outcome=Outcome.REFUSED, about="ab"))

        (one,) = kept()
        assert (one.sight, one.purpose, one.relation) == ("entry", "casework", "owes")
        assert (one.case_id, one.entry, one.outcome, one.about) == ("", None, "refused", "ab")
        assert list(broken()) == []

    def test_refuses_to_go_on_where_it_cannot_write(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE access_log_read RENAME TO access_log_away")

        with pytest.raises(AccessLogDown, match="Nothing was shown"), transaction.atomic():
            write(LOOK)


@pytest.mark.django_db
@pytest.mark.assures("AU-4")
class TestTamperingWithIt:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE access_log_read SET relation = 'bound'",
            "DELETE FROM access_log_read WHERE number = 2",
            "UPDATE access_log_read SET number = number + 1 WHERE number = 3",
        ],
    )
    def test_is_refused_by_the_database(self, statement: str) -> None:
        three_looks()
        before = kept()

        with pytest.raises(DatabaseError, match="access log"), transaction.atomic():
            connection.cursor().execute(statement)

        assert kept() == before

    def test_at_a_stroke_is_refused_too(self) -> None:
        three_looks()
        verb = {"postgresql": "TRUNCATE", "sqlite": "DELETE FROM"}[connection.vendor]

        with pytest.raises(DatabaseError, match="access log"), transaction.atomic():
            connection.cursor().execute(f"{verb} access_log_read")

    @pytest.mark.parametrize(("column", "value"), EVERY_COLUMN.items(), ids=EVERY_COLUMN)
    def test_behind_its_back_is_found(self, column: str, value: str) -> None:
        three_looks()

        unguarded(f"UPDATE access_log_read SET {column} = {value} WHERE number = 2")  # noqa: S608

        assert list(broken()) != []

    def test_by_taking_one_out_is_found(self) -> None:
        three_looks()

        unguarded("DELETE FROM access_log_read WHERE number = 2")

        assert list(broken()) == [("ben", 3)]

    def test_by_cutting_off_the_newest_shows_in_the_lengths(self) -> None:
        three_looks()

        unguarded("DELETE FROM access_log_read WHERE number = 3")

        assert list(broken()) == []
        assert [(one.reader, one.number) for one in newest()] == [("ben", 2)]


@pytest.mark.django_db
class TestVerifyAccessLog:
    def test_prints_how_many_looks_of_each_reader_there_are_and_the_newest_link(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        three_looks()

        call_command("verify_access_log")

        said = capsys.readouterr()
        (last,) = newest()
        assert said.out == f"ben 3 {last.link.hex()}\n"
        assert "No log was compared" in said.err

    def test_names_the_first_that_is_not_what_was_written(self) -> None:
        three_looks()
        unguarded("UPDATE access_log_read SET relation = 'bound' WHERE number = 2")

        with pytest.raises(CommandError, match="first at ben/2"):
            call_command("verify_access_log")


@pytest.mark.django_db
class TestWordsOfASearch:
    def test_leave_nothing_but_a_digest_under_the_authoritys_key(self) -> None:
        digest = digest_of_words("partnership", "Ewa  Zielińska ")

        assert digest == digest_of_words("partnership", "ewa zielińska")
        assert digest != digest_of_words("elsewhere", "ewa zielińska")
        assert digest != digest_of_words("partnership", "ewa zielinska")


@pytest.mark.django_db(transaction=True)
def test_looks_of_one_reader_at_once_are_all_written_without_a_gap() -> None:
    at_once, each = 30, 3
    together = Barrier(at_once + 1)

    def look(number: int) -> None:
        together.wait()
        try:
            for _ in range(each):
                write(replace(LOOK, entry=number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(at_once) as threads:
        with transaction.atomic():
            write(LOOK)
            ended = threads.map(look, range(at_once))
            together.wait()
        list(ended)

    numbers = [number for (number,) in asked("SELECT number FROM access_log_read")]
    assert numbers == [*range(1, at_once * each + 2)]
    assert list(broken()) == []
