"""Every way a duty can stand, and what it is raised for."""

from datetime import date
from typing import Any

import pytest

from reconvene.core.duties.owed import duties, met_by_letter, open_duties
from reconvene.core.kinds.limit import Limit
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import Condition, Extension
from reconvene.core.procedure.parts import Ref
from reconvene.library.procedure_files import procedure
from tests.support.core.acts import (
    HOW_IT_WAS_RUN,
    ON_THE_PLAN,
    a_conference,
    answered,
    closed,
    declined,
    letter,
    met,
    offered,
    received,
)
from tests.support.core.cast import AMINA, BEN, LENA
from tests.support.core.roads import (
    ALL_SENT,
    ANSWERED,
    AT_STAGE_1,
    FOLLOWED_UP,
    MET,
    PANEL_NAMED,
    RECONVENING,
    STAGE_1_TOLD,
    SUPPORTED,
    WITH_THE_COUNCIL,
)
from tests.support.days import day
from tests.support.given import OX, SP, act, given, with_rule, with_section


def where(duty: str, **changes: Any) -> Definition:
    """The three-stage procedure with one duty otherwise."""
    return with_rule(procedure(SP), "duties", duty, **changes)


@pytest.mark.parametrize("which", [SP, OX])
def test_what_a_happening_raises_is_found_as_in_a_search_of_all(which: str) -> None:
    definition = procedure(which)
    means = {(ref.kind, ref.about) for rule in definition.duties for ref in rule.arises_from}
    for one in means:
        raised = [
            rule
            for rule in definition.duties
            if any((ref.kind, ref.about) == one for ref in rule.arises_from)
        ]
        assert list(definition.duties_raised_by([one, ("nothing", None)])) == raised
    assert tuple(definition.duties_raised_by(means)) == definition.duties


class TestStatus:
    @pytest.mark.parametrize(
        ("on", "status"),
        [
            ("Tue 22 Apr 2025", "open"),
            ("Fri 25 Apr 2025", "open"),
            ("Sat 26 Apr 2025", "overdue"),
        ],
    )
    def test_a_duty_is_overdue_from_the_day_after_its_last(self, on: str, status: str) -> None:
        assert given(received()).as_on(on).duty("acknowledge").status == status

    @pytest.mark.parametrize(
        ("on", "status"), [("Fri 25 Apr 2025", "met"), ("Sat 26 Apr 2025", "met late")]
    )
    def test_a_duty_met_after_its_last_day_is_met_late(self, on: str, status: str) -> None:
        duty = given(received(), letter("acknowledgement", on, AMINA)).duty("acknowledge")

        assert (duty.status, duty.met_on, duty.is_open) == (status, day(on), False)

    def test_what_was_done_in_time_is_met_in_time_however_late_it_is_recorded(self) -> None:
        done = letter("acknowledgement", "Fri 25 Apr 2025", AMINA, recorded="Mon 2 Jun 2025")

        assert given(received(), done).duty("acknowledge").status == "met"

    def test_the_first_that_meets_a_duty_counts_by_day_not_by_record(self) -> None:
        second = letter("acknowledgement", "Mon 28 Apr 2025", AMINA)
        first = letter("acknowledgement", "Fri 25 Apr 2025", AMINA, recorded="Tue 29 Apr 2025")
        duty = given(received(), second, first).duty("acknowledge")

        assert (duty.status, duty.met_on) == ("met", day("Fri 25 Apr 2025"))

    def test_a_duty_without_a_limit_is_never_overdue(self) -> None:
        duty = given(received()).as_on("Fri 1 Jan 2027").duty("tell-complaints-officer")

        assert (duty.status, duty.last_on, duty.act_on, duty.has_limit) == (
            "open", None, None, False,
        )  # fmt: skip

    def test_a_limit_that_counts_from_what_has_not_happened_is_not_determined(self) -> None:
        counted_from = (Ref(kind="review.due"), Ref(kind="advocate.offered"))
        duty = given(received(), under=where("acknowledge", counted_from=counted_from)).duty(
            "acknowledge"
        )

        assert (duty.status, duty.needs) == ("not determined", "review.due or advocate.offered")
        assert duty.is_open

    def test_a_duty_before_there_is_a_case_is_none(self) -> None:
        story = given()

        assert duties(story.case, story.days, day("Tue 22 Apr 2025")) == ()

    def test_those_that_a_letter_meets_are_found_by_it(self) -> None:
        story = given(*MET)
        owed = open_duties(story.case, story.days, story.today)

        assert [one.rule.id for one in met_by_letter(owed, "stage-1-outcome")] == ["stage-1-letter"]
        assert met_by_letter(owed, "stage-2-outcome") == ()

    def test_open_duties_are_those_somebody_must_still_do(self) -> None:
        story = given(*MET)
        found = open_duties(story.case, story.days, story.today)

        said = [(duty.rule.id, duty.met_on, duty.why_not) for duty in found]
        assert said == [("stage-1-letter", None, "")]

    def test_the_way_a_last_day_was_counted_can_be_told(self) -> None:
        counted = given(received()).duty("acknowledge").count
        assert counted is not None

        why = counted.why()

        assert why.last_day == day("Fri 25 Apr 2025")
        assert counted.last_on == why.last_day


