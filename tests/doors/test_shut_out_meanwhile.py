"""Whoever is shut out while something is on its way to them is served nothing from then on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.papers import PaperAdded
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.bringing import takes_its_file
from reconvene.people.models import Person, RoleHeld
from reconvene.post.typeset import pdf
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.papers import brought_and_clear
from tests.support.sp_life import STEPS, noon

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.assures("CO-4")]
ON = day("Thu 24 Apr 2025")
NOW = noon(ON)
LONG = b"Dear Ms Example, nothing in this line is anybody's.\n" * 50_000
Shut = Callable[["Site"], object]


class Site:
    """A case with a letter and a long file in it, and Lena, who is signed in and may read both."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        self.lena = self.desk.people["lena"]
        self.letter = self.done("amina", "letter.sent", STEPS[1].data({}))
        kept = brought_and_clear(self.desk.people["ben"], self.taken.case_id, NOW, LONG)
        said = PaperAdded(
            paper=kept.paper, called="A letter", file=kept.file, size=kept.size, sha256=kept.sha256
        )
        self.file = self.done("ben", "paper.added", said, unfit=takes_its_file(said))
        client.force_login(self.lena)

    def done(self, by: str, kind: str, data: Any, **more: Any) -> int:
        made = record(
            self.desk.people[by], self.taken.case_id, kind, data,
            happened_on=ON, key=kind, now=NOW, **more,
        )  # fmt: skip
        assert isinstance(made, Receipt), made
        return made.number

    def get(self, rest: str) -> Any:
        return self.client.get(f"/case/{self.taken.reference}{rest}")


def switched_off(site: Site) -> None:
    Person.objects.filter(pk=site.lena.pk).update(is_active=False)


def without_the_role(site: Site) -> None:
    RoleHeld.objects.filter(person=site.lena).delete()


def with_a_tie(site: Site) -> None:
    who = Named(id=site.lena.id, name=site.lena.name)
    site.done("ben", "interest.declared", InterestDeclared(person=who, tie="friend", reason="Yes."))


SHUT_OUT: tuple[Shut, ...] = (switched_off, without_the_role, with_a_tie)


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Site(client)


def is_refused(answer: Any) -> bool:
    """Tell whether an answer is as to a stranger: led to the sign-in, or that there is nothing."""
    return answer.status_code in (302, 404) and b"Dear" not in answer.content


@pytest.mark.parametrize("shut_out", SHUT_OUT)
def test_while_a_file_is_given_out(site: Site, shut_out: Shut) -> None:
    answer = site.get(f"/file/{site.file}/original")
    pieces = iter(answer)
    got = next(pieces)
    assert LONG.startswith(got)
    assert len(got) < len(LONG)
    shut_out(site)

    assert is_refused(site.get(f"/file/{site.file}/original"))
    assert is_refused(site.get(f"/file/{site.file}"))
    assert is_refused(site.get(""))
    answer.close()  # which gives its place back to whoever is next


@pytest.mark.parametrize("shut_out", SHUT_OUT)
def test_while_a_letter_is_set_in_type(
    site: Site, shut_out: Shut, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, times = pdf._compiled, list[int]()

    def shuts_out(*given: Any) -> bytes:
        times.append(1)
        shut_out(site)
        return compiled(*given)

    monkeypatch.setattr(pdf, "_compiled", shuts_out)
    site.get(f"/letter/{site.letter}/pdf")
    assert times == [1], "it was shut out in the middle of it"

    assert is_refused(site.get(f"/letter/{site.letter}/pdf"))
    assert is_refused(site.get(f"/letter/{site.letter}"))
    assert times == [1], "nothing was set in type for them again"
