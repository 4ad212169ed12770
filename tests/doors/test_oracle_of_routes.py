"""Every page of a case, asked for by every actor in every relationship, held to what was written."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from reconvene.core.workdays import london_day
from reconvene.ledger.appending import Made, append, open_case
from reconvene.ledger.requests import Request
from reconvene.people.ids import new_case_id, new_id
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.worklist.rebuilding import rebuild
from tests.core.access.test_oracle import LINES
from tests.core.access.worlds import ACTORS, HERE, World, acts, sights, world
from tests.support.cast import SINCE, authority
from tests.support.references import called
from tests.support.sizes import sized

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-2")]
ORACLE = Path(__file__).parent / "oracle_of_routes.txt"
NOBODY, ANSWERS, PART, KEEPER = range(4)
KEEPERS = ("complaints-officer", "complaints-team")
NOT_IN_A_FILE = "sp-cpc/1 auditor"
"""A role that neither shipped procedure has, so nobody can sign in with it here."""

WORLDS = [(actor, one) for actor, one in LINES if actor != NOT_IN_A_FILE]
SUBJECT_AND_KEEPER = ("sp-cpc/1 complaints officer", "subject")
ASKED = sized(13, len(WORLDS), "worlds whose pages are asked for")
CELLS = 5000


def pages() -> Iterator[tuple[str, str, tuple[bool, ...]]]:
    """Yield method, page, and whether it is there for each column of the oracle."""
    for line in ORACLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, *there = (part.strip() for part in line.split("|"))
            method, page = asked.split()
            yield method, page, tuple(one == "there" for one in there)


PAGES = tuple(pages())


def column(actor: str, relationship: str, it: World) -> int:
    """Return which column holds for somebody, by what the other oracle lets them see."""
    seen, _ = LINES[actor, relationship]
    if "C" not in seen:
        return NOBODY
    if "H" not in seen:
        return ANSWERS
    return KEEPER if it.viewer.roles & set(KEEPERS) else PART


@cache
def cells() -> Mapping[str, int]:
    """Return how many cells both oracles hold together."""
    asked = sum(
        len(sights(it.definition)) + len(acts(it.definition))
        for it in (world(actor, "own").matter for actor in ACTORS)
    )
    relationships = len(LINES) // len(ACTORS)
    return {"question": asked * relationships, "pages": len(WORLDS) * len(PAGES)}


def test_both_oracles_together_have_cells_enough() -> None:
    counted = cells()
    print(f"{counted['question']} of the question, {counted['pages']} of pages")  # noqa: T201  said with -s
    assert sum(counted.values()) >= CELLS
    assert all(len(there) == KEEPER + 1 for _, _, there in PAGES)


def kept(it: World, at: Authority) -> str:
    """Put the record of a world into the database, and return what its case goes by."""
    events = it.matter.events
    with connection.cursor() as cursor:
        record = open_case(
            cursor,
            authority=at.slug,
            case_id=new_case_id(),
            references=[called(1)],
            now=events[0].recorded_at,
            year=events[0].recorded_at.year,
        )
        for event in events:
            request = Request.of(event.actor, new_id(), b"")
            made = Made(event.actor, event.role, event.recorded_at, request)
            record = append(cursor, record, [event], made)
    return record.reference


def signed_in(it: World, at: Authority, client: Client) -> None:
    """Sign in whoever asks, in their own authority and with the roles they hold by post."""
    if it.viewer.authority != HERE:
        at = authority("elsewhere", procedure=at.procedure, prefix="EL")
    person = Person.objects.create_person(username="asking", name="Asking", authority=at)
    Person.objects.filter(pk=person.pk).update(id=it.viewer.id)
    for role in it.viewer.roles:
        RoleHeld.objects.create(person_id=it.viewer.id, role=role, from_on=SINCE)
    client.force_login(Person.objects.get(pk=it.viewer.id))


@pytest.mark.assures("AZ-2", size=ASKED)
@pytest.mark.parametrize(
    ("actor", "relationship"),
    dict.fromkeys([SUBJECT_AND_KEEPER, *WORLDS[:: len(WORLDS) // ASKED]]),
    ids=str,
)
def test_every_page_is_there_or_nowhere_as_the_oracle_says(
    actor: str, relationship: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = world(actor, relationship)
    last = max(event.recorded_at for event in it.matter.events)
    noon = datetime.combine(london_day(last), time(18), tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    at = authority(HERE, procedure=it.matter.definition.id)
    reference = kept(it, at)
    rebuild(noon.date())
    signed_in(it, at, client)
    which = column(actor, relationship, it)

    for method, page, there in PAGES:
        rest = "" if page == "case" else f"/{page}"
        answer, never = (
            getattr(client, method.lower())(f"/case/{name}{rest}")
            for name in (reference, "XX-1999-0001")
        )
        if there[which]:
            assert answer.status_code != never.status_code, (method, page)
            assert answer.status_code < 500, (method, page)
        else:
            assert answer.status_code == never.status_code == 404, (method, page)
            assert answer.content == never.content, (method, page)
