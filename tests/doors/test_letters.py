"""Every letter of both procedures, written from told stories: whole, plain, and as the record says."""

import re
from dataclasses import replace as dataclass_replace
from datetime import date

import pytest
from msgspec.structs import replace

from reconvene.core.conduct.exchange import draft_of
from reconvene.core.kinds.office import Office
from reconvene.core.letters.draft import Draft
from reconvene.core.procedure.letters import CONTENTS
from reconvene.core.record.event import Entry, Event
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from reconvene.library.words.plain import said_day
from reconvene.post.letter import Letter
from reconvene.post.wording.reading import shipped_wording
from reconvene.post.writing import NoSuchLetter, Post, draft_letter, sent_letter
from reconvene.stories.telling import OFFICE
from tests.support.tellings import Told, shipped_stories, told, told_here

PROCEDURES = ("sp-cpc/1", "ox-cpc/1")
LETTERS = [(ref, letter.id) for ref in PROCEDURES for letter in procedure(ref).letters]
PROMISING = {("sp-cpc/1", "stage-1-outcome"), ("sp-cpc/1", "stage-2-outcome")}
"""The letters that give a right with a last day; the other procedure states no limits."""
JARGON = re.compile(
    r"complainant|adjudicat|quora|pursuant|herein|deem|statutory|eligib|criteri|consensus",
    re.IGNORECASE,
)


# What no shipped story sends.
OWN_STORIES = (
    """
story: A child is invited, and a friend comes too
procedure: sp-cpc/1
conference: {held_on: Thu 10 Apr 2025, children: [{id: kit, name: Kit}, {id: bo, name: Bo}]}
complainant: {name: Femi Example, capacity: child, born_on: Sun 1 Mar 2009}
happenings:
  - on: Tue 22 Apr 2025
    complaint.received: {points: [{id: A, words: Nobody asked me., matter: process}]}
  - {on: Tue 22 Apr 2025, supporter.named: {name: Gus Friend, kind: friend}}
  - on: Wed 23 Apr 2025
    meeting.offered:
      {meeting: stage-1-appointment, for_on: Tue 6 May 2025, at: "14:30", place: The library}
  - {on: Wed 23 Apr 2025, by: line-manager, letter.sent: appointment}
  - on: Wed 30 Apr 2025
    by: line-manager
    meeting.declined: {meeting: stage-1-appointment, declined: meeting}
  - on: Wed 30 Apr 2025
    by: line-manager
    point.answered:
      stage: stage-1
      point: A
      child: kit
      answer: Kit was asked.
      finding: not upheld
  - on: Wed 30 Apr 2025
    by: line-manager
    point.answered:
      stage: stage-1
      point: A
      child: bo
      answer: Bo was not asked.
      finding: upheld
      actions: [{id: one, what: Ask Bo, owner: line-manager, by_on: Fri 9 May 2025}]
  - {on: Wed 30 Apr 2025, by: line-manager, letter.sent: stage-1-outcome}
  - {on: Tue 6 May 2025, stage.requested: {stage: stage-2, points: [A]}}
  - {on: Tue 6 May 2025, meeting.offered: {meeting: stage-2-meeting, for_on: Tue 20 May 2025}}
  - {on: Tue 6 May 2025, letter.sent: stage-2-invitation, by: complaints-officer}
""",
    """
story: A young child is told why not
procedure: sp-cpc/1
conference: {held_on: Thu 10 Apr 2025, children: [{id: kit, name: Kit}]}
complainant: {name: Kit Example, capacity: child, born_on: Fri 1 Mar 2019}
happenings:
  - on: Tue 22 Apr 2025
    complaint.received: {points: [{id: A, words: Nobody asked me., matter: process}]}
  - on: Tue 22 Apr 2025
    by: line-manager
    standing.decided:
      accepted: false
      decided_by: {id: line-manager, role: line-manager}
      reasons: Kit is six and we could not explain it so that Kit understood.
  - {on: Tue 22 Apr 2025, by: line-manager, letter.sent: standing-decision}
""",
    """
story: A carer is let in
procedure: ox-cpc/1
conference: {held_on: Thu 10 Apr 2025}
complainant: {name: Cal Example, capacity: carer}
happenings:
  - on: Tue 22 Apr 2025
    complaint.received: {points: [{id: A, words: Nobody asked me., matter: process}]}
  - on: Tue 22 Apr 2025
    by: service-manager-qa
    standing.decided:
      accepted: true
      decided_by: {id: service-manager-qa, role: service-manager-qa}
      reasons: They have looked after the children for two years.
  - {on: Tue 22 Apr 2025, by: service-manager-qa, letter.sent: standing-decision}
""",
)


