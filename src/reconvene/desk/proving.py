"""What a letter has to state, proven of the very words it would go with, before it goes."""

from collections.abc import Iterable

from django.conf import settings

from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.exchange import draft_of, incomplete
from reconvene.core.letters.draft import Missing
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.desk.look import Look
from reconvene.post.wording.reading import wording_of
from reconvene.post.writing import Post, draft_letter


def wording_refusal(look: Look, entries: Iterable[Entry]) -> Refused | None:
    """
    Return the refusal of a letter whose words leave out what it has to state; None otherwise.

    The rules have let it go already: every fact is known. What is asked here is whether this
    authority's words say them all.
    """
    for entry in entries:
        if isinstance(entry.data, LetterSent):
            draft = draft_of(look.whole, entry, entry.data)
            sender = entry.data.sender or Person(id="")
            letter = draft_letter(draft, look.whole.events, post_of(look), sender)
            if letter.gaps:
                lacking = tuple(Missing(gap.content, gap.needs) for gap in letter.gaps)
                return incomplete(look.whole, draft, lacking)
    return None


def post_of(look: Look) -> Post:
    """Return what stands on every letter of a case, in the words of its authority."""
    wording = wording_of(look.person.authority_id, folder=settings.LETTERS)
    return Post(look.reference, look.whole.office, look.whole.days, wording)
