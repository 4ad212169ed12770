"""What a person would send to each route that changes something: a sound form, ready to be posted."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from pyotp.totp import TOTP

from reconvene.accounts.invitations import invite
from reconvene.accounts.recovery import new_codes
from reconvene.core.record.contact import ContactNoted, Way
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Payload
from reconvene.desk import retention
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.retention import Erasure, Hold, HoldKind, State, Wanted
from reconvene.ledger import guards
from reconvene.ledger.models import CaseHead, StoredEntry
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.register.routes import ROUTES
from tests.doors.test_take_down import WHO
from tests.support.cast import PASSWORD, SINCE, authority, person
from tests.support.erasing import damage
from tests.support.filling import day
from tests.support.signing_in import SECRET, offered, with_app, with_passkey
from tests.support.storied import live

HAPPENED_ON = date(2025, 4, 22)
NOON = datetime(2025, 4, 22, 13, tzinfo=UTC)
YEARS_AGO = "2018-04-23T11:00:00.000000Z"
FAR_OFF = date(2027, 1, 31)
NEW_PASSWORD = "quiet lamps over the weir"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Give a clock that stands at noon, a day on which something may be sent about a case."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@dataclass
class Site:
    """An authority with one open case, and its complaints officer signed in."""

    client: Client
    at: Authority = field(default_factory=authority)
    reference: str = ""

    def __post_init__(self) -> None:
        self.reference = live("sp-cpc/easter", self.at, until=HAPPENED_ON)
        self.ben = Person.objects.get(id="ben")
        self.client.force_login(self.ben)


@dataclass(frozen=True)
class Sent:
    """One form as it is posted."""

    path: str
    typed: Mapping[str, Any] = field(default_factory=dict)
    answers: tuple[int, int] = (302, 302)
    """How it is answered at first, and when it is sent again."""


def _sign_in(site: Site) -> Sent:
    somebody = person(site.at, "Cara Pike")
    return Sent(reverse("sign-in"), {"username": somebody.username, "password": PASSWORD})


def _people(site: Site) -> Sent:
    site.at.is_demo = True
    site.at.save()
    return Sent(reverse("people"), {"person": site.ben.id})


def begun_draft(site: Site) -> str:
    """Return the name of a draft in which somebody has said who complains."""
    answer = site.client.post("/take-down/new/who", {**WHO, "once": "begun"})
    return str(answer["Location"].split("/")[2])


def _step(site: Site) -> Sent:
    return Sent("/take-down/new/who", {**WHO, "once": "the-page-it-came-from"})


def _act(site: Site) -> Sent:
    typed = {
        **day("happened_on", HAPPENED_ON),
        "name": "Gus Example", "kind": "friend", "key": "the-key", "step": "confirm",
    }  # fmt: skip
    return Sent(f"/case/{site.reference}/do/supporter.named/-", typed)


def _where(site: Site, page: str = "where") -> Sent:
    """Ask for where somebody is, as it was noted."""
    noted = _letter_that_waits(site, "email", "ewa@mail.example") - 1
    return Sent(reverse(page, args=[site.reference, noted]), {"need": "speak"}, answers=(200, 200))


def _send_letter(site: Site) -> Sent:
    """Have a letter written that waits, to a family that is reached by email."""
    written = _letter_that_waits(site, "email", "ewa@mail.example")
    return Sent(reverse("send-letter", args=[site.reference, written]))


def _post_of_the_day(site: Site) -> list[str]:
    """Have a letter written that waits to go by post, and return what the page carries of it."""
    _letter_that_waits(site, "post", "12 High Street\nExampleton\nEX1 4MP")
    shown = site.client.get(reverse("todays-post")).content.decode()
    return re.findall(r'name="letter" value="([^"]*)"', shown)


def _todays_post(site: Site) -> Sent:
    return Sent(reverse("todays-post"), {"letter": _post_of_the_day(site)}, answers=(200, 200))


def _posted(site: Site) -> Sent:
    listed = _post_of_the_day(site)
    typed = {
        **day("left_on", HAPPENED_ON),
        "letter": listed, "offered": listed, "left": "all", "step": "confirm",
    }  # fmt: skip
    return Sent(reverse("posted"), typed, answers=(200, 200))


def _letter_that_waits(site: Site, way: Way, where: str) -> int:
    """Have a letter written that waits, and return its entry."""
    case_id = CaseHead.objects.get(reference=site.reference).id
    chair = Person.objects.get(roles_held__role="conference-chair")

    def done(by: Person, kind: str, data: Payload) -> int:
        key = f"{kind}/{way}/{site.reference}"
        made = record(by, case_id, kind, data, happened_on=HAPPENED_ON, key=key, now=NOON)
        assert isinstance(made, Receipt), made
        return made.number

    done(site.ben, "contact.noted", ContactNoted(
        who="complainant", way=way, where=where, safe="safe",
        known_by="She said so.", letters=True,
    ))  # fmt: skip
    return done(chair, "letter.sent", LetterSent(letter="acknowledgement", waits=True))


class _AfreshEachTime(SimpleUploadedFile):
    """A file that is sent whole, however often it is sent."""

    def read(self, *most: int) -> bytes:
        self.seek(0)
        return bytes(super().read(*most))


def _bring_in(site: Site) -> Sent:
    file = _AfreshEachTime("letter.txt", b"Dear Ms Example")
    return Sent(reverse("bring-in", args=[site.reference]), {"file": file})


def _emergency(site: Site) -> Sent:
    return Sent(
        reverse("emergency"), {"reference": site.reference, "reason": "A child may be hurt."}
    )


def _overseer(site: Site) -> None:
    """Let the officer look after who looks and what is kept, also where they do already."""
    RoleHeld.objects.get_or_create(person=site.ben, role=INFORMATION_GOVERNANCE, from_on=SINCE)


def _own_emergency(site: Site) -> Sent:
    opened = open_in_emergency(site.ben, site.reference, "A child may be hurt.", NOON)
    assert opened is not None
    return Sent(reverse("own-emergency", args=[opened.review]))


def _who_looked(site: Site) -> Sent:
    _overseer(site)
    return Sent(reverse("to-review"), {"reference": site.reference})


def _look_into(site: Site) -> Sent:
    """Have the officer look after who looks, and somebody else's emergency wait for a verdict."""
    _overseer(site)
    rhys = person(site.at, "Rhys Morgan", "reviewing-manager")
    opened = open_in_emergency(rhys, site.reference, "A child may be hurt.", NOON)
    assert opened is not None
    return Sent(reverse("look-into", args=[opened.review]), {"verdict": "needed"})


