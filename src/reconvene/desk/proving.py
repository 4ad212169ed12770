"""What a letter has to state, proven of the very words it goes with; and those words, kept."""

from dataclasses import replace

from django.conf import settings
from msgspec import structs

from reconvene.core.conduct.answer import Answer, Refused
from reconvene.core.conduct.exchange import draft_of, incomplete
from reconvene.core.letters.draft import Missing
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.desk.look import Look
from reconvene.post.copying import copy_of
from reconvene.post.wording.reading import wording_of
from reconvene.post.writing import Post, draft_letter


def put_in_words(look: Look, answer: Answer) -> Answer:
    """
    Return an answer whose letters are kept word for word, as they now go.

    The rules have let them go already: every fact is known. What is asked here is whether this
    authority's words say them all; where they leave one out, the answer is that refusal.
    """
    if isinstance(answer, Refused):
        return answer
    worded = [_worded(look, entry) for entry in answer.entries]
    refused = next((one for one in worded if isinstance(one, Refused)), None)
    if refused is not None:
        return refused
    return replace(answer, entries=tuple(one for one in worded if isinstance(one, Entry)))


def _worded(look: Look, entry: Entry) -> Entry | Refused:
    """Return a letter's entry with its words, or its refusal; any other entry as it is."""
    data = entry.data
    if not isinstance(data, LetterSent):
        return entry
    draft = draft_of(look.whole, entry, data)
    letter = draft_letter(draft, look.whole.events, post_of(look), data.sender or Person(id=""))
    if letter.gaps:
        lacking = tuple(Missing(gap.content, gap.needs) for gap in letter.gaps)
        return incomplete(look.whole, draft, lacking)
    return structs.replace(entry, data=structs.replace(data, copy=copy_of(letter)))


def post_of(look: Look) -> Post:
    """Return what stands on every letter of a case, in the words of its authority."""
    wording = wording_of(look.person.authority_id, folder=settings.LETTERS)
    return Post(look.reference, look.whole.office, look.whole.days, wording)
