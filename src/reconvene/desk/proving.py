"""What a letter has to state, proven of the very words it goes with; and those words, kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.conf import settings
from msgspec import structs

from reconvene.core.conduct.answer import Answer, Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.conduct.exchange import draft_of, incomplete
from reconvene.core.letters.draft import Missing
from reconvene.core.record.copy import Copy
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Person
from reconvene.desk.look import Look, seen
from reconvene.post.copying import copy_of
from reconvene.post.letter import Letter
from reconvene.post.wording.reading import translations_of, wording_of
from reconvene.post.wording.shape import Reader, Wording
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
    """Return a letter's entry with its words in each language, or its refusal; any other as it is."""
    data = entry.data
    if not isinstance(data, LetterSent):
        return entry
    found = [_copied(look, entry, data, post) for post in (post_of(look), *_also(look, data))]
    copies = tuple(one for one in found if isinstance(one, Copy))
    if len(copies) < len(found):
        return next(one for one in found if isinstance(one, Refused))
    copy, *translated = copies
    worded = structs.replace(data, copy=copy, translated=tuple(translated))
    return structs.replace(entry, data=worded)


def _also(look: Look, data: LetterSent) -> Iterator[Post | str]:
    """Yield what stands on a letter in each further language; its code where nobody words it so."""
    known = translations_of(look.person.authority_id, folder=settings.LETTERS)
    for language in dict.fromkeys(data.also_in):
        yield post_of(look, known[language]) if language in known else language


def _copied(look: Look, entry: Entry, data: LetterSent, post: Post | str) -> Copy | Refused:
    if isinstance(post, str):
        return Refused(Ground.UNKNOWN, LAW, {"detail": post})
    draft = draft_of(look.whole, entry, data)
    letter = draft_letter(draft, post, data.sender or Person(id=""))
    if look.is_answering and not _is_all_theirs(look, entry, data, post, letter):
        return Refused(Ground.NOT_OPEN_TO_YOU, LAW, {"letter": data.letter})
    if letter.gaps:
        lacking = tuple(Missing(gap.content, gap.needs) for gap in letter.gaps)
        return incomplete(look.whole, draft, lacking)
    return copy_of(letter)


def _is_all_theirs(look: Look, entry: Entry, data: LetterSent, post: Post, letter: Letter) -> bool:
    """
    Tell whether a letter says nothing but what is shown to whoever is complained of.

    They read it before they send it, and may read it ever after; what they read and what went are
    the same words.
    """
    ctx = seen(look).context
    if not set(data.points) <= set(ctx.case.points):
        return False
    draft = draft_of(ctx, entry, data)
    shown = draft_letter(draft, post, data.sender or Person(id=""))
    return copy_of(shown) == copy_of(letter)


@dataclass(frozen=True, slots=True)
class Worded:
    """
    What a form of a letter has to know of its words: the codes of the languages that it can go in
    besides the first, and the heading that each content has.
    """

    languages: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)


def worded_for(look: Look) -> Worded:
    """Return how the letters of a case are worded."""
    received = look.whole.case.received
    capacity = received and look.whole.definition.complainant(received.complainant.capacity)
    reader: Reader = "child" if capacity and capacity.is_child else "adult"
    contents = post_of(look).wording.contents
    return Worded(
        tuple(translations_of(look.person.authority_id, folder=settings.LETTERS)),
        {name: content.heading.to(reader) for name, content in contents.items()},
    )


def post_of(look: Look, wording: Wording | None = None) -> Post:
    """Return what stands on every letter of a case, in the words of its authority or in others."""
    words = wording or wording_of(look.person.authority_id, folder=settings.LETTERS)
    return Post(look.reference, look.whole.office, look.whole.days, words)