LATE_REQUEST = """
story: Both the complaint and the next step come late
procedure: sp-cpc/1
conference: {held_on: Thu 10 Apr 2025}
complainant: {name: Ewa Example, capacity: parent}
happenings:
  - {on: Wed 30 Apr 2025, complaint.received: {points: [{id: A, words: No., matter: process}]}}
  - on: Wed 30 Apr 2025
    lateness.decided:
      right: complain
      accepted: true
      decided_by: {id: complaints-officer, role: complaints-officer}
      reasons: She was in hospital.
  - {on: Wed 30 Apr 2025, meeting.offered: {meeting: stage-1-appointment, for_on: Tue 6 May 2025}}
  - {on: Thu 1 May 2025, meeting.declined: {meeting: stage-1-appointment, declined: meeting}}
  - on: Fri 9 May 2025
    by: line-manager
    point.answered: {stage: stage-1, point: A, answer: It was right., finding: not upheld}
  - {on: Fri 9 May 2025, by: line-manager, letter.sent: stage-1-outcome}
  - {on: Tue 10 Jun 2025, stage.requested: {stage: stage-2, points: [A]}}
  - on: Tue 10 Jun 2025
    lateness.decided:
      right: ask-for-stage-2
      accepted: true
      decided_by: {id: complaints-officer, role: complaints-officer}
      reasons: The letter came late.
  - {on: Tue 10 Jun 2025, letter.sent: late-decision}
"""


def _sent() -> dict[tuple[str, str], tuple[Told, Event]]:
    """The first sending of each letter in any shipped story, by procedure and letter."""
    found: dict[tuple[str, str], tuple[Told, Event]] = {}
    for story in (*map(told, shipped_stories()), *map(told_here, OWN_STORIES)):
        assert [line for step in story.telling.told for line in step.failures] == []
        for event in story.telling.events:
            if isinstance(event.data, LetterSent):
                found.setdefault(
                    (story.telling.definition.reference, event.data.letter), (story, event)
                )
    return found


SENT = _sent()
FEMI = told_here(OWN_STORIES[0])
SENT_TO_FEMI = {
    event.data.letter: (FEMI, event)
    for event in FEMI.telling.events
    if isinstance(event.data, LetterSent)
}


def written(story: Told, event: Event) -> Letter:
    telling = story.telling
    post = Post("SP-2025-0007", OFFICE, telling.days, shipped_wording())
    return sent_letter(telling.definition, tuple(telling.events), event.number, post)


def last_letter(text: str) -> Letter:
    """The letter a story ends with."""
    story = told_here(text)
    assert [line for step in story.telling.told for line in step.failures] == []
    return written(story, story.telling.events[-1])


def as_child(story: Told) -> Told:
    """The same story, complained of by a child."""
    first = story.telling.events[0]
    assert isinstance(first.data, ComplaintReceived)
    child = replace(first.data.complainant, capacity="child", name="Femi Example")
    story.telling.events[0] = replace(first, data=replace(first.data, complainant=child))
    return story


def in_easter(letter: str) -> tuple[Told, Event]:
    """A letter of the Easter story."""
    story = told("sp-cpc/easter")
    return story, next(
        event
        for event in story.telling.events
        if isinstance(event.data, LetterSent) and event.data.letter == letter
    )


def answered(story: Told) -> list[str]:
    """What people wrote themselves: points, answers, reasons. The letter's own words are the rest."""
    points = story.telling.case.points.values()
    return [
        *(point.words for point in points),
        *(answer.answer for point in points for answer in point.answers),
        *(one.reasons for p in points for gate in p.gates.values() for one in gate.outcomes),
        *(gate.reasons for point in points for gate in point.gates.values() if gate.reasons),
    ]


