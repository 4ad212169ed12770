"""
Whatever somebody gets hold of is worth nothing to anybody else: it answers as if it were not there.

Everybody's pages are walked through, and every id on them is put, by everybody else, into every
address and form that takes one, by every method. Beside each stands the same with an id of nothing.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from urllib.parse import unquote

import pytest
from django.test import Client

from reconvene.accounts.models import Factor
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.retention import Erasure, HoldKind, State, Wanted, hold
from reconvene.ledger.models import CaseHead
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Guess, Person
from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import About
from tests.doors.test_take_down import WHO
from tests.support.cast import authority, person
from tests.support.desk import Desk
from tests.support.others_ids import (
    Place,
    Replay,
    chosen,
    kind_at_stake,
    places,
    typed_elsewhere,
)  # fmt: skip
from tests.support.references import called
from tests.support.seen_ids import Seen, seen_by
from tests.support.signing_in import with_passkey
from tests.support.sizes import IS_FULL, sized
from tests.support.sought import led_to
from tests.support.sp_life import STEPS
from tests.support.state import COMES_AND_GOES, state

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-3")]

NOW = datetime(2025, 8, 28, 12, tzinfo=UTC)
TO_SOL_AND_RHYS, TO_BEA = 13, 23
LIVES = (len(STEPS), 0, 6, TO_SOL_AND_RHYS, TO_BEA) if IS_FULL else (len(STEPS),)
"""How many steps the first case has gone: each is a world of its own."""

REPLAYS = sized(600, 20_000, "ids put where they are not for whoever puts them")
BEGIN_AT = ("/", "/cases", "/looks", "/erasures", "/take-down", "/account")
NOBODY = "nobody"
OVERSEEN = {one.name for one in ROUTES if one.about in (About.LOOKS, About.RETENTION)}
"""Open, for every case of the authority, to whoever looks after its information governance."""

GLASS = {"ben", "lena", "sol", "rhys", "bea", "iris"}
"""Whoever may open these cases in an emergency: they hold a role, and no wall is between."""

FIRST, OTHER, LAST = (called(number) for number in (1, 2, 3))


@dataclass
class World:
    """Two authorities in the middle of their work, and what each of their people was led to."""

    people: dict[str, Person]
    steps: int
    found: dict[str, str] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        client = Client()
        if who != NOBODY:
            client.force_login(self.people[who])
        return client

    def opens(self, who: str) -> set[str]:
        """Return which cases are there for somebody, as the rules have it."""
        if who in ("ben", "lena", "amina"):
            return {FIRST, OTHER, LAST}
        by_now = {"sol": TO_SOL_AND_RHYS, "rhys": TO_SOL_AND_RHYS, "bea": TO_BEA}
        opened = {FIRST} if self.steps >= by_now.get(who, len(STEPS) + 1) else set()
        return opened | ({OTHER} if who == "rhys" else set())

    def typed(self, who: str) -> list[Place]:
        """Return the forms and questions that take what somebody holds."""
        references = {place.of("reference") for place in places(self.seen[who])} - {""}
        factors = Factor.objects.filter(person=self.people[who]).values_list("pk", flat=True)
        shown = {one for one in factors if self.seen[who].holds(one)}
        found = {self.found[who]} if who in self.found else set()
        return list(typed_elsewhere({"reference": references, "factor": shown, "find": found}))


def at_work(desk: Desk, steps: int) -> None:
    """Take a case so far; have another looked into and held, and the erasure of a third proposed."""
    desk.live(desk.open().case_id, steps)
    iris, other = desk.people["iris"], desk.open(name="Petra Hollow").reference
    assert open_in_emergency(desk.people["rhys"], other, "A child may be hurt.", NOW)
    hold(iris, other, Wanted(HoldKind.COURT, "A claim", date(2027, 1, 31)), NOW)
    last = desk.open(name="Ada Brook").reference
    Erasure.objects.create(
        case_id=CaseHead.objects.get(reference=last).id, authority=iris.authority_id,
        reference=last, state=State.PROPOSED, rule="default/complaint", kept_until=NOW.date(),
        proposed_by=iris.id, proposed_at=NOW,
    )  # fmt: skip


def looked_through(steps: int) -> World:
    """Return a world in which everybody has been led wherever they are led."""
    desk, away = Desk.at(), authority("elsewhere", prefix="EL")
    at = desk.people["ben"].authority
    desk.people["iris"] = person(at, "Iris Kaur", INFORMATION_GOVERNANCE)
    at_work(desk, steps)
    others = {
        "eve": person(at, "Eve Hall"),
        "otto": person(away, "Otto Brand", "complaints-officer"),
        "isla": person(away, "Isla Kent", INFORMATION_GOVERNANCE),
    }
    it = World(desk.people | others, steps)
    for who in ("ben", "eve", "otto"):  # nobody is left without one, so taking one could succeed
        with_passkey(it.people[who])
    for who in ("ben", "lena", "otto"):
        client = it.client(who)
        client.post("/take-down/new/who", {**WHO, "once": "begun"})
        it.found[who] = unquote(led_to(client, "/cases", find="Ewa").split("find=")[1])
    for who in it.people:
        cases = (f"/case/{one}" for one in sorted(it.opens(who)))
        it.seen[who] = seen_by(it.client(who), (*BEGIN_AT, *cases), is_whole=IS_FULL)
    return it


def replays(it: World) -> list[Replay]:
    """Return every request by which somebody puts an id where it is not for them."""
    shown_to: dict[Place, set[str]] = {}
    for who, seen in it.seen.items():
        for place in (*places(seen), *it.typed(who)):
            shown_to.setdefault(place, set()).add(who)
    return [
        Replay(by, method, place, kind)
        for by in (*it.people, NOBODY)
        for place, whose in shown_to.items()
        if (kind := at_stake(it, by, place, whose))
        for method in place.methods
    ]


def kept() -> tuple[object, ...]:
    """Return all that is kept, but the stamp by which somebody ends sessions of their own."""
    people = Person.objects.order_by("id").values_list("id", "username", "password", "is_active")
    return state(without=COMES_AND_GOES | {"person"}), list(people)


def at_stake(it: World, by: str, place: Place, whose: set[str]) -> str:
    """Return which kind of id is put there by somebody it is not for; none where it may be."""
    reference = place.of("reference")
    is_overseen = by == "iris" and place.route in OVERSEEN and reference.startswith("SP")
    is_urgent = by in GLASS and place.route == "emergency"
    is_led_to = by in it.seen and place.path in it.seen[by].addresses and not place.typed
    is_own = by in whose and not reference
    is_seen = reference in it.opens(by) and it.seen[by].knows(reference, place.of("entry"))
    if is_overseen or is_urgent or is_led_to or is_own or is_seen:
        return ""
    return kind_at_stake(place, it.opens(by))


@pytest.mark.assures("AZ-3", size=REPLAYS)
@pytest.mark.parametrize("steps", LIVES)
def test_no_id_of_somebody_elses_reads_or_writes_anything(
    steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    it = looked_through(steps)
    clients = {who: it.client(who) for who in (*it.people, NOBODY)}
    many = REPLAYS // len(LIVES)
    put = chosen(replays(it), many, Random(steps))  # noqa: S311  a choice of what to try
    assert len(put) == many
    before = kept()

    for one in put:
        Guess.objects.all().delete()  # nobody is held up by what is tried here
        client = clients[one.by]
        assert one.sent(client) == one.sent_with_nothing(client), one

    assert kept() == before
    cases = CaseHead.objects.values_list("id", flat=True)
    assert not [who for who, seen in it.seen.items() if any(map(seen.holds, cases))]
