"""A data key that does not open holds up the end of a change of keys, and no other key."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from reconvene.desk.look import CaseNotOpened, load
from reconvene.logs.events import Event
from reconvene.sealing import apart
from reconvene.sealing.cipher import NotOpened
from reconvene.sealing.keyring import bound_to
from reconvene.sealing.keys import provider
from reconvene.sealing.models import GivenUpKey, StoredKey
from reconvene.sealing.rewrapping import rewrap_all
from reconvene.sealing.rotation import destroy_if_unused
from tests.shell.test_seal_rotation import epochs_used, make_keys, opened
from tests.shell.test_worklist_rebuilt import TODAY
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.own_keys import KEPT_IN, own_keys

pytestmark = [pytest.mark.assures("KR-1"), pytest.mark.django_db]


@pytest.fixture(params=KEPT_IN, autouse=True)
def _keys_of_our_own(
    request: pytest.FixtureRequest, tmp_path: Path, settings: Settings
) -> Iterator[None]:
    settings.RECOVERIES = tmp_path / "recoveries.jsonl"
    with own_keys(request.param, tmp_path):
        yield


def flip_a_bit(key: StoredKey) -> None:
    key.wrapped = bytes([bytes(key.wrapped)[0] ^ 1, *bytes(key.wrapped)[1:]])
    key.save()


def name_another_epoch(key: StoredKey) -> None:
    key.epoch = "9-made-up"
    key.save()


def key_of(case_id: str) -> StoredKey:
    return StoredKey.objects.get(case_id=case_id, compartment="story")


def name_of(key: StoredKey) -> str:
    return bytes(key.id).hex()


def change_keys(*words: str) -> None:
    call_command("rotate_keys", "--wait", "0", *words)


@pytest.mark.parametrize("damage", [flip_a_bit, name_another_epoch])
def test_it_is_named_with_its_case_and_every_other_is_wrapped(
    damage: Callable[[StoredKey], None],
) -> None:
    desk = Desk.at()
    damaged, sound = desk.open().case_id, desk.open().case_id
    apart.seal("taken down", "somebody", b"a draft")
    (first,) = provider().epochs()
    broken = key_of(damaged), StoredKey.objects.get(compartment="draft")
    for key in broken:
        damage(key)

    with kept_lines() as kept, pytest.raises(CommandError) as red:
        change_keys()

    assert f"{name_of(broken[0])} (story of case {damaged}, under epoch " in str(red.value)
    assert f"{name_of(broken[1])} (draft of no case, under epoch " in str(red.value)
    assert "taken down" not in str(red.value)
    assert [(line["event"], line["urgent"], line["count"]) for line in kept.events] == [
        ("seal.broken", True, 2)
    ]
    old, current = provider().epochs()
    assert old == first
    others = StoredKey.objects.exclude(id__in=[key.id for key in broken])
    assert set(others.values_list("epoch", flat=True)) == {current}
    assert len(load(desk.people["ben"], sound, TODAY).events) == 1


def test_many_are_counted_and_the_first_named() -> None:
    make_keys(230)
    for key in StoredKey.objects.all()[:21]:
        flip_a_bit(key)

    with pytest.raises(CommandError, match="in all: 21") as red:
        change_keys()

    assert str(red.value).count("under epoch") == 20
    assert StoredKey.objects.filter(epoch=provider().epoch()).count() == 230 - 21


def test_one_that_is_brought_back_is_wrapped_and_the_change_is_finished() -> None:
    make_keys(3)
    (first,) = provider().epochs()
    as_it_was = key_of("made-up-00001")
    flip_a_bit(key_of("made-up-00001"))
    with pytest.raises(CommandError):
        change_keys()

    as_it_was.save()
    change_keys()

    assert first not in provider().epochs()
    assert opened() == 3


def test_one_that_is_given_up_holds_up_nothing_any_more(settings: Settings) -> None:
    desk = Desk.at()
    damaged, sound = desk.open().case_id, desk.open().case_id
    (first,) = provider().epochs()
    broken = key_of(damaged)
    flip_a_bit(broken)
    decided = ("--give-up", name_of(broken), "--reason", "In no back-up; A. and B. decided.")

    with kept_lines() as kept:
        change_keys(*decided)

    assert first not in provider().epochs()
    assert epochs_used() == set(provider().epochs())
    assert len(load(desk.people["ben"], sound, TODAY).events) == 1
    with pytest.raises(CaseNotOpened):
        load(desk.people["ben"], damaged, TODAY)
    told = [
        (line["key"], line["case"], line["urgent"])
        for line in kept.events
        if line["event"] == "keys.given-up"
    ]
    assert told == [(name_of(broken), damaged, True)]
    lines = [json.loads(line) for line in settings.RECOVERIES.read_text("utf-8").splitlines()]
    assert [(line["is"], line["keys"]) for line in lines] == [
        ("begun", [name_of(broken)]),
        ("done", [name_of(broken)]),
    ]
    assert {line["reason"] for line in lines} == {"In no back-up; A. and B. decided."}


def test_none_is_given_up_without_a_reason() -> None:
    make_keys(1)
    flip_a_bit(key_of("made-up-00000"))

    with pytest.raises(CommandError, match="say why, and who decided it"):
        change_keys("--give-up", name_of(key_of("made-up-00000")), "--reason", " ")

    assert StoredKey.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [("of one that opens", "opens"), ("00" * 16, "is not there"), ("zz", "is not how a key is")],
)
def test_none_is_given_up_where_one_of_those_named_is_no_broken_key(name: str, why: str) -> None:
    make_keys(2)
    flip_a_bit(key_of("made-up-00000"))
    given = name_of(key_of("made-up-00001")) if name == "of one that opens" else name

    with pytest.raises(CommandError, match=f"No key was given up: {given} {why}"):
        change_keys(
            "--give-up", name_of(key_of("made-up-00000")), "--give-up", given, "--reason", "Lost."
        )

    assert StoredKey.objects.count() == 2
    assert len(provider().epochs()) == 1


@pytest.mark.django_db(transaction=True)
def test_none_is_given_up_where_one_is_brought_back_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_keys(2)
    broken = [key_of(f"made-up-{number:05}") for number in range(2)]
    as_it_was = bytes(broken[1].wrapped)
    for key in broken:
        flip_a_bit(key)

    def meanwhile(event: Event, **_: Any) -> None:
        """Bring the second back after both were looked at, before either is thrown away."""
        assert event is Event.KEYS_GIVEN_UP
        StoredKey.objects.filter(id=bytes(broken[1].id)).update(wrapped=as_it_was)

    monkeypatch.setattr("reconvene.sealing.giving_up.tell", meanwhile)
    words = [word for key in broken for word in ("--give-up", name_of(key))]

    with pytest.raises(CommandError, match=f"{name_of(broken[1])} was changed meanwhile"):
        change_keys(*words, "--reason", "Lost.")

    assert StoredKey.objects.count() == 2
    assert not GivenUpKey.objects.exists()


def test_one_that_is_gone_was_told_of_wherever_the_command_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_keys(1)
    broken = key_of("made-up-00000")
    flip_a_bit(broken)

    def up_to_the_end(_: Path, line: dict[str, object]) -> None:
        if line["is"] == "done":
            raise KeyboardInterrupt

    monkeypatch.setattr("reconvene.backup.changing_keys.write_down", up_to_the_end)

    with kept_lines() as kept, pytest.raises(KeyboardInterrupt):
        change_keys("--give-up", name_of(broken), "--reason", "Lost.")

    assert not StoredKey.objects.exists()
    assert [(line["event"], line["key"]) for line in kept.events] == [
        ("keys.given-up", name_of(broken))
    ]


def test_one_that_somebody_else_wrapped_meanwhile_is_not_called_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_keys(1)
    (first,) = provider().epochs()
    provider().begin()
    left = [None]

    def meanwhile(*names: Any) -> bytes:
        """Finish the whole change of keys between the reading of a key and its opening."""
        if left:
            left.pop()
            assert rewrap_all() == 1
            assert destroy_if_unused(first)
        return bound_to(*names)

    monkeypatch.setattr("reconvene.sealing.rewrapping.bound_to", meanwhile)

    assert rewrap_all() == 0
    assert opened() == 1


def test_a_key_is_not_passed_over_whose_new_wrapping_does_not_open() -> None:
    make_keys(1)
    provider().begin()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(provider()), "wrap", lambda *_: b"not what was wrapped")
        with pytest.raises(NotOpened):
            rewrap_all()

    assert opened() == 1
