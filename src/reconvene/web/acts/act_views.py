"""
The views of every act: asked, read back with what it will cause, recorded, and what it did.

A form is posted three times at most: to be read back ("check"), to be changed ("change"), and to be
recorded ("confirm"). Everything typed travels with it, so nothing is kept here in between.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from json import dumps
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.core.conduct.acts import ACTS, subjects
from reconvene.core.conduct.answer import Answer, Ground, Refused
from reconvene.core.conduct.context import Context
from reconvene.core.record.payload import Payload
from reconvene.core.workdays import CalendarExhausted, london_day
from reconvene.desk import bringing
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.corrected import PutRightMeanwhile
from reconvene.desk.deciding import not_theirs
from reconvene.desk.effects import caused
from reconvene.desk.look import Look, load
from reconvene.desk.preview import Preview, preview
from reconvene.desk.sent_before import sent_again
from reconvene.library.words.sentences import read_names
from reconvene.people.models import Person
from reconvene.web.acts.act_form import ActForm, plain_words
from reconvene.web.acts.act_page import (
    CORRECTION,
    choices,
    conflict_shown,
    heading,
    lacking_shown,
    led_to,
    not_theirs_shown,
    refusal_shown,
)
from reconvene.web.acts.act_pages import ACT_PAGES
from reconvene.web.acts.answers_shown import answers, typed
from reconvene.web.acts.completing import completed
from reconvene.web.acts.consequences import consequences, could_meet, in_words
from reconvene.web.acts.forms.correcting import EntryCorrectedForm
from reconvene.web.acts.letter_page import Beside, letter_beside, went
from reconvene.web.acts.meanwhile import Sooner, sooner
from reconvene.web.acts.next_step import UNFINISHED, next_steps
from reconvene.web.acts.overtaken import overtaken
from reconvene.web.acts.situation import situation
from reconvene.web.browse.beyond import NOT_RECORDED, beyond_calendar
from reconvene.web.browse.case.papers import waiting_letters
from reconvene.web.browse.links import NOTHING, THEN, building_link
from reconvene.web.browse.looking import found
from reconvene.web.browse.names import Names
from reconvene.web.browse.sentences import sentence
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.browse.unsaved_words import Line, sent_by
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Act, Refusal

CHANGE, CONFIRM = "change", "confirm"
READS_OTHERWISE = (
    "Something was recorded since you read this letter, and this letter now reads otherwise. "
    "Nothing was recorded yet. Read it again. If the one you read has gone already, send this one too."
)


def act(request: HttpRequest, reference: str, kind: str, about: str) -> HttpResponse:
    """Ask what an act needs, read it back with what it will cause, and record it."""
    now = timezone.now()
    person = person_of(request)
    look = found(request, reference, london_day(now))
    if kind == "complaint.received":
        return redirect("take-down")
    if kind not in ACT_PAGES:
        raise Http404
    if kind in bringing.KINDS and not (request.POST or request.GET.get("paper")):
        return redirect("bring-in", reference=look.reference)
    subject = None if about == NOTHING else about
    moment = Moment(request, person, look, kind, subject, now)
    again = moment.again()
    if again is not None:
        return again
    if not look.roles:
        return moment.closed(refusal_shown(look.context, kind, not_theirs()))
    if subject is None and (kind == CORRECTION or ACTS[kind].section):
        return moment.show("acts/choose.html", choices=choices(look, kind))
    if kind != CORRECTION and ACTS[kind].section and subject not in subjects(look.context, kind):
        raise Http404
    return moment.answer()


def done(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show what an entry of the record did, to whoever has just made it."""
    today = london_day(timezone.now())
    person = person_of(request)
    look = found(request, reference, today, entry)
    event = next((one for one in look.events if one.number == entry), None)
    if event is None or event.actor != person.id:
        raise Http404
    panel = getattr(event.data, "panel", "")
    return page(
        request,
        "acts/done.html",
        frame_of(person, today),
        here="Cases",
        it=heading(look, event.kind, None),
        title=read_names("kind")[event.kind],
        said=sentence(Names.of(look.case, look.events, colleague_names(person)), event),
        event=event,
        code=look.codes[entry],
        did=in_words(look.context, caused(look, entry)),
        next=next_steps(look, person) if look.roles else (),
        is_letter=event.kind == "letter.sent",
        is_pack=event.kind == "pack.made",
        is_file=event.kind in bringing.KINDS,
        waits=entry in waiting_letters(look),
        panel=panel,
        meeting=getattr(event.data, "meeting", ""),
        build_on=building_link(look.reference, panel, request.GET.get(THEN, ""))
        if event.kind.startswith("panelist.")
        else "",
    )


