"""
What information governance has to look into: cases opened in an emergency, reading that spread,
addresses that somebody tried.

In: who is signed in. Out: a list, and a page for each with what was read and a verdict to give; and
the way to who looked at one case. To anybody else all of it is nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.access_log.models import Review
from reconvene.access_log.reasons import NoteNotKept
from reconvene.access_log.reviews import Kind, OwnReview, Verdict
from reconvene.core.workdays import london_day
from reconvene.desk.look import CaseUnknown
from reconvene.desk.oversight import (
    SHOWN,
    ToReview,
    Unread,
    case_to_look_up,
    is_homes,
    is_overseer,
    reviews,
    say,
    to_look_into,
)
from reconvene.people.models import Person
from reconvene.web.browse.look_words import rows
from reconvene.web.browse.looking import shows_nothing_unwritten
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.fields import LongTextField, OneOfField, ReferenceField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Refusal
from reconvene.web.components.told import onward

KINDS: Mapping[str, str] = {
    Kind.EMERGENCY: "opened a case in an emergency",
    Kind.SPREAD: "read far more cases than their work needs",
    Kind.HOMES: "gave several addresses within a few weeks, each as where they live",
}
_OF_READING = {
    Verdict.NEEDED: "It was needed",
    Verdict.NOT_NEEDED: "It was not needed",
}
VERDICTS: Mapping[str, Mapping[Verdict, str]] = {
    Kind.EMERGENCY: _OF_READING,
    Kind.SPREAD: _OF_READING,
    Kind.HOMES: {
        Verdict.NEEDED: "They live, or lived, at each of them, or put a slip right",
        Verdict.NOT_NEEDED: "They gave addresses that are not theirs",
    },
}
"""What can be found, by what is looked into."""

NO_CASE = "There is no case of this reference of which you can see who looked"
"""Said of a case that is closed to whoever asks, too."""

OWN = Refusal(
    "You cannot look into this yourself",
    "It is about you. Nobody looks into what they did themselves.",
    instead=("Ask somebody else who looks after information governance.",),
)
NOT_KEPT = Refusal(
    "Your note could not be kept",
    "The note is sealed with the case, and no key of that could be opened.",
    instead=(
        "Try again in a few minutes.",
        "If that does not help, say what you found without it, and keep the note elsewhere.",
    ),
)
DONE_ALREADY = Refusal(
    "It was looked into already",
    "What was found then stands, and yours was not recorded.",
    instead=("Give your note to whoever looked into it.",),
)
GONE = "Somebody who is not here any more"

_AGAIN = (
    "Try again in a few minutes, and tell whoever looks after this service if it goes on. Until then "
    "no note can be kept with the case."
)
UNREAD: Mapping[Unread, str] = {
    Unread.ERASED: "was erased with the case.",
    Unread.GIVEN_UP: "does not open any more: the key of the case was given up.",
    Unread.NOT_NOW: f"cannot be opened just now. {_AGAIN}",
}
"""Why words of a review cannot be read, after which words."""


class OneCaseForm(Form):
    """Asks of which case somebody wants to know who looked at it."""

    reference = ReferenceField()


class VerdictForm(Form):
    """Asks what was found; and for words on it, where they can be sealed with a case."""

    def __init__(self, kind: str, data: Any = None, *, takes_note: bool = False) -> None:
        super().__init__(data)
        self.fields["verdict"] = OneOfField(
            "What did you find?",
            tuple((one.value, words) for one, words in VERDICTS[kind].items()),
            missing="Choose what you found",
            hints={Verdict.NOT_NEEDED: "What follows from it is for you and their manager."},
        )
        if takes_note:
            self.fields["note"] = LongTextField(
                "What did you see, and what follows from it?",
                hint="Whoever looks after information governance can read it. It is sealed with the "
                "case, and goes with it.",
                max_length=1000,
                rows=4,
            )


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One thing to look into, or that was looked into, as the list shows it."""

    who: str
    did: str
    at: datetime
    due_on: date
    is_overdue: bool
    href: str
    verdict: str = ""
    by: str = ""
    reviewed_on: date | None = None