class TestEveryLetter:
    def test_is_sent_in_a_story(self) -> None:
        assert set(SENT) == set(LETTERS)

    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_is_whole_and_leaves_no_gap(self, key: tuple[str, str]) -> None:
        letter = written(*SENT[key])

        assert letter.gaps == ()
        assert not set("{}") & set(letter.text)
        assert letter.signed
        assert letter.signed_as
        assert all(section.heading and section.blocks for section in letter.sections)

    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_says_what_its_rule_demands_in_that_order(self, key: tuple[str, str]) -> None:
        story, event = SENT[key]
        demanded = story.telling.definition.letter(key[1]).says
        shown = [section.content for section in written(story, event).sections]
        merged = {"points"} if "answers" in demanded else set()

        assert shown == [content for content in demanded if content not in merged]

    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_says_that_the_decision_stands(self, key: tuple[str, str]) -> None:
        text = written(*SENT[key]).text

        assert re.search(r"(?:decided|decision) .* stands|what stands now|stays as it is", text)
        assert re.search(r"nobody who deals with your complaint can change it|We cannot", text)

    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_prints_each_promised_last_day_exactly(self, key: tuple[str, str]) -> None:
        story, event = SENT[key]
        assert isinstance(event.data, LetterSent)

        assert bool(event.data.promised) == (key in PROMISING)
        for last_on in event.data.promised.values():
            assert f"until the end of {said_day(last_on)}" in written(story, event).text

    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_names_the_points_it_covers(self, key: tuple[str, str]) -> None:
        story, event = SENT[key]
        assert isinstance(event.data, LetterSent)
        if "points" not in story.telling.definition.letter(key[1]).says:
            return
        text = written(story, event).text

        assert event.data.points
        for point in event.data.points:
            assert story.telling.case.points[point].words.rstrip(".") in text

    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_has_short_sentences(self, key: tuple[str, str]) -> None:
        text = written(*SENT[key]).text
        longest = max(re.split(r"[.!?:\n]+", text), key=lambda one: len(one.split()))

        assert len(longest.split()) <= 30, longest


class TestDrafts:
    @pytest.mark.parametrize(("ref", "name"), LETTERS)
    def test_every_letter_of_both_procedures_has_an_opening_of_its_own(
        self, ref: str, name: str
    ) -> None:
        assert name in shipped_wording().opening

    @pytest.mark.parametrize(("ref", "name"), LETTERS)
    def test_a_draft_shows_what_it_says_and_what_it_lacks(self, ref: str, name: str) -> None:
        story = told("sp-cpc/easter" if ref.startswith("sp") else "ox-cpc/mixed-points")
        first = story.telling.events[0]
        story.telling.events[:] = [first]
        ctx = story.context(first.happened_on)
        entry = Entry(kind="letter.sent", happened_on=ctx.today, data=LetterSent(letter=name))
        draft = draft_of(ctx, entry, LetterSent(letter=name))
        post = Post("X-1", OFFICE, ctx.days, shipped_wording())
        letter = draft_letter(draft, post, Person(id="amina"))
        demanded = set(ctx.definition.letter(name).says)

        shown = {section.content for section in letter.sections}
        lacking = {gap.content for gap in letter.gaps}
        assert shown | lacking | {"points"} >= demanded
        assert not shown & lacking

    def test_of_a_case_that_has_not_begun_is_a_fault(self) -> None:
        story, event = in_easter("acknowledgement")
        with pytest.raises(NoSuchLetter, match="entry 1 is not a letter"):
            written(story, replace(event, number=1))


class TestChild:
    @pytest.mark.parametrize("key", sorted(SENT), ids="/".join)
    def test_reads_no_jargon(self, key: tuple[str, str]) -> None:
        adult, event = SENT[key]
        letter = written(as_child(adult.again()), event)
        ours = letter.text
        for answer in answered(adult):
            ours = ours.replace(answer, "")

        assert letter.is_for_child
        assert letter.greeting == "Dear Femi Example"
        assert JARGON.findall(ours) == []
        assert letter.farewell == "Best wishes"

    def test_reads_fewer_words_than_an_adult(self) -> None:
        story, event = in_easter("stage-1-outcome")
        adult = written(story, event).text.split()
        child = written(as_child(story), event).text.split()

        assert len(child) < len(adult)

    def test_tells_siblings_apart_and_says_who_does_what(self) -> None:
        text = written(*SENT_TO_FEMI["stage-1-outcome"]).text

        assert "About Kit:\nWe do not agree with you about this.\nKit was asked." in text
        assert "About Bo:\nWe agree with you." in text
        assert "Ask Bo. The chair's line manager will do this by Friday 9 May 2025." in text

    def test_is_invited_with_time_place_and_friend(self) -> None:
        text = written(*SENT_TO_FEMI["appointment"]).text

        assert "We can meet you on Tuesday 6 May 2025." in text
        assert "Time: 2:30pm\nPlace: The library" in text
        assert "Gus Friend can come with you." in text


