"""
What PostgreSQL itself gives out: with every question of the program answered yes, nothing forbidden.

The program is asked as it is served: in the role that owns nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.db.utils import ProgrammingError

from reconvene.core.access.asking import Purpose as Why
from reconvene.desk.act import record
from reconvene.desk.look import CaseUnknown, load, load_referred_to
from reconvene.people.models import Person
from reconvene.scope.rights import NARROWER
from reconvene.scope.within import SERVING, Purpose, Scope, ScopesCrossed, within
from reconvene.worklist.admitting import Audience
from reconvene.worklist.finding import cases_named
from reconvene.worklist.policies import GUARDED
from reconvene.worklist.queries import case_by_reference, cases, my_duties, next_last_days, rights
from reconvene.worklist.rows import Row
from tests.support.answered_yes import says_yes
from tests.support.many_cases import TODAY, ManyCases, many_cases
from tests.support.sizes import sized
from tests.support.sp_life import STEPS, noon

pytestmark = [
    pytest.mark.assures("AZ-10"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="policies of PostgreSQL"),
]
SWAPS = sized(300, 10_000, "swaps of who asks, on one connection")
CASE_OF = {"ledger_case": "id"} | dict.fromkeys(
    ("ledger_entry", "ledger_sealed_off", "sealing_key", "worklist_row"), "case_id"
)
WITHOUT_POLICIES = {
    "access_log_read": "who looked at what, of which nothing is said; kept apart from the record",
    "access_log_review": "what is to be looked into; its reason is sealed",
    "erasure_erasure": "what is to be erased, and by whose leave",
    "erasure_ended": "what was to be erased and is kept, and by whose leave it was to go",
    "erasure_hold": "what is held from it; its reason is sealed",
    "erasure_looked_again": "what stays held from it; its reason is sealed",
    "outbox_sending": "which letter is to go and how far it has come; not what it says, nor where",
}
ACROSS_CASES = {
    "reference_names_one_case": "by chance",
    "ledger_entry_request_key": "a digest with the sender's id in it: nobody shares another's",
    "sealing_key_pkey": "by chance",
    "access_log_read_pkey": "of one reader",
    "access_log_review_pkey": "by chance",
    "erasure_ended_pkey": "by chance",
    "erasure_hold_pkey": "by chance",
    "erasure_looked_again_pkey": "by chance",
    "outbox_sending_pkey": "a digest of the case's own id and the entry",
    "papers_paper_pkey": "by chance",
    "papers_paper_place_key": "which of the few places somebody has who looks at a file",
    "one_spread_waits_for_each_reader": "of one reader",
}


def scope_of(who: Person, purpose: Purpose = Purpose.WORK) -> Scope:
    return Scope(who.authority_id, who.id, who.roles_on(TODAY), purpose)


def given_out(scope: Scope) -> dict[str, frozenset[str]]:
    """Return of which cases the database gives somebody any row, by table."""
    found = {}
    with within(scope) as cursor:
        for table, column in CASE_OF.items():
            cursor.execute(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608  own names
            found[table] = frozenset(case_id for (case_id,) in cursor.fetchall()) - {""}
    return found


def answers(statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@contextmanager
def served() -> Iterator[None]:
    """Ask in the role in which people are served, as a server does, for a while."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {SERVING}")
        cursor.execute("SET row_security = off")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


