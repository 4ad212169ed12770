"""
My work: the duties I owe, overdue first, and what I am waiting for.

In: who is signed in, and what they narrow the list by. Out: rows of the list and its counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from reconvene.core.procedure.definition import Definition
from reconvene.core.workdays import london_day
from reconvene.desk.definitions import in_force
from reconvene.desk.oversight import is_overseer
from reconvene.desk.oversight import waiting as reviews_waiting
from reconvene.desk.retained import waiting_for
from reconvene.desk.undelivered import undelivered_for
from reconvene.library.procedure_files import procedure
from reconvene.library.words.plain import listed
from reconvene.outbox.claiming import UNDELIVERED, how_far, is_abandoned
from reconvene.outbox.models import Progress, Sending
from reconvene.people.models import Person
from reconvene.scope.within import within as within_scope
from reconvene.web.browse.act_words import BUTTONS, acts_meeting
from reconvene.web.browse.links import act_link, case_link, letter_link, why_link
from reconvene.web.browse.looked_for import FIND, led_on, words_asked
from reconvene.web.browse.looking import look_through
from reconvene.web.browse.names import sentence_case, within
from reconvene.web.browse.offered_again import waiting_words
from reconvene.web.browse.owed import letter_row_day, right_row_day, row_day
from reconvene.web.browse.paged import asked, onward, place_of, with_, without
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.browse.unopened import family_of
from reconvene.web.components.pages import page
from reconvene.web.components.shown import Act, Chosen, DutyRow
from reconvene.web.components.wording import day, plural
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import DUTY_BUCKETS, LETTER_BUCKETS, RIGHT_BUCKETS, Bucket
from reconvene.worklist.narrowing import Narrow
from reconvene.worklist.paging import Page as Rows
from reconvene.worklist.queries import COUNTED_TO, counts, my_duties, rights
from reconvene.worklist.rows import LETTER, Row

BUCKETS: Mapping[Bucket, str] = {
    Bucket.OVERDUE: "Overdue",
    Bucket.TODAY: "Today",
    Bucket.WEEK: "In the next seven days",
    Bucket.LATER: "Later",
    Bucket.AIM_PASSED: "Past our own target",
    Bucket.UNDATED: "No last day",
    Bucket.TO_GO: "Letters to go",
    Bucket.WAITING: "Waiting for families",
    Bucket.LAPSED: "Let go by",
    Bucket.CLOSED: "Closed, but they may ask",
}
_FAR = {
    Progress.STOPPED: "could not be sent by email",
    Progress.DOUBTFUL: "nobody knows whether it went by email",
}
SHOWN_WHERE_FULL = frozenset(
    {Bucket.AIM_PASSED, Bucket.UNDATED, Bucket.TO_GO, Bucket.LAPSED, Bucket.CLOSED}
)


@dataclass(frozen=True, slots=True)
class Share:
    """A bucket one can look at: its words, how much lies in it, and its address."""

    words: str
    count: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bucket is looked at, if one alone, and what the list is narrowed by."""

    bucket: Bucket | None
    narrow: Narrow

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        """Return what a request asks for; what it asks amiss is as if not asked."""
        shown = request.GET.get("show", "")
        bucket = Bucket(shown) if shown in set(BUCKETS) else None
        return cls(bucket, Narrow(asked(request.GET, "stage"), words_asked(request)))


def my_work(request: HttpRequest) -> HttpResponse:
    """Show what the signed-in person owes, in all the roles they hold today."""
    if request.method == "POST":
        return led_on(request)
    now = timezone.now()
    today = london_day(now)
    person = person_of(request)
    definition = in_force(person.authority.procedure, today)
    wanted = Wanted.of(request)
    if request.GET:
        look_through(request, wanted.narrow.text)
    who = Audience(person.authority_id, person.id, person.roles_on(today))
    with within_scope(who.scope):
        counted = {} if wanted.narrow else counts(who, today)
        found = rows_wanted(who, wanted, today, request.GET)
    is_rights = wanted.bucket in RIGHT_BUCKETS
    is_letters = wanted.bucket in LETTER_BUCKETS
    as_shown = right_row if is_rights else letter_row if is_letters else duty_row
    shown = tuple(as_shown(row, person, today) for row in found.rows)
    if is_letters:
        shown = with_how_far(found.rows, shown, now)
    return page(
        request,
        "browse/my_work.html",
        frame_of(person, today),
        here="My work",
        shares=shares(counted, wanted, request.GET),
        heading=BUCKETS[wanted.bucket] if wanted.bucket else "Everything you owe",
        rows=shown,
        is_rights=is_rights,
        is_letters=is_letters,
        is_narrow=bool(wanted.narrow),
        has_stopped=found.has_stopped,
        has_work=any(counted.get(bucket) for bucket in (*DUTY_BUCKETS, *LETTER_BUCKETS)),
        waiting=waiting(counted),
        sent_late=waiting_words(request),
        to_read=to_read_words(counted),
        to_review=to_review_words(person, now),
        to_keep=to_keep_words(person, now),
        undelivered=undelivered_shown(person, today) if is_letters or _is_told(wanted) else (),
        chosen=chosen(definition, wanted, request.GET),
        wanted=wanted,
        text=wanted.narrow.text,
        stages=[
            {"value": stage.id, "text": stage.label, "selected": stage.id == wanted.narrow.stage}
            for stage in definition.stages
        ],
        pages=onward(found.next, request.GET),
    )


