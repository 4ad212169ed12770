"""Passwords: which are taken, and that trying one tells nobody whether a name exists."""

import gzip
import random
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from reconvene.accounts.backend import ByPassword
from reconvene.accounts.invitations import invite, take_up
from reconvene.people.models import Person
from tests.support.cast import PASSWORD, authority, person
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db

TRIES = sized(500, 10_000, "tries of each kind")
TOO_CLEAR = 0.03 if TRIES > 500 else 0.07
"""How far from an even chance telling them apart may be: fewer tries leave more to luck."""


@pytest.fixture
def amina() -> Person:
    return person(authority(name="Oxfordshire County Council"), "Amina Yusuf")


def refused(password: str, whose: Person) -> bool:
    try:
        validate_password(password, whose)
    except ValidationError:
        return True
    return False


@pytest.mark.assures("AUTH-6")
@pytest.mark.parametrize(
    "password",
    [
        "fifteen long so",
        "s" + "ixty-four of very many that one could think of, and no more, so."[:63],
        ("a hundred and twenty-eight characters are no trouble at all, " * 3)[:127] + "!",
        "🦊🌧️ quiet lamps over Wien, naïveté 漢字",
        "  blanks before and after  ",
        "correct horse battery staple",
        "élan vital, sans accent",
    ],
)
def test_a_long_password_is_taken_whole(amina: Person, password: str) -> None:
    assert not refused(password, amina)
    amina.set_password(password)
    amina.save()

    def fits(tried: str) -> bool:
        return authenticate(username=amina.username, password=tried) == amina

    assert fits(password)
    assert not fits(password[:-1])
    assert not fits(password.strip() if password.strip() != password else f"{password} ")
    assert not fits(password.swapcase()) or password.swapcase() == password


@pytest.mark.assures("AUTH-6")
@pytest.mark.parametrize(
    "password",
    [
        "",
        "fourteen long.",
        "Oxfordshire2026!",
        "oxfordshirecountycouncil",
        "0xf0rdsh1re-C0uncil",
        "Reconvene-Reconvene-1",
        "childprotection2025",
        "Child Protection Conference",
        "AminaYusuf1234567",
        "amina.partnership",
        "passwordpassword",
        "P@ssw0rd P@ssw0rd",
        "abcabcabcabcabcabc",
        "aaaaaaaaaaaaaaaaaaaa",
        "qwertyuiop123456789",
        "WelcomeMonday2026!",
        "1234567890123456",
        "x" * 1025,
    ],
)
def test_what_others_would_try_first_is_refused(amina: Person, password: str) -> None:
    assert refused(password, amina)


AT_ONCE = """
from reconvene.accounts.known_words import is_made_of, is_repeated
long = "signin" * 170 + "zq"
print(is_made_of(long, ("sign", "in", "signin")), is_repeated(long))
"""


def test_no_password_is_looked_at_for_long() -> None:
    """In a process of its own: a pattern that tried every way would hold this one up for ever."""
    words = [sys.executable, "-c", AT_ONCE]
    said = subprocess.run(words, check=True, capture_output=True, text=True, timeout=20).stdout
    assert said.split() == ["False", "False"]


@pytest.mark.assures("AUTH-6")
def test_a_password_never_runs_out(client: Client, amina: Person) -> None:
    with time_machine.travel(datetime(2060, 1, 1, tzinfo=UTC), tick=False):
        answer = client.post("/sign-in", {"username": amina.username, "password": PASSWORD})

    assert answer["Location"] == "/sign-in/second"


@pytest.mark.assures("AUTH-6")
def test_the_ten_thousand_commonest_are_refused_without_asking_anybody(amina: Person) -> None:
    path = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        commonest = [line.strip() for line in file][:10_000]
    by_list = CommonPasswordValidator()

    for password in commonest:
        with pytest.raises(ValidationError):
            by_list.validate(password)
    assert len(commonest) == 10_000
    assert all(refused(password, amina) for password in commonest[:200])


class Quick(ScryptPasswordHasher):
    """The hash of a real copy, with less work in it."""

    work_factor = 2**6


def clearness(these: Sequence[float], those: Sequence[float]) -> float:
    """Return how often one of these took longer than one of those: a half where nothing tells."""
    ranked = sorted([(one, 1) for one in these] + [(one, 0) for one in those])
    ranks = sum(rank for rank, (_, is_these) in enumerate(ranked, start=1) if is_these)
    return (ranks - len(these) * (len(these) + 1) / 2) / (len(these) * len(those))


@pytest.mark.assures("AUTH-6", "RL-3", size=TRIES)
@pytest.mark.parametrize("whose", ["somebody's", "switched off", "without a password"])
def test_a_wrong_name_takes_as_long_as_a_wrong_password(
    settings: Settings, amina: Person, whose: str
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Quick"]
    amina.set_password(PASSWORD if whose != "without a password" else None)
    amina.is_active = whose != "switched off"
    amina.save()
    ByPassword().authenticate(None, "first", "try")  # which makes what all are held against
    taken: dict[str, list[float]] = {amina.username: [], "nobody.partnership": []}
    names = [name for name in taken for _ in range(TRIES)]
    random.Random(1).shuffle(names)  # noqa: S311  an order, no secret

    for name in names:
        began = time.process_time_ns()
        assert ByPassword().authenticate(None, name, "wrong but long enough") is None
        taken[name].append(time.process_time_ns() - began)

    known, unknown = taken.values()
    assert clearness(known, unknown) == pytest.approx(0.5, abs=TOO_CLEAR)


@pytest.mark.assures("RL-3")
def test_a_wrong_name_is_answered_as_a_wrong_password_is(client: Client, amina: Person) -> None:
    bodies = []
    for name in (amina.username, "nobodys.partnership"):
        answer = client.post("/sign-in", {"username": name, "password": "wrong"})
        body = answer.content.decode().replace(name, "NAME")
        bodies.append((answer.status_code, dict(answer.headers), _without_tokens(body)))

    (status, headers, body), other = bodies
    headers.pop("Content-Length", None)
    other[1].pop("Content-Length", None)
    assert (status, headers, body) == other


@pytest.mark.assures("RL-3")
def test_a_link_that_never_was_is_answered_as_one_that_was_used_or_is_too_old(
    client: Client, amina: Person
) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    used, until_at = invite(amina, long_ago)
    old, _ = invite(person(amina.authority, "Ben Carter"), long_ago)
    assert take_up(used, until_at.replace(year=2019))
    off, _ = invite(amina, datetime(2090, 1, 1, tzinfo=UTC))
    Person.objects.filter(pk=amina.pk).update(is_active=False)

    bodies = {client.get(f"/invitation/{word}").content for word in (used, old, off, "never")}

    assert len(bodies) == 1


def _without_tokens(body: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)
