"""Putting a complaint right through its page: whose words they are, who chaired, what moves with it."""

import re
from datetime import date
from html import unescape
from typing import Any, ClassVar

import pytest
from django.test import Client
from msgspec import to_builtins
from msgspec.structs import replace

from reconvene.core.record.event import Event
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import Look, load, load_whole
from reconvene.desk.opening import receive_complaint
from reconvene.people.models import Person, RoleHeld
from reconvene.web.acts import act_views
from reconvene.web.acts.forms.correcting import EntryCorrectedForm
from reconvene.web.acts.situation import situation
from reconvene.worklist.admitting import Audience
from reconvene.worklist.queries import my_duties
from tests.support.cast import SINCE, person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.filling import day as typed_day
from tests.support.sp_life import INGRID, RECEIVED_ON, STEPS, Step, appointed, complaint, noon

pytestmark = pytest.mark.django_db
NEXT_DAY = day("Wed 23 Apr 2025")
FATHER = Named(id="father", name="Father")
RELATION = "right-complainant-relation"
MISHEARD = Named(id="x1", name="Leena Novak", agency="council")


class World:
    """A complaint that names Amina as chair, a colleague and two others; Ben puts it right."""

    def __init__(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client, self.monkeypatch, self.desk = client, monkeypatch, Desk.at()
        self.writer = "ben"
        self.people = self.desk.people
        self.people["nia"] = person(self.people["ben"].authority, "Nia Demo", "conference-chair")
        lena = self.desk.named["lena"]
        said = complaint(self.desk.named["amina"])
        conference = replace(said.conference, attended=(lena, FATHER, MISHEARD))
        on = day(RECEIVED_ON)
        taken = receive_complaint(
            self.people["ben"],
            replace(said, conference=conference),
            happened_on=on,
            key="taken",
            now=noon(on),
        )
        assert isinstance(taken, Receipt), taken
        self.case_id, self.reference = taken.case_id, taken.reference
        self.be("ben", NEXT_DAY)

    def be(self, who: str, on: date) -> None:
        self.on = on
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: noon(on))
        self.client.force_login(self.people[who])

    @property
    def look(self) -> Look:
        return load_whole(self.people["ben"], self.case_id, self.on)

    @property
    def last(self) -> Event:
        return self.look.whole.events[-1]

    @property
    def form(self) -> EntryCorrectedForm:
        writer = self.people[self.writer]
        look = load(writer, self.case_id, self.on)
        return EntryCorrectedForm(None, at=situation(look, writer), about="1", key="k")

    def as_it_stands(self) -> dict[str, Any]:
        """Return what the form holds before anything is changed, as a browser sends it."""
        sent: dict[str, Any] = {}
        for bound in self.form:
            value = bound.initial
            sent |= typed_day(bound.name, value) if isinstance(value, date) else {}
            sent.setdefault(bound.name, "" if value is None else str(value))
        return {**sent, "reason": "It was misheard."}

    def send(self, step: str, **changed: Any) -> Any:
        held_on = changed.pop("held_on", None)
        days = typed_day("right-conference-held_on", held_on) if held_on else {}
        path = f"/case/{self.reference}/do/entry.corrected/1"
        return self.client.post(path, {**self.as_it_stands(), **days, **changed, "step": step})

    def owed(self, who: str) -> set[str]:
        them = Person.objects.get(pk=self.people[who].pk)
        audience = Audience(them.authority_id, them.id, them.roles_on(self.on))
        return {row.rule for row in my_duties(audience, self.on).rows}


