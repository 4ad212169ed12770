"""The views of taking down a complaint: the tasks, each step, and the receipt."""

from datetime import datetime
from http import HTTPStatus
from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.definitions import in_force
from reconvene.desk.effects import caused_at_once
from reconvene.people.holders import colleagues
from reconvene.people.models import Person
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.consequences import in_words
from reconvene.web.acts.situation import Colleague
from reconvene.web.acts.take_down.complaint import FORMS, Gathered
from reconvene.web.acts.take_down.draft import LISTS, NEW, Draft, DraftGone
from reconvene.web.acts.take_down.forms import Taking, TakingForm
from reconvene.web.acts.take_down.pages import (
    HERE,
    STEPS,
    added,
    after,
    all_tasks,
    begun,
    limit,
    open_questions,
    tasks,
    to,
)
from reconvene.web.acts.take_down.reading_back import check
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page

CHECK = "check"
GO_ON = "go_on"
ONCE = "once"
CHANGE = "change"


def begin(request: HttpRequest, draft: str = NEW) -> HttpResponse:
    """Show what there is to take down, and how far it has come; or throw the draft away."""
    person, now = person_of(request), timezone.now()
    kept = _draft(person, draft)
    if kept is None:
        return redirect("take-down")
    if request.method == "POST":
        kept.forget()
        return redirect("take-down")
    gathered = _gathered(kept, person, now)
    others = [one for one in Draft.found(person.id) if one.name != kept.name]
    return page(
        request,
        "acts/take_down/tasks.html",
        frame_of(person, london_day(now)),
        here=HERE,
        tasks=tasks(gathered),
        limit=limit(gathered, person.authority.days),
        check=to(kept, CHECK) if not gathered.missing else "",
        has_begun=kept.has_begun,
        begun=begun(others),
    )


def take_down(request: HttpRequest, draft: str, step: str) -> HttpResponse:
    """Ask one group of questions, keep the answers, and go on."""
    person, now = person_of(request), timezone.now()
    if step != CHECK and step not in FORMS:
        raise Http404
    kept = _draft(person, draft, request.POST.get(ONCE, ""))
    if step == CHECK:
        return check(request, person, now, _gathered(kept, person, now) if kept else None)
    if kept is None:
        return _gone(request, person, now, step)
    try:
        return _step(request, person, now, kept, step)
    except DraftGone:
        return _gone(request, person, now, step)


def _step(
    request: HttpRequest, person: Person, now: datetime, draft: Draft, step: str
) -> HttpResponse:
    gathered = _gathered(draft, person, now)
    if request.method == "POST" and "remove" in request.POST and step in LISTS:
        draft.remove(step, request.POST["remove"])
        return redirect(to(draft, step))
    taking = gathered.before(step)
    if request.method == "POST":
        form = FORMS[step](request.POST, taking=taking)
        if GO_ON in request.POST and not _is_begun(request.POST, form):
            return redirect(after(draft, step))
        if form.is_valid():
            return _kept(request, draft, step, form)
    else:
        form = _form_to_show(gathered, step, taking, request.GET.get(CHANGE, ""))
    return _shown(request, person, gathered, step, form)


def _gone(request: HttpRequest, person: Person, now: datetime, step: str) -> HttpResponse:
    """Say that a draft is no more; what was typed into it is shown again, to go into a new one."""
    if request.method != "POST" or "remove" in request.POST:
        return redirect("take-down")
    gathered = _gathered(Draft.begin(person.id), person, now)
    form = FORMS[step](request.POST, taking=gathered.taking)
    return _shown(request, person, gathered, step, form, is_gone=True)


def _shown(
    request: HttpRequest,
    person: Person,
    gathered: Gathered,
    step: str,
    form: TakingForm,
    *,
    is_gone: bool = False,
) -> HttpResponse:
    draft, today = gathered.draft, gathered.first.today
    asked = (request.POST if request.method == "POST" else request.GET).get(CHANGE, "")
    return page(
        request,
        "acts/take_down/step.html",
        frame_of(person, today),
        here=HERE,
        status=HTTPStatus.CONFLICT if is_gone else None,
        form=form,
        step=STEPS[step],
        once=token_urlsafe(18),
        is_gone=is_gone,
        action=to(draft, step),
        tasks=all_tasks(draft),
        added=added(gathered, step) if step in LISTS else (),
        is_list=step in LISTS,
        changing=asked if _listed(gathered, step, asked) else "",
        limit=limit(gathered, person.authority.days),
    )


def taken_down(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the receipt: the reference, what happens next, and what the family may do."""
    person, today = person_of(request), london_day(timezone.now())
    look = found(request, reference, today)
    return page(
        request,
        "acts/take_down/receipt.html",
        frame_of(person, today),
        here=HERE,
        it=heading(look, "complaint.received", None),
        code=look.codes[1],
        open_questions=open_questions(look),
        did=in_words(look.context, caused_at_once(look, 1)),
        supporters=tuple(look.case.supporters),
        office=person.authority.office,
    )


def _kept(request: HttpRequest, draft: Draft, step: str, form: TakingForm) -> HttpResponse:
    goes_on = step not in LISTS or GO_ON in request.POST
    typed, changing = _asked(request.POST, form), request.POST.get(CHANGE, "")
    if step not in LISTS:
        draft.keep(step, typed)
    elif changing:
        draft.change(step, changing, typed)
    else:
        draft.add(step, typed)
    return redirect(after(draft, step) if goes_on else to(draft, step))


def _asked(posted: QueryDict, form: TakingForm) -> QueryDict:
    """Return what was typed in answer to the form's questions, without whatever else was sent."""
    answers = QueryDict(mutable=True)
    for name in posted:
        if name == ONCE or name.partition("-")[0] in form.fields or name in form.fields:
            answers.setlist(name, posted.getlist(name))
    return answers


def _is_begun(posted: QueryDict, form: TakingForm) -> bool:
    """Tell whether anything was typed or chosen, so that going on does not throw it away."""
    for name, field in form.fields.items():
        untouched = ("", str(field.initial or ""))
        own = [key for key in posted if key == name or key.startswith(f"{name}-")]
        if any(value.strip() not in untouched for key in own for value in posted.getlist(key)):
            return True
    return False


def _form_to_show(gathered: Gathered, step: str, taking: Taking, changing: str) -> TakingForm:
    """Return a step's form as it was filled in, or one thing on its list; or an empty one."""
    kept = _listed(gathered, step, changing) if step in LISTS else gathered.form(step)
    return kept if kept is not None else FORMS[step](taking=taking)


def _listed(gathered: Gathered, step: str, one: str) -> TakingForm | None:
    """Return the form of one thing on a step's list; None where it is not, or not any more."""
    return dict(gathered.listed(step)).get(one) if step in LISTS else None


def _draft(person: Person, name: str, once: str = "") -> Draft | None:
    """Return somebody's draft by its name, or a new one; None where there is none any more."""
    return Draft.begin(person.id, once) if name == NEW else Draft.load(name, person.id)


def _gathered(draft: Draft, person: Person, now: datetime) -> Gathered:
    today = london_day(now)
    authority = person.authority
    calendar = authority.days.as_known_on(today)
    people = tuple(
        Colleague(one.id, one.name, one.roles_on(today)) for one in colleagues(authority)
    )
    taking = Taking(
        in_force(authority.procedure, today),
        people,
        today,
        calendar.first_day,
        calendar.last_day,
    )
    return Gathered(draft, taking)
