"""With every question of the program answered yes, no page has a case that is not there for them."""

import pytest
from django.db import connection
from django.test import Client

from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import About
from tests.support.answered_yes import says_yes
from tests.support.many_cases import Known, ManyCases, many_cases
from tests.support.others_ids import OF_NOTHING, told
from tests.support.routes import address_of
from tests.support.sought import led_to

pytestmark = [
    pytest.mark.assures("AZ-10"),
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="policies of PostgreSQL"),
]

OF_ONE_CASE = [one for one in ROUTES if "<str:reference>" in one.path]
LISTS = [one for one in ROUTES if one.about is About.LISTED]
WITHOUT_A_SEARCH = ("todays-post", "posted", "agreed", "learning", "learning-file", "your-papers")
NOT_THERE_FOR = {"rhys.partnership": 2, "ben.elsewhere": 1}
"""A case of each sort that is not: shut to them by a wall, and another authority's."""

PART_IN_IT = "ben.partnership"


def test_no_page_has_a_case_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    world = many_cases()
    shut = shut_cases(world)
    says_yes(monkeypatch)

    for who, case in shut.items():
        client = signed_in(world, who)
        assert asked(client, case.reference) == asked(client, OF_NOTHING["reference"]), who
        assert listed(client, case) == [], who
        theirs = signed_in(world, PART_IN_IT)
        assert {one.partition("?")[0] for one in listed(theirs, case)} == {"/cases"}
        assert asked(theirs, case.reference) != asked(client, case.reference)


def shut_cases(world: ManyCases) -> dict[str, Known]:
    """Return a case for each who is tried that is not there for them, and is for somebody else."""
    found = {who: world.cases[number] for who, number in NOT_THERE_FOR.items()}
    for who, case in found.items():
        assert case.case_id not in world.there(world.people[who])
        assert case.case_id in world.there(world.people[PART_IN_IT])
    return found


def signed_in(world: ManyCases, who: str) -> Client:
    client = Client()
    client.force_login(world.people[who])
    return client


def asked(client: Client, reference: str) -> list[object]:
    """Return what each page about a case answers: asked for, and posted to where it can be."""
    answers: list[object] = []
    for route in OF_ONE_CASE:
        path = address_of(route, reference)
        ways = ("get", "post") if route.does else ("get",)
        answers += [told(getattr(client, way)(path), path, reference) for way in ways]
    return answers


def listed(client: Client, case: Known) -> list[str]:
    """Return the addresses of lists in which somebody meets a case, also where they look for it."""
    paths = [address_of(route, "") for route in LISTS]
    searched = [address_of(route, "") for route in LISTS if route.name not in WITHOUT_A_SEARCH]
    looked_for = [led_to(client, path, find=case.word) for path in searched]
    return [path for path in (*paths, *looked_for) if case.reference in client.get(path).text]
