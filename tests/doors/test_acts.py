"""Every act through its page: asked, read back, recorded, refused; and every story lived that way."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from django.http import QueryDict
from django.test import Client
from msgspec.structs import replace

from reconvene.core.conduct.acts import ACTS
from reconvene.core.record.after import (
    CaseReopened,
    CaseResumed,
    CaseSuspended,
    ConferenceHeld,
    EntryCorrected,
    LimitExtended,
)
from reconvene.core.record.event import KINDS, Event, encode, payload, subject
from reconvene.core.record.exchange import LetterSent, MeetingHeld
from reconvene.core.record.opening import (
    ComplaintReceived,
    DateNoted,
    RoleAssigned,
)
from reconvene.core.record.panels import SittingBooked
from reconvene.core.record.payload import Payload
from reconvene.core.record.payload import Person as Named
from reconvene.core.record.points import PointAdded, PointAnswered
from reconvene.core.workdays import london_day
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look, load_referred_to
from reconvene.desk.opening import receive_complaint
from reconvene.library.words.plain import said_day
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.acts import act_views
from reconvene.web.acts.act_pages import ACT_PAGES
from reconvene.web.acts.situation import Colleague, Situation, colleague_like, situation
from reconvene.web.browse.names import people_in
from reconvene.worklist.queries import case_by_reference
from tests.support.audience import everybody
from tests.support.cast import PASSWORD, SINCE, authority
from tests.support.filling import FILL, day, filled
from tests.support.storied import live, whole_look
from tests.support.tellings import Told, shipped_stories, told, told_here

pytestmark = pytest.mark.django_db


class Site:
    """Pages as somebody meets them, on days of the test's choosing."""

    def __init__(self, client: Client, monkeypatch: pytest.MonkeyPatch, at: Authority) -> None:
        self.client, self.monkeypatch, self.at = client, monkeypatch, at
        self.reference = ""

    def on(self, now: datetime | date) -> None:
        """Let every view read this from the clock."""
        instant = now if isinstance(now, datetime) else datetime.combine(now, time(12), tzinfo=UTC)
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: instant)

    def be(self, who: str) -> Person:
        person = Person.objects.get(id=who)
        self.client.force_login(person)
        return person

    def path(self, kind: str, about: str | None = None) -> str:
        return f"/case/{self.reference}/do/{kind}/{about or '-'}"

    def get(self, kind: str, about: str | None = None) -> str:
        return words(self.client.get(self.path(kind, about)))

    def post(self, kind: str, about: str | None, step: str, typed: dict[str, Any]) -> Any:
        return self.client.post(self.path(kind, about), {"key": "the-key", **typed, "step": step})

    def lived(self, event: Event) -> None:
        """Put an entry on record without its page."""
        done = record(
            Person.objects.get(id=event.actor),
            self.look.case_id,
            event.kind,
            event.data,
            happened_on=event.happened_on,
            role=event.role,
            key=f"entry-{event.number}",
            now=event.recorded_at,
        )
        assert isinstance(done, Receipt), done

    @property
    def look(self) -> Look:
        row = case_by_reference(everybody(self.at.slug), self.reference)
        assert row is not None
        return whole_look(self.at, row.case_id, date(2026, 11, 1))

    @property
    def last(self) -> Event:
        return self.look.events[-1]


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(client, monkeypatch, authority())


def staff_of(story: Told, at: Authority) -> None:
    """Make everybody of a story a colleague, so that each can be chosen on a page."""
    for event in story.telling.events:
        everybody = [Named(id=event.actor, role=event.role), *people_in(event.data)]
        for one in everybody:
            made, is_new = Person.objects.get_or_create(
                id=one.id, defaults={"username": one.id, "authority": at, "name": one.name}
            )
            if is_new:
                made.set_password(PASSWORD)
            made.name = made.name or one.name or f"{one.id.capitalize()} Example"
            made.save()
            if one.role:
                RoleHeld.objects.get_or_create(person=made, role=one.role, from_on=SINCE)


def essence(data: Payload) -> Any:
    """Return a payload without what a page words for itself: names, and roles beside an id."""
    return _essence(msgspec.json.decode(encode(data)))