class TestNobodysName:
    def test_goes_to_the_parent_it_is_for(self) -> None:
        story, event = in_easter("acknowledgement")
        first = story.telling.events[0]
        assert isinstance(first.data, ComplaintReceived)
        nameless = replace(first.data.complainant, name=" ")
        story.telling.events[0] = replace(first, data=replace(first.data, complainant=nameless))

        assert written(story, event).greeting.startswith("Dear parent")


class TestLateRequest:
    def test_is_told_the_last_day_of_the_step_and_not_of_the_complaint(self) -> None:
        story = told_here(LATE_REQUEST)
        event = story.telling.events[-1]

        assert [line for step in story.telling.told for line in step.failures] == []
        assert (
            "You asked us for stage 2 after the last day for it, which was Friday 6 June 2025."
            in written(story, event).text
        )


class TestSentLetter:
    def test_reads_as_it_did_on_its_day_whatever_came_later(self) -> None:
        letter = written(*in_easter("stage-1-outcome"))

        assert letter.on == date(2025, 5, 9)
        assert "until the end of Friday 6 June 2025" in letter.text
        assert "A review conference must look at it again by Thursday 10 July 2025" in letter.text
        assert "looked at that decision again" not in letter.text

    def test_knows_of_a_review_that_came_before_it(self) -> None:
        letter = written(*in_easter("panel-decision-letter"))

        assert "A conference looked at that decision again on Tuesday 8 July 2025" in letter.text

    def test_gives_no_second_chance_to_an_entry_that_is_no_letter(self) -> None:
        story = told("sp-cpc/easter")
        post = Post("X", OFFICE, story.telling.days, shipped_wording())
        with pytest.raises(NoSuchLetter):
            sent_letter(story.telling.definition, tuple(story.telling.events), 999, post)


def whole(story: Told, stage: str | None, office: Office = OFFICE) -> str:
    """A letter that says everything any procedure could demand, about every point of a story."""
    telling = story.telling
    case = telling.case
    base = telling.definition.letters[0]
    says = {"says": tuple(CONTENTS), "stage": stage, "meeting": next(iter(case.meetings), None)}
    words = {"reasons": "For this reason.\n\nAnd for that.", "delay": "Snow.", "words": "Be well."}
    on = telling.today or date.min
    ended = tuple(point.id for point in case.points.values() if point.has_result)
    draft = Draft(
        case,
        base.model_copy(update=says),
        on,
        ended or tuple(case.points),
        telling.days,
        office,
        words,
    )
    post = Post("X-1", office, telling.days, shipped_wording())
    return draft_letter(draft, post, Person(id="amina", name="Amina")).text


class TestParagraphs:
    """What somebody typed as paragraphs is read as paragraphs."""

    def test_of_an_answer(self) -> None:
        two = 'answer: "Kit was asked.\\n\\nWe kept what Kit said."'
        story = told_here(OWN_STORIES[0].replace("answer: Kit was asked.", two))
        event = next(
            event
            for event in story.telling.events
            if isinstance(event.data, LetterSent) and event.data.letter == "stage-1-outcome"
        )
        answers = next(one for one in written(story, event).sections if one.content == "answers")

        assert ("Kit was asked.", "We kept what Kit said.") in {
            block.lines for block in answers.blocks
        }

    def test_of_reasons(self) -> None:
        two = 'reasons: "She was in hospital.\\nShe came home in May."'
        story = told_here(LATE_REQUEST.replace("reasons: The letter came late.", two))
        said = written(story, story.telling.events[-1]).text

        assert "These are the reasons: She was in hospital.\nShe came home in May.\n" in said


