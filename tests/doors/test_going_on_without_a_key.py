"""A key of no case that is given up takes with it what only it opened, and its owner goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from reconvene.accounts.models import Factor
from reconvene.accounts.recovery import new_codes
from reconvene.people.models import Person
from reconvene.sealing.models import StoredKey
from reconvene.web.acts.take_down.draft import Draft
from reconvene.web.models import KeptDraft, KeptForm
from tests.shell.test_keys_given_up import flip_a_bit, name_of
from tests.support.cast import partnership
from tests.support.lines import kept_lines
from tests.support.own_keys import own_keys
from tests.support.signing_in import app_shows, give_password, with_app, with_passkey

pytestmark = [pytest.mark.assures("KR-1"), pytest.mark.django_db]

NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _keys_of_our_own(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.RECOVERIES = tmp_path / "recoveries.jsonl"
    with own_keys("a key file", tmp_path):
        yield


@pytest.fixture
def people() -> dict[str, Person]:
    return partnership()


def damaged(part: str) -> str:
    """Return the name of the key of something kept apart, which does not open any more."""
    key = StoredKey.objects.get(case_id="", part=part)
    flip_a_bit(key)
    return name_of(key)


def given_up(key: str) -> str:
    out = StringIO()
    words = ("--give-up", key, "--reason", "In no back-up; A. and B. decided.")
    call_command("rotate_keys", "--wait", "0", *words, stdout=out)
    return out.getvalue()


def begun(person: Person) -> Draft:
    draft = Draft.begin(person.id)
    with draft._change():
        pass
    return draft


def test_a_complaint_can_be_taken_down_again(people: dict[str, Person], client: Client) -> None:
    lost, others = begun(people["ben"]), begun(people["amina"])
    client.force_login(people["ben"])
    key = damaged(lost.name)

    said = given_up(key)

    assert f"Given up: {key} (draft of no case, under epoch " in said
    assert "Lost is what was typed: its owner begins anew." in said
    assert client.get("/take-down").status_code == 200
    assert list(KeptDraft.objects.values_list("id", flat=True)) == [others.name]
    assert Draft.found(people["amina"].id)


def test_a_form_sent_late_is_forgotten(people: dict[str, Person]) -> None:
    for name in ("lost", "kept"):
        form = KeptForm(id=name, person=people["ben"], begun_at=NOON)
        form.kept_until = NOON + timedelta(minutes=15)
        form.seal({"said": name})
        form.save()

    given_up(damaged("lost"))

    assert list(KeptForm.objects.values_list("id", flat=True)) == ["kept"]


def test_somebody_gets_in_without_their_app_and_never_by_the_password_alone(
    people: dict[str, Person], client: Client
) -> None:
    ben, amina = with_app(people["ben"]), with_app(people["amina"])
    passkey = with_passkey(ben)
    codes = new_codes(ben)
    key = damaged(f"app/{ben.factors.get(kind='app').pk}")
    give_password(client, ben)

    with kept_lines() as kept:
        said = given_up(key)

    assert f"Given up: {key} (authenticator app, under epoch " in said
    assert "Lost is the app: its owner adds another" in said
    changed = [line for line in kept.events if line["event"] == "factor.changed"]
    assert [(line["reason"], line["actor"]) for line in changed] == [("given-up", ben.pk)]
    assert set(Factor.objects.values_list("person", "kind")) == {
        (ben.pk, "passkey"),
        (amina.pk, "app"),
    }
    assert Factor.objects.filter(pk=passkey.pk).exists()
    client.post("/sign-in/second", {"code": app_shows()})
    assert "_auth_user_id" not in client.session
    assert client.post("/sign-in/second/sheet", {"code": codes[0]}).status_code == 302


def test_of_a_case_it_is_said_that_all_of_it_is_lost(people: dict[str, Person]) -> None:
    flip = StoredKey(id=b"0" * 16, case_id="made-up", compartment="contact", part="1")
    flip.epoch, flip.wrapped = "1-none", b"never wrapped"
    flip.save()

    said = given_up(name_of(flip))

    assert "(contact of case made-up, under epoch 1-none)" in said
    assert "Lost is the whole case made-up" in said
