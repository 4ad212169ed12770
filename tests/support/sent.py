"""What a person would send to each route that changes something: a sound form, ready to be posted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.oversight import INFORMATION_GOVERNANCE
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.register.routes import ROUTES
from tests.doors.test_take_down import WHO
from tests.support.cast import PASSWORD, SINCE, authority, person
from tests.support.filling import day
from tests.support.storied import live

HAPPENED_ON = date(2025, 4, 22)
NOON = datetime(2025, 4, 22, 13, tzinfo=UTC)


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


def _emergency(site: Site) -> Sent:
    return Sent(
        reverse("emergency"), {"reference": site.reference, "reason": "A child may be hurt."}
    )


def _look_into(site: Site) -> Sent:
    """Have the officer look after who looks, and somebody else's emergency wait for a verdict."""
    RoleHeld.objects.create(person=site.ben, role=INFORMATION_GOVERNANCE, from_on=SINCE)
    rhys = person(site.at, "Rhys Morgan", "reviewing-manager")
    opened = open_in_emergency(rhys, site.reference, "A child may be hurt.", NOON)
    assert opened is not None
    return Sent(reverse("look-into", args=[opened.review]), {"verdict": "needed"})


SENT: Mapping[str, Callable[[Site], Sent]] = {
    "sign-in": _sign_in,
    "sign-out": lambda _site: Sent(reverse("sign-out")),
    "people": _people,
    "take-down": lambda _site: Sent(reverse("take-down")),
    "take-down-draft": lambda site: Sent(reverse("take-down-draft", args=[begun_draft(site)])),
    "take-down-step": _step,
    "act": _act,
    "emergency": _emergency,
    "look-into": _look_into,
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