def _essence(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("role") == "complainant":
            return "complainant"
        is_person = set(value) <= {"id", "name", "role", "agency"}
        kept_by_us = {"said", "promised", "copy", "to"}
        left_out = {"name", "role", "agency"} if is_person else kept_by_us
        return {name: _essence(one) for name, one in value.items() if name not in left_out}
    if isinstance(value, list):
        return sorted((_essence(one) for one in value), key=str)
    return value


# What no shipped story does.
OWN_STORIES = (
    """
story: Everything that may happen around a complaint
procedure: sp-cpc/1
people:
  lena: {role: line-manager}
  nia: {role: conference-chair}
  old: {role: conference-chair}
conference:
  held_on: Thu 10 Apr 2025
  chair: "@nia"
  children: [{id: kit, name: Kit}, {id: bo, name: Bo}]
  minutes_sent_to: [{id: dad, name: Dad Example}, {id: gran, name: Gran Example}]
complainant: {name: Ewa Example, capacity: parent}
happenings:
  - on: Tue 22 Apr 2025
    complaint.received:
      form: spoken
      needs_help: true
      points:
        - {id: p1, words: Nobody asked me., matter: process}
        - {id: p2, words: The nurse was rude., matter: process}
        - {id: p3, words: It began late., matter: process}
  - {on: Tue 22 Apr 2025, complaint.confirmed: {confirmed_by: Ewa Example}}
  - {on: Tue 22 Apr 2025, assistance.given: {how: Ben wrote it down with her.}}
  - {on: Tue 22 Apr 2025, supporter.named: {name: Gus Friend, kind: friend}}
  - {on: Tue 22 Apr 2025, supporter.ended: {name: Gus Friend}}
  - {on: Tue 22 Apr 2025, advocate.offered: {response: thinking, note: She will ring.}}
  - {on: Tue 22 Apr 2025, role.assigned: {role: line-manager, person: "@lena"}}
  - {on: Wed 23 Apr 2025, point.rerouted: {point: p2, matter: agency-service, reason: A nurse.}}
  - {on: Wed 23 Apr 2025, point.referred: {point: p2, channel: nhs-complaint, agency: health}}
  - {on: Wed 23 Apr 2025, point.withdrawn: {point: p3, words: Let it be.}}
  - {on: Wed 23 Apr 2025, task.done: discuss-outside-points}
  - on: Wed 23 Apr 2025
    meeting.offered: {meeting: stage-1-appointment, for_on: Tue 6 May 2025, at: "14:30"}
  - {on: Thu 24 Apr 2025, meeting.cancelled: {meeting: stage-1-appointment, reason: Flood.}}
  - on: Thu 24 Apr 2025
    meeting.offered: {meeting: stage-1-appointment, for_on: Tue 6 May 2025}
  - {on: Thu 24 Apr 2025, meeting.declined: {meeting: stage-1-appointment, declined: meeting}}
  - {on: Fri 25 Apr 2025, by: lena, letter.sent: {letter: delay, words: {delay: We are late.}}}
  - on: Wed 30 Apr 2025
    by: lena
    point.answered:
      stage: stage-1
      point: p1
      answer: Nobody did.
      finding: upheld
      actions: [{id: a1, what: Say sorry, owner: line-manager, by_on: Fri 9 May 2025}]
  - {on: Wed 30 Apr 2025, by: lena, action.done: {action: a1, evidence: A letter.}}
  - {on: Fri 2 May 2025, point.settled: {point: p1, words: Thank you.}}
  - {on: Mon 5 May 2025, referral.answered: {point: p2, state: closed, outcome: Sorry said.}}
  - {on: Tue 6 May 2025, challenge.raised: {body: ombudsman, reference: "12"}}
  - {on: Tue 6 May 2025, challenge.decided: {body: ombudsman, outcome: No fault.}}
  - on: Tue 6 May 2025
    document.withheld:
      document: panel-minutes
      recipient: gran
      reason: An order.
      decided_by: "@nia"
""",
)


def entries(story: Told) -> Iterator[Event]:
    """Yield what is done on pages: all after the complaint itself, less what an act brings along."""
    events = story.telling.events
    for before, event in pairwise(events):
        brought_along = event.kind == "case.reopened" and before.kind == "stage.requested"
        if not brought_along:
            yield event


def begin(site: Site, story: Told) -> None:
    """Record a story's complaint at the desk, for its other acts to be done on pages."""
    first = story.telling.events[0]
    received = receive_complaint(
        Person.objects.get(id=first.actor),
        first.data,  # type: ignore[arg-type] # a story begins with a complaint
        happened_on=first.happened_on,
        key="begin",
        now=first.recorded_at,
        role=first.role,
    )
    assert isinstance(received, Receipt)
    site.reference = received.reference


BY_LENA = {"sender": "lena|line-manager", "gone": "yes"}


class TestStories:
    @pytest.mark.parametrize("name", [*shipped_stories(), *range(len(OWN_STORIES))])
    def test_can_be_lived_on_the_pages_alone(self, site: Site, name: str | int) -> None:
        story = told_here(OWN_STORIES[name]) if isinstance(name, int) else told(name)
        definition = story.telling.definition
        site.at.procedure = definition.id
        site.at.save()
        staff_of(story, site.at)
        begin(site, story)

        ids = dict(_ids_given(story))
        for recorded in entries(story):
            event = renamed(recorded, ids)
            if isinstance(event.data, ConferenceHeld) and not event.data.present:
                later = site.look.case.conferences.get(event.data.conference)
                there = tuple(one.id for one in later.expected) if later else ()
                event = replace(event, data=replace(event.data, present=there))
            site.on(event.recorded_at)
            site.be(event.actor)
            about = subject(event.data) if has_section(event.kind) else None
            typed = filled(event.kind, event.data, definition, event.happened_on)
            typed |= {"acting_role": event.role, "key": f"entry-{event.number}"}
            typed = {name: value for name, value in typed.items() if value not in (None, "")}
            asked = site.get(event.kind, about)
            if isinstance(event.data, LetterSent) and "Has it gone?" not in asked:
                site.lived(event)  # on their pages it would wait for somebody else to let it go
                continue
            checked = words(site.post(event.kind, about, "check", typed))
            assert "Check this before it is recorded" in checked, text_of(checked)
            done = site.post(event.kind, about, "confirm", typed)

            assert "This cannot be done now" not in asked
            assert done.status_code == 302, text_of(words(done))
            assert done["Location"].endswith(f"/done/{event.number}")
            made, length = site.look.events[event.number - 1], len(site.look.events)
            assert essence(made.data) == essence(event.data), event
            assert made.happened_on == event.happened_on
            assert "What it did" in words(site.client.get(done["Location"]))

            again = site.post(event.kind, about, "confirm", typed)
            assert again.status_code == 302, text_of(words(again))
            assert again["Location"] == done["Location"]
            assert len(site.look.events) == length


def _ids_given(story: Told) -> Iterator[tuple[str, str]]:
    """Yield the ids a story gives to points and actions of its own, with those the pages give."""
    first = story.telling.events[0].data
    assert isinstance(first, ComplaintReceived)
    known = {point.id for point in first.points}
    free = iter([f"p{n}" for n in range(1, 20) if f"p{n}" not in known])
    actions = 0
    for event in entries(story):
        if isinstance(event.data, PointAdded):
            yield event.data.point.id, next(free)
        if isinstance(event.data, PointAnswered):
            for action in event.data.actions:
                actions += 1
                yield action.id, f"a{actions}"


def renamed(event: Event, ids: dict[str, str]) -> Event:
    """Return an entry with the ids that the pages gave."""
    plain = _renamed(msgspec.json.decode(encode(event.data)), ids)
    return replace(event, data=payload(event.kind, plain))


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _renamed(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def has_section(kind: str) -> bool:
    return ACTS[kind].section is not None


def text_of(html: str) -> str:
    """Return the words of a page's own part, for a failing test to show."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())[:1500]


@pytest.fixture
def easter(site: Site) -> Site:
    """The Easter story on the day after it was received, with Lena at the screen."""
    site.reference = live("sp-cpc/easter", site.at, until=date(2025, 4, 22))
    for who, role in (("lena", "line-manager"), ("rhys", "reviewing-manager")):
        made = Person.objects.create(id=who, username=who, name=who.title(), authority=site.at)
        RoleHeld.objects.create(person=made, role=role, from_on=SINCE)
    site.on(date(2025, 4, 23))
    site.be("lena")
    return site


OFFER = {**day("happened_on", date(2025, 4, 23)), **day("for_on", date(2025, 5, 6))}
APPOINTMENT = "stage-1-appointment"


class TestPages:
    def test_there_is_one_for_every_kind_of_entry_and_no_two_share_a_form(self) -> None:
        forms = [page.form for page in ACT_PAGES.values()]

        assert set(ACT_PAGES) == set(KINDS)
        assert len(set(forms)) == len(forms)
        assert set(FILL) == set(KINDS) - {"complaint.received"}

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_of_a_case_each_is_asked_refused_or_a_choice(self, easter: Site, kind: str) -> None:
        response = easter.client.get(easter.path(kind))

        if kind == "complaint.received":
            assert response["Location"] == "/take-down"
            return
        if kind in ("paper.added", "redaction.made"):
            assert response["Location"] == f"/case/{easter.reference}/file"
            return
        said = words(response)
        assert response.status_code == 200
        assert "The conference’s decision of Thursday 10 April 2025 stands until" in said
        assert (
            "Continue" in said
            or "not possible now" in said.lower()
            or "/do/" in said
            or ("rc-refusal" in said or "nothing of this kind" in said)
        )

    def test_need_somebody_signed_in(self, easter: Site) -> None:
        easter.client.logout()

        response = easter.client.get(easter.path("case.closed"))
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in")

    def test_of_another_authority_are_nowhere(self, easter: Site) -> None:
        elsewhere = authority("elsewhere", prefix="EL")
        gail = Person.objects.create(id="gail", username="gail", name="Gail", authority=elsewhere)
        easter.client.force_login(gail)

        for path in (
            easter.path("case.closed"),
            f"/case/{easter.reference}/done/1",
            f"/case/{easter.reference}/letter/1",
            f"/case/{easter.reference}/panel/appeal-panel",
            f"/take-down/done/{easter.reference}",
        ):
            assert easter.client.get(path).status_code == 404

    @pytest.mark.parametrize(
        ("kind", "about"),
        [("no.such-act", None), ("letter.sent", "no-such-letter"), ("meeting.held", "tea")],
    )
    def test_that_there_are_not_are_nowhere(
        self, easter: Site, kind: str, about: str | None
    ) -> None:
        assert easter.client.get(easter.path(kind, about)).status_code == 404

    def test_not_open_now_say_why_and_on_which_clause(self, easter: Site) -> None:
        said = easter.get("sitting.booked", "appeal-panel")

        assert "No point of this complaint has reached the Complaint and appeal panel." in said
        assert 'It rests on <a class="govuk-link" href="/procedure/1#clause-5.3">SP 5.3</a>' in said
        assert '<form method="post" novalidate>' not in said

    def test_list_what_they_can_be_about_with_reasons_for_the_rest(self, easter: Site) -> None:
        said = easter.get("letter.sent")

        assert "Which letter?" in said
        assert easter.path("letter.sent", "acknowledgement") in said
        assert "Outcome of stage 2: not possible now. No point of this complaint is at" in said

    def test_with_nothing_to_choose_from_say_so(self, easter: Site) -> None:
        assert "no other version of this procedure" in easter.get("case.moved")


def seated(site: Site) -> str:
    """Take the case on until its panel has been named, and return a member who has no role."""
    site.reference = live("sp-cpc/adjourned-and-reconvened", site.at, until=date(2026, 1, 12))
    (panel,) = site.look.case.panels.values()
    member = next(one for one in panel.appointed.values() if one.seat == "member").person.id
    Person.objects.create(id=member, username=member, name="On It", authority=site.at)
    return member


class TestReaders:
    """Somebody of the authority who holds no role in a case."""

    @pytest.mark.assures("AZ-2")
    @pytest.mark.parametrize("kind", sorted(set(KINDS) - {"complaint.received"}))
    def test_find_nothing_on_any_act_as_if_there_were_no_such_case(
        self, easter: Site, kind: str
    ) -> None:
        Person.objects.create(id="gail", username="gail", name="Gail", authority=easter.at)
        easter.be("gail")
        there = [easter.client.get(easter.path(kind)), easter.post(kind, None, "confirm", OFFER)]
        missing = easter.path(kind).replace(easter.reference, "SP-2025-0999")
        nowhere = [easter.client.get(missing), easter.client.post(missing, OFFER)]

        assert [one.status_code for one in (*there, *nowhere)] == [404] * 4
        assert {words(one) for one in there} == {words(one) for one in nowhere}
        assert easter.last.number == 2

    @pytest.mark.parametrize("step", ["check", "confirm"])
    def test_find_nothing_either_where_it_is_closed_while_they_write(
        self, easter: Site, step: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = {"check": "preview", "confirm": "record"}[step]
        real = getattr(act_views, asked)

        def closed_before(
            person: Person, case_id: str, *given: Any, now: datetime, **named: Any
        ) -> Any:
            tie = payload(
                "interest.declared",
                {"person": {"id": person.id}, "tie": "family", "reason": "She is my sister."},
            )
            on = london_day(now)
            record(person, case_id, "interest.declared", tie, happened_on=on, key="tie", now=now)
            return real(person, case_id, *given, now=now, **named)

        monkeypatch.setattr(act_views, asked, closed_before)
        answer = easter.post("meeting.offered", APPOINTMENT, step, OFFER)
        missing = easter.path("case.closed").replace(easter.reference, "SP-2025-0999")
        nowhere = easter.client.get(missing)

        assert answer.status_code == 404
        assert words(answer) == words(nowhere)

    def test_on_its_panel_are_told_that_they_can_read_and_not_record(self, easter: Site) -> None:
        carys = seated(easter)
        easter.be(carys)
        asked = easter.client.get(easter.path("case.closed"))

        assert asked.status_code == 200
        assert "You hold no role here in which this can be done" in words(asked)
        assert "Continue" not in words(asked)


class TestAsking:
    def test_is_for_today_unless_told_and_never_for_tomorrow(self, easter: Site) -> None:
        asked = easter.get("meeting.offered", APPOINTMENT)
        typed = {**OFFER, **day("happened_on", date(2025, 4, 24))}
        refused = easter.post("meeting.offered", APPOINTMENT, "check", typed)

        assert 'value="23"' in asked
        assert refused.status_code == 422
        assert "must be Wednesday 23 April 2025 or earlier" in words(refused)

    def test_is_for_days_that_the_calendar_covers(self, easter: Site) -> None:
        calendar = easter.look.context.days.as_known_on(date(2025, 4, 23))
        far = {**OFFER, **day("for_on", date(2999, 5, 6))}
        long_ago = {**OFFER, **day("happened_on", date(1901, 5, 6))}
        after = words(easter.post("meeting.offered", APPOINTMENT, "confirm", far))
        before = words(easter.post("meeting.offered", APPOINTMENT, "confirm", long_ago))

        assert f"must be {said_day(calendar.last_day)} or earlier" in after
        assert f"must be {said_day(calendar.first_day)} or later" in before

    @pytest.mark.parametrize("step", ["check", "confirm"])
    def test_says_so_where_a_count_would_run_off_the_calendar(
        self, easter: Site, step: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calendar = easter.look.context.days.as_known_on(date(2025, 4, 23))

        def exhausted(*_given: object, **_named: object) -> None:
            raise calendar.exhausted(date(2999, 1, 1))

        asked = {"check": "preview", "confirm": "record"}[step]
        monkeypatch.setattr(f"reconvene.web.acts.act_views.{asked}", exhausted)
        answer = easter.post("meeting.offered", APPOINTMENT, step, {**OFFER, "place": "Library"})

        assert answer.status_code == 409
        assert "outside the calendar of working days" in words(answer)
        assert 'value="Library"' in words(answer)

    def test_of_a_case_that_cannot_be_counted_is_refused_plainly(
        self, easter: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calendar = easter.look.context.days.as_known_on(date(2025, 4, 23))

        def exhausted(*_given: object) -> None:
            raise calendar.exhausted(date(2999, 1, 1))

        monkeypatch.setattr("reconvene.web.acts.act_views.found", exhausted)
        typed = {"place": "Library", "acting_role": "line-manager", **BY_LENA}
        answer = easter.post("meeting.offered", APPOINTMENT, "check", typed)

        assert answer.status_code == 409
        said = words(answer).partition("<main")[2]
        assert "The calendar does not reach that far" in said
        assert "Ask whoever looks after this service to add them" in said
        assert "Library" in said
        assert "Lena, chair&#39;s line manager" in said
        assert "line-manager" not in said

    def test_says_at_the_side_what_the_act_can_meet(self, easter: Site) -> None:
        said = easter.get("meeting.offered", APPOINTMENT)

        assert "What this can meet" in said
        assert "The chair&#39;s line manager must offer an appointment" in said
        assert "Wednesday 7 May 2025" in said

    def test_reads_back_with_what_it_will_cause(self, easter: Site) -> None:
        checked = words(easter.post("meeting.offered", APPOINTMENT, "check", OFFER))

        assert "Tuesday 6 May 2025" in checked
        assert "It meets" in checked
        assert "Offer an appointment." in checked
        assert 'name="key" value="the-key"' in checked
        assert checked.index("It meets") < checked.index('value="confirm"')
        assert easter.last.number == 2

    def test_says_that_a_point_goes_elsewhere_before_it_is_added(self, easter: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), "words": "She was rude."}
        here, away = (
            words(easter.post("point.added", None, "check", {**typed, "matter": matter}))
            for matter in ("process", "agency-service")
        )
        moved = {
            **day("happened_on", date(2025, 4, 23)),
            "point": next(iter(easter.look.case.points)),
            "matter": "agency-service",
            "reason": "It was the nurse.",
        }

        assert "is not answered here" not in here
        assert "“She was rude”: this is not answered here. It goes to" in away
        assert "this is not answered here." in words(
            easter.post("point.rerouted", None, "check", moved)
        )

    def test_warns_and_lets_it_be(self, easter: Site) -> None:
        typed = {**OFFER, **day("for_on", date(2025, 5, 8))}
        checked = words(easter.post("meeting.offered", APPOINTMENT, "check", typed))

        assert "This day is after the last day for “Hold the appointment”, which is Wed" in checked
        assert easter.post("meeting.offered", APPOINTMENT, "confirm", typed).status_code == 302

    def test_recorded_late_shows_the_right_that_has_lapsed_already(self, easter: Site) -> None:
        reference = live("sp-cpc/easter", easter.at, until=date(2025, 5, 9))
        lena = easter.be("lena")
        entry = next(
            event.number
            for event in load_referred_to(lena, reference, date(2025, 5, 9)).events
            if isinstance(event.data, LetterSent) and event.data.letter == "stage-1-outcome"
        )
        said = {}
        for today in (date(2025, 6, 6), date(2025, 6, 7)):
            easter.on(today)
            easter.be("lena")
            said[today] = words(easter.client.get(f"/case/{reference}/done/{entry}"))

        assert "The family can ask for stage 2" in said[date(2025, 6, 6)]
        assert "What has lapsed already" not in said[date(2025, 6, 6)]
        assert "What has lapsed already" in said[date(2025, 6, 7)]
        assert "The family could ask for stage 2" in said[date(2025, 6, 7)]
        assert "Friday 6 June 2025" in said[date(2025, 6, 7)]

    def test_goes_back_with_everything_typed(self, easter: Site) -> None:
        typed = {**OFFER, "place": "The library", "at": "2.30pm"}
        changed = words(easter.post("meeting.offered", APPOINTMENT, "change", typed))

        assert 'value="The library"' in changed
        assert 'value="2.30pm"' in changed

    @pytest.mark.parametrize("step", ["check", "confirm"])
    def test_refused_says_why_and_loses_nothing(self, easter: Site, step: str) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", OFFER)
        easter.on(date(2025, 5, 6))
        easter.be("lena")
        held = {
            **day("happened_on", date(2025, 5, 6)),
            "key": "another",
            "came": "yes",
            "there-line-manager": ["lena"],
            "there-conference-chair": ["nobody"],
            "others": "Aunt Example",
        }
        refused = easter.post("meeting.held", APPOINTMENT, step, held)
        said = words(refused)

        assert refused.status_code == 409
        assert "Somebody who must be there was not: the conference chair." in said
        assert 'It rests on <a class="govuk-link" href="/procedure/1#clause-3.7">SP 3.7</a>' in said
        assert "Aunt Example" in said
        assert easter.last.kind == "meeting.offered"

    def test_the_same_twice_is_recorded_once(self, easter: Site) -> None:
        once = easter.post("meeting.offered", APPOINTMENT, "confirm", OFFER)
        again = easter.post("meeting.offered", APPOINTMENT, "confirm", OFFER)

        assert once["Location"] == again["Location"]
        assert easter.last.number == 3

    @pytest.mark.parametrize("kind", ["point.withdrawn", "point.added"])
    def test_the_same_twice_is_answered_with_the_same_receipt(
        self, easter: Site, kind: str
    ) -> None:
        chosen = {"point.added": {"words": "And it began late.", "matter": "process"}}
        before = easter.look.case
        for point in before.points:
            about_it = chosen.get(kind, {"point": point})
            sent = {**day("happened_on", date(2025, 4, 23)), "key": point, **about_it}
            once = easter.post(kind, None, "confirm", sent)
            again = easter.post(kind, None, "confirm", sent)

            assert once.status_code == again.status_code == 302, text_of(words(once))
            assert once["Location"] == again["Location"]
        assert easter.last.number == 2 + len(before.points)

    def test_the_same_key_about_something_else_is_not_recorded(self, easter: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}
        easter.post("letter.sent", "acknowledgement", "confirm", typed)
        other = easter.post("letter.sent", "delay", "confirm", {**typed, "delay": "The room."})

        assert other.status_code == 409
        assert easter.last.number == 3

    def test_the_same_form_with_other_answers_is_not_recorded(self, easter: Site) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", OFFER)
        other = {**OFFER, "place": "The library"}
        answer = easter.post("meeting.offered", APPOINTMENT, "confirm", other)

        assert answer.status_code == 409
        assert "This form was sent before, with other answers" in words(answer)
        assert "The library" in words(answer)

    def test_asks_which_role_of_somebody_who_holds_several(self, easter: Site) -> None:
        RoleHeld.objects.create(person_id="lena", role="service-manager", from_on=SINCE)
        without = easter.post("meeting.offered", APPOINTMENT, "check", OFFER)
        typed = {**OFFER, "acting_role": "service-manager"}
        easter.post("meeting.offered", APPOINTMENT, "confirm", typed)

        assert without.status_code == 422
        assert "Choose which of your roles you are acting in" in words(without)
        assert easter.last.role == "service-manager"

    @pytest.mark.parametrize("typed", ["half past", "25:00", "13pm", "14", "9:75"])
    def test_asks_for_an_hour_that_there_is(self, easter: Site, typed: str) -> None:
        answer = easter.post("meeting.offered", APPOINTMENT, "check", {**OFFER, "at": typed})

        assert "Enter a time, such as 2:30pm or 14:30" in words(answer)

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [("2.30pm", "14:30"), ("noon", "12:00"), ("12am", "00:00"), ("9:05", "09:05")],
    )
    def test_takes_an_hour_as_people_write_it(self, easter: Site, typed: str, kept: str) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", {**OFFER, "at": typed})

        assert easter.last.data.at == kept  # type: ignore[attr-defined]

    def test_nobody_and_somebody_do_not_go_together(self, easter: Site) -> None:
        held = {
            **day("happened_on", date(2025, 4, 23)),
            "came": "yes",
            "there-line-manager": ["lena", "nobody"],
            "there-conference-chair": ["amina"],
        }
        answer = easter.post("meeting.held", APPOINTMENT, "check", held)

        assert "Choose people, or nobody, but not both" in words(answer)

    def test_takes_a_choice_from_the_address(self, easter: Site) -> None:
        path = f"{easter.path('point.withdrawn')}?words=Let+it+be"

        assert "Let it be" in words(easter.client.get(path))


class TestNaming:
    """Somebody typed by name is whom the record knows by that name, in that role or agency."""

    def test_catches_a_panel_member_who_attended_the_conference(self, site: Site) -> None:
        story = told("sp-cpc/easter")
        staff_of(story, site.at)
        site.reference = live("sp-cpc/easter", site.at, until=date(2025, 8, 1))
        site.on(date(2025, 8, 4))
        site.be("bea")
        typed = {
            **day("happened_on", date(2025, 8, 4)),
            "seat": "member",
            "who": "other",
            "who_named": "amina example",
            "agency": "council",
            "is_senior": "yes",
            **{f"bar-{bar.kind}": "no" for bar in story.telling.definition.panels[0].bars},
        }
        site.client.force_login(Person.objects.get(id="bea"))
        Person.objects.filter(id="amina").update(name="Amina Example")
        said = words(site.post("panelist.appointed", "appeal-panel", "check", typed))

        assert "The record shows that this is somebody who" in said

    @pytest.mark.parametrize(
        ("agency", "who"), [("health", "ingrid"), ("police", "somebody new"), ("", "somebody new")]
    )
    def test_is_nobody_else_for_a_name_alone(self, site: Site, agency: str, who: str) -> None:
        staff_of(told("sp-cpc/easter"), site.at)
        site.reference = live("sp-cpc/easter", site.at, until=date(2025, 8, 1))
        Person.objects.update(name="Somebody Else")
        at = situation(site.look, Person.objects.get(id="bea"))
        known = Named(id="ingrid", name="Ingrid Example", agency="health", role="panel-chair")
        event = replace(site.last, data=RoleAssigned(role="line-manager", person=known))
        told_of = dataclasses.replace(at, context=dataclasses.replace(at.context, events=(event,)))
        named = Named(id="", name="ingrid example", role="panel-member", agency=agency)

        assert (told_of.known_as(named) or "somebody new") == who

    def test_a_colleague_is_known_by_role_or_as_of_the_council(self, site: Site) -> None:
        definition = told("sp-cpc/easter").telling.definition
        lena = Colleague("lena", "Lena Novak", frozenset({"line-manager"}))
        parts = [("line-manager", ""), ("", "council"), ("", "health"), ("other", ""), ("", "")]
        found = [
            colleague_like(definition, [lena], Named(id="", name="lena novak", role=r, agency=a))
            for r, a in parts
        ]

        assert found == ["lena", "lena", "", "", ""]

    def test_asks_for_the_name_of_somebody_else(self, easter: Site) -> None:
        typed = {"role": "service-manager", "who": "other"}
        answer = easter.post(
            "role.assigned", None, "check", {**day("happened_on", date(2025, 4, 23)), **typed}
        )

        assert "Enter their name" in words(answer)


class TestCorrecting:
    def test_strikes_an_entry_and_shows_that_nothing_follows_from_it(self, easter: Site) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", OFFER)
        typed = {
            **day("happened_on", date(2025, 4, 23)),
            "key": "strike",
            "how_wrong": "struck",
            "reason": "Another family.",
        }
        checked = words(easter.post("entry.corrected", "3", "check", typed))
        easter.post("entry.corrected", "3", "confirm", typed)

        assert "Then owed" in checked
        assert easter.last.data == EntryCorrected(entry=3, reason="Another family.", struck=True)
        assert easter.look.case.meetings == {}

    def test_shows_old_and_new_side_by_side(self, easter: Site) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", {**OFFER, "place": "Libary"})
        typed = {
            **day("happened_on", date(2025, 4, 23)),
            "key": "right",
            "how_wrong": "changed",
            "reason": "A slip.",
            **day("right_day", date(2025, 4, 22)),
            **day("right-for_on", date(2025, 5, 7)),
            "right-place": "The library",
        }
        checked = words(easter.post("entry.corrected", "3", "check", typed))
        easter.post("entry.corrected", "3", "confirm", typed)
        found = easter.look.case.meetings[APPOINTMENT]

        assert "As it stands" in checked
        assert "Libary" in checked
        assert "Wednesday 7 May 2025" in checked
        assert [(one.on, one.for_on) for one in found.offers] == [
            (date(2025, 4, 22), date(2025, 5, 7))
        ]

    def test_takes_the_hour_of_a_meeting_as_people_write_it_and_nothing_else(
        self, easter: Site
    ) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", {**OFFER, "at": "2.30pm"})
        typed = {
            **day("happened_on", date(2025, 4, 23)),
            "key": "hour",
            "how_wrong": "changed",
            "reason": "A slip.",
            **day("right_day", date(2025, 4, 23)),
            **day("right-for_on", date(2025, 5, 6)),
        }
        asked = easter.get("entry.corrected", "3")
        wrong = easter.post("entry.corrected", "3", "check", {**typed, "right-at": "about three"})
        checked = words(easter.post("entry.corrected", "3", "check", {**typed, "right-at": "3pm"}))
        easter.post("entry.corrected", "3", "confirm", {**typed, "right-at": "3pm"})
        case = f"/case/{easter.reference}"
        entry, record = (words(easter.client.get(path)) for path in (f"{case}/entry/3", case))

        assert 'value="2:30pm"' in asked
        assert wrong.status_code == 422
        assert "Enter a time, such as 2:30pm or 14:30" in words(wrong)
        assert 'value="about three"' in words(wrong)
        assert "2:30pm" in checked
        assert "3pm" in checked
        assert "Tuesday 6 May 2025 at 2:30pm" in entry
        assert "The time: now 3pm, before 2:30pm." in record
        assert isinstance(easter.last.data, EntryCorrected)
        assert easter.last.data.data
        assert easter.last.data.data["at"] == "15:00"

    def test_asks_for_something_to_be_different(self, easter: Site) -> None:
        easter.post("meeting.offered", APPOINTMENT, "confirm", OFFER)
        typed = {
            **OFFER,
            **day("right_day", date(2025, 4, 23)),
            **day("right-for_on", date(2025, 5, 6)),
            "how_wrong": "changed",
            "reason": "?",
        }
        answer = easter.post("entry.corrected", "3", "check", typed)

        assert answer.status_code == 422
        assert "Change what is wrong below, or choose to strike it" in words(answer)

    def test_does_not_strike_the_complaint_itself(self, easter: Site) -> None:
        assert "should not be on the record at all" not in easter.get("entry.corrected", "1")

    def test_of_an_entry_that_is_not_there_cannot_be(self, easter: Site) -> None:
        assert "There is no such entry to correct." in easter.get("entry.corrected", "77")

    def test_lists_the_entries_latest_first(self, easter: Site) -> None:
        assert "Entry 1: The complaint was received" in easter.get("entry.corrected")


class TestSafeContact:
    """How to reach the family safely stands wherever somebody is about to reach them."""

    SAID = "Before you contact them: Text first. Do not ring the house."
    HAND_OVER = (
        "Do not post this letter yourself. "
        "The complaints officer knows how to reach the family, and posts it."
    )

    @pytest.fixture
    def careful(self, easter: Site) -> Site:
        changed = msgspec.to_builtins(easter.look.case.received)
        changed["safe_contact"] = "Text first. Do not ring the house."
        corrected = EntryCorrected(entry=1, reason="They told us.", data=changed)
        answer = record(
            Person.objects.get(id="lena"),
            easter.look.case_id,
            "entry.corrected",
            corrected,
            happened_on=date(2025, 4, 23),
            key="safe",
            now=datetime(2025, 4, 23, 12, tzinfo=UTC),
        )
        assert isinstance(answer, Receipt), answer
        return easter

    def test_stands_where_it_is_asked_and_where_it_is_confirmed(self, careful: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}

        assert self.SAID in careful.get("letter.sent", "acknowledgement")
        assert self.SAID in words(careful.post("letter.sent", "acknowledgement", "check", typed))
        assert self.SAID in words(careful.post("meeting.offered", APPOINTMENT, "check", OFFER))

    def test_stands_at_the_head_of_the_case(self, careful: Site) -> None:
        said = words(careful.client.get(f"/case/{careful.reference}"))

        assert said.count(self.SAID) == 1
        assert said.index(self.SAID) < said.index("Where it is")

    @pytest.mark.parametrize("was_said", [True, False])
    def test_unseen_makes_them_hand_the_letter_over_whether_or_not_anything_was_said(
        self, easter: Site, was_said: bool, request: pytest.FixtureRequest
    ) -> None:
        if was_said:
            request.getfixturevalue("careful")
        easter.be("amina")
        typed = {**day("happened_on", date(2025, 4, 23)), "sender": "amina|conference-chair"}

        asked = easter.get("letter.sent", "acknowledgement")
        checked = words(easter.post("letter.sent", "acknowledgement", "check", typed))
        done = easter.post("letter.sent", "acknowledgement", "confirm", typed)
        recorded = words(easter.client.get(done["Location"]))
        letter = words(easter.client.get(f"/case/{easter.reference}/letter/{easter.last.number}"))

        for said in (asked, checked, recorded, letter):
            assert "Text first" not in said
            assert "Has it gone?" not in said
        assert all(self.HAND_OVER in said for said in (asked, checked, letter))
        assert self.HAND_OVER not in recorded, "they have just said that it was sent"
        assert "The letter then waits for the complaints officer, who prints and posts it." in asked
        assert "record it: the complaints officer prints and posts it." in checked
        assert "I have read it: record the letter" in checked

    def test_seen_lets_them_send_it_themselves(self, careful: Site) -> None:
        said = careful.get("letter.sent", "acknowledgement")

        assert self.HAND_OVER not in said
        assert "Has it gone?" in said

    def test_is_left_out_where_nobody_is_reached(self, careful: Site) -> None:
        assert self.SAID not in careful.get("case.closed")


class TestNextSteps:
    def test_lead_to_the_answer_first_and_then_to_the_letter(self, site: Site) -> None:
        site.reference = live("sp-cpc/easter", site.at, until=date(2025, 5, 6))
        answered = next(
            one for one in told("sp-cpc/easter").telling.events if one.kind == "point.answered"
        )
        site.on(answered.recorded_at)
        site.be("lena")
        definition, about = site.look.definition, subject(answered.data)
        typed = filled(answered.kind, answered.data, definition, answered.happened_on)
        typed = {name: value for name, value in typed.items() if value not in (None, "")}

        after_the_meeting = self.offered(site, f"/case/{site.reference}/done/{site.last.number}")
        done = site.post(answered.kind, about, "confirm", typed | {"acting_role": "line-manager"})
        after_the_answer = self.offered(site, done["Location"])

        assert after_the_meeting[0] == site.path("point.answered", "stage-1")
        assert after_the_answer[0] == site.path("letter.sent", "stage-1-outcome")
        assert "not possible now" not in site.get("letter.sent", "stage-1-outcome").lower()

    @staticmethod
    def offered(site: Site, done: str) -> list[str]:
        said = words(site.client.get(done)).split("What can be done next")[1]
        return re.findall(r'href="(/case/[^"]+/do/[^"]+)"', said)


class TestLetters:
    def test_reads_before_it_goes_and_says_what_it_lacks(self, easter: Site) -> None:
        said = easter.get("letter.sent", "stage-1-outcome")

        assert "What this letter still needs" in said
        assert "It needs an answer to “Kit should not be on a plan”" in said
        assert easter.path("point.answered", "stage-1") in said
        assert "Dear Ewa Example" in said

    def test_is_a_draft_to_print_before_it_is_recorded(self, easter: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}
        checked = words(easter.post("letter.sent", "acknowledgement", "check", typed))

        assert "recording it sends nothing" in checked
        assert "data-print hidden>Print the letter" in checked
        assert checked.count('class="rc-off-paper') == 3
        assert "I have read it: record the letter" in checked
        assert easter.last.number == 2

    def test_that_went_says_so_to_whom_it_is_shown_and_meets_nothing_again(
        self, easter: Site
    ) -> None:
        path, went = ("letter.sent", "acknowledgement"), "This letter was written before"
        lena = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}
        first = easter.get(*path)
        easter.post(*path, "confirm", lena)
        again = easter.get(*path)
        easter.be("amina")
        hers = {**day("happened_on", date(2025, 4, 23)), "sender": "amina|conference-chair"}
        asked, checked = easter.get(*path), words(easter.post(*path, "check", hers))
        recorded = easter.client.get(easter.post(*path, "confirm", hers)["Location"])

        assert went not in first
        assert "What this can meet" in first
        assert f"{went}: on <a" in again
        assert ">Wednesday 23 April 2025</a>. Write another only" in again
        assert "What this can meet" not in asked
        for said in (checked, words(recorded)):
            assert "must acknowledge" not in said.lower()
            assert "It meets" not in said
            assert "It met" not in said

    def test_is_recorded_and_kept_as_it_was(self, easter: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}
        checked = words(easter.post("letter.sent", "acknowledgement", "check", typed))
        done = easter.post("letter.sent", "acknowledgement", "confirm", typed)
        Person.objects.filter(id="lena").update(name="Somebody Else")
        letter = words(easter.client.get(f"/case/{easter.reference}/letter/3"))

        assert "Thank you for your complaint." in checked
        receipt = words(easter.client.get(done["Location"]))
        (sent,) = re.findall(r'<p class="govuk-body-l">(.*?) It happened on', receipt)
        assert sent == "Lena (chair&#39;s line manager) sent the letter “Acknowledgement”."
        assert "See and print the letter" in words(easter.client.get(done["Location"]))
        assert "Wednesday 23 April 2025" in letter
        assert "Lena" in letter
        assert "Somebody Else" not in letter.split("rc-letter")[1]
        code = f'<span class="rc-code">{easter.look.codes[3]}</span>'
        assert f"{easter.reference}</span>, entry 3, code {code}" in letter
        assert easter.look.codes[3] in words(easter.client.get(done["Location"]))

    def test_asks_for_words_written_for_it(self, easter: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}
        lacking = easter.post("letter.sent", "delay", "check", typed)
        written = easter.post("letter.sent", "delay", "check", {**typed, "delay": "The room."})

        assert "Enter what is late, why, and the new day" in words(lacking)
        assert "The room." in words(written)

    def test_struck_later_says_so(self, easter: Site) -> None:
        typed = {**day("happened_on", date(2025, 4, 23)), **BY_LENA}
        easter.post("letter.sent", "acknowledgement", "confirm", typed)
        strike = {**typed, "key": "s", "how_wrong": "struck", "reason": "Not sent."}
        easter.post("entry.corrected", "3", "confirm", strike)

        said = words(easter.client.get(f"/case/{easter.reference}/letter/3"))
        assert "struck from the record on Wednesday 23 April 2025" in said

    def test_is_only_what_is_a_letter(self, easter: Site) -> None:
        assert easter.client.get(f"/case/{easter.reference}/letter/1").status_code == 404
        assert easter.client.get(f"/case/{easter.reference}/done/99").status_code == 404


class TestSitting:
    @pytest.fixture
    def panel(self, site: Site) -> Site:
        story = told("sp-cpc/conflict-found-late")
        staff_of(story, site.at)
        return site

    def shown(self, site: Site, until: date) -> str:
        site.reference = live("sp-cpc/conflict-found-late", site.at, until=until)
        site.on(until)
        site.be("bea")
        return words(site.client.get(f"/case/{site.reference}/panel/appeal-panel"))

    def test_says_why_the_panel_could_not_decide(self, panel: Site) -> None:
        said = self.shown(panel, date(2026, 3, 26))

        assert "cannot decide. Still missing:" in said
        assert "one more member" in said
        assert "Nothing it decides changes the conference’s decision (SP 5.10)." in said

    def test_links_each_decision_to_its_point_while_it_sits(self, panel: Site) -> None:
        story = told("sp-cpc/conflict-found-late").telling.events
        opened = [event for event in story if event.kind == "sitting.opened"][-1]
        panel.reference = live("sp-cpc/conflict-found-late", panel.at, until=opened.happened_on)
        panel.on(opened.recorded_at)
        panel.be("bea")
        said = words(panel.client.get(f"/case/{panel.reference}/panel/appeal-panel"))

        assert "sat, and has finished" in said or "/do/decision.put/support-decision?point=" in said

    def test_before_anybody_is_appointed_says_so(self, easter: Site) -> None:
        said = words(easter.client.get(f"/case/{easter.reference}/panel/appeal-panel"))

        assert "Nobody is on the panel yet." in said
        assert "Appoint somebody: not possible now." in said

    def test_is_not_opened_before_anybody_is_appointed_and_leads_to_appointing(
        self, panel: Site
    ) -> None:
        story = told("sp-cpc/conflict-found-late").telling.events
        appointed = next(event for event in story if event.kind == "panelist.appointed")
        said = self.shown(panel, appointed.happened_on - timedelta(days=1))
        assert "Open a sitting: not possible now. Nobody is appointed to the panel yet." in said
        assert panel.path("sitting.opened", "appeal-panel") not in said

        asked = panel.get("sitting.opened", "appeal-panel")

        assert "Nobody is appointed to the panel yet, so nobody can sit." in asked
        assert "Who is here?" not in asked
        assert f'href="{panel.path("panelist.appointed", "appeal-panel")}"' in asked
        assert "Appoint somebody: " in asked

    def test_takes_nobody_for_present_who_is_not_ticked(self, panel: Site) -> None:
        story = told("sp-cpc/conflict-found-late").telling.events
        booked = next(event for event in story if event.kind == "sitting.booked")
        assert isinstance(booked.data, SittingBooked)
        self.shown(panel, booked.happened_on)
        assert isinstance(booked.data, SittingBooked)
        asked = panel.client.get(panel.path("sitting.opened", "appeal-panel")).content.decode()
        here = re.findall(r'<input[^>]*name="present"[^>]*>', asked)

        assert len(here) >= 3
        assert not [box for box in here if "checked" in box]
        assert f"It was set for {said_day(booked.data.for_on)}." in asked

    @pytest.mark.clauses("SP 5.4")
    def test_is_not_for_the_family_who_was_met(self, site: Site) -> None:
        site.reference = live("sp-cpc/easter", site.at, until=date(2025, 8, 1))
        site.on(date(2025, 8, 1))
        site.be("bea")
        met = next(one.data for one in site.look.events if isinstance(one.data, MeetingHeld))
        asked = site.get("panelist.appointed", "appeal-panel")
        offered = set(re.findall(r'name="who"[^>]* value="([^"|]*)', asked))

        assert {one.role for one in met.present} >= {"complainant"}
        assert "bea" in offered
        family = {one.id for one in met.present if one.role == "complainant"} | {"father"}
        assert not offered & family

    def test_of_a_panel_there_is_not_is_nowhere(self, easter: Site) -> None:
        assert easter.client.get(f"/case/{easter.reference}/panel/tea").status_code == 404


class TestWholeCase:
    """Acts that neither shipped procedure allows, asked as another procedure's pages would."""

    @pytest.mark.parametrize(
        ("kind", "about", "typed", "made"),
        [
            (
                "case.suspended",
                None,
                {"reason": "A court case.", "ends_when": "It ends."},
                CaseSuspended(reason="A court case.", ends_when="It ends."),
            ),
            ("case.resumed", None, {"note": "It ended."}, CaseResumed(note="It ended.")),
            ("case.reopened", None, {"reason": "New facts."}, CaseReopened(reason="New facts.")),
            (
                "limit.extended",
                "hold-meeting",
                {"reason": "Snow."},
                LimitExtended(duty="hold-meeting", reason="Snow."),
            ),
            ("date.noted", "some-day", {}, DateNoted(date="some-day")),
        ],
    )
    def test_is_put_in_the_words_typed(
        self, kind: str, about: str | None, typed: dict[str, str], made: Payload
    ) -> None:
        ctx = told("sp-cpc/easter").context()
        posted = QueryDict(mutable=True)
        posted.update({**{k: str(v) for k, v in OFFER.items()}, **typed})
        asked = ACT_PAGES[kind].form
        assert asked is not None
        form = asked(posted, at=Situation(ctx, (), ()), about=about, key="k")

        assert form.is_valid(), form.errors
        assert form.payload() == made
        assert form.acting_role is None
        assert form.happened_at is None