TAKEN_DOWN = """
story: Two points by telephone, one of them about a worker
procedure: sp-cpc/1
conference: {held_on: Thu 10 Apr 2025}
complainant: {name: Ewa Example, capacity: parent}
happenings:
  - on: Tue 22 Apr 2025
    complaint.received:
      form: spoken
      points:
        - {id: A, words: Nobody let me speak., matter: process}
        - {id: B, words: The worker was rude., matter: agency-service}
  - {on: Wed 23 Apr 2025, letter.sent: acknowledgement}
"""


class TestAcknowledgement:
    """It misleads nobody about what is answered here, what comes next, and whose words these are."""

    def test_says_what_is_not_answered_here_and_where_it_goes(self) -> None:
        text = last_letter(TAKEN_DOWN).text

        ours, outside = text.index("Nobody let me speak"), text.index("The worker was rude")
        assert ours < text.index("we do not answer this part here") < outside
        assert "It goes to the agency's own process." in text

    def test_says_where_a_point_has_gone(self) -> None:
        sent = "point.referred: {point: B, channel: childrens-act-complaint, agency: council}}"
        story = TAKEN_DOWN.replace(
            "  - {on: Wed 23", f"  - {{on: Wed 23 Apr 2025, {sent}\n  - {{on: Wed 23"
        )

        assert (
            "“The worker was rude” went to Children Act complaints service (Council) on "
            "Wednesday 23 April 2025." in last_letter(story).text
        )

    def test_asks_whether_words_taken_down_are_right(self) -> None:
        asks = "Please tell us whether we have it right"

        assert asks in last_letter(TAKEN_DOWN).text
        assert asks not in last_letter(TAKEN_DOWN.replace("spoken", "written")).text

    def test_says_by_when_an_appointment_is_owed_and_who_to_contact(self) -> None:
        text = last_letter(TAKEN_DOWN).text

        assert "an appointment that is by the end of Wednesday 7 May 2025." in text
        assert "Please contact the complaints officer at" in text

    def test_says_so_where_the_appointment_is_offered_already_or_late(self) -> None:
        offer = "meeting.offered: {meeting: stage-1-appointment, for_on: Fri 2 May 2025}}"
        story = TAKEN_DOWN.replace(
            "  - {on: Wed 23", f"  - {{on: Wed 23 Apr 2025, {offer}\n  - {{on: Wed 23"
        )

        assert "We have offered to meet you on Friday 2 May 2025" in last_letter(story).text
        late = last_letter(TAKEN_DOWN.replace("Wed 23 Apr", "Thu 8 May")).text
        assert "that should have been by Wednesday 7 May 2025" in late

    def test_is_sorry_to_be_late_from_the_day_after_its_last_day(self) -> None:
        sorry = "We are sorry that this letter is late: you should have had it by Friday 25 April"

        assert sorry not in last_letter(TAKEN_DOWN.replace("Wed 23 Apr", "Fri 25 Apr")).text
        assert sorry in last_letter(TAKEN_DOWN.replace("Wed 23 Apr", "Sat 26 Apr")).opening

    def test_is_not_sorry_a_second_time(self) -> None:
        again = f"{TAKEN_DOWN}  - {{on: Mon 28 Apr 2025, letter.sent: acknowledgement}}\n"

        assert "this letter is late" not in last_letter(again).text


class TestEveryContent:
    """What other procedures may demand of their letters."""

    def test_of_a_panel_and_what_came_after(self) -> None:
        text = whole(told("sp-cpc/adjourned-and-reconvened"), "stage-3")

        assert "The panel will meet again" in text
        assert "We met on" in text
        assert "will chair it." not in text  # it has been held
        assert "It recommends:" in text
        assert "For this reason.\nAnd for that." in text
        assert "All of your points are being answered here." in text

    def test_of_end_results(self) -> None:
        text = whole(told("ox-cpc/mixed-points"), "adjudication")

        assert "The result is: " in text
        assert re.search(r"went to .*council", text)

    def test_of_an_office_that_gives_little(self) -> None:
        bare = dataclass_replace(OFFICE, address="", hours="", advocacy="")
        text = whole(told("sp-cpc/easter"), "stage-3", bare)

        assert "Telephone: 01632 960000\n" in text
        assert "Address:" not in text
        assert "If you would like an advocate, ask us" in text

    def test_of_a_late_step_that_was_refused(self) -> None:
        text = whole(told("sp-cpc/late-child-and-outside"), None)

        assert "after the last day, which was" in text
        assert "This is why: " in text