def _overseeing(site: Site) -> Person:
    """Let the officer look after information governance, and return somebody else who does."""
    _overseer(site)
    iris = Person.objects.filter(name="Iris Kaur").first()
    return iris or person(site.at, "Iris Kaur", INFORMATION_GOVERNANCE)


def proposed(site: Site, by: Person) -> Erasure:
    """Return an erasure of the case that waits for approval, as if it were due."""
    case_id = CaseHead.objects.get(reference=site.reference).id
    return Erasure.objects.create(
        case_id=case_id, authority=site.at.slug, reference=site.reference, state=State.PROPOSED,
        rule="default/complaint", kept_until=HAPPENED_ON, proposed_by=by.id, proposed_at=NOON,
    )  # fmt: skip


def held(site: Site, by: Person) -> Hold:
    """Return a hold on the case."""
    wanted = Wanted(HoldKind.COURT, "A claim", FAR_OFF)
    return retention.hold(by, site.reference, wanted, NOON)


def _due(site: Site) -> Sent:
    _overseeing(site)
    return Sent(reverse("erasures-due"), {"references": [site.reference]}, answers=(422, 422))


def _erasure(site: Site) -> Sent:
    proposed(site, _overseeing(site))
    where = reverse("erasure", args=[site.reference])
    return Sent(where, {"step": "confirm"}, answers=(302, 409))


def _erase_unread(site: Site) -> Sent:
    _overseeing(site)
    where = reverse("erase-unread", args=[old_and_unread(site.at)])
    return Sent(where, {"reason": "It is in no back-up"})


def old_and_unread(at: Authority) -> str:
    """Return the reference of another case, begun and left years ago, that does not open."""
    reference = live("sp-cpc/easter", at, until=HAPPENED_ON + timedelta(days=2))
    case_id = CaseHead.objects.get(reference=reference).id
    guards.take_down(connection)
    CaseHead.objects.filter(id=case_id).update(opened_at=YEARS_AGO)
    StoredEntry.objects.filter(case_id=case_id).update(recorded_at=YEARS_AGO)
    guards.put_up(connection)
    damage(case_id)
    return reference


def _place_hold(site: Site) -> Sent:
    _overseeing(site)
    typed = {
        **day("review_on", FAR_OFF),
        "reference": site.reference, "kind": "court", "reason": "A claim", "key": "4f7k3pq2xw9ab",
    }  # fmt: skip
    return Sent(reverse("place-hold"), typed)


def _lift(site: Site) -> Sent:
    hold = held(site, _overseeing(site))
    return Sent(reverse("hold", args=[hold.id]), {"reason": "It ended."}, answers=(302, 409))