def rows_wanted(who: Audience, wanted: Wanted, today: date, query: QueryDict) -> Rows:
    """Return the page of the list that is asked for."""
    after = place_of(query)
    if wanted.bucket in RIGHT_BUCKETS:
        return rights(who, today, wanted.bucket, narrow=wanted.narrow, after=after)
    return my_duties(who, today, wanted.bucket, narrow=wanted.narrow, after=after)


def duty_row(row: Row, person: Person, today: date) -> DutyRow:
    """Return something owed as its row is shown."""
    definition = procedure(row.procedure)
    calendar = person.authority.days.as_known_on(today)
    return DutyRow(
        duty=f"{row.label}{_concerns(row, definition)}",
        family=family_of(row),
        reference=row.reference,
        case_href=case_link(row.reference),
        last_day=row_day(row, definition, today, calendar),
        why_mine=_why_mine(row, definition, person),
        act=_act(row, definition),
        why_href=_why_href(row),
    )


def letter_row(row: Row, person: Person, today: date) -> DutyRow:
    """Return a letter that is still to go as its row is shown, with the day that it bears."""
    definition = procedure(row.procedure)
    calendar = person.authority.days.as_known_on(today)
    number = int(row.key.removeprefix(LETTER))
    href = letter_link(row.reference, number)
    return DutyRow(
        duty=row.label,
        family=family_of(row),
        reference=row.reference,
        case_href=case_link(row.reference),
        last_day=letter_row_day(row, definition, today, calendar),
        why_mine=_why_mine(row, definition, person),
        act=Act("Open the letter", href, f"{row.label}, {row.family}") if row.opens else None,
    )


def with_how_far(
    rows: Iterable[Row], shown: Iterable[DutyRow], now: datetime
) -> tuple[DutyRow, ...]:
    """Return rows of letters, each with how far it has come where somebody let it go by email."""
    letters = [(row.case_id, int(row.key.removeprefix(LETTER))) for row in rows]
    far = how_far(letters)
    return tuple(
        replace(row, duty=f"{row.duty}: {words}")
        if (words := _how_far(far.get(letter), now))
        else row
        for letter, row in zip(letters, shown, strict=True)
    )


def _how_far(sending: Sending | None, now: datetime) -> str:
    if sending is None:
        return ""
    if sending.why == UNDELIVERED:
        return "went by email and could not be delivered"
    waits = sending.progress == Progress.READY and sending.tries
    if waits or is_abandoned(sending, now):
        return _FAR[Progress.DOUBTFUL] if sending.may_have_left else "not sent by email yet"
    return _FAR.get(Progress(sending.progress), "being sent by email")


def right_row(row: Row, person: Person, today: date) -> DutyRow:
    """Return something a family may do as its row is shown: nobody here owes it."""
    definition = procedure(row.procedure)
    calendar = person.authority.days.as_known_on(today)
    href = act_link(row.reference, "stage.requested", row.stage) if row.stage and row.opens else ""
    return DutyRow(
        duty=row.label,
        family=family_of(row),
        reference=row.reference,
        case_href=case_link(row.reference),
        last_day=right_row_day(row, definition, today, calendar),
        why_mine="",
        act=Act("Record that they ask", href, row.family) if href else None,
        why_href=_why_href(row),
    )


def _why_href(row: Row) -> str:
    has_day = row.last_on or row.target_on
    return why_link(row.reference, row.key) if has_day and row.opens else ""


