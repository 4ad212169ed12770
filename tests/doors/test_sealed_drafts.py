"""A complaint that is being taken down: sealed from the first word, and gone with its key."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import QueryDict

from reconvene.people.models import Person
from reconvene.scope.within import NOBODY, within
from reconvene.sealing import apart, parts
from reconvene.sealing.cipher import NotOpened
from reconvene.sealing.framing import framed
from reconvene.sealing.keyring import KeyMissing
from reconvene.sealing.keys import provider
from reconvene.sealing.models import Compartment, StoredKey
from reconvene.sealing.rotation import rotate
from reconvene.web.acts.take_down.draft import Draft
from reconvene.web.models import KeptDraft, opened
from tests.support.cast import partnership
from tests.support.sealing import dump

NAME, WORDS = "Quetzalli Vantongeren", "They never asked Zebedee."


@pytest.fixture
def ben(db: None) -> Person:
    return partnership()["ben"]


def typed(**values: str) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update(values)
    return made


def begun(person: Person, once: str = "") -> Draft:
    draft = Draft.begin(person.id, once)
    draft.keep("who", typed(name=NAME))
    draft.add("points", typed(words=WORDS))
    return draft


def keys_of_drafts() -> list[str]:
    kept = StoredKey.objects.filter(compartment=Compartment.DRAFT).order_by("part")
    return list(kept.values_list("part", flat=True))


@pytest.mark.assures("CR-1", "CR-2")
@pytest.mark.django_db(transaction=True)
def test_nothing_that_was_typed_can_be_read_in_the_database() -> None:
    draft = begun(partnership()["ben"])
    whole = dump()

    assert draft.name.encode() in whole
    for said in (*NAME.split(), "Zebedee", draft.key):
        assert said.encode() not in whole


def test_each_has_a_key_of_its_own_and_opens_again(ben: Person) -> None:
    one, another = begun(ben), begun(ben)

    assert keys_of_drafts() == sorted([one.name, another.name])
    for draft in (one, another):
        found = Draft.load(draft.name, ben.id)
        assert found
        assert (found.family, found.key) == (NAME, draft.key)
        assert found.listed("points")[0].typed["words"] == WORDS


def test_what_is_stored_stays_bound_to_its_name_and_owner_in_the_first_form(db: None) -> None:
    sealed = apart.seal("one", "ben", b"words")
    with within(NOBODY) as cursor:
        keys = apart._keys(cursor, ["one"])

    assert parts.unseal(keys, sealed, framed(b"apart/1", b"one", b"ben")) == b"words"


def test_one_that_is_thrown_away_takes_its_key_along(ben: Person) -> None:
    one, another = begun(ben), begun(ben)
    kept = KeptDraft.objects.get(id=one.name)

    one.forget()

    assert keys_of_drafts() == [another.name]
    with pytest.raises(KeyMissing):
        opened([kept], ben.id)


@pytest.mark.assures("CO-1")
def test_one_that_is_thrown_away_while_it_is_read_is_not_there(ben: Person) -> None:
    gone, other = begun(ben), begun(ben)
    waiting = [gone]

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if waiting and "FROM sealing_key" in sql:
            waiting.pop().forget()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        found = Draft.found(ben.id)

    assert not waiting
    assert [one.name for one in found] == [other.name]


def test_one_thrown_away_while_another_is_begun_is_left_out(ben: Person) -> None:
    waiting = [begun(ben)]
    made: list[Draft] = []

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if waiting and "FROM sealing_key" in sql:
            waiting.pop().forget()
            made.append(begun(ben))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        found = Draft.found(ben.id)

    assert [one.name for one in found] == [one.name for one in made] != []


def test_one_whose_key_alone_is_gone_is_said_to_be_lost(ben: Person) -> None:
    draft = begun(ben)
    StoredKey.objects.filter(part=draft.name).delete()

    with pytest.raises(KeyMissing):
        Draft.load(draft.name, ben.id)


@pytest.mark.assures("PR-5")
def test_one_that_was_left_is_deleted_with_its_key(
    ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, gone_on_with = begun(ben), begun(ben)
    now = datetime(2025, 4, 30, 12, tzinfo=UTC)
    KeptDraft.objects.update(kept_until=now)
    KeptDraft.objects.filter(id=left.name).update(kept_until=now - timedelta(seconds=1))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    said = StringIO()

    call_command("forget", stdout=said)

    assert keys_of_drafts() == [gone_on_with.name]
    assert [one.id for one in KeptDraft.objects.all()] == [gone_on_with.name]
    assert "drafts 1," in said.getvalue()


@pytest.mark.assures("CR-3")
def test_one_that_was_put_in_another_s_place_does_not_open(ben: Person) -> None:
    one, another = begun(ben), begun(ben)
    amina = Person.objects.get(username="amina.partnership")
    sealed = KeptDraft.objects.get(id=one.name).sealed

    KeptDraft.objects.filter(id=one.name).update(person_id=amina.id)
    with pytest.raises(NotOpened):
        Draft.load(one.name, amina.id)
    KeptDraft.objects.filter(id=another.name).update(sealed=sealed)
    with pytest.raises((NotOpened, KeyMissing)):
        Draft.load(another.name, ben.id)


@pytest.mark.assures("KR-1")
def test_its_key_changes_with_all_others(
    ben: Person, settings: LazySettings, tmp_path: Path
) -> None:
    settings.KEY_FILE = tmp_path / "keys.json"
    provider.cache_clear()
    try:
        draft = begun(ben)
        (first,) = provider().epochs()
        assert rotate(settle=lambda: None) == 1
        assert first not in provider().epochs()
        found = Draft.load(draft.name, ben.id)
        assert found
        assert found.family == NAME
    finally:
        provider.cache_clear()


@pytest.mark.django_db(transaction=True)
def test_one_that_is_begun_twice_at_the_same_moment_is_one() -> None:
    ben = partnership()["ben"]

    def begin(number: int) -> str:
        try:
            draft = Draft.begin(ben.id, "the same page")
            draft.add("points", typed(words=f"Point {number}"))
        finally:
            connections.close_all()
        return draft.name

    with ThreadPoolExecutor(4) as threads:
        (name,) = set(threads.map(begin, range(4)))

    found = Draft.load(name, ben.id)
    assert found
    assert len(found.listed("points")) == 4
    assert keys_of_drafts() == [name]


@pytest.mark.django_db(transaction=True)
def test_what_lay_in_clear_is_sealed_by_the_migration() -> None:
    ben = partnership()["ben"]
    begin = ("web", "0001_kept_draft")
    MigrationExecutor(connection).migrate([begin])
    try:
        old: Any = (
            MigrationExecutor(connection)
            .loader.project_state(begin)
            .apps.get_model("web", "KeptDraft")
        )
        at = datetime(2026, 4, 30, 12, tzinfo=UTC)
        lists = {"points": [{"id": "1", "typed": {"words": [WORDS]}}]}
        content = {"steps": {"who": {"name": [NAME]}}, "lists": lists, "given": 1}
        old.objects.create(
            id="old", person_id=ben.id, key="k", content=content, begun_at=at,
            kept_until=datetime(9999, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    finally:
        call_command("migrate", verbosity=0)  # with the rights of the role that serves

    found = Draft.load("old", ben.id)
    assert found
    assert (found.family, found.key) == (NAME, "k")
    assert found.listed("points")[0].typed["words"] == WORDS