def _look_again(site: Site) -> Sent:
    hold = held(site, _overseeing(site))
    typed = {**day("until_on", FAR_OFF + timedelta(days=1)), "reason": "It goes on"}
    return Sent(reverse("look-again", args=[hold.id]), typed)


def _with_app(site: Site) -> str:
    """Give Ben an app, and return what it shows."""
    with_app(site.ben)
    return TOTP(SECRET).at(NOON)


def _invitation(site: Site) -> Sent:
    nia = person(site.at, "Nia Pike")
    path = reverse("invitation", args=[invite(nia, NOON)[0]])
    return Sent(path, {"password": NEW_PASSWORD, **_offered(site, path)}, answers=(200, 410))


def _add_app(site: Site) -> Sent:
    return Sent(reverse("add-app"), _offered(site, reverse("add-app")), answers=(302, 422))


def _offered(site: Site, path: str) -> dict[str, str]:
    """Return what an app shows that has read the picture of a page, and the page's own word."""
    secret, offer = offered(site.client, path)
    return {"code": TOTP(secret).at(NOON), "offer": offer}


def _take_away(site: Site) -> Sent:
    with_app(site.ben)
    return Sent(reverse("take-factor-away"), {"factor": with_passkey(site.ben).pk})


SENT: Mapping[str, Callable[[Site], Sent]] = {
    "your-home": lambda _: Sent(reverse("your-home"), {"postcode": "OX1 1AA", "house": "4"}),
    "sign-in": _sign_in,
    # Whoever is signed in is past the second step, and nobody here has a sign-on or a passkey.
    "second-factor": lambda _site: Sent(reverse("second-factor"), {"code": "123456"}),
    "second-factor-by-sheet": lambda _site: Sent(
        reverse("second-factor-by-sheet"), {"code": "abcd-efgh-jkmn-pqrs"}
    ),
    "first-passkey": lambda _site: Sent(reverse("first-passkey"), {"name": "key"}),
    "sign-on": lambda _site: Sent(reverse("sign-on", args=["nowhere"]), answers=(403, 403)),
    "add-passkey": lambda _site: Sent(
        reverse("add-passkey"), {"name": "key", "answer": "{}", "state": ""}, answers=(422, 422)
    ),
    "invitation": _invitation,
    "prove-it": lambda site: Sent(
        reverse("prove-it"), {"code": _with_app(site)}, answers=(302, 422)
    ),
    "prove-it-by-sheet": lambda site: Sent(
        reverse("prove-it-by-sheet"), {"code": new_codes(site.ben)[0]}, answers=(302, 422)
    ),
    "prove-it-typed": lambda _site: Sent(
        reverse("prove-it-typed") + "?next=/emergency", {"reason": "A child."}, answers=(200, 200)
    ),
    "add-app": _add_app,
    "new-password": lambda _site: Sent(
        reverse("new-password"), {"now": PASSWORD, "password": NEW_PASSWORD}, answers=(302, 422)
    ),
    "new-sheet": lambda _site: Sent(reverse("new-sheet"), {"once": "page"}, answers=(200, 302)),
    "take-factor-away": _take_away,
    "sign-out-everywhere": lambda _site: Sent(reverse("sign-out-everywhere")),
    "sign-out": lambda _site: Sent(reverse("sign-out")),
    "people": _people,
    "my-work": lambda _site: Sent(reverse("my-work"), {"find": "Ewa", "stage": "stage-1"}),
    "sent-late": lambda _site: Sent(reverse("sent-late")),
    "cases": lambda _site: Sent(reverse("cases"), {"find": "Ewa"}),
    "take-down": lambda _site: Sent(reverse("take-down")),
    "take-down-draft": lambda site: Sent(reverse("take-down-draft", args=[begun_draft(site)])),
    "take-down-step": _step,
    "act": _act,
    "bring-in": _bring_in,
    "where": _where,
    "where-kept": lambda site: _where(site, "where-kept"),
    "send-letter": _send_letter,
    "todays-post": _todays_post,
    "posted": _posted,
    "emergency": _emergency,
    "own-emergency": _own_emergency,
    "to-review": _who_looked,
    "look-into": _look_into,
    "erasures-due": _due,  # where nothing is due, so nothing can be chosen
    "erasure": _erasure,
    "erase-unread": _erase_unread,
    "place-hold": _place_hold,
    "hold": _lift,
    "look-again": _look_again,
}
"""How to make each, by the name of its route; a test holds this to the register."""

UNSAFE = [route for route in ROUTES if route.does]


def sent_to(name: str, site: Site) -> Sent:
    """Return a sound form for a route; whatever must be there first is made."""
    return SENT[name](site)


def token_on(page: str) -> str:
    """Return the proof of coming from our own page that a page carries."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1]