@pytest.fixture
def world(client: Client, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(client, monkeypatch)


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


class TestWhoChaired:
    def chair(self, world: World) -> str:
        return f"{world.people['nia'].id}|conference-chair"

    @pytest.mark.assures("AZ-2")
    def test_takes_the_case_to_them(self, world: World) -> None:
        before = world.owed("amina")
        answer = world.send("confirm", right_chair=self.chair(world))

        assert answer.status_code == 302, words(answer)
        received = world.look.whole.case.received
        assert received
        assert received.conference.chair
        assert received.conference.chair.id == world.people["nia"].id
        assert before
        assert (world.owed("amina"), world.owed("nia")) == (set(), before)

    @pytest.mark.assures("AZ-2")
    def test_shuts_it_to_who_was_named_wrongly_and_walls_who_is_named(self, world: World) -> None:
        world.send("confirm", right_chair=self.chair(world))
        statuses = {}
        for who in ("amina", "nia"):
            world.be(who, NEXT_DAY)
            paths = ("", "/entry/1", "/do/entry.corrected/1", "/do/letter.sent/acknowledgement")
            answers = [world.client.get(f"/case/{world.reference}{path}") for path in paths]
            statuses[who] = [answer.status_code for answer in answers]

        assert statuses["amina"] == [404, 404, 404, 404]
        assert statuses["nia"][0] == 200
        assert load(world.people["nia"], world.case_id, NEXT_DAY).is_answering

    @pytest.mark.assures("AZ-4")
    def test_lets_nobody_in_by_another_post_but_by_two_people(self, world: World) -> None:
        amina = world.people["amina"]
        RoleHeld.objects.create(person=amina, role="complaints-officer", from_on=SINCE)
        amina = Person.objects.get(pk=amina.pk)
        world.send("confirm", held_on=date(2025, 4, 9), key="a-day")

        alone = world.send("confirm", right_chair=self.chair(world))
        assert alone.status_code == 409
        assert "It takes somebody else to let them in again." in words(alone)
        assert load(amina, world.case_id, NEXT_DAY).is_answering

        world.be("lena", NEXT_DAY)
        assert world.send("confirm", right_chair=self.chair(world)).status_code == 302
        assert not load(amina, world.case_id, NEXT_DAY).is_answering

    def test_stays_in_sight_with_who_was_named_before(self, world: World) -> None:
        world.send("confirm", right_chair=self.chair(world))
        case = f"/case/{world.reference}"
        shown = [words(world.client.get(path)) for path in (case, f"{case}/ties")]

        named = "Amina Yusuf was named on Tuesday 22 April 2025 as who chaired the conference."
        assert f"{named} Ben Carter put that right on Wednesday 23 April 2025." in shown[0]
        assert "Amina Yusuf was kept from the case, as who chaired the conference," in shown[1]
        assert "Said, and taken back" in shown[1]

    def test_is_said_before_it_is_recorded(self, world: World) -> None:
        said = words(world.send("check", right_chair=self.chair(world)))

        assert "Who chaired the conference Amina Yusuf Nia Demo" in said

    def test_is_refused_in_words_where_a_later_entry_could_not_stand(self, world: World) -> None:
        before_panel = STEPS.index(appointed(INGRID, "chair"))
        world.desk.live(world.case_id, before_panel)
        nia = {"id": world.people["nia"].id, "name": "Nia Demo", "agency": "council"}
        sits = appointed(nia, "member")
        seated = world.desk.act(world.case_id, sits)
        assert isinstance(seated, Receipt), seated
        world.be("ben", sits.happened_on)

        answer = world.send("confirm", right_chair=self.chair(world))

        assert answer.status_code == 409
        assert "This cannot be recorded now" in words(answer)
        assert f"entry {seated.number}" in words(answer).lower()
        assert world.last.number == seated.number

    def test_is_left_alone_where_it_is_not_changed(self, world: World) -> None:
        world.send("confirm", held_on=date(2025, 4, 9))

        received = world.look.whole.case.received
        assert received
        assert received.conference.chair == world.desk.named["amina"]
        assert received.conference.held_on == date(2025, 4, 9)


class TestNames:
    def test_of_who_works_here_are_no_words_to_put_right(self, world: World) -> None:
        offered = {part.value for part in world.form.offered}

        assert {"Ewa Zielińska", "Kit", "Father", "Leena Novak"} <= offered
        assert not offered & {"Amina Yusuf", "Lena Novak"}

    def test_say_whose_they_are_and_are_asked_for_once(self, world: World) -> None:
        labels = [part.label for part in world.form.offered]

        assert len(labels) == len(set(labels))
        assert {"The name (the child Kit)", "The words (point 1)", "The name (Father)"} <= set(
            labels
        )

    def test_put_right_everywhere_they_stand(self, world: World) -> None:
        (part,) = (part for part in world.form.offered if part.label == "The name (Father)")
        name = "right-" + "-".join(map(str, part.path))
        world.send("confirm", **{name: "Jan Zieliński"})

        received = world.look.whole.case.received
        assert received
        named = (*received.conference.attended, *received.conference.minutes_sent_to)
        assert [one.name for one in named if one.id == "father"] == ["Jan Zieliński"] * 2

    def test_of_a_colleague_make_it_the_colleague(self, world: World) -> None:
        (part,) = (part for part in world.form.offered if part.value == "Leena Novak")
        name = "right-" + "-".join(map(str, part.path))
        world.send("confirm", **{name: "Lena Novak"})

        received = world.look.whole.case.received
        assert received
        assert received.conference.attended[2].id == world.people["lena"].id


class TestWhatWasLeftEmpty:
    """Whoever rings the next day to say more is heard, and nobody is told more than they are shown."""

    AT_SITTING = STEPS.index(appointed(INGRID, "chair"))
    SAID: ClassVar = {
        "right-safe_contact": "Never write to my home.",
        "right-interpreter": "Polish",
        "right-adjustments": "A ramp.",
        "right-complainant-relation": "Foster carer",
    }

    def taken_by_bea(self, world: World) -> None:
        """Have somebody take one down and leave contact out, which they are not shown later."""
        said = complaint(world.desk.named["amina"])
        on = day(RECEIVED_ON)
        taken = receive_complaint(
            world.people["bea"], said, happened_on=on, key="by-bea", now=noon(on)
        )
        assert isinstance(taken, Receipt), taken
        world.case_id, world.reference, world.writer = taken.case_id, taken.reference, "bea"

    def asked(self, world: World) -> set[str]:
        path = f"/case/{world.reference}/do/entry.corrected/1"
        page = world.client.get(path).content.decode()
        return set(re.findall(r'name="(right-[^"]+)"', page))

    def test_is_asked_for_and_goes_on_the_record(self, world: World) -> None:
        assert set(self.SAID) <= self.asked(world)
        checked = words(world.send("check", **self.SAID))
        assert "How to contact them safely nothing Never write to my home." in checked

        assert world.send("confirm", **self.SAID).status_code == 302

        received = world.look.whole.case.received
        assert received
        said = (received.safe_contact, received.interpreter, received.adjustments)
        assert said == ("Never write to my home.", "Polish", "A ramp.")
        assert received.complainant.relation == "Foster carer"
        shown = words(world.client.get(f"/case/{world.reference}"))
        assert "Never write to my home." in shown

    def test_days_are_asked_for_and_can_be_left_out_again(self, world: World) -> None:
        born_on, first_on = date(2010, 2, 3), date(2025, 4, 11)
        days = {
            **typed_day("right-complainant-born_on", born_on),
            **typed_day("right-first_contact_on", first_on),
        }
        sent = world.send("confirm", **days)
        assert sent.status_code == 302, words(sent)
        received = world.look.whole.case.received
        assert received
        assert (received.complainant.born_on, received.first_contact_on) == (born_on, first_on)

        none = {f"right-first_contact_on-{box}": "" for box in ("day", "month", "year")}
        sent = world.send("confirm", key="again", **none)

        assert sent.status_code == 302, words(sent)
        received = world.look.whole.case.received
        assert received
        assert (received.complainant.born_on, received.first_contact_on) == (born_on, None)

    def test_of_a_day_that_has_to_be_is_refused_by_its_box(self, world: World) -> None:
        none = {f"right-conference-held_on-{box}": "" for box in ("day", "month", "year")}

        answer = world.send("check", **none)

        assert answer.status_code == 422
        assert "Enter the day of the conference" in words(answer)

    @pytest.mark.assures("AZ-2")
    def test_is_no_box_for_contact_where_that_is_not_shown(self, world: World) -> None:
        self.taken_by_bea(world)
        world.desk.live(world.case_id, self.AT_SITTING)
        world.be("bea", day("Mon 4 Aug 2025"))
        assert "right-interpreter" in self.asked(world)
        assert "right-safe_contact" not in self.asked(world)

        unheard = world.send("confirm", **{"right-safe_contact": "Write to the house."})
        assert unheard.status_code == 409, words(unheard)
        assert "has no box here for you any more" in words(unheard)
        assert world.send("confirm", **{"right-interpreter": "Polish"}).status_code == 302

        received = world.look.whole.case.received
        assert received
        assert (received.interpreter, received.safe_contact) == ("Polish", "")

    @pytest.mark.assures("AZ-2")
    def test_is_the_same_form_whether_or_not_others_said_it_since(self, world: World) -> None:
        self.taken_by_bea(world)
        world.desk.live(world.case_id, self.AT_SITTING)
        on = day("Mon 4 Aug 2025")
        data = {**to_builtins(world.look.whole.case.received), "safe_contact": "Text."}
        details = {"entry": 1, "reason": "They told us.", "data": data}
        world.be("bea", on)
        before = self.asked(world)
        told = world.desk.act(
            world.case_id, Step("ben", "Mon 4 Aug 2025", "entry.corrected", details)
        )
        assert isinstance(told, Receipt), told

        assert self.asked(world) == before
        assert world.send("confirm", **{"right-interpreter": "Polish"}).status_code == 302
        received = world.look.whole.case.received
        assert received
        assert (received.interpreter, received.safe_contact) == ("Polish", "Text.")


class TestCategoryOfHarm:
    """It is chosen as when the complaint is taken down."""

    NAME = "right-conference-children-0-category"

    def category(self, world: World) -> str:
        received = world.look.whole.case.received
        assert received
        return received.conference.children[0].category

    def test_is_chosen_from_those_there_are_and_taken_away_again(self, world: World) -> None:
        assert world.as_it_stands()[self.NAME] == "not-said"

        assert world.send("confirm", **{self.NAME: "neglect"}).status_code == 302
        assert self.category(world) == "neglect"
        again = world.send("confirm", key="again", **{self.NAME: "not-said"})
        assert again.status_code == 302, words(again)
        assert self.category(world) == ""

    def test_is_no_free_words(self, world: World) -> None:
        assert world.send("confirm", **{self.NAME: "unkindness"}).status_code == 422
        assert self.category(world) == ""

    def test_that_was_put_in_words_before_stays_unless_it_is_changed(self, world: World) -> None:
        data = to_builtins(world.look.whole.case.received)
        data["conference"]["children"][0]["category"] = "unkindness"
        details = {"entry": 1, "reason": "A slip.", "data": data}
        slip = Step("ben", "Wed 23 Apr 2025", "entry.corrected", details)
        assert isinstance(world.desk.act(world.case_id, slip), Receipt)

        assert world.send("confirm", held_on=date(2025, 4, 9)).status_code == 302
        assert self.category(world) == "unkindness"


class TestForm:
    def test_has_the_only_choice_made(self, world: World) -> None:
        page = world.client.get(f"/case/{world.reference}/do/entry.corrected/1").content.decode()

        assert re.search(r'value="changed"[^>]*\bchecked', page)

    def test_speaks_of_striking_only_where_it_can_be(self, world: World) -> None:
        answer = world.send("check")

        assert answer.status_code == 422
        assert "Change what is wrong below" in words(answer)
        assert "strike" not in words(answer)

    def test_reads_back_only_what_changes(self, world: World) -> None:
        said = words(world.send("check", held_on=date(2025, 4, 9)))

        assert "Thursday 10 April 2025 Wednesday 9 April 2025" in said
        assert "It was misheard." in said
        assert "The name" not in said
        assert said.count("April 2025") >= 2


class TestRecord:
    def test_says_what_was_put_right(self, world: World) -> None:
        chair = f"{world.people['nia'].id}|conference-chair"
        world.send("confirm", held_on=date(2025, 4, 9), right_chair=chair)

        said = words(world.client.get(f"/case/{world.reference}/entry/{world.last.number}"))

        assert (
            "Entry 1 was put right. It was misheard. The day of the conference: now Wednesday "
            "9 April 2025, before Thursday 10 April 2025. Who chaired the conference: now "
            "Nia Demo, before Amina Yusuf."
        ) in said

    def test_says_it_of_a_second_correction_by_what_held_until_then(self, world: World) -> None:
        world.send("confirm", held_on=date(2025, 4, 9))
        world.send("confirm", held_on=date(2025, 4, 8), key="again")

        said = words(world.client.get(f"/case/{world.reference}/entry/{world.last.number}"))

        assert "now Tuesday 8 April 2025, before Wednesday 9 April 2025." in said

    @pytest.mark.assures("AZ-2")
    def test_does_not_say_how_to_reach_the_family_to_who_is_not_shown(self, world: World) -> None:
        world.desk.live(world.case_id, STEPS.index(appointed(INGRID, "chair")))
        on = day("Mon 4 Aug 2025")
        data = to_builtins(world.look.whole.case.received)
        details = {"entry": 1, "reason": "They told us.", "data": {**data, "safe_contact": "Text."}}
        told = world.desk.act(
            world.case_id, Step("ben", "Mon 4 Aug 2025", "entry.corrected", details)
        )
        assert isinstance(told, Receipt), told
        said = {}
        for who in ("ben", "bea"):
            world.be(who, on)
            said[who] = words(world.client.get(f"/case/{world.reference}/entry/{told.number}"))

        assert "How to contact them safely: now Text, before nothing." in said["ben"]
        assert "They told us." in said["bea"]
        assert "Text." not in said["bea"]


class TestConsequences:
    def test_tell_of_the_familys_own_last_day_and_that_it_came_late(self, world: World) -> None:
        checked = words(world.send("check", held_on=date(2025, 3, 24)))
        world.send("confirm", held_on=date(2025, 3, 24))
        done = words(world.client.get(f"/case/{world.reference}/done/{world.last.number}"))

        for said in (checked, done):
            assert "Nothing else follow" not in said
            assert "The family’s last day to" in said
            assert "The complaint counts as late: the last day was " in said

    def test_tell_that_it_came_in_time_after_all(self, world: World) -> None:
        world.send("confirm", held_on=date(2025, 3, 24))

        said = words(world.send("check", held_on=date(2025, 4, 10), key="back"))

        assert "The complaint counts as in time." in said

    def test_tell_what_the_family_can_no_longer_do(self, world: World) -> None:
        number = 2 + next(
            at for at, step in enumerate(STEPS) if step.details.get("letter") == "stage-1-outcome"
        )
        world.desk.live(world.case_id, number - 1)
        on = STEPS[number - 2].happened_on
        world.be("ben", on)
        details = {"how_wrong": "struck", "reason": "It was not sent.", "key": "k"}
        path = f"/case/{world.reference}/do/entry.corrected/{world.last.number}"
        sent = {**typed_day("happened_on", on), **details, "step": "check"}

        said = words(world.client.post(path, sent))

        assert "What the family can then no longer do" in said


@pytest.fixture
def by_bea(world: World) -> World:
    """Give a complaint that the business manager took down, who alone reads her words on contact."""
    said = replace(complaint(world.desk.named["amina"]), safe_contact="Ring 900001 only.")
    on = day(RECEIVED_ON)
    taken = receive_complaint(world.people["bea"], said, happened_on=on, key="by-bea", now=noon(on))
    assert isinstance(taken, Receipt), taken
    world.case_id, world.reference, world.writer = taken.case_id, taken.reference, "bea"
    world.desk.live(world.case_id, STEPS.index(appointed(INGRID, "chair")))
    world.be("bea", day("Mon 4 Aug 2025"))
    return world


class TestWhoTookItDown:
    """They see no contact details, and put right the number that they wrote down themselves."""

    @pytest.mark.assures("AZ-2")
    def test_changes_how_to_reach_the_family_and_is_told_nothing_untrue_of_it(
        self, by_bea: World
    ) -> None:
        world = by_bea
        changed = {"right-safe_contact": "Ring 900002 only."}
        checked = words(world.send("check", **changed))
        assert "How to contact them safely Ring 900001 only. Ring 900002 only." in checked

        assert world.send("confirm", **changed).status_code == 302
        told = "".join(
            words(world.client.get(f"/case/{world.reference}{path}"))
            for path in ("", "/entry/1", f"/entry/{world.last.number}")
        )

        assert world.look.whole.case.received
        assert world.look.whole.case.received.safe_contact == "Ring 900002 only."
        assert told.count("Entry 1 was put right. It was misheard.") >= 2
        assert "How to contact them safely" not in told
        assert "90000" not in told


class TestThatCameFirst:
    """Somebody puts the complaint right while another has the form of the same open."""

    def put_right_by_ben(self, world: World, **changed: Any) -> None:
        data = to_builtins({**to_builtins(world.look.whole.case.received), **changed})
        details = {"entry": 1, "reason": "They told us.", "data": data}
        step = Step("ben", "Mon 4 Aug 2025", "entry.corrected", details)
        assert isinstance(world.desk.act(world.case_id, step), Receipt)

    def sent(self, world: World, typed: dict[str, Any], step: str) -> Any:
        return world.client.post(
            f"/case/{world.reference}/do/entry.corrected/1", typed | {"step": step}
        )

    @pytest.mark.parametrize("step", ["check", "confirm"])
    @pytest.mark.assures("AZ-2")
    def test_loses_no_words_on_safe_contact_and_records_nothing(
        self, by_bea: World, step: str
    ) -> None:
        typed = by_bea.as_it_stands() | {"right-safe_contact": "Ring 900002 only."}
        self.put_right_by_ben(by_bea, safe_contact="Ring 900003 only.")
        newest = by_bea.last.number

        answer = self.sent(by_bea, typed, step)

        said = words(answer)
        assert answer.status_code == 409
        assert "This is not recorded yet" in said
        assert "Entry 1 was put right after you opened this page." in said
        assert "How to contact them safely Ring 900002 only." in said
        assert "Give it to the complaints officer yourself." in said
        assert "Recorded since you opened this page" in said
        assert "900001" not in said
        assert "900003" not in said
        assert by_bea.last.number == newest

    def test_lets_them_go_on_with_what_else_they_changed(self, by_bea: World) -> None:
        mine = {"right-safe_contact": "Ring 900002 only.", RELATION: "stepmother"}
        typed = by_bea.as_it_stands() | mine
        self.put_right_by_ben(by_bea, safe_contact="Ring 900003 only.")

        again = boxes_of(self.sent(by_bea, typed, "confirm"))
        answer = self.sent(by_bea, again, "confirm")

        assert again[RELATION] == "stepmother"
        assert again["reason"] == "It was misheard."
        assert answer.status_code == 302, words(answer)
        received = by_bea.look.whole.case.received
        assert received
        assert received.complainant.relation == "stepmother"
        assert received.safe_contact == "Ring 900003 only."

    def test_is_not_undone_by_the_boxes_that_nobody_touched(self, world: World) -> None:
        typed = world.as_it_stands() | {RELATION: "stepmother"}
        world.send("confirm", held_on=date(2025, 4, 9), key="first")

        again = boxes_of(self.sent(world, typed, "confirm"))
        answer = self.sent(world, again, "confirm")

        assert answer.status_code == 302, words(answer)
        received = world.look.whole.case.received
        assert received
        assert received.conference.held_on == date(2025, 4, 9)
        assert received.complainant.relation == "stepmother"

    def test_of_something_that_is_not_there_any_more_is_shown_to_whoever_wrote_of_it(
        self, world: World
    ) -> None:
        typed = world.as_it_stands() | {"right-conference-attended-2-name": "Leena Nowak"}
        received = world.look.whole.case.received
        assert received
        there = received.conference.attended[:2]
        self.put_right_by_ben(world, conference=replace(received.conference, attended=there))

        said = words(self.sent(world, typed, "check"))

        assert "The name (Leena Novak) Leena Nowak" in said
        assert "the entry says nothing there now" in said

    def test_is_asked_about_no_more_than_once_where_nothing_was_changed(self, world: World) -> None:
        typed = world.as_it_stands()
        world.send("confirm", held_on=date(2025, 4, 9), key="first")

        answer = self.sent(world, typed, "check")
        again = self.sent(world, boxes_of(answer), "check")

        assert (answer.status_code, again.status_code) == (409, 422)
        assert "What you sent" not in words(answer)

    @pytest.mark.parametrize("seen", ["", "0", "999999999", "none"])
    def test_loses_nothing_where_nobody_knows_what_they_had_before_them(
        self, by_bea: World, seen: str
    ) -> None:
        typed = by_bea.as_it_stands() | {"right-safe_contact": "Ring 900002 only.", "seen": seen}
        self.put_right_by_ben(by_bea, safe_contact="Ring 900003 only.")

        answer = self.sent(by_bea, typed, "confirm")

        assert answer.status_code == 409
        assert "How to contact them safely Ring 900002 only." in words(answer)


def boxes_of(answer: Any) -> dict[str, str]:
    """Return what a browser would send of the form of an act on a page, as it is filled in."""
    (form,) = re.findall(
        r'<form method="post" novalidate>.*?</form>', answer.content.decode(), re.DOTALL
    )
    sent = {}
    for box in re.findall(r"<input [^>]*>", form):
        at = dict(re.findall(r'([a-z]+)="([^"]*)"', box))
        if at["name"] != "csrfmiddlewaretoken" and (at["type"] != "radio" or "checked" in box):
            sent[at["name"]] = unescape(at.get("value", ""))
    for name, value in re.findall(
        r'<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = unescape(value)
    return sent


class TestByWhoIsComplainedOf:
    """They may have taken the complaint down themselves, in another post of theirs."""

    @pytest.fixture
    def by_amina(self, world: World) -> World:
        """Give a complaint about the chair that she took down as complaints officer."""
        amina = world.people["amina"]
        RoleHeld.objects.create(person=amina, role="complaints-officer", from_on=SINCE)
        world.people["amina"] = amina = Person.objects.get(pk=amina.pk)
        on, said = day(RECEIVED_ON), complaint(world.desk.named["amina"])
        taken = receive_complaint(
            amina, said, happened_on=on, key="own", now=noon(on), role="complaints-officer"
        )
        assert isinstance(taken, Receipt), taken
        world.case_id, world.reference, world.writer = taken.case_id, taken.reference, "amina"
        world.be("amina", NEXT_DAY)
        return world

    def test_is_not_asked_for_and_says_why_and_who_can(self, by_amina: World) -> None:
        path = f"/case/{by_amina.reference}/do/entry.corrected"

        shown = by_amina.client.get(f"{path}/1")
        offered = by_amina.client.get(f"{path}/-").content.decode()

        assert shown.status_code == 200
        assert "<textarea" not in shown.content.decode()
        assert "You are complained of here." in words(shown)
        assert "Tell another complaints officer what is wrong" in words(shown)
        assert "Entry 1:" in offered
        assert f"{path}/1" not in offered

    def test_that_is_sent_all_the_same_is_shown_and_not_recorded(self, by_amina: World) -> None:
        newest = by_amina.last.number

        answer = by_amina.send("confirm", **{RELATION: "stepmother"})

        assert answer.status_code == 409
        assert "You are complained of here." in words(answer)
        assert "The relation stepmother" in words(answer)
        assert by_amina.last.number == newest

    @pytest.mark.assures("AZ-2")
    def test_how_the_family_is_reached_is_not_given_back_to_them(self, by_amina: World) -> None:
        contact = {
            "right-safe_contact": "Ring 900002 only.",
            "right-conference-minutes_sent_to-0-name": "Her sister Zoe",
        }
        corrected = by_amina.send("confirm", **contact, **{RELATION: "stepmother"})
        path = f"/case/{by_amina.reference}/do/home.noted/-"
        typed = {"who": "complainant", "postcode": "ZZ9 9ZZ", "house": "Rose Cottage"}
        noted = by_amina.client.post(path, {**typed, "step": "confirm", "key": "home"})

        assert (corrected.status_code, noted.status_code) == (409, 409)
        said = words(corrected) + words(noted)
        assert "The relation stepmother" in said
        assert "Tell whoever deals with the complaint" in said
        for never in ("900002", "Zoe", "ZZ9", "Rose Cottage"):
            assert never not in said

    @pytest.mark.assures("AZ-2")
    @pytest.mark.parametrize("step", ["check", "confirm"])
    def test_nor_where_they_are_named_while_it_is_sent(
        self, world: World, step: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The page looked while it was theirs, and they turn out to be complained of before its turn."""
        nia = world.people["nia"]
        RoleHeld.objects.create(person=nia, role="complaints-officer", from_on=SINCE)
        world.people["nia"] = nia = Person.objects.get(pk=nia.pk)
        world.be("nia", NEXT_DAY)
        world.writer = "nia"
        asked = {"check": "preview", "confirm": "record"}[step]
        real = getattr(act_views, asked)

        def after_another(*given: Any, **named: Any) -> Any:
            whole = to_builtins(world.look.whole.case.received)
            chair = {"id": nia.id, "name": nia.name, "role": "conference-chair"}
            data = {**whole, "conference": {**whole["conference"], "chair": chair}}
            details = {"entry": 1, "reason": "It was her.", "data": data}
            by_ben = Step("ben", "Wed 23 Apr 2025", "entry.corrected", details)
            assert isinstance(world.desk.act(world.case_id, by_ben), Receipt)
            return real(*given, **named)

        monkeypatch.setattr(act_views, asked, after_another)
        path = f"/case/{world.reference}/do/home.noted/-"
        on = typed_day("happened_on", NEXT_DAY)
        typed = {"who": "complainant", "postcode": "ZZ9 9ZZ", "house": "Rose Cottage", **on}
        answer = world.client.post(path, {**typed, "step": step, "key": "home"})

        assert load(nia, world.case_id, NEXT_DAY).is_answering
        assert answer.status_code == 409
        for never in ("ZZ9", "Rose Cottage"):
            assert never not in answer.content.decode()

    def test_of_what_they_answered_themselves_is_asked_for(self, world: World) -> None:
        answered = next(at for at, step in enumerate(STEPS) if step.by == "amina")
        world.desk.live(world.case_id, answered + 1)
        own = next(
            one.number for one in world.look.whole.events if one.actor == world.people["amina"].id
        )
        world.be("amina", STEPS[answered].happened_on)

        shown = world.client.get(f"/case/{world.reference}/do/entry.corrected/{own}")

        assert "How did the mistake happen?" in words(shown)
        typed = {"right-safe_contact": "Ring 900002 only.", "right-reasons": "So.", "step": "check"}
        answer = world.client.post(f"/case/{world.reference}/do/entry.corrected/{own}", typed)
        assert "900002" not in answer.content.decode()

    def test_is_told_of_the_complaints_officer_who_is_another(self, world: World) -> None:
        world.be("amina", NEXT_DAY)

        shown = words(world.client.get(f"/case/{world.reference}/do/entry.corrected/1"))

        assert "Tell the complaints officer what is wrong" in shown


def test_a_first_contact_comes_no_later_than_the_complaint(world: World) -> None:
    late = typed_day("right-first_contact_on", date(2026, 1, 1))
    answer = world.send("confirm", **late)

    assert "The day of first contact must not be after the day it reached us" in words(answer)
    stands = world.look.whole.case.received
    assert stands is not None
    assert stands.first_contact_on is None


@pytest.mark.assures("AZ-2")
def test_a_correction_that_lands_in_between_is_not_gone_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page looked, and another's is on the record before this one has its turn."""
    typed = world.as_it_stands() | {RELATION: "stepmother", "step": "confirm"}
    path = f"/case/{world.reference}/do/entry.corrected/1"
    newer = "Never write to my home."

    def after_another(*asked: Any, **said: Any) -> Any:
        monkeypatch.setattr(act_views, "record", record)
        whole = {**to_builtins(world.look.whole.case.received), "safe_contact": newer}
        details = {"entry": 1, "reason": "She rang.", "data": whole}
        step = Step("ben", "Wed 23 Apr 2025", "entry.corrected", details)
        assert isinstance(world.desk.act(world.case_id, step), Receipt)
        return record(*asked, **said)

    monkeypatch.setattr(act_views, "record", after_another)
    answer = world.client.post(path, typed)
    assert answer.status_code == 409
    assert "was put right after you opened this page" in words(answer)
    stands = world.look.whole.case.received
    assert stands is not None
    assert (stands.safe_contact, stands.complainant.relation) == (newer, "mother")
