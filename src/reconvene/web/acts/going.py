"""
Whether a letter on the record has gone; and while it has not, whether it can, and which way.

In: a case as somebody meets it, and an aware instant. Out: words and acts for the letter's page, or
nothing for whoever is not shown how the family is reached.
"""

from dataclasses import dataclass
from datetime import datetime

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import Contact
from reconvene.core.conduct.protecting import needs_second
from reconvene.core.reaching.gate import Open, way_for_letters
from reconvene.core.reaching.protected import passed_by
from reconvene.desk.enclosing import told_unpassed
from reconvene.desk.look import Look
from reconvene.desk.undelivered import was_not_delivered
from reconvene.library.words.plain import listed, said_day
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_page import led_to
from reconvene.web.acts.by_email import ByEmail, by_email_of, on_its_way
from reconvene.web.browse.case.reached import letters_go
from reconvene.web.browse.links import entry_link
from reconvene.web.browse.names import Names, within
from reconvene.web.components.shown import Act

TELLS = (
    "This letter is still to go, and it says where somebody else is or can be reached: {whose}. So it"
    " does not leave from here. Strike its entry and write it again without that; or, if the reader"
    " has to be told, give it into their hand. If it tells nothing of the kind, such as a street that is"
    " also a name, ask a colleague who did not write it to say so."
)
SECOND = (
    "The details of somebody in this case are kept from the others. So a colleague who did not write it"
    " has to read it and say that it can go, and somebody else than they lets it go. Where nobody else is"
    " there, give it into their hand, and record that."
)
PASSED = "You said that this letter can go. Now somebody else lets it go."

UNDELIVERED = (
    "The mail service could not deliver it. Record that it came back; then find out how the family is"
    " reached before it goes again."
)


@dataclass(frozen=True, slots=True)
class Going:
    """
    Where a letter is on its way. `acts` are what can be done about it, the likeliest first.

    `is_held` where it can go no way now. `is_printed` where it goes by post, so that its paper
    bears the address; `where_href` leads to the entry that says where else it goes. `by_email` is
    how it can go from here, where it goes by email.
    """

    words: str
    is_held: bool = False
    is_printed: bool = False
    where_href: str = ""
    by_email: ByEmail | None = None
    acts: tuple[Act, ...] = ()


def going(look: Look, number: int, at: datetime) -> Going | None:
    """Return where a letter is on its way; None where it never waited, or that is not theirs to see."""
    letter = look.case.outgoing.get(number)
    if letter is None:
        said = on_its_way(look, number, at)
        return Going(said, is_held=True) if said else None
    if letter.left_on and letter.how:
        how = within(read_names("how-left")[letter.how])
        words = f"It left {how} on {said_day(letter.left_on)}."
        if was_not_delivered(look, number):
            words = f"{words} {UNDELIVERED}"
        elif said := on_its_way(look, number, at):
            words = f"{words} {said}"
        return Going(words, acts=_acts(look, "letter.came-back"))
    way, told = way_of(look, at), told_unpassed(look, number)
    waits = needs_second(look.whole, number)
    is_open = isinstance(way, Contact) and not told and not waits
    goes_by_email = is_open and isinstance(way, Contact) and way.noted.way == "email"
    by_email = by_email_of(look, number, at, is_open=goes_by_email)
    came_back = f" It came back on {said_day(letter.came_back_on)}." if letter.came_back_on else ""
    words = f"This letter is still to go.{came_back} {letters_go(way)}"
    if told:
        names = Names.of(look.case, look.events, {})
        words = TELLS.format(whose=listed(names.party(who) for who in told))
        acts = _acts(look, "letter.passed", "letter.left")
        return Going(words, is_held=True, by_email=by_email, acts=acts)
    if waits:
        acts = _acts(look, "letter.passed", "letter.left")
        theirs = passed_by(look.whole.events, number, as_telling_nothing=False)
        said = PASSED if look.person.id in theirs else SECOND
        return Going(f"{words} {said}", is_held=True, by_email=by_email, acts=acts)
    if not isinstance(way, Contact):
        acts = _acts(look, "contact.noted", "contact.confirmed", "letter.left")
        return Going(words, is_held=True, by_email=by_email, acts=acts)
    is_under_way = by_email is not None and by_email.is_under_way
    acts = () if is_under_way else _acts(look, "letter.left")
    if way.noted.way == "post":
        return Going(words, is_printed=not is_under_way, by_email=by_email, acts=acts)
    href = entry_link(look.reference, way.number)
    return Going(words, where_href=href, by_email=by_email, acts=acts)


def way_of(look: Look, at: datetime) -> Open:
    """Return the way a letter of a case goes at an instant, for somebody who may see that."""
    return way_for_letters(look.case, COMPLAINANT_ROLE, at)


def address_for(look: Look, number: int, at: datetime) -> Contact | None:
    """Return where a letter that waits goes by post at this instant; None where it does not go so."""
    letter = look.case.outgoing.get(number)
    if letter is None or not letter.waits:
        return None
    way = way_of(look, at)
    if not isinstance(way, Contact) or way.noted.way != "post":
        return None
    return None if told_unpassed(look, number) or needs_second(look.whole, number) else way


def _acts(look: Look, *kinds: str) -> tuple[Act, ...]:
    return tuple(led_to(look, kind, None) for kind in kinds if look.may(kind, None))
