"""Whatever is noted of a family, before a letter is let go and after: it goes only where that is safe then."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest
import time_machine
from django.test import Client

from reconvene.core.record.contact import ContactConfirmed, ContactEnded, ContactNoted
from reconvene.core.workdays import london_day
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.handing_over import send_next
from reconvene.desk.look import load
from reconvene.desk.posting import Listed, mark_of, record_posted
from reconvene.desk.sending import send
from reconvene.outbox.carrier import Carrier
from reconvene.outbox.models import Sending
from reconvene.people.models import Guess
from reconvene.web.acts.todays_post.listed import written
from tests.laws.test_contacts import Step as Noted
from tests.laws.test_contacts import can_go
from tests.shell.test_sending import NOW, Written
from tests.support.desk import Desk
from tests.support.notify import NotifyStandIn, notify_stand_in
from tests.support.post_office import PostOffice, post_office
from tests.support.printed import Printed, squeezed
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db
HISTORIES = sized(60, 2_000, "lives of a letter at the desk")
HOUR = timedelta(hours=1)
PLACES = {"email": ("ewa@mail.example", "ewa@new.example"), "post": ("1 High St", "2 Low St")}
BY = "email", "notify", "printed in a run", "recorded as posted"


@dataclass
class Carriers:
    """Both that carry email, and where each took a letter to."""

    office: PostOffice
    notify: NotifyStandIn

    def by(self, name: str) -> Carrier:
        return self.notify.carrier if name == "notify" else self.office.server

    def drained(self) -> list[str]:
        """Return where letters went since this was asked last."""
        went = [reader for _, reader, _ in self.office.taken]
        went += [one["email_address"] for one in self.notify.taken]
        self.office.taken.clear()
        self.notify.taken.clear()
        return went


@pytest.fixture
def carriers(tmp_path: Path) -> Iterator[Carriers]:
    with post_office() as office, notify_stand_in(tmp_path) as notify:
        yield Carriers(office, notify)


@dataclass
class Life:
    """A letter that waits, and what is noted of how its reader is reached, at chance hours."""

    chance: Random
    written: Written
    likely: Literal["email", "post"]
    made: list[Noted] = field(default_factory=list)
    now: datetime = NOW

    def __post_init__(self) -> None:
        first = ContactNoted(
            who="complainant", way=self.likely, where=PLACES[self.likely][0], safe="safe",
            letters=True, known_by="She said so.",
        )  # fmt: skip
        self.made.append(Noted(NOW, first))

    def later(self) -> None:
        self.now += HOUR * self.chance.choice((0, 1, 3, 10, 24, 80))

    def note(self) -> None:
        """Record something of it, if the record takes it."""
        self.later()
        data: Any = self.chance.choice(
            (*[self._noted] * 3, self._confirmed, self._confirmed, self._ended)
        )()
        kinds: dict[Any, str] = {
            ContactNoted: "noted",
            ContactConfirmed: "confirmed",
            ContactEnded: "ended",
        }
        if isinstance(self.record(f"contact.{kinds[type(data)]}", data), Receipt):
            self.made.append(Noted(self.now, data))

    def record(self, kind: str, data: Any) -> Any:
        self.written.desk.acts += 1
        return record(
            self.written.desk.people["ben"], self.written.case, kind, data,
            happened_on=london_day(self.now), key=f"life-{self.written.desk.acts}", now=self.now,
        )  # fmt: skip

    def _noted(self) -> ContactNoted:
        of: Any = self.chance.choice
        way = of((self.likely, self.likely, self._way()))
        hours = of((("", ""), ("", ""), ("09:00", "17:00"), ("18:00", "20:00")))
        earliest, latest = hours if way == "email" else ("", "")
        return ContactNoted(
            who="complainant", way=way, where=of((*PLACES[way], PLACES[way][0])),
            safe=of((*["safe"] * 6, "unsafe", "unknown")), letters=of((True, True, True, False)),
            earliest=earliest, latest=latest, ask=of((*[""] * 7, "Ask for the blue pen.")),
            until=of((None, None, date(2025, 4, 25))), known_by="She said so.",
        )  # fmt: skip

    def _confirmed(self) -> ContactConfirmed:
        return ContactConfirmed(who="complainant", way=self._way(), how="She said so.")

    def _ended(self) -> ContactEnded:
        reason: Any = self.chance.choice(("unsafe", "wrong", "wished"))
        return ContactEnded(who="complainant", way=self._way(), reason=reason)

    def _way(self) -> Any:
        return self.chance.choice(("email", "post"))

    def allowed(self) -> str:
        """Return where it may go at this instant, worked out from what was noted alone."""
        way = can_go(self.made, "complainant", self.now)
        at_all = [one.data for one in self.made if isinstance(one.data, ContactNoted)]
        return next((one.where for one in reversed(at_all) if one.way == way), "")

    def is_let_go(self) -> None:
        """Press the button, whatever the page would offer."""
        send(
            self.written.desk.people["ben"], self.written.case, self.written.number,
            seen=0, now=self.now,
        )  # fmt: skip

    def listed(self) -> Listed:
        """Return the letter as the post of this day lists it."""
        ben, number, on = self.written.desk.people["ben"], self.written.number, london_day(self.now)
        look = load(ben, self.written.case, on)
        return Listed(look.reference, number, on, mark_of(look, number, on))

    def printed(self, listed: Listed, client: Client) -> list[str]:
        """Return which places stand on the paper of it, as the post of a day is printed now."""
        with time_machine.travel(self.now, tick=False):
            client.force_login(self.written.desk.people["ben"])  # whose sessions end meanwhile
            answer = client.post("/post", {"letter": [written(listed)]})
        if answer.status_code == HTTPStatus.CONFLICT:
            return []
        assert answer.status_code == HTTPStatus.OK
        file = Printed(answer.content)
        paper = squeezed("".join(file.on_page(page) for page in range(file.pages)))
        return [place for place in PLACES["post"] if squeezed(place) in paper]

    def posted(self, listed: Listed) -> bool:
        """Say that the paper as it was listed goes into the post now, and tell whether that is recorded."""
        answer = record_posted(
            self.written.desk.people["ben"], self.written.case, listed,
            left_on=london_day(self.now), now=self.now,
        )  # fmt: skip
        return isinstance(answer, Receipt)

    def went(self, by: str, carriers: Carriers, client: Client) -> list[str]:
        """Try to let it go in one way, and return where it went; more may be noted until then."""
        if by == "printed in a run":
            return self.printed(self.listed(), client)
        if by == "recorded as posted":
            listed = self.listed()
            paper = self.printed(listed, client)
            for _ in range(self.chance.choice((0, 0, 1, 2))):
                self.note()
            self.later()
            return paper if paper and self.posted(listed) else []
        send_next(carriers.by(by), lambda: self.now)
        return carriers.drained()


@pytest.mark.assures("SC-1", size=HISTORIES)
def test_nothing_goes_where_it_is_not_safe_as_it_goes(carriers: Carriers, client: Client) -> None:
    chance, tally = Random(1), Counter[str]()  # noqa: S311  the same lives each time
    desk = Desk.at()
    for number in range(HISTORIES):
        by = BY[number % len(BY)]
        is_email = by in ("email", "notify")
        likely: Literal["email", "post"] = "email" if is_email else "post"
        life = Life(chance, Written(desk=desk, way=likely, where=PLACES[likely][0]), likely)
        for _ in range(chance.randrange(3)):
            life.note()
        life.is_let_go()
        for _ in range(chance.randrange(4)):
            life.note()
        life.later()

        went = life.went(by, carriers, client)

        way, where = can_go(life.made, "complainant", life.now), life.allowed()
        assert went in ([], [where]), (number, by, went, life.made)
        if went:
            assert way == life.likely
        elif by == "printed in a run":
            assert way != "post"
        tally[f"{by}: {'went' if went else 'held'}"] += 1
        Sending.objects.all().delete()
        Guess.objects.all().delete()  # nobody prints so often
    assert all(tally[f"{by}: {became}"] for by in BY for became in ("went", "held")), tally
