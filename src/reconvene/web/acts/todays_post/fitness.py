"""
Whether a letter that waits can go by post now: what its own page asks, and nothing weaker.

In: a letter, once it is written down that somebody looks at it. Out: where it goes and what goes
there, or why it stays.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest

from reconvene.access_log.reading import Sight
from reconvene.core.casefile.contacts import Contact
from reconvene.core.workdays import london_day
from reconvene.desk.look import CaseNotOpened, Look
from reconvene.desk.posting import Listed, is_as_listed
from reconvene.desk.sending import may_have_gone
from reconvene.post.typeset.paper import Size
from reconvene.post.writing import NoSuchLetter
from reconvene.web.acts.going import address_for, going
from reconvene.web.acts.letter_files import TO_POST, made
from reconvene.web.acts.letter_page import Sent, sent
from reconvene.web.browse.looking import found
from reconvene.web.browse.unopened import DOES_NOT_OPEN

NOT_YOURS = "It is not open to you, or not for you to post."
CHANGED = (
    "Something was recorded since this letter was listed. Open it, and see whether what was printed"
    " of it should still go."
)
NOT_SET = "It cannot be printed just now. Tell whoever looks after this service."
HAS_A_GAP = "Something that it has to say is not there yet: open it to see what."
PUT_RIGHT = "Do not send it: strike its entry, and write it again."
_log = logging.getLogger("reconvene.faults")
_STILL = "This letter is still to go. "
_FORMS = {form.size: form for form in TO_POST.values()}


@dataclass(frozen=True, slots=True)
class ToPost:
    """A letter that can go by post: where to, and what goes, in each language that it is in."""

    reference: str
    contact: Contact
    languages: tuple[Sent, ...]

    @property
    def letter(self) -> Sent:
        return self.languages[0]

    def files(self, size: Size = "ordinary") -> tuple[bytes, ...]:
        """Return the files that its own page would give to post, one for each language."""
        where = self.contact.noted.where
        return tuple(made(self.reference, one, _FORMS[size], where) for one in self.languages)


@dataclass(frozen=True, slots=True)
class Stays:
    """Why a letter does not go by post now, in words."""

    words: str


def files_of(found: ToPost, size: Size = "ordinary") -> tuple[bytes, ...] | Stays:
    """Return the files of a letter; one that cannot be set in type keeps no other from its post."""
    try:
        return found.files(size)
    except Exception:  # noqa: BLE001  whatever is wrong with one letter, the others go
        _log.exception("A letter could not be set in type for the post of a day.")
        return Stays(NOT_SET)


def looked_at(
    request: HttpRequest, reference: str, entry: int, at: datetime, sight: Sight = Sight.LETTER
) -> Look | Stays:
    """
    Return the case of a letter, once it is written down that its letter is looked at.

    Raises:
        AccessLogDown: It could not be written down.
    """
    try:
        return found(request, reference, london_day(at), entry, sight=sight)
    except Http404:
        return Stays(NOT_YOURS)
    except CaseNotOpened:
        return Stays(DOES_NOT_OPEN)


def for_post(look: Look, entry: int, at: datetime) -> ToPost | Stays | None:
    """
    Return how a letter goes by post at this instant, or why it does not; None for whoever is not
    shown how the family is reached, or where there is no such letter.
    """
    state = going(look, entry, at)
    try:
        letter = sent(look, entry)
    except NoSuchLetter:
        return None
    if state is None:
        return None
    if letter.note:
        return Stays(f"{letter.note} {PUT_RIGHT}")
    if letter.letter.gaps:
        return Stays(HAS_A_GAP)
    is_printed = state.is_printed and not may_have_gone(look, entry)
    contact = address_for(look, entry, at) if is_printed else None
    if contact is None:
        email = state.by_email.words if state.by_email else ""
        return Stays(" ".join(filter(None, (state.words.removeprefix(_STILL), email))))
    further = (sent(look, entry, language) for language, _ in letter.languages[1:])
    return ToPost(look.reference, contact, (letter, *further))


def still_for_post(look: Look, listed: Listed, at: datetime) -> ToPost | Stays:
    """Return how a letter goes by post at this instant, if that is as it was listed; else why not."""
    answer = for_post(look, listed.entry, at)
    if answer is None:
        return Stays(NOT_YOURS)
    if isinstance(answer, ToPost) and not is_as_listed(look, listed):
        return Stays(CHANGED)
    return answer
