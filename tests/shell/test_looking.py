"""What somebody sees of a case, and what an act would cause before it is done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.duties.owed import Duty
from reconvene.desk.effects import Effects
from reconvene.desk.look import CaseUnknown, load
from reconvene.desk.preview import Preview, preview, preview_complaint
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.references import called
from tests.support.sp_life import RECEIVED_ON, STEPS, complaint, noon
from tests.support.statements import statements

ON = day(RECEIVED_ON)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.at()


def test_a_case_with_its_whole_history_is_one_statement(desk: Desk) -> None:
    case_id = desk.open().case_id
    for steps in (0, 10):
        desk.live(case_id, steps)
        with CaptureQueriesContext(connection) as asked:
            look = load(desk.people["ben"], case_id, ON)
            assert look.offers
            assert look.duties
            assert look.rights
        assert len(statements(asked)) == 1
    assert look.reference == called(1)
    assert look.definition.reference == "sp-cpc/1"
    assert len(look.events) == look.case.length == 11


def test_what_is_offered_is_judged_in_the_persons_first_role(desk: Desk) -> None:
    look = load(desk.people["amina"], desk.open().case_id, ON)

    assert look.roles == ("conference-chair",)
    assert look.context.actor.role == "conference-chair"
    assert look.acting_as("line-manager").actor.role == "line-manager"


@pytest.mark.assures("SES-2")
def test_a_case_is_gone_at_the_next_request_of_somebody_whose_role_was_taken(desk: Desk) -> None:
    case_id = desk.open().case_id
    lena = desk.people["lena"]
    assert load(lena, case_id, ON).roles == ("line-manager",)

    lena.roles_held.all().delete()

    with pytest.raises(CaseUnknown):
        load(type(lena).objects.get(pk=lena.pk), case_id, ON)


class TestPreview:
    """What an act would cause."""

    def of(self, desk: Desk, number: int) -> Preview:
        case_id = desk.open().case_id
        desk.live(case_id, number)
        step = STEPS[number]
        seen = preview(
            desk.people[step.by],
            case_id,
            step.kind,
            step.data(desk.named),
            happened_on=step.happened_on,
            now=step.now,
        )
        before = load(desk.people["ben"], case_id, step.happened_on)
        assert len(before.events) == number + 1, "a preview stores nothing"
        desk.act(case_id, step)
        after = load(desk.people["ben"], case_id, step.happened_on)
        was, now = owed(before.duties), owed(after.duties)
        assert {d.key for d in seen.effects.arising} == now.keys() - was.keys()
        assert {
            d.key for d in (*seen.effects.met, *seen.effects.dropped)
        } == was.keys() - now.keys()
        return seen

    @pytest.mark.parametrize("number", range(len(STEPS)))
    def test_foretells_every_step_of_a_life(self, desk: Desk, number: int) -> None:
        assert not isinstance(self.of(desk, number).answer, Refused)

    def test_names_the_duty_met_and_the_role_acted_in(self, desk: Desk) -> None:
        seen = self.of(desk, 1)

        assert [duty.rule.id for duty in seen.effects.met] == ["acknowledge"]
        assert seen.role == "conference-chair"
        assert seen.effects == Effects(met=seen.effects.met)

    def test_names_the_right_a_letter_gives_with_its_last_day(self, desk: Desk) -> None:
        seen = self.of(desk, 5)

        assert [(r.rule.id, r.last_on) for r in seen.effects.opening] == [
            ("ask-for-stage-2", day("Fri 6 Jun 2025"))
        ]
        assert {duty.rule.id for duty in seen.effects.arising} == {
            "copy-letter-officer",
            "copy-letter-manager",
        }

    def test_of_what_may_not_be_done_is_the_refusal_alone(self, desk: Desk) -> None:
        step = STEPS[5]

        seen = preview(
            desk.people[step.by],
            desk.open().case_id,
            step.kind,
            step.data(desk.named),
            happened_on=step.happened_on,
            now=step.now,
        )

        assert isinstance(seen.answer, Refused)
        assert seen.answer.ground is Ground.POINT_UNANSWERED
        assert seen == Preview(seen.answer)
        assert seen.warnings == ()

    def test_of_a_complaint_shows_what_it_starts(self, desk: Desk) -> None:
        seen = preview_complaint(
            desk.people["ben"], complaint(desk.named["amina"]), happened_on=ON, now=noon(ON)
        )

        last_days = {duty.rule.id: duty.last_on for duty in seen.effects.arising}
        assert last_days["acknowledge"] == day("Fri 25 Apr 2025")
        assert seen.warnings == ()

    def test_of_a_late_complaint_warns(self, desk: Desk) -> None:
        late_on = ON + timedelta(days=40)

        seen = preview_complaint(
            desk.people["ben"],
            complaint(desk.named["amina"]),
            happened_on=late_on,
            now=noon(late_on),
        )

        assert [warned.code for warned in seen.warnings] == ["complaint-late"]


def owed(duties: tuple[Duty, ...]) -> dict[str, Duty]:
    return {duty.key: duty for duty in duties if duty.is_open}