def _concerns(row: Row, definition: Definition) -> str:
    """Say which agency a duty is about; people and children are named on the case's own page."""
    agency = definition.by_id["agencies"].get(row.concerns)
    return f": {within(agency.label)}" if agency else ""


def _why_mine(row: Row, definition: Definition, person: Person) -> str:
    role = definition.by_id["roles"].get(row.role)
    label = within(role.label) if role else row.role
    where = " in this case" if row.owner == person.id else ""
    return sentence_case(f"you are the {label}{where}")


def _act(row: Row, definition: Definition) -> Act | None:
    acts = acts_meeting(definition, row.rule)
    if not acts or not row.opens:
        return None
    return Act(BUTTONS[acts[0][0]], act_link(row.reference, *acts[0]), f"{row.label}, {row.family}")


def shares(counted: Mapping[Bucket, int], wanted: Wanted, query: QueryDict) -> tuple[Share, ...]:
    """
    Return the buckets with their counts, all duties first. An empty one stays where emptiness is
    news; where nothing was counted, as of a narrowed list, all of them do.
    """
    everything = Share("Everything", "", without(query, "show"), wanted.bucket is None)
    return (
        everything,
        *(
            Share(
                words,
                _count(counted[bucket]) if bucket in counted else "",
                with_(query, "show", bucket.value),
                bucket is wanted.bucket,
            )
            for bucket, words in BUCKETS.items()
            if not counted
            or counted[bucket]
            or bucket is wanted.bucket
            or bucket not in SHOWN_WHERE_FULL
        ),
    )


def waiting(counted: Mapping[Bucket, int]) -> tuple[tuple[str, str], ...]:
    """Return what families may still ask for, each in words with its list; empty for nothing."""
    where = {Bucket.WAITING: "in cases that are open", Bucket.CLOSED: "in closed ones"}
    return tuple(
        (f"{_count(number)} {words}", with_(QueryDict(), "show", bucket.value))
        for bucket, words in where.items()
        if (number := counted.get(bucket, 0))
    )


def to_read_words(counted: Mapping[Bucket, int]) -> str:
    """Return how many panels somebody has papers to read for; empty for none."""
    number = counted.get(Bucket.TO_READ, 0)
    return f"Papers to read for {plural(number, 'panel')}" if number else ""


def to_review_words(person: Person, now: datetime) -> str:
    """Return what somebody has to look into as who looks after who looks; empty for nothing."""
    found = reviews_waiting(person, now) if is_overseer(person, london_day(now)) else ()
    if not found:
        return ""
    things = plural(len(found), "thing", "things")
    return f"{things} to look into, the first by {day(found[0].due_on)}"


def to_keep_words(person: Person, now: datetime) -> str:
    """Return what waits for somebody under what is kept and erased; empty for nothing."""
    if not is_overseer(person, london_day(now)):
        return ""
    counted = waiting_for(person, at=now)
    of_each = (
        (counted.erasures, "erasure to approve", "erasures to approve"),
        (counted.to_lift, "hold to agree to lift", "holds to agree to lift"),
        (counted.to_review, "hold to look at again", "holds to look at again"),
    )
    return listed([plural(count, *words) for count, *words in of_each if count])


def _is_told(wanted: Wanted) -> bool:
    """Tell whether all of My work is looked at, and what carries email says what was delivered."""
    return not wanted.bucket and settings.CARRIER is not None and settings.CARRIER.knows_delivery


def undelivered_shown(person: Person, today: date) -> tuple[Act, ...]:
    """Return the letters that left by email and were not delivered, each with its page."""
    return tuple(
        Act(one.label, letter_link(one.reference, one.entry), one.reference)
        for one in undelivered_for(person, today)
    )


def _count(number: int) -> str:
    return f"{number} or more" if number >= COUNTED_TO else str(number)


def chosen(definition: Definition, wanted: Wanted, query: QueryDict) -> tuple[Chosen, ...]:
    """Return the filters in force, each with the list without it."""
    narrow = wanted.narrow
    stage = definition.by_id["stages"].get(narrow.stage)
    found: Iterable[tuple[str, str]] = (
        ("stage", stage.label if stage else narrow.stage),
        (FIND, f"“{narrow.text}”" if narrow.text else ""),
    )
    return tuple(Chosen(words, without(query, name)) for name, words in found if words)