@dataclass(frozen=True)
class Moment:
    """One request to one act's page."""

    request: HttpRequest
    person: Person
    look: Look
    kind: str
    about: str | None
    now: datetime

    @property
    def context(self) -> Context:
        return self.look.context

    def again(self) -> HttpResponse | None:
        """Return the answer to what was confirmed before, whatever the case has become since."""
        key = plain_words(self.request.POST.get("key"))
        if self.request.POST.get("step") != CONFIRM or not key:
            return None
        before = sent_again(self.person, self.look.case_id, self.kind, key, self.sent)
        if isinstance(before, Receipt):
            return self.done(before)
        return (
            self.asked(self.form(), conflict_shown(self.look.reference))
            if before is not None
            else None
        )

    @property
    def sent(self) -> bytes:
        """Everything typed and chosen, in one order."""
        posted = typed(self.request.POST)
        return dumps([self.about, sorted(posted)]).encode()

    def answer(self) -> HttpResponse:
        """Return the page this moment calls for."""
        ready = self.ready
        if isinstance(ready, Refused):
            letter = letter_beside(self.look, self.form()) if ready.ground in UNFINISHED else None
            return self.closed(self.refused(ready), letter)
        form = self.form()
        if form.lacking():
            return self.closed(lacking_shown(form.lacking()), first=self.first(form.supplied_by))
        stopped = self.stopped(form) if isinstance(form, EntryCorrectedForm) else None
        if stopped is not None:
            return stopped
        if self.request.method != "POST" or not form.is_valid():
            return self.asked(form)
        step = self.request.POST.get("step")
        if step == CHANGE:
            return self.asked(form)
        try:
            return self.recorded(form) if step == CONFIRM else self.checked(form)
        except CalendarExhausted as exhausted:
            return self.asked(form, beyond_calendar(exhausted, NOT_RECORDED))

    def form(self) -> ActForm:
        """Return the act's form, bound to what was posted."""
        posted: Any = self.request.POST if self.request.method == "POST" else None
        role = posted.get("acting_role") if posted else None
        asked = ACT_PAGES[self.kind].form
        if asked is None:
            raise Http404
        return asked(
            posted,
            at=situation(self.look, self.person, role),
            about=self.about,
            key=token_urlsafe(18),
            given=self.request.GET.dict(),
        )

    def stopped(self, form: EntryCorrectedForm) -> HttpResponse | None:
        """Return the answer to a correction that is not theirs, or came after another; else None."""
        not_theirs = not_theirs_shown(self.look, form.entry.number)
        if not_theirs:
            return self.closed(not_theirs)
        late = overtaken(self.look, form, self.request.POST) if self.request.POST else None
        return self.asked(late.form, late.refusal, late.left) if late else None

    def asked(
        self, form: ActForm, refusal: Refusal | None = None, left: tuple[Line, ...] = ()
    ) -> HttpResponse:
        """
        Show the questions, with what was typed; and why not, where it was refused.

        What was typed and has no question any more is `left`, and stands above them.
        """
        return self.show(
            "acts/form.html",
            form=form,
            status=HTTPStatus.CONFLICT if refusal else None,
            refusal=refusal,
            sooner=self.sooner() if refusal else (),
            wrote=left,
            meets=could_meet(self.look, self.kind, self.about),
            went=went(self.look, self.kind, self.about),
            waiting=waiting_letters(self.look),
            votes=tuple(getattr(form, "votes", ())),
            letter=letter_beside(self.look, form),
        )

    def checked(self, form: ActForm, *first: str) -> HttpResponse:
        """Read the answers back, with everything the act would cause; `first` is to be known first."""
        details = completed(self.look, form.payload(), now=self.now)
        if isinstance(details, Refused):
            return self.turned_down(form, details)
        found = self.previewed(form, details)
        if isinstance(found.answer, Refused):
            is_shut = found.answer.ground is Ground.NOT_OPEN_TO_YOU
            return (self.as_it_is_now() if is_shut else self).turned_down(form, found.answer)
        return self.show(
            "acts/check.html",
            answers=answers(form, form.is_read_back),
            notes=(*first, *form.notes()),
            typed=typed(self.request.POST),
            follows=consequences(self.context, found),
            changes=form.changes(),
            letter=letter_beside(self.look, form),
        )

    def recorded(self, form: ActForm) -> HttpResponse:
        """Put the act on the record, and go to what it did; no letter that nobody has read."""
        letter = letter_beside(self.look, form)
        if letter and letter.reads_otherwise(self.request.POST):
            return self.checked(form, READS_OTHERWISE)
        details = completed(self.look, form.payload(), now=self.now)
        if isinstance(details, Refused):
            return self.turned_down(form, details)
        try:
            answer = record(
                self.person,
                self.look.case_id,
                self.kind,
                details,
                happened_on=form.happened_on,
                happened_at=form.happened_at,
                key=form.words("key"),
                now=self.now,
                role=form.acting_role,
                sent=self.sent,
                read=len(self.look.whole.events),
                unfit=bringing.takes_its_file(details),
            )
        except PutRightMeanwhile:
            return self.as_it_is_now().answer()
        if isinstance(answer, Refused):
            return self.as_it_is_now().turned_down(form, answer)
        if isinstance(answer, Conflict):
            return self.asked(form, conflict_shown(self.look.reference))
        if self.kind in ("interest.declared", "home.noted"):
            return redirect("my-work")  # the case may be closed to them from now on
        return self.done(answer)

    def done(self, made: Receipt) -> HttpResponse:
        """Lead to what an entry did, and carry along who else was chosen for a panel."""
        then = self.request.GET.get(THEN, "")
        where = address("done", reference=made.reference, entry=made.number)
        return redirect(f"{where}?{urlencode({THEN: then})}" if then else where)

    def turned_down(self, form: ActForm, answer: Refused) -> HttpResponse:
        """Show the form again with why it was refused; not to whom it is shut since it was begun."""
        refusal = self.refused(answer)
        if self.look.is_answering and isinstance(self.ready, Refused):
            return self.closed(refusal)
        return self.asked(form, refusal)

    @property
    def ready(self) -> Answer:
        """Whether the act is open to them at all, before its details are known."""
        return self.look.may(self.kind, self.about if is_about_something(self.kind) else None)

    def previewed(self, form: ActForm, details: Payload) -> Preview:
        return preview(
            self.person,
            self.look.case_id,
            self.kind,
            details,
            happened_on=form.happened_on,
            happened_at=form.happened_at,
            now=self.now,
            role=form.acting_role,
        )

    def refused(self, refused: Refused) -> Refusal:
        """Return why this act may not be done, in words."""
        return refusal_shown(self.context, self.kind, refused, self.about)

    def first(self, kind: str) -> Act | None:
        """Return the act that has to come before this one; None where it is not open to them."""
        is_open = kind and self.look.may(kind, self.about)
        return led_to(self.look, kind, self.about) if is_open else None

    def closed(
        self, refusal: Refusal, letter: Beside | None = None, first: Act | None = None
    ) -> HttpResponse:
        """
        Show why the act is not open now; and of a letter, how far it reads and what it lacks.

        Whoever sent it has what they wrote before them, and what came first.
        """
        return self.show(
            "acts/closed.html",
            status=HTTPStatus.CONFLICT if Unsaved.of(self.request) else None,
            refusal=refusal,
            first=first,
            letter=letter,
            sooner=self.sooner(),
            wrote=sent_by(self.request, self.look),
        )

    def as_it_is_now(self) -> "Moment":
        """Return this moment with what others recorded since the case was read for it."""
        return replace(self, look=load(self.person, self.look.case_id, london_day(self.now)))

    def sooner(self) -> tuple[Sooner, ...]:
        """Return what came on the record since their page was first shown."""
        return sooner(self.look, plain_words(self.request.POST.get("seen")))

    def show(self, template: str, **shown: Any) -> HttpResponse:
        """Return a page with the act's heading."""
        frame = frame_of(self.person, self.context.today)
        it = heading(self.look, self.kind, self.about)
        return page(self.request, template, frame, here="Cases", it=it, **shown)


def is_about_something(kind: str) -> bool:
    """Tell whether acts of a kind are about something of the procedure."""
    return kind != CORRECTION and ACTS[kind].section is not None
