"""Reading a complaint back with what it will cause, and taking it when that is confirmed."""

from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reconvene.core.casefile.fold import fold
from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.context import Context
from reconvene.core.record.event import Entry, Event
from reconvene.core.workdays import london_day
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.definitions import in_force
from reconvene.desk.known_at_once import known_at_once
from reconvene.desk.opening import before_it_opens, complaint, receive_complaint
from reconvene.desk.preview import preview_complaint
from reconvene.desk.sent_before import sent_before
from reconvene.people.models import Person
from reconvene.web.acts.act_page import conflict_shown, refusal_shown
from reconvene.web.acts.consequences import consequences
from reconvene.web.acts.elsewhere import said_of_points
from reconvene.web.acts.take_down.complaint import Gathered
from reconvene.web.acts.take_down.pages import HERE, all_tasks, limit, read_back
from reconvene.web.browse.signed_in import frame_of
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Refusal

SUPPORTER = "supporter.named"


def check(
    request: HttpRequest, person: Person, now: datetime, gathered: Gathered | None
) -> HttpResponse:
    """Read it all back with what it will cause; take it when it is confirmed."""
    if gathered is None:
        return _taken_before(person, request.POST.get("key", ""))
    draft = gathered.draft
    if gathered.missing:
        return redirect(all_tasks(draft))
    is_sent = request.method == "POST"
    is_other = is_sent and request.POST.get("read") != draft.digest
    refusal = _taken(person, gathered, now) if is_sent and not is_other else None
    if isinstance(refusal, Receipt):
        draft.forget()
        return redirect("taken-down", reference=refusal.reference)
    previewed = preview_complaint(
        person,
        gathered.complaint,
        happened_on=_received(gathered),
        now=now,
        also=_supporter(gathered),
        noted=_noted(person, gathered, now),
    )
    ctx = _context(person, gathered, now)
    if refusal is None and isinstance(previewed.answer, Refused):
        refusal = refusal_shown(ctx, "complaint.received", previewed.answer)
    return page(
        request,
        "acts/take_down/check.html",
        frame_of(person, london_day(now)),
        here=HERE,
        status=HTTPStatus.CONFLICT if refusal or is_other else HTTPStatus.OK,
        key=draft.key,
        read=draft.digest,
        is_other=is_other,
        tasks=all_tasks(draft),
        groups=read_back(gathered),
        elsewhere=said_of_points(
            ctx.definition, [(one.words, one.matter) for one in gathered.complaint.points]
        ),
        refusal=refusal,
        follows=consequences(ctx, previewed),
        limit=limit(gathered, person.authority.days),
    )


def _taken_before(person: Person, key: str) -> HttpResponse:
    """Go to the receipt of what was taken under a key; where nothing was, to begin."""
    taken = sent_before(person, key) if key else None
    if taken:
        return redirect("taken-down", reference=taken.reference)
    return redirect("take-down")


def _taken(person: Person, gathered: Gathered, now: datetime) -> Receipt | Refusal:
    """Take the complaint, with what goes with it; the same draft is never taken twice."""
    answer = receive_complaint(
        person,
        gathered.complaint,
        happened_on=_received(gathered),
        key=gathered.draft.key,
        now=now,
        also=_supporter(gathered),
        noted=_noted(person, gathered, now),
    )
    if isinstance(answer, Conflict):
        return conflict_shown("this complaint")
    if isinstance(answer, Refused):
        return refusal_shown(_context(person, gathered, now), "complaint.received", answer)
    return answer


def _noted(person: Person, gathered: Gathered, now: datetime) -> tuple[Entry, ...]:
    """Return that whoever takes it down knows of it, where they are among those to be told."""
    definition = in_force(person.authority.procedure, _received(gathered))
    today, chair = london_day(now), gathered.complaint.conference.chair
    if chair is not None and chair.id == person.id:
        return ()
    return known_at_once(definition, person.roles_on(today), today)


def _supporter(gathered: Gathered) -> tuple[Entry, ...]:
    """Return the entry that names whoever supports them, where they named anybody."""
    named = gathered.supporter
    return (Entry(kind=SUPPORTER, happened_on=_received(gathered), data=named),) if named else ()


def _context(person: Person, gathered: Gathered, now: datetime) -> Context:
    """Return the case as it would stand, so that what is said about it names its own points."""
    entry = complaint(person, gathered.complaint, _received(gathered))
    ctx = before_it_opens(person, entry, london_day(now)).context
    event = Event(
        **{name: getattr(entry, name) for name in entry.__struct_fields__},
        number=1,
        recorded_at=now,
        actor=person.id,
        role="",
    )
    return replace(ctx, case=fold(ctx.definition, [event]), events=(event,))


def _received(gathered: Gathered) -> date:
    received_on = gathered.received_on
    assert received_on is not None  # noqa: S101 - nothing is missing
    return received_on
