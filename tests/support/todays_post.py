"""Several families with a letter each that waits, and the officer who posts them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client

from reconvene.desk.answers import Receipt
from tests.support.cast import person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step

TODAY = "Thu 24 Apr 2025"
ON = day(TODAY)
POST, POSTED = "/post", "/post/posted"


@dataclass(frozen=True)
class Family:
    """One family: its case, the entry of the letter that waits, and what nobody else may see of it."""

    name: str
    where: str
    case_id: str
    reference: str
    letter: int


class Office:
    """An authority whose complaints officer has letters to post."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        self.families: list[Family] = []
        self.be("ben")

    def be(self, who: str) -> None:
        self.client.force_login(self.desk.people[who])

    def another_officer(self) -> None:
        """Go on as somebody else who posts letters, and has done nothing in any case."""
        ben = self.desk.people["ben"]
        self.client.force_login(person(ben.authority, "Cy Pike", "complaints-officer"))

    def family(
        self, name: str, where: str = "", contact: Mapping[str, Any] | None = None
    ) -> Family:
        """Return a family to which an acknowledgement is still to go; to nowhere without an address."""
        taken = self.desk.open(name=name)
        self.desk.live(taken.case_id, 1)
        (sent,) = [step for step in STEPS[:4] if step.details.get("letter") == "acknowledgement"]
        letter = self.done(taken.case_id, sent.by, "letter.sent", {**sent.details, "waits": True})
        made = Family(name, where, taken.case_id, taken.reference, letter)
        self.families.append(made)
        if where:
            self.noted(made, **(contact or {}))
        return made

    def three(self) -> tuple[Family, ...]:
        """Return three families, in the order in which the page has their letters."""
        three = (
            self.family("Ewa Zielińska", "12 High Street\nExampleton\nEX1 4MP"),
            self.family("Bo Canary", "3 Mill Lane\nSampleton\nEX2 5QQ"),
            self.family("Ada Robin", "7 Weir Row\nLockton\nEX3 6RR"),
        )
        return tuple(sorted(three, key=lambda one: one.case_id))

    def done(
        self, case_id: str, by: str, kind: str, details: dict[str, Any], on: str = STEPS[0].on
    ) -> int:
        receipt = self.desk.act(case_id, Step(by, on, kind, details))
        assert isinstance(receipt, Receipt), receipt
        return receipt.number

    def noted(self, of: Family, **details: Any) -> int:
        """Note where the letters of a family go; safe by post to their address where nothing else is said."""
        safe = {
            "who": "complainant", "way": "post", "where": of.where, "safe": "safe",
            "known_by": "She said so.", "letters": True,
        }  # fmt: skip
        return self.done(of.case_id, "ben", "contact.noted", safe | details)

    def confirmed(self, of: Family) -> None:
        how = {"who": "complainant", "way": "post", "how": "She rang."}
        self.done(of.case_id, "ben", "contact.confirmed", how)

    def moved(self, of: Family) -> None:
        """Note and confirm another address of a family, so that nothing holds up what goes there."""
        self.noted(of, where=f"{of.where}\nUK")
        self.confirmed(of)

    def put_right(self, of: Family, entry: int) -> None:
        wrong = {"entry": entry, "reason": "Written down twice.", "happened_on": "2025-04-22"}
        self.done(of.case_id, "ben", "entry.corrected", wrong)

    def page(self, path: str = POST) -> str:
        return plain(self.client.get(path))

    def listed(self) -> list[str]:
        """Return what the page carries of each letter that can go."""
        return carried(self.page())

    def print(self, letters: Sequence[str], **typed: Any) -> Any:
        return self.client.post(POST, {"letter": list(letters), **typed})

    def ask(self, letters: Sequence[str]) -> str:
        """Return the page that asks which of some letters were posted."""
        return plain(self.client.post(POSTED, {"letter": list(letters)}))

    def mark(
        self, letters: Sequence[str], *left: str, on: str = "24", offered: Sequence[str] = ()
    ) -> Any:
        """Say of the letters of a run which were posted; all were offered where nothing else is said."""
        that_day = {"left_on-day": on, "left_on-month": "4", "left_on-year": "2025"}
        offers = {"offered": list(offered or letters)}
        typed = {
            "letter": list(letters),
            "left": list(left),
            "step": "confirm",
            **offers,
            **that_day,
        }
        return self.client.post(POSTED, typed)


def carried(shown: str) -> list[str]:
    return re.findall(r'name="letter" value="([^"]*)"', shown)


def plain(answer: Any) -> str:
    return unescape(" ".join(answer.content.decode().split()))
