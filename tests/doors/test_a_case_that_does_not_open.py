"""A case that does not open stops no list it stands on: it is shown by its reference, and no name."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from reconvene.sealing.models import StoredKey
from reconvene.web.browse.unopened import DOES_NOT_OPEN
from reconvene.worklist.models import WorkRow
from tests.doors.test_browse_case import as_, on, words
from tests.support.cast import authority
from tests.support.lines import kept_lines
from tests.support.sought import led_to
from tests.support.storied import live

pytestmark = [pytest.mark.assures("KR-1"), pytest.mark.django_db]


def flip_a_bit(case_id: str) -> None:
    key = StoredKey.objects.get(case_id=case_id, compartment="story")
    key.wrapped = bytes([bytes(key.wrapped)[0] ^ 1, *bytes(key.wrapped)[1:]])
    key.save()


def give_up(case_id: str) -> None:
    StoredKey.objects.get(case_id=case_id, compartment="story").delete()


def write_over(case_id: str) -> None:
    WorkRow.objects.filter(case_id=case_id).exclude(family="").update(family="nothing sealed")


DAMAGE = {"key changed": flip_a_bit, "key given up": give_up, "name changed": write_over}


EARLY = date(2025, 4, 22), date(2025, 4, 24)
ANSWERED = date(2025, 5, 9), date(2025, 5, 10)
PageOf = Callable[[Client], str]
LISTS: dict[str, tuple[tuple[date, date], str, PageOf]] = {
    "cases": (EARLY, "ben", lambda _: "/cases"),
    "what is owed": (EARLY, "lena", lambda _: "/"),
    "what is owed, so called": (
        EARLY,
        "lena",
        lambda client: led_to(client, "/", find="appointment"),
    ),
    "what is waited for": (ANSWERED, "lena", lambda _: "/?show=waiting"),
}


def lived(damage: str, until: tuple[date, date], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the references of two cases of one name, of which the first does not open."""
    at = authority()
    references = [live("sp-cpc/easter", at, until=day) for day in until]
    DAMAGE[damage](WorkRow.objects.get(reference=references[0], shelf="case").case_id)
    on(date(2025, 5, 12), monkeypatch)
    return references


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("which", LISTS)
def test_every_list_shows_its_reference_and_the_others(
    which: str, damage: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    until, who, path = LISTS[which]
    broken, sound = lived(damage, until, monkeypatch)
    as_(client, who)

    with kept_lines() as kept:
        said = unescape(words(client, path(client)))

    row = row_of(broken, said)
    assert DOES_NOT_OPEN in row
    assert "Ewa" not in row
    assert "href=" not in row
    row = row_of(sound, said)
    assert "Ewa Example" in row
    assert f'href="/case/{sound}' in row
    assert [line["event"] for line in kept.events].count("seal.broken") == 1


def row_of(reference: str, said: str) -> str:
    return next(row for row in said.split("<tr") if reference in row).partition("</tr>")[0]


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", ["Ewa", "Ewa Example"])
def test_a_search_for_a_name_leaves_it_out(
    name: str, damage: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = lived(damage, EARLY, monkeypatch)
    as_(client, "ben")

    said = words(client, led_to(client, "/cases", find=name))

    assert sound in said
    assert broken not in said


def test_a_search_for_its_reference_finds_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, _ = lived("key given up", EARLY, monkeypatch)
    as_(client, "ben")

    said = words(client, led_to(client, "/cases", find=broken))

    assert DOES_NOT_OPEN in said
