"""
The post of a day: what the paper of a letter says is held fast, from the list to the record.

In: a letter that waits, as somebody meets it. Out: a mark that stays the same for as long as its
paper would; and once it was posted, that it left, on the record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256

import msgspec
from django.utils.crypto import constant_time_compare, salted_hmac

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import NO_CONTACTS
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.reaching.protected import SAYS_WHERE
from reconvene.core.record.leaving import LetterLeft
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.enclosing import letters_in
from reconvene.desk.look import CaseNotOpened, CaseUnknown, Look
from reconvene.desk.sending import in_the_way, may_have_gone, sending_id
from reconvene.desk.sent_before import sent_before
from reconvene.ledger.chain import short_code
from reconvene.people.models import Person
from reconvene.post.copying import copy_of

HEEDED = SAYS_WHERE | {"letter.came-back"}
"""Entries after which a letter has to be looked at anew, though they should leave it as it was."""
_MARK = "reconvene.desk.posting/1"


@dataclass(frozen=True, slots=True)
class Listed:
    """
    A letter as it was listed for the post of a day.

    `mark` is as `mark_of` had it then, for whoever listed it.
    """

    reference: str
    entry: int
    on: date
    mark: str

    @property
    def code(self) -> str:
        """What a person can tell by that paper and list are of the same: "8e33"."""
        return self.mark[:4]


def mark_of(look: Look, entry: int, on: date) -> str:
    """
    Return what stands for a letter as it would be printed and posted from a day on.

    It is another once anything is recorded that could change its words or where it goes, even where
    that is taken back later; and it is of use to nobody else. Empty where letters go nowhere.
    """
    contact = look.whole.case.contacts.get(COMPLAINANT_ROLE, NO_CONTACTS).for_letters
    if contact is None:
        return ""
    heeded = [event.number for event in look.whole.events if event.kind in HEEDED]
    words = [copy_of(letter) for _, letter in letters_in(look, entry)]
    paper = (contact.number, contact.noted.where, words)
    which = (look.person.id, sending_id(look, entry), on, max(heeded, default=0))
    said = msgspec.json.encode((which, paper))
    return salted_hmac(_MARK, said, algorithm="sha256").hexdigest()[:32]


def is_as_listed(look: Look, listed: Listed) -> bool:
    """Tell whether the paper of a letter would be the same as when it was listed."""
    return constant_time_compare(mark_of(look, listed.entry, listed.on), listed.mark)


def run_code(marks: tuple[str, ...]) -> str:
    """Return what a run of letters is called: how many they are, and a code made of which: "12-7f3k-9qma"."""
    return short_code(len(marks), sha256("\n".join(marks).encode()).digest())


def record_posted(
    person: Person, case_id: str, listed: Listed, *, left_on: date, now: datetime
) -> Receipt | Refused | Conflict:
    """
    Put on the record that a letter left by post as it was listed, once however often it is asked.

    Whether it could go that day is asked of the rules, and with the case held whether it is still
    as it was listed.
    """
    try:
        return record(
            person,
            case_id,
            "letter.left",
            LetterLeft(sent=listed.entry, how="post"),
            happened_on=left_on,
            key=_key(listed),
            now=now,
            unfit=partial(_unfit, listed),
        )
    except (CaseUnknown, CaseNotOpened):
        return Refused(Ground.WAY_CLOSED, LAW, {"why": "refused"})


def posted_before(person: Person, listed: Listed) -> Receipt | None:
    """Return the receipt for a letter that they put on the record as it was listed; None for none."""
    return sent_before(person, _key(listed))


def _key(listed: Listed) -> str:
    return f"post/{listed.mark}"


def _unfit(listed: Listed, look: Look) -> Refused | None:
    why = in_the_way(look, listed.entry)
    if not why and (may_have_gone(look, listed.entry) or not is_as_listed(look, listed)):
        why = "meanwhile"
    return Refused(Ground.WAY_CLOSED, LAW, {"why": why}) if why else None
