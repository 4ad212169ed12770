"""A case that does not open stops no list it stands on, and has a page: its reference, and no name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client

from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.look import CaseNotOpened, CaseShut, CaseUnknown, load
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person
from reconvene.sealing.models import StoredKey
from reconvene.web.browse.unopened import DOES_NOT_OPEN
from reconvene.worklist.models import WorkRow
from tests.doors.test_browse_case import as_, on, words
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.erasing import give_up
from tests.support.lines import kept_lines
from tests.support.looks import kept
from tests.support.routes import addresses
from tests.support.sought import led_to
from tests.support.sp_life import Step
from tests.support.storied import live

pytestmark = [pytest.mark.assures("KR-1"), pytest.mark.django_db]


def flip_a_bit(case_id: str) -> None:
    key = StoredKey.objects.get(case_id=case_id, compartment="story")
    key.wrapped = bytes([bytes(key.wrapped)[0] ^ 1, *bytes(key.wrapped)[1:]])
    key.save()


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
    assert f'href="/case/{broken}"' in row
    assert row.count("href=") == 1
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


OF_A_CASE = (
    "case",
    "entry",
    "where",
    "where-kept",
    "letter",
    "send-letter",
    "bring-in",
    "paper",
    "paper-file",
    "redactions",
    "pack",
    "pack-file",
    "bundle",
    "bundle-file",
    "sitting",
    "building",
    "conference",
    "meeting",
    "meeting-file",
    "act",
    "done",
    "taken-down",
)
UNREAD = {name: DAMAGE[name] for name in ("key changed", "key given up")}
NOT_IN_IT = ("Ewa Example", "Zoe Example", "Example family")


def shown(client: Client, reference: str, name: str = "case") -> tuple[int, str]:
    answer = client.get(addresses(reference)[name])
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.parametrize("damage", UNREAD)
def test_each_of_its_pages_says_that_it_does_not_open_and_what_can_be_done(
    damage: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, _ = lived(damage, EARLY, monkeypatch)
    as_(client, "ben")
    before = len(kept())

    for name in OF_A_CASE:
        status, page = shown(client, broken, name)
        assert status == 409
        assert "This case does not open" in page
        assert "Tell whoever looks after this service" in page
        assert f"/case/{broken}/looks" in page
        assert "/holds/new" not in page
        assert not any(name in page for name in NOT_IN_IT)
    looks = kept()[before:]
    assert len(looks) == len(OF_A_CASE)
    assert {(one.outcome, one.relation, one.case_id) for one in looks} == {
        ("shown", "unread", WorkRow.objects.get(reference=broken, shelf="case").case_id)
    }


@pytest.mark.assures("AZ-3")
@pytest.mark.parametrize("damage", UNREAD)
def test_it_is_there_for_just_those_for_whom_it_was(
    damage: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = live("sp-cpc/easter", authority(), until=EARLY[0])
    on(date(2025, 5, 12), monkeypatch)
    everybody = [*Person.objects.order_by("id"), stranger()]

    def met() -> dict[str, tuple[int, str]]:
        found = {}
        for one in everybody:
            client.force_login(one)
            found[one.id] = shown(client, reference)
        return found

    before = met()
    DAMAGE[damage](WorkRow.objects.get(reference=reference, shelf="case").case_id)
    after = met()

    assert {status for status, _ in before.values()} == {200, 404}
    for who, (status, page) in before.items():
        assert after[who] == (404, page) if status == 404 else after[who][0] == 409, who


def stranger() -> Person:
    return person(authority("elsewhere", prefix="EL"), "Gail Osei", "complaints-officer")


def test_what_somebody_sends_to_it_is_given_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, _ = lived("key given up", EARLY, monkeypatch)
    as_(client, "ben")

    answer = client.post(f"/case/{broken}/do/point.added/-", {"words": "They told us nothing."})

    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "What you sent just now was not taken." in page
    assert "They told us nothing." in page


def test_an_emergency_opens_it_to_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = lived("key given up", EARLY, monkeypatch)
    without_a_part = person(Authority.objects.get(), "Nils Mann", "chair-manager")
    now = datetime(2025, 5, 12, 12, tzinfo=UTC)

    assert open_in_emergency(without_a_part, sound, "A child is hurt.", now)
    assert open_in_emergency(without_a_part, broken, "A child is hurt.", now) is None
    client.force_login(without_a_part)
    assert shown(client, broken)[0] == 404


@pytest.mark.parametrize("act", ["read", "act"])
def test_the_desk_says_so_to_those_alone_for_whom_it_is_there(
    act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    give_up(case_id)
    told = Step("", "Wed 23 Apr 2025", "notice.given", {"notice": "tell-officer-received"})

    def asked(who: str) -> None:
        if act == "read":
            load(desk.people[who], case_id, date(2025, 4, 23))
        else:
            desk.act(case_id, replace(told, by=who))

    with pytest.raises(CaseNotOpened):
        asked("ben")
    with pytest.raises(CaseUnknown) as none:
        asked("rhys")
    assert not isinstance(none.value, CaseShut)


@pytest.mark.assures("AZ-8")
@pytest.mark.parametrize("damage", UNREAD)
def test_an_emergency_in_it_is_looked_into_without_its_reason(
    damage: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = live("sp-cpc/easter", authority(), until=EARLY[0])
    here = Authority.objects.get()
    now = datetime(2025, 5, 12, 12, tzinfo=UTC)
    nils = person(here, "Nils Mann", "chair-manager")
    opened = open_in_emergency(nils, reference, "A child is hurt.", now)
    assert opened is not None
    DAMAGE[damage](WorkRow.objects.get(reference=reference, shelf="case").case_id)
    on(now.date(), monkeypatch)
    client.force_login(person(here, "Iris Kaur", INFORMATION_GOVERNANCE))

    page = client.get(addresses(reference)["to-review"] + f"/{opened.review}")

    assert page.status_code == 200
    is_gone = damage == "key given up"
    said = page.content.decode()
    assert ("the key of the case was given up" in said) is is_gone
    assert ("The reason they gave cannot be opened just now" in said) is not is_gone
    assert "erased" not in said.partition("<main")[2]