def to_review(request: HttpRequest) -> HttpResponse:
    """
    Show what there is to look into, the soonest due first, and what was looked into; or lead to who
    looked at the case that was asked for.
    """
    person, now = _overseer(request), timezone.now()
    form = OneCaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reference = person.authority.called(form.cleaned_data["reference"])
        try:
            case_to_look_up(person, reference, london_day(now))
        except CaseUnknown:
            form.add_error("reference", NO_CASE)
        else:
            return redirect("readers", reference=reference)
    waiting, done = reviews(person, at=now)
    shows_nothing_unwritten(request)
    names, today = colleague_names(person), london_day(now)
    return page(
        request,
        "browse/to_review.html",
        frame_of(person, today),
        here="Who looked",
        form=form,
        waiting=_rows(waiting, names, today),
        done=_rows(done, names, today),
    )


def look_into(request: HttpRequest, review: str) -> HttpResponse:
    """Show one thing to look into with all that was read, and take what was found."""
    person, now = _overseer(request), timezone.now()
    found = to_look_into(person, review, at=now)
    if found is None:
        raise Http404
    shows_nothing_unwritten(request)
    posted: Any = request.POST if request.method == "POST" else None
    # One that was written before the key failed is taken too, so that it is given back.
    can_note = isinstance(found.reason, str) or bool(request.POST.get("note"))
    takes_note = found.review.kind == Kind.EMERGENCY and can_note
    form, refusal = VerdictForm(found.review.kind, posted, takes_note=takes_note), None
    if form.is_valid():
        note = form.cleaned_data.get("note") or ""
        refusal = _said(person, found, Verdict(form.cleaned_data["verdict"]), note, now)
        if refusal is None:
            return onward("to-review", "found")
    names, today = colleague_names(person), london_day(now)
    (row,) = _rows([found.review], names, today)
    return page(
        request,
        "browse/look_into.html",
        frame_of(person, today),
        here="Who looked",
        status=HTTPStatus.CONFLICT if refusal else None,
        form=form,
        it=row,
        reason=found.reason if isinstance(found.reason, str) else "",
        reason_unread=_unread(found.reason),
        note=found.note if isinstance(found.note, str) else "",
        note_unread=_unread(found.note),
        wrote=(form.cleaned_data.get("note") or "").splitlines() if refusal else (),
        given_back_at=found.review.given_back_at,
        most=None if found.is_whole else SHOWN,
        is_homes=is_homes(found.review),
        closed=found.closed,
        looks=rows(found.looks, names, found.references),
        refusal=refusal or (OWN if found.review.reader == person.id else None),
        is_done=bool(found.review.reviewed_at),
        may_say=refusal is NOT_KEPT or (refusal is None and found.review.reader != person.id),
    )


def _unread(words: str | Unread) -> str:
    """Return why words cannot be read, to end a sentence with; empty where they can."""
    return "" if isinstance(words, str) else UNREAD[words]


def _said(
    person: Person, found: ToReview, verdict: Verdict, note: str, now: datetime
) -> Refusal | None:
    """Say what was found, and return why it was not taken; what was said already may be said again."""
    try:
        is_new = say(person, found.review.id, verdict, at=now, note=note)
    except OwnReview:
        return OWN
    except NoteNotKept:
        return NOT_KEPT
    said = (found.review.reviewed_by, found.review.verdict, found.note)
    return None if is_new or said == (person.id, verdict, note) else DONE_ALREADY


def _overseer(request: HttpRequest) -> Person:
    person = person_of(request)
    if not is_overseer(person, london_day(timezone.now())):
        raise Http404
    return person


def _rows(found: Sequence[Review], names: Mapping[str, str], today: date) -> tuple[ReviewRow, ...]:
    return tuple(
        ReviewRow(
            who=names.get(one.reader, GONE),
            did=KINDS[one.kind],
            at=one.began_at,
            due_on=one.due_on,
            is_overdue=one.reviewed_at is None and one.due_on < today,
            href=address("look-into", review=one.id),
            verdict=VERDICTS[one.kind][Verdict(one.verdict)] if one.verdict else "",
            by=names.get(one.reviewed_by, GONE) if one.reviewed_by else "",
            reviewed_on=london_day(one.reviewed_at) if one.reviewed_at else None,
        )
        for one in found
    )