class TestNoLongerOwed:
    def test_a_withdrawn_point_ends_what_was_owed_about_it(self) -> None:
        withdrawn = act("point.withdrawn", on="Wed 23 Apr 2025", point="A")
        duty = given(received(), withdrawn).duty("acknowledge")

        assert (duty.status, duty.why_not) == ("no longer owed", "withdrawn")

    def test_one_of_two_points_withdrawn_ends_nothing(self) -> None:
        two = [ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]
        withdrawn = act("point.withdrawn", on="Wed 23 Apr 2025", point="A")

        assert given(received(points=two), withdrawn).duty("acknowledge").is_open

    def test_what_must_be_told_is_told_though_the_point_has_ended(self) -> None:
        withdrawn = act("point.withdrawn", on="Wed 23 Apr 2025", point="A")

        assert given(received(), withdrawn).duty("tell-complaints-officer").is_open

    def test_a_settled_point_ends_a_duty_to_answer(self) -> None:
        settled = act("point.settled", on="Mon 12 May 2025", point="A")
        duty = given(*ANSWERED, settled).duty("stage-1-letter")

        assert (duty.status, duty.why_not) == ("no longer owed", "settled")

    def test_a_duty_ceases_when_what_ends_it_happens(self) -> None:
        under = where("offer-another-date", ceases_on=(Ref(kind="supporter.named"),))
        no = (*AT_STAGE_1, declined("Fri 25 Apr 2025"))
        before = act("supporter.named", on="Thu 24 Apr 2025", name="Jo")
        after = act("supporter.named", on="Mon 28 Apr 2025", name="Jo")

        assert given(*no, before, under=under).duty("offer-another-date").is_open
        duty = given(*no, after, under=under).duty("offer-another-date")
        assert (duty.status, duty.why_not) == ("no longer owed", "ceased")

    def test_a_document_withheld_from_one_is_still_owed_to_the_others(self) -> None:
        withheld = act(
            "document.withheld", on="Wed 20 Aug 2025", document="panel-decision",
            recipient="father", reason="Not safe.", decided_by=BEN,
        )  # fmt: skip
        story = given(*SUPPORTED, withheld)

        assert story.duty("send-decision", "father").why_not == "withheld:Not safe."
        assert story.duty("send-decision", "school").is_open

    def test_nobody_holds_the_role_and_so_nobody_wrote_to_themselves(self) -> None:
        assert given(*STAGE_1_TOLD).duty("copy-letter-manager").status == "open"

    def test_a_letter_not_yet_sent_was_nobodys_own(self) -> None:
        under = where("tell-complaints-officer", skips_author_of="stage-1-outcome")

        assert given(received(), under=under).duty("tell-complaints-officer").is_open

    def test_nothing_from_before_is_owed_once_a_case_is_closed_until_it_reopens(self) -> None:
        once_reviewed = where(
            "chase-learning",
            arises_from=(Ref(kind="complaint.received"),),
            only_if=(Condition(kind="reviewed", words=("yes",)),),
        )
        review = act("conference.held", on="Fri 29 Aug 2025", conference="review")
        shut = given(*ALL_SENT, closed("Thu 28 Aug 2025"), review, under=once_reviewed)
        reopened = act("case.reopened", on="Fri 29 Aug 2025", reason="She rang.")

        assert shut.duty("chase-learning").why_not == "closed"
        assert shut.and_then(reopened).duty("chase-learning").is_open

    def test_what_arises_after_the_closing_is_owed_all_the_same(self) -> None:
        late_duty = where("chase-learning", arises_from=(Ref(kind="challenge.raised"),))
        challenge = act("challenge.raised", on="Mon 15 Sep 2025", body="ombudsman")
        story = given(*ALL_SENT, closed("Thu 28 Aug 2025"), challenge, under=late_duty)

        assert story.duty("chase-learning").is_open


