"""
The message a letter goes in: made for one reader, in the moment in which it goes.

In: a case, a letter's entry, and where it goes. Out: the message, with the letter as a file in each
language that it went in.
"""

from datetime import datetime

from django.conf import settings

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.reaching.protected import passed_by
from reconvene.core.reaching.whereabouts import whereabouts_told
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import LetterSent
from reconvene.desk.look import Look
from reconvene.desk.proving import post_of
from reconvene.outbox.carrier import Enclosed, Parcel
from reconvene.outbox.mime import Message, parcel_of
from reconvene.post.copying import letter_of
from reconvene.post.covering import SUBJECT, covering_text
from reconvene.post.letter import Letter
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.writing import NoSuchLetter, sent_letter


def parcel_for(
    look: Look, entry: int, parcel_id: str, to: str, now: datetime, *, is_link: bool
) -> Parcel:
    """
    Return what is handed over of a letter; `is_link` where whoever reads it is given links to it.

    Raises:
        NoSuchLetter: That entry is no letter.
        AddressUnfit: It goes, or comes, from where no mail does.
    """
    enclosed = (
        Enclosed(name, _pdf(look, entry, letter)) for name, letter in letters_in(look, entry)
    )
    return parcel_of(
        Message(
            id=parcel_id,
            sender=settings.MAIL_FROM,
            to=to.strip(),
            subject=SUBJECT,
            text=covering_text(look.whole.office, is_link=is_link),
            enclosed=tuple(enclosed),
            at=now,
        )
    )


def corrections_of(look: Look, entry: int) -> tuple[Event, ...]:
    """Return what was recorded since of an entry as being wrong with it, oldest first."""
    return tuple(
        event
        for event in look.whole.events
        if isinstance(event.data, EntryCorrected) and event.data.entry == entry
    )


def was_put_right(look: Look, entry: int) -> bool:
    """Tell whether something was found wrong with a letter since: it is not sent as it is."""
    return bool(corrections_of(look, entry))


def whereabouts_in(look: Look, entry: int) -> tuple[str, ...]:
    """Return of whom else of the case a letter says where they are, in any of its languages."""
    words = (
        f"{letter.addressee}\n{letter.reference}\n{letter.title}\n{letter.text}"
        for _, letter in letters_in(look, entry)
    )
    return whereabouts_told(look.whole.case, COMPLAINANT_ROLE, "\n".join(words))


def told_unpassed(look: Look, entry: int) -> tuple[str, ...]:
    """
    Return of whom else a letter says where they are, as far as nobody but who meets the case has
    read it and found that it tells nothing; never asked but of the search.
    """
    told = whereabouts_in(look, entry)
    passed = passed_by(look.whole.events, entry, as_telling_nothing=True)
    return () if passed - {look.person.id} else told


def letters_in(look: Look, entry: int) -> list[tuple[str, Letter]]:
    """
    Return a letter in each language that it went in, the first first, each with the name of its file.

    Raises:
        NoSuchLetter: That entry is no letter.
    """
    event = next((one for one in look.whole.events if one.number == entry), None)
    if event is None or not isinstance(event.data, LetterSent):
        raise NoSuchLetter(number=entry)
    first = sent_letter(look.whole.definition, look.whole.events, entry, post_of(look))
    also = zip(dict.fromkeys(event.data.also_in), event.data.translated, strict=False)
    return [
        ("letter.pdf", first),
        *(
            (f"letter-{language}.pdf", letter_of(copy, event.happened_on))
            for language, copy in also
        ),
    ]


def _pdf(look: Look, entry: int, letter: Letter) -> bytes:
    code = f"{look.reference}, entry {entry}, code {look.codes[entry]}."
    return pdf_of(letter, paper_for(letter, code=code))