class TestTheRoleThatServes:
    @pytest.mark.django_db
    def test_owns_nothing_and_no_policy_lets_it_pass(self) -> None:
        beyond = """
            SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin
            FROM pg_roles WHERE rolname = %s
        """
        assert answers(beyond, (SERVING,)) == [(False,) * 5]
        assert (
            answers(
                "SELECT 1 FROM pg_shdepend WHERE refobjid = %s::regrole AND deptype = 'o'",
                (SERVING,),
            )
            == []
        )

    @pytest.mark.django_db
    def test_may_add_to_the_record_and_change_nothing_in_it(self) -> None:
        rights = "SELECT has_table_privilege(%s, %s, %s)"
        for table in ("ledger_entry", "access_log_read"):
            for right, may in [("INSERT", True), ("UPDATE", False), ("DELETE", False)]:
                assert answers(rights, (SERVING, table, right)) == [(may,)], (table, right)
        for (table,) in answers("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            assert answers(rights, (SERVING, table, "TRUNCATE")) == [(False,)], table
        for table in ("worklist_row", "ledger_sealed_off", "sealing_given_up", "django_migrations"):
            assert answers(rights, (SERVING, table, "INSERT")) == [(False,)], table
        assert {"ledger_entry", "worklist_row"} <= set(NARROWER)

    @pytest.mark.django_db
    def test_is_held_to_policies_wherever_rows_of_a_case_lie(self) -> None:
        held = answers(
            """
            SELECT pg_class.relname, relrowsecurity FROM pg_class
            JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'case_id'
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            """
        )

        assert {name for name, is_held in held if is_held} | {"ledger_case"} == set(GUARDED)
        assert {name for name, is_held in held if not is_held} == set(WITHOUT_POLICIES)

    @pytest.mark.django_db
    def test_finds_no_row_unique_across_cases_by_what_somebody_chose(self) -> None:
        spanning = answers(
            """
            SELECT index.relname FROM pg_index
            JOIN pg_class AS index ON index.oid = indexrelid
            JOIN pg_class AS held ON held.oid = indrelid
            WHERE indisunique AND held.relnamespace = 'public'::regnamespace
            AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = indrelid
                AND (attname = 'case_id' OR held.relname = 'ledger_case'))
            AND NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = indrelid
                AND attnum = ANY (indkey::smallint[]) AND (attname = 'case_id'
                    OR (held.relname = 'ledger_case' AND attname = 'id')))
            """
        )
        assert {str(name) for (name,) in spanning} == set(ACROSS_CASES)


@pytest.mark.django_db
class TestTheDatabase:
    def test_gives_everybody_the_cases_the_core_would_and_no_other(self) -> None:
        world = many_cases()
        seen = 0
        for name, who in world.people.items():
            there = world.there(who)
            found = given_out(scope_of(who))
            seen += len(there)

            assert found["ledger_case"] == found["ledger_entry"] == there, name
            assert found["sealing_key"] == there, name
            assert found["worklist_row"] <= there, name
            assert found["ledger_sealed_off"] == frozenset()
        assert 0 < seen < len(world.cases) * len(world.people)

    def test_opens_in_an_emergency_what_no_wall_shuts(self) -> None:
        world = many_cases()
        opened = walled = 0
        for name, who in world.people.items():
            through = world.there(who, Why.BREAK_GLASS)
            found = given_out(scope_of(who, Purpose.EMERGENCY))
            own = {one.case_id for one in world.cases if one.authority == who.authority_id}

            assert found["ledger_case"] == found["ledger_entry"] == through, name
            opened += len(through - world.there(who))
            walled += bool(own - through) and bool(who.roles_on(TODAY))
        assert opened
        assert walled

    def test_shows_oversight_what_cases_are_called_and_a_start_how_far_they_are(self) -> None:
        world = many_cases()
        ines = world.people["ines.partnership"]
        own = {one.case_id for one in world.cases if one.authority == "partnership"}
        every = {one.case_id for one in world.cases}

        overseen = given_out(scope_of(ines, Purpose.OVERSIGHT))
        starting = given_out(Scope(purpose=Purpose.START))

        assert overseen == dict.fromkeys(CASE_OF, frozenset()) | {"ledger_case": own}
        assert starting == dict.fromkeys(CASE_OF, frozenset()) | {
            "ledger_case": every,
            "ledger_entry": every,
        }

    def test_refuses_to_answer_for_nobody(self) -> None:
        many_cases()
        assert set(given_out(Scope()).values()) == {frozenset()}
        for table in GUARDED:
            refused = pytest.raises(ProgrammingError, match="row-level security")
            with served(), refused, transaction.atomic():
                answers(f"SELECT COUNT(*) FROM {table}")  # noqa: S608  own names


@pytest.mark.django_db
def test_with_every_question_answered_yes_nothing_forbidden_is_given_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = many_cases()
    there = {name: world.there(who) for name, who in world.people.items()}
    says_yes(monkeypatch)
    asked = 0

    with served():
        for name, who in world.people.items():
            audience = Audience(who.authority_id, who.id, who.roles_on(TODAY))
            listed = {row.case_id for rows in lists(audience, world) for row in rows}
            assert listed <= there[name], name
            for one in world.cases:
                if one.case_id in there[name]:
                    assert load(who, one.case_id, TODAY).case.has_begun
                    continue
                asked += 1
                with pytest.raises(CaseUnknown):
                    load(who, one.case_id, TODAY)
                assert called(who, one.reference) <= there[name]
                with pytest.raises(CaseUnknown):
                    acts(who, one.case_id)
                assert next_last_days(audience, [one.case_id]) == {}

    assert asked > len(world.people)


def lists(who: Audience, world: ManyCases) -> Iterator[Sequence[Row]]:
    for is_closed in (False, True):
        yield cases(who, is_closed=is_closed).rows
    yield my_duties(who, TODAY).rows
    yield rights(who, TODAY).rows
    for one in world.cases:
        yield cases_named(who, one.word).rows
        found = case_by_reference(who, one.reference)
        yield (found,) if found else ()


def called(who: Person, reference: str) -> frozenset[str]:
    """Return the id of the case that goes by a reference for somebody; another may elsewhere."""
    try:
        return frozenset({load_referred_to(who, reference, TODAY).case_id})
    except CaseUnknown:
        return frozenset()


def acts(who: Person, case_id: str, on: date = TODAY) -> object:
    step = STEPS[0]
    data = step.data({"amina": None})  # type: ignore[dict-item]
    return record(who, case_id, step.kind, data, happened_on=on, key="forced", now=noon(on))


PLANNED = """
    SELECT current_setting('plan_cache_mode'), current_setting('enable_seqscan'),
        current_setting('jit')
"""
KEPT = ("force_generic_plan", "off", "off")


@pytest.mark.django_db
def test_a_scope_within_a_transaction_leaves_it_as_it_was() -> None:
    scope = scope_of(many_cases().people["ben.partnership"])
    with connection.cursor() as cursor:  # in the transaction of a test
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = on")
        cursor.execute("SELECT set_config('reconvene.person', 'somebody', true)")
        with within(scope, durable=True):
            assert answers(PLANNED) == [KEPT]
        with within(scope):
            assert answers(PLANNED) == [("force_custom_plan", "on", "on")]

        assert answers(PLANNED) == [("force_custom_plan", "on", "on")]
        assert answers("SELECT current_setting('reconvene.person')") == [("somebody",)]


@pytest.mark.assures("AZ-10", size=SWAPS)
@pytest.mark.django_db(transaction=True)
def test_who_asked_before_is_forgotten_however_it_ended() -> None:
    world = many_cases()
    there = {name: world.there(who) for name, who in world.people.items()}
    chance = Random(10)  # noqa: S311  the same swaps each time
    backend, planned = answers("SELECT pg_backend_pid()"), answers(PLANNED)
    with served():
        for _ in range(SWAPS):
            name = chance.choice(sorted(world.people))
            scope, ends_well = scope_of(world.people[name]), chance.random() < 0.8
            durable = chance.random() < 0.5
            with ended(well=ends_well), within(scope, durable=durable) as cursor:
                assert answers(PLANNED) == ([KEPT] if durable else planned)
                cursor.execute("SELECT id FROM ledger_case")
                assert {case_id for (case_id,) in cursor.fetchall()} == there[name]
                if not ends_well:
                    cursor.execute("SELECT 1 / 0")
            told = answers("SELECT current_setting('reconvene.person'), current_user")
            assert told == [("", SERVING)]
            assert answers(PLANNED) == planned
            if chance.random() < 0.1:  # some ask without saying for whom
                with pytest.raises(ProgrammingError, match="row-level security"):
                    answers("SELECT id FROM ledger_case")
    assert answers("SELECT pg_backend_pid()") == backend


@contextmanager
def ended(*, well: bool) -> Iterator[None]:
    """Expect a block to end well, or by a fault of the database."""
    if well:
        yield
        return
    with pytest.raises(Error):
        yield


@pytest.mark.django_db
def test_nobody_is_asked_for_while_somebody_else_is() -> None:
    with pytest.raises(ScopesCrossed), within(Scope("here", "amina")), within(Scope("here", "ben")):
        pass