class TestScope:
    def test_one_duty_for_each_recipient(self) -> None:
        assert [duty.person for duty in given(*SUPPORTED).duties("send-decision")] == [
            "complainant",
            "father",
            "school",
        ]

    def test_one_duty_for_each_point(self) -> None:
        under = where("acknowledge", for_each="point")
        two = [ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]
        story = given(received(points=two), under=under)

        assert [(duty.key, duty.points) for duty in story.duties("acknowledge")] == [
            ("acknowledge/1/A", ("A",)),
            ("acknowledge/1/B", ("B",)),
        ]

    def test_one_duty_for_each_child(self) -> None:
        children = [{"id": "kit"}, {"id": "lou"}]
        story = given(
            received(conference=a_conference(children=children)),
            under=where("acknowledge", for_each="child"),
        )

        assert [duty.child for duty in story.duties("acknowledge")] == ["kit", "lou"]

    def test_one_duty_for_the_child_a_happening_names(self) -> None:
        children = [{"id": "kit"}, {"id": "lou"}]
        story = given(
            received(conference=a_conference(children=children)),
            met(),
            answered(child="lou"),
            under=where("acknowledge", for_each="child", arises_from=(Ref(kind="point.answered"),)),
        )

        assert [duty.child for duty in story.duties("acknowledge")] == ["lou"]

    def test_a_happening_about_no_point_in_particular_concerns_every_child(self) -> None:
        under = where("acknowledge", for_each="child", arises_from=(Ref(kind="supporter.named"),))
        named = act("supporter.named", on="Wed 23 Apr 2025", name="Jo")

        assert given(received(), named, under=under).duty("acknowledge").child == "kit"

    def test_one_duty_only_though_it_arises_again(self) -> None:
        two = [ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]
        more = act("point.added", on="Mon 28 Apr 2025", point={**two[1], "id": "C"})
        story = given(received(points=two), more)

        assert len(story.duties("hold-appointment")) == 1

    def test_one_duty_for_each_person_and_only_their_own_briefing_meets_it(self) -> None:
        read = act(
            "attendee.briefed", on="Tue 2 Sep 2025", conference="reconvened", person="father",
            how="read",
        )  # fmt: skip
        duty = given(*FOLLOWED_UP, read).duty("brief-attendee")

        assert (duty.person, duty.status) == ("father", "met")

    def test_a_role_on_a_circulation_is_whoever_holds_it(self) -> None:
        under = where("send-decision", recipients=("complaints-officer", "supporters"))
        friend = act("supporter.named", on="Thu 14 Aug 2025", name="Jo")
        role = act("role.assigned", on="Thu 14 Aug 2025", role="complaints-officer", person=BEN)
        unbound = given(*SUPPORTED, friend, under=under)

        assert [one.person for one in unbound.duties("send-decision")] == [
            "complaints-officer",
            "Jo",
        ]
        bound = unbound.and_then(role)
        assert [one.person for one in bound.duties("send-decision")] == ["ben", "Jo"]

    def test_those_who_attended_may_be_a_circulation(self) -> None:
        under = where("send-decision", recipients=("conference-attendees", "reconvened-chair"))
        conference = a_conference(attended=[{"id": "nurse"}])
        story = given(received(conference=conference), *RECONVENING[1:], under=under)

        assert [one.person for one in story.duties("send-decision")] == ["nurse"]

    def test_the_owner_is_the_person_a_case_names_for_the_role(self) -> None:
        named = act("role.assigned", on="Tue 22 Apr 2025", role="line-manager", person=LENA)

        assert given(received()).duty("offer-appointment").owner == ""
        assert given(received(), named).duty("offer-appointment").owner == "lena"

    def test_a_duty_raised_by_any_of_several_is_listed_in_the_order_of_the_record(self) -> None:
        story = given(*PANEL_NAMED)

        assert [duty.arose.kind for duty in story.duties("keep-officer-informed")] == [
            "stage.opened",
            "meeting.held",
        ]


class TestAppointments:
    def test_a_date_offered_too_late_and_declined_excuses_nobody(self) -> None:
        story = given(
            received(),
            offered("Mon 12 May 2025", "Thu 24 Apr 2025"),
            declined("Fri 25 Apr 2025"),
        )

        assert story.as_on("Thu 8 May 2025").duty("hold-appointment").status == "overdue"

    def test_an_offer_recorded_late_is_not_what_the_family_said_no_to(self) -> None:
        story = given(
            received(),
            offered("Tue 6 May 2025", "Fri 25 Apr 2025"),
            offered("Mon 12 May 2025", "Thu 24 Apr 2025"),
            declined("Mon 28 Apr 2025"),
        )

        assert story.as_on("Thu 8 May 2025").duty("hold-appointment").status == "met"

    def test_nor_is_one_that_was_made_only_after_they_did(self) -> None:
        story = given(
            received(),
            offered("Mon 12 May 2025", "Thu 24 Apr 2025"),
            offered("Tue 6 May 2025", "Mon 28 Apr 2025"),
            declined("Fri 25 Apr 2025"),
        )

        assert story.as_on("Thu 8 May 2025").duty("hold-appointment").status == "overdue"

    def test_a_date_offered_in_time_and_declined_is_the_familys_own(self) -> None:
        story = given(
            received(),
            offered("Tue 6 May 2025", "Thu 24 Apr 2025"),
            declined("Fri 25 Apr 2025"),
        )

        assert story.as_on("Thu 8 May 2025").duty("hold-appointment").status == "met"


class TestTargetsAndExtensions:
    def test_a_local_target_is_shown_beside_and_never_overdue(self) -> None:
        duty = given(*MET).as_on("Fri 1 Aug 2025").duty("stage-1-letter")

        assert (duty.target_on, duty.last_on, duty.status) == (day("Tue 13 May 2025"), None, "open")
        assert duty.target_count is not None

    @pytest.mark.parametrize(
        ("limit", "last_on", "needs"),
        [("3 working days", day("Fri 25 Apr 2025"), ""), ("24 hours", None, "hour")],
    )
    def test_a_local_target_stands_beside_a_limit_known_or_not(
        self, limit: str, last_on: date | None, needs: str
    ) -> None:
        sooner = Limit.read("2 working days")
        under = where("acknowledge", limit=Limit.read(limit), local_target=sooner)

        duty = given(received(), under=under).duty("acknowledge")

        assert (duty.target_on, duty.last_on, duty.needs) == (
            day("Thu 24 Apr 2025"), last_on, needs,
        )  # fmt: skip

    def test_a_limit_is_extended_from_its_last_day_as_often_as_the_rule_says(self) -> None:
        longer = act(
            "limit.extended", on="Tue 6 May 2025", duty="statutory-answer", reason="A report."
        )
        road = WITH_THE_COUNCIL[:2]

        assert given(*road, under=OX).duty("statutory-answer").last_on == day("Wed 7 May 2025")
        extended = given(*road, longer, under=OX).duty("statutory-answer")
        assert extended.last_on == day("Wed 21 May 2025")

    def test_an_extension_nobody_asked_for_changes_nothing(self) -> None:
        extension = Extension(by=Limit.read("5 working days"), source=("3.5",))

        duty = given(received(), under=where("acknowledge", extension=extension)).duty(
            "acknowledge"
        )
        assert duty.last_on == day("Fri 25 Apr 2025")

    @pytest.mark.parametrize(
        ("whichever", "last_on"), [("latest", "Wed 7 May 2025"), ("earliest", "Mon 28 Apr 2025")]
    )
    def test_of_several_days_to_count_from_the_rule_says_which(
        self, whichever: str, last_on: str
    ) -> None:
        under = where(
            "acknowledge",
            whichever=whichever,
            counted_from=(Ref(kind="supporter.named"),),
        )
        first = act("supporter.named", on="Wed 23 Apr 2025", name="Jo")
        second = act("supporter.named", on="Thu 1 May 2025", name="Kim")

        assert given(received(), first, second, under=under).duty("acknowledge").last_on == day(
            last_on
        )


class TestConditions:
    def test_a_rule_that_does_not_apply_raises_nothing(self) -> None:
        only_if = (Condition(kind="form", words=("spoken",)),)

        assert not given(received(), under=where("acknowledge", only_if=only_if)).duties(
            "acknowledge"
        )

    def test_an_exception_takes_the_rule_away_only_where_all_of_it_holds(self) -> None:
        written = Condition(kind="form", words=("written",))
        of_a_child = Condition(kind="complainant", words=("child",))

        assert not given(received(), under=where("acknowledge", unless=(written,))).duties(
            "acknowledge"
        )
        assert given(received(), under=where("acknowledge", unless=(written, of_a_child))).duties(
            "acknowledge"
        )

    def test_a_rule_may_wait_for_a_late_complaint(self) -> None:
        late = (Condition(kind="late", words=("yes",)),)
        under = where("acknowledge", only_if=late)

        assert given(received("Wed 30 Apr 2025"), under=under).duties("acknowledge")
        assert not given(received("Mon 28 Apr 2025"), under=under).duties("acknowledge")

    def test_another_last_day_may_be_given_to_complaints_of_a_matter(self) -> None:
        longer = with_section(
            procedure(SP),
            matters=tuple(
                one.model_copy(update={"lodging_limit": Limit.read("20 working days")})
                if one.id == "process"
                else one
                for one in procedure(SP).matters
            ),
        )
        of_process = given(received("Wed 30 Apr 2025", points=[HOW_IT_WAS_RUN]), under=longer)
        of_decision = given(received("Wed 30 Apr 2025"), under=longer)
        of_both = given(
            received("Wed 30 Apr 2025", points=[ON_THE_PLAN, HOW_IT_WAS_RUN | {"id": "B"}]),
            under=longer,
        )

        assert of_process.right("complain").status == "used"
        assert of_decision.right("complain").status == "used late"
        assert of_both.right("complain").status == "used"
