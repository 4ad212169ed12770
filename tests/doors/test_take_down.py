"""Taking down a complaint: in any order, nothing lost, lateness said, and all of it read back."""

import re
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.exchange import NoticeGiven
from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.definitions import in_force
from reconvene.desk.look import Look, load
from reconvene.ledger.models import CaseHead
from reconvene.people.models import Authority, Person, RoleHeld
from reconvene.web.acts.take_down.draft import KEPT_FOR, Draft
from reconvene.web.models import KeptDraft
from reconvene.worklist.queries import case_by_reference, cases
from tests.support.audience import everybody
from tests.support.cast import authority, person
from tests.support.filling import day

pytestmark = pytest.mark.django_db

CONFERENCE_ON = date(2025, 4, 10)
WHO = {"name": "Ewa Example", "capacity": "parent", "relation": "mother"}
KIT = {"name": "Kit", "decision": "become", "category": "neglect"}
BO = {"name": "Bo", "decision": "end"}
DAD = {"name": "Dad Example", "agency": "family", "part": ["attended", "minutes"]}
NURSE = {"name": "Nia Nurse", "agency": "health", "part": ["reported"]}
POINT = {
    "words": "Kit should not be on a plan.",
    "matter": "decision",
    "ground": "plan-criteria",
    "children": ["c1"],
}
NEEDS = {"needs_help": "yes", "safe_contact": "Text only.", "interpreter": "Polish"}
ELSEWHERE = {"elsewhere": "The hospital", "supporter": "Gus", "supporter_kind": "friend"}


class Counter:
    """Somebody taking a complaint down, on a day of the test's choosing."""

    def __init__(self, client: Client, at: Authority, chair: str) -> None:
        self.client, self.at, self.chair = client, at, chair
        self.draft = "new"

    def conference(self, **more: Any) -> dict[str, Any]:
        return {**day("held_on", CONFERENCE_ON), "kind": "initial", "chair": self.chair, **more}

    def came(self, on: date, **more: Any) -> dict[str, Any]:
        return {"channel": "phone", "form": "spoken", **day("received_on", on), **more}

    def path(self, step: str = "") -> str:
        return f"/take-down/{self.draft}/{step}".removesuffix("/")

    def post(self, step: str, typed: dict[str, Any]) -> Any:
        """Send a step of the draft, and go on with the one that it is kept in."""
        answer = self.client.post(self.path(step), typed)
        if answer.status_code == 302 and answer["Location"].count("/") == 3:
            self.draft = answer["Location"].split("/")[2]
        return answer

    def get(self, step: str = "") -> str:
        path = step if step.startswith("/") else self.path(step)
        return " ".join(self.client.get(path).content.decode().split())

    def read_back(self) -> dict[str, str]:
        """Return what the page that reads it back sends along when it is confirmed."""
        said = self.get("check")
        return dict(re.findall(r'name="(key|read)" value="([^"]+)"', said))

    def confirm(self, typed: dict[str, str] | None = None) -> Any:
        return self.client.post(self.path("check"), typed or self.read_back())

    def remove(self, step: str, words: str) -> Any:
        """Press the button that takes something off a list, named by its first words."""
        said = self.get(step)
        one = re.search(rf'name="remove" value="([^"]+)"(?:(?!</button>).)*{words}', said)
        assert one, f"there is no button to remove {words!r}"
        return self.post(step, {"remove": one[1]})

    def fill(self, received_on: date = date(2025, 4, 22), **steps: dict[str, Any]) -> None:
        """Fill in every step, as given or as usual."""
        usual = {
            "who": WHO,
            "conference": self.conference(**day("review_due_on", date(2025, 7, 10))),
            "came": self.came(received_on),
            "needs": NEEDS,
            "elsewhere": ELSEWHERE,
        }
        for step, typed in {**usual, **steps}.items():
            assert self.post(step, typed).status_code == 302, step
        for step, typed in (
            ("children", KIT),
            ("children", BO),
            ("people", DAD),
            ("people", NURSE),
        ):
            assert self.post(step, typed).status_code == 302, step
        assert self.post("points", POINT).status_code == 302

    def look(self, location: str) -> Look:
        row = case_by_reference(everybody(self.at.slug), location.rsplit("/", 1)[1])
        assert row is not None
        return load(Person.objects.get(username="ben.partnership"), row.case_id, date(2025, 4, 30))


@pytest.fixture
def counter(client: Client, monkeypatch: pytest.MonkeyPatch) -> Counter:
    at = authority()
    amina = person(at, "Amina Yusuf", "conference-chair")
    client.force_login(person(at, "Ben Carter", "complaints-officer"))
    noon = datetime.combine(date(2025, 4, 30), time(12), tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    client.force_login(Person.objects.get(username="ben.partnership"))
    return Counter(client, at, amina.id)


class TestTasks:
    def test_begin_with_everything_to_do(self, counter: Counter) -> None:
        said = counter.get()

        assert said.count("<strong>To do</strong>") == 7
        assert "None added" in said
        assert "Read it back" not in said
        assert "Throw this away" not in said
        assert "once the day of the conference is known" in said

    def test_can_be_done_in_any_order_and_come_back_to(self, counter: Counter) -> None:
        counter.post("needs", NEEDS)
        counter.post("who", WHO)

        assert counter.get().count("Done") == 2
        assert 'value="Ewa Example"' in counter.get("who")
        assert 'value="Text only."' in counter.get("needs")

    def test_lead_to_reading_it_back_once_all_are_done(self, counter: Counter) -> None:
        counter.fill()

        assert "Read it back" in counter.get()
        assert "1 added" in counter.get()

    def test_can_be_thrown_away(self, counter: Counter) -> None:
        counter.post("who", WHO)
        counter.client.post(counter.path())

        assert "Ewa Example" not in counter.get("who")

    def test_need_somebody_signed_in(self, counter: Counter) -> None:
        counter.client.logout()

        for path in ("/take-down", "/take-down/new/who", "/take-down/new/check"):
            assert counter.client.get(path)["Location"].startswith("/sign-in")

    def test_that_there_are_not_are_nowhere(self, counter: Counter) -> None:
        assert counter.client.get("/take-down/new/tea").status_code == 404


class TestDrafts:
    def test_of_two_tabs_stay_apart(self, counter: Counter) -> None:
        counter.post("who", WHO)
        first, counter.draft = counter.draft, "new"
        counter.post("who", {**WHO, "name": "Marek Example"})
        second, counter.draft = counter.draft, first
        counter.post("children", KIT)

        assert 'value="Ewa Example"' in counter.get("who")
        counter.draft = second
        assert 'value="Marek Example"' in counter.get("who")
        assert "Kit<br>" not in counter.get("children")

    def test_are_found_again_by_who_complains(self, counter: Counter) -> None:
        counter.post("who", WHO)
        path = counter.path()
        anew = counter.get("/take-down")

        assert f'<a class="govuk-link" href="{path}">Go on with: Ewa Example</a>' in anew
        assert "Throw this away" not in anew
        assert "Go on with" not in counter.get()
        counter.client.post(path)
        assert "Go on with" not in counter.get("/take-down")

    def test_without_a_name_yet_are_found_again_too(self, counter: Counter) -> None:
        counter.post("children", KIT)
        anew = counter.get("/take-down")

        assert "You have begun already" in anew
        assert "Go on with: Nobody named yet" in anew

    def test_are_nobody_else_s(self, counter: Counter) -> None:
        counter.post("who", WHO)
        counter.client.force_login(person(counter.at, "Lena Hart", "line-manager"))

        for step in ("", "who", "check"):
            assert counter.client.get(counter.path(step))["Location"] == "/take-down"

    def test_open_nobody_s_session_and_no_session_is_a_draft(self, counter: Counter) -> None:
        counter.post("who", WHO)
        session = counter.client.cookies["session"].value
        stranger = Client()
        stranger.cookies["session"] = counter.draft

        assert stranger.get("/take-down")["Location"].startswith("/sign-in")
        assert counter.client.get(f"/take-down/{session}")["Location"] == "/take-down"
        assert 'value="Ewa Example"' in counter.get("who")

    def test_are_deleted_a_week_after_anything_was_typed(
        self, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counter.post("who", WHO)
        last = datetime(2025, 4, 30, 12, tzinfo=UTC) + KEPT_FOR
        for now, is_there in ((last, True), (last + timedelta(seconds=1), False)):
            monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
            counter.client.force_login(Person.objects.get(username="ben.partnership"))
            assert ("Go on with" in counter.get("/take-down")) is is_there
            call_command("forget", stdout=StringIO())
            assert KeptDraft.objects.filter(id=counter.draft).exists() is is_there

    def test_are_found_again_after_signing_out_and_in(self, counter: Counter) -> None:
        counter.post("who", WHO)
        counter.client.logout()
        counter.client.force_login(Person.objects.get(username="ben.partnership"))

        assert "Go on with: Ewa Example" in counter.get("/take-down")
        assert 'value="Ewa Example"' in counter.get("who")

    def test_are_listed_for_nobody_else(self, counter: Counter) -> None:
        counter.post("who", WHO)
        counter.client.force_login(person(counter.at, "Lena Hart", "line-manager"))

        assert "Ewa Example" not in counter.get("/take-down")

    def test_are_begun_once_by_a_double_click(self, counter: Counter) -> None:
        once = re.search(r'name="once" value="([^"]+)"', counter.get("who"))
        assert once
        sent = [counter.client.post("/take-down/new/who", {**WHO, "once": once[1]}) for _ in "ab"]

        assert sent[0]["Location"] == sent[1]["Location"]
        assert KeptDraft.objects.count() == 1

    @pytest.mark.parametrize("step", ["who", "children"])
    def test_that_are_gone_show_what_was_typed_again(self, counter: Counter, step: str) -> None:
        typed = WHO if step == "who" else KIT
        counter.post("needs", NEEDS)
        counter.client.post(counter.path())
        answer = counter.client.post(counter.path(step), typed)
        said = answer.content.decode()

        assert answer.status_code == 409
        assert "thrown away or taken down already" in said
        assert f'value="{typed["name"]}"' in said
        assert f'action="/take-down/new/{step}"' in said

    def test_that_go_while_something_is_saved_show_it_again(
        self, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counter.post("needs", NEEDS)
        load = Draft.load

        def load_and_forget(name: str, whose: str) -> Draft | None:
            found = load(name, whose)
            KeptDraft.objects.filter(id=counter.draft).delete()
            return found

        monkeypatch.setattr(Draft, "load", load_and_forget)
        answer = counter.client.post(counter.path("who"), WHO)

        assert answer.status_code == 409
        assert 'value="Ewa Example"' in answer.content.decode()
        assert not KeptDraft.objects.exists()

    def test_that_are_gone_have_nothing_to_remove(self, counter: Counter) -> None:
        counter.post("children", KIT)
        counter.client.post(counter.path())

        assert counter.client.post(counter.path("children"), {"remove": "1"})["Location"] == (
            "/take-down"
        )


def point_about_bo(counter: Counter, left: tuple[str, ...]) -> None:
    """Put down a point about the second of three children, and take off all but some of them."""
    children = {"Kit": KIT, "Bo": BO, "Lou": {**KIT, "name": "Lou"}}
    counter.post("conference", counter.conference())
    for child in children.values():
        counter.post("children", child)
    point = {"words": "Nobody asked Bo.", "matter": "process"}
    counter.post("points", {**point, "children": ["c2"]})
    for name in children.keys() - set(left):
        counter.remove("children", name)


class TestSteps:
    def test_come_back_with_what_was_typed_and_what_is_wrong(self, counter: Counter) -> None:
        answer = counter.post("who", {"relation": "mother"})
        said = answer.content.decode()

        assert answer.status_code == 422
        assert "Enter the name of the person who is complaining" in said
        assert 'value="mother"' in said

    def test_go_on_to_the_next(self, counter: Counter) -> None:
        assert counter.post("who", WHO)["Location"] == counter.path("conference")
        assert counter.post("elsewhere", ELSEWHERE)["Location"] == counter.path("check")

    def test_of_a_list_add_and_remove(self, counter: Counter) -> None:
        counter.post("children", KIT)
        counter.post("children", BO)
        assert counter.remove("children", "Kit").status_code == 302
        counter.post("children", {"remove": "7"})
        counter.post("children", {"remove": "tea"})
        said = counter.get("children")

        assert "Bo<br>The plan was ended" in said
        assert "Kit<br>" not in said

    def test_of_a_list_change_one_thing_which_stays_what_others_name(
        self, counter: Counter
    ) -> None:
        counter.post("conference", counter.conference())
        counter.post("children", KIT)
        counter.post("children", BO)
        counter.post("points", POINT)
        one = re.search(r'\?change=([^"]+)"(?:(?!</a>).)*Kit', counter.get("children"))
        assert one, "there is no link to change Kit"
        asked = counter.get(f"{counter.path('children')}?change={one[1]}")
        assert 'value="Kit"' in asked
        wrong = counter.post("children", {**KIT, "name": "", "change": one[1]})
        assert f'name="change" value="{one[1]}"' in wrong.content.decode()
        answer = counter.post("children", {**KIT, "name": "Kitty", "change": one[1]})

        assert answer["Location"] == counter.path("children")
        said = counter.get("children")
        assert said.index("Kitty<br>") < said.index("Bo<br>")
        assert "Kit<br>" not in said
        assert "Kitty" in counter.get("points")
        assert "Needs another look" not in counter.get("points")

    def test_of_a_list_changed_when_it_was_taken_off_is_added_anew(self, counter: Counter) -> None:
        counter.post("children", KIT)
        one = re.search(r'\?change=([^"]+)"', counter.get("children"))
        assert one
        counter.remove("children", "Kit")
        counter.post("children", {**KIT, "name": "Kitty", "change": one[1]})

        assert "Kitty<br>" in counter.get("children")

    def test_of_a_list_remove_one_thing_by_a_double_click(self, counter: Counter) -> None:
        for child in (KIT, BO, {**KIT, "name": "Lou"}):
            counter.post("children", child)
        one = re.search(r'name="remove" value="([^"]+)"', counter.get("children"))
        assert one
        for _ in range(2):
            counter.post("children", {"remove": one[1]})
        said = counter.get("children")

        assert "Kit<br>" not in said
        assert "Bo<br>" in said
        assert "Lou<br>" in said

    def test_of_a_list_add_one_thing_by_a_double_click(self, counter: Counter) -> None:
        counter.post("children", KIT)
        once = re.search(r'name="once" value="([^"]+)"', counter.get("children"))
        assert once
        for name in ("Bo", "Bo", "Lou"):
            counter.post("children", {**KIT, "name": name, "once": once[1]})
        said = counter.get("children")

        assert said.count("Bo<br>") == 1
        assert "Lou<br>" in said, "what was typed anew on the page gone back to is kept"

    def test_of_a_list_keep_what_was_typed_when_going_on(self, counter: Counter) -> None:
        counter.fill()
        typed = {"name": "Wren", "decision": "become", "category": "neglect", "go_on": "yes"}

        gone_on = counter.post("children", typed)
        untouched = counter.post("children", {"go_on": "yes"})

        assert gone_on.status_code == untouched.status_code == 302
        assert "Wren" in counter.get("children")

    @pytest.mark.parametrize("left", [("Bo", "Lou"), ("Bo",)])
    def test_leave_a_point_with_its_own_child(
        self, counter: Counter, left: tuple[str, ...]
    ) -> None:
        point_about_bo(counter, left)

        assert "Needs another look" not in counter.get()
        assert ("<br>Bo" in counter.get("points")) is (len(left) > 1)

    @pytest.mark.parametrize("left", [("Kit", "Lou"), ("Lou",)])
    def test_say_of_a_point_that_its_child_is_gone(
        self, counter: Counter, left: tuple[str, ...]
    ) -> None:
        point_about_bo(counter, left)

        assert "Needs another look" in counter.get()
        assert "is no longer on the list of children. Change it, or remove it" in counter.get(
            "points"
        )
        counter.remove("points", "Nobody asked Bo.")
        assert "Nobody asked Bo." not in counter.get("points")

    def test_offer_only_grounds_that_fit_the_conference(self, counter: Counter) -> None:
        counter.post("conference", counter.conference())
        counter.post("children", KIT)
        said = counter.get("points")

        assert "The criteria for having a plan were not met" in said
        assert "The criteria for ending the plan were not met" not in said
        assert "Which children is it about?" not in said

    def test_say_beside_a_matter_that_it_goes_elsewhere_and_where(self, counter: Counter) -> None:
        said = counter.get("points")

        assert said.count("This is not answered here.") == 1
        assert "It goes to Children Act complaints service, NHS complaints or the agency" in said
        assert "The complaints officer sends it on." in said

    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ({"ground": ""}, "Choose the ground on which they say the decision was wrong"),
            ({"matter": "process"}, "This ground does not go with what the point is about"),
            ({"ground": "information-incorrect"}, "Enter what was wrong in the information"),
            (
                {"ground": "information-incorrect", "wrong": "The dates."},
                "If they have nothing to show yet, write that they have not",
            ),
        ],
    )
    def test_ask_what_a_point_calls_for(
        self, counter: Counter, typed: dict[str, str], problem: str
    ) -> None:
        counter.post("conference", counter.conference())
        counter.post("children", KIT)
        counter.post("children", BO)
        answer = counter.post("points", {**POINT, **typed})

        assert answer.status_code == 422
        assert problem in answer.content.decode()

    def test_say_when_they_are_needed_and_never_that_they_are_not(self, counter: Counter) -> None:
        counter.post("conference", counter.conference())
        counter.post("children", KIT)
        said = counter.get("points")

        for question in (
            "decision was wrong?",
            "What was wrong in the information?",
            "shows that?",
        ):
            assert question in said
            assert f"{question} (optional)" not in said
        assert "Needed where the point is about what was decided." in said
        assert "Needed where the ground is “The information the decision rested on" in said
        assert "If they have nothing to show yet, write that they have not" in said

    def test_take_that_there_is_nothing_to_show_yet(self, counter: Counter) -> None:
        counter.post("conference", counter.conference())
        counter.post("children", KIT)
        told = {"wrong": "The dates.", "evidence": "They have nothing to show yet."}
        point = {**POINT, "children": [], "ground": "information-incorrect", **told}

        assert counter.post("points", point).status_code == 302

    def test_hold_days_to_their_order(self, counter: Counter) -> None:
        review = counter.conference(**day("review_due_on", date(2025, 4, 9)))
        assert "must be after the conference" in counter.post("conference", review).content.decode()
        counter.post("conference", counter.conference())
        early = counter.came(date(2025, 4, 9))
        later = counter.came(date(2025, 4, 22), **day("first_contact_on", date(2025, 4, 23)))

        assert "must not be before the conference" in counter.post("came", early).content.decode()
        assert (
            "must not be after the day it reached us"
            in counter.post("came", later).content.decode()
        )

    def test_ask_who_a_supporter_is(self, counter: Counter) -> None:
        answer = counter.post("elsewhere", {"supporter": "Gus"})

        assert "Choose who the supporter is" in answer.content.decode()


class TestBounds:
    @pytest.mark.parametrize("step", ["who", "conference", "came", "needs", "elsewhere"])
    def test_nothing_is_removed_from_what_is_no_list(self, counter: Counter, step: str) -> None:
        assert counter.post(step, {"remove": "0"}).status_code in (302, 422)

    def test_a_number_of_many_digits_is_not_on_the_list(self, counter: Counter) -> None:
        counter.post("children", KIT)

        assert counter.post("children", {"remove": "9" * 5000}).status_code == 302
        assert "Kit" in counter.get("children")

    def test_a_complaint_is_not_older_than_the_procedure(self, counter: Counter) -> None:
        counter.post("conference", counter.conference(**day("held_on", date(2023, 12, 1))))
        answer = counter.post("came", counter.came(date(2023, 12, 18)))

        assert answer.status_code == 422
        assert "must be Monday 1 January 2024 or later" in answer.content.decode()

    def test_a_complaint_is_not_from_between_two_versions(
        self, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = in_force("sp-cpc", date(2025, 4, 30))
        later = whole.model_copy(update={"version": 2, "effective_from": date(2025, 4, 1)})
        older = whole.model_copy(update={"effective_to": date(2025, 2, 1)})
        versions = {one.reference: one for one in (older, later)}
        monkeypatch.setattr("reconvene.desk.definitions.load_procedures", lambda: versions)
        answer = counter.post("came", counter.came(date(2025, 3, 3)))

        assert answer.status_code == 422
        assert "No version of the procedure was in force on this day" in answer.content.decode()

    def test_a_review_is_not_beyond_the_calendar(self, counter: Counter) -> None:
        far = day("review_due_on", date(2999, 7, 10))
        answer = counter.post("conference", counter.conference(**far))

        assert answer.status_code == 422
        assert "The latest day for the review must be" in answer.content.decode()


class TestLimit:
    def test_is_shown_with_its_derivation_once_the_conference_is_known(
        self, counter: Counter
    ) -> None:
        counter.post("conference", counter.conference())
        said = counter.get("who")

        assert "The last day to complain about this conference:" in said
        assert "Monday 28 April 2025" in said
        assert "Why this day?" in said
        assert "overdue" not in said.lower()

    def test_says_how_late_a_complaint_is_and_takes_it_all_the_same(self, counter: Counter) -> None:
        counter.fill(received_on=date(2025, 4, 30))
        said = counter.get("check")
        location = counter.confirm()["Location"]

        assert "This complaint is 2 working days late: it came on Wednesday 30 April 2025." in said
        assert "2 working days after the last day, Monday 28 April 2025" in said
        assert "It came late. Decide whether to take it on" in counter.get(location)

    def test_promises_no_decision_where_what_is_late_is_taken_on(
        self, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = in_force("sp-cpc", date(2025, 4, 30))
        late = whole.lodging.late.model_copy(update={"rule": "accept", "decided_by": ()})
        lodging = whole.lodging.model_copy(update={"late": late})
        kinder = whole.model_copy(update={"lodging": lodging})
        monkeypatch.setattr(
            "reconvene.desk.definitions.load_procedures", lambda: {kinder.reference: kinder}
        )
        counter.post("conference", counter.conference())
        counter.post("came", counter.came(date(2025, 4, 30)))
        said = counter.get()

        assert "Take it down all the same. This procedure takes on what comes late." in said
        assert "Somebody then decides" not in said

    def test_counts_from_first_contact(self, counter: Counter) -> None:
        first = day("first_contact_on", date(2025, 4, 28))
        counter.fill(came=counter.came(date(2025, 4, 30), **first))

        assert "working days late" not in counter.get("check")

    def test_is_said_to_be_none_where_the_procedure_states_none(self, counter: Counter) -> None:
        counter.at.procedure = "ox-cpc"
        counter.at.save()
        counter.post("conference", counter.conference())

        assert "This procedure gives no last day for complaining." in counter.get()


class TestReadingBack:
    def test_shows_everything_with_a_way_to_change_it(self, counter: Counter) -> None:
        counter.fill()
        said = counter.get("check")

        for words in ("Ewa Example", "Kit", "Dad Example", "Text only.", "Gus", "The hospital"):
            assert words in said
        assert f'href="{counter.path("points")}"' in said
        assert "The conference chair must acknowledge the complaint in writing" in said
        assert "Friday 25 April 2025" in said
        assert said.index("Then owed") < said.index("Take down the complaint </button>")

    def test_says_of_a_point_that_it_goes_elsewhere(self, counter: Counter) -> None:
        counter.fill()
        assert "is not answered here" not in counter.get("check")
        counter.post("points", {"words": "She was rude.", "matter": "agency-service"})

        assert "“She was rude”: this is not answered here. It goes to" in counter.get("check")

    def test_waits_until_every_step_is_done(self, counter: Counter) -> None:
        counter.post("who", WHO)

        assert counter.client.get(counter.path("check"))["Location"] == counter.path()

    def test_takes_nothing_but_what_was_read_back(self, counter: Counter) -> None:
        counter.fill()
        carried = counter.read_back()
        counter.post("who", {**WHO, "name": "Somebody Else"})
        answer = counter.confirm(carried)
        said = answer.content.decode()

        assert answer.status_code == 409
        assert "This was changed after it was read back, and nothing has been recorded" in said
        assert "Somebody Else" in said
        assert cases(everybody(counter.at.slug)).rows == ()
        reference = counter.confirm()["Location"].removeprefix("/take-down/done/")
        assert case_by_reference(everybody(counter.at.slug), reference)

    def test_says_why_it_cannot_be_taken_so_and_keeps_it(self, counter: Counter) -> None:
        counter.fill()
        counter.post("points", {**POINT, "children": ["c2"]})
        asked = counter.client.get(counter.path("check"))
        refused = counter.confirm()

        for answer in (asked, refused):
            assert answer.status_code == 409
            assert "The ground chosen for the point “Kit should" in answer.content.decode()
        assert "Kit should not be on a plan." in counter.get("points")


class TestConfirming:
    def test_twice_leads_to_the_same_receipt(self, counter: Counter) -> None:
        counter.fill()
        carried = counter.read_back()
        sent = [counter.confirm(carried) for _ in range(3)]

        assert {answer["Location"] for answer in sent} == {sent[0]["Location"]}
        assert sent[0]["Location"].startswith("/take-down/done/")

    def test_names_the_supporter_with_the_complaint_under_one_key(self, counter: Counter) -> None:
        counter.fill()
        answer = counter.confirm()
        events = counter.look(answer["Location"]).events

        assert [event.kind for event in events[:2]] == ["complaint.received", "supporter.named"]
        assert events[0].recorded_at == events[1].recorded_at

    @pytest.mark.clauses("SP 3.4")
    def test_notes_that_whoever_took_it_down_knows_of_it(self, counter: Counter) -> None:
        counter.fill()
        look = counter.look(counter.confirm()["Location"])

        told = look.events[2].data
        assert isinstance(told, NoticeGiven)
        assert told.notice == "tell-officer-received"
        assert look.events[2].happened_on == date(2025, 4, 30), "the day it was taken down"
        owed = [duty.rule.id for duty in look.duties if duty.is_open]
        assert "tell-complaints-officer" not in owed
        assert "acknowledge" in owed

    @pytest.mark.clauses("SP 3.4")
    def test_leaves_it_to_be_told_where_whoever_took_it_down_chaired(
        self, counter: Counter
    ) -> None:
        ben = Person.objects.get(username="ben.partnership")
        RoleHeld.objects.create(person=ben, role="conference-chair", from_on=date(2025, 1, 1))
        counter.chair = ben.id
        counter.fill()
        counter.confirm()
        cleo = person(counter.at, "Cleo Example", "complaints-officer")
        head = CaseHead.objects.get()
        look = load(cleo, head.id, date(2025, 4, 30))

        assert "notice.given" not in {event.kind for event in look.events}
        assert "tell-complaints-officer" in {one.rule.id for one in look.duties if one.is_open}

    def test_lets_the_day_it_came_be_put_right(self, counter: Counter) -> None:
        counter.fill(elsewhere={"elsewhere": "The hospital"})
        look = counter.look(counter.confirm()["Location"])
        put_right = record(
            Person.objects.get(username="ben.partnership"),
            look.case_id,
            "entry.corrected",
            EntryCorrected(entry=1, reason="A slip.", happened_on=date(2025, 4, 24)),
            happened_on=date(2025, 4, 30),
            key="slip",
            now=datetime(2025, 4, 30, 13, tzinfo=UTC),
        )

        assert isinstance(put_right, Receipt), put_right

    def test_a_key_never_used_leads_to_the_tasks(self, counter: Counter) -> None:
        answer = counter.confirm({"key": "never-used"})

        assert answer["Location"] == "/take-down"

    def test_opens_a_case_with_all_that_was_taken_down(self, counter: Counter) -> None:
        counter.fill()
        answer = counter.confirm()
        look = counter.look(answer["Location"])
        data = look.events[0].data
        assert isinstance(data, ComplaintReceived)
        conference = data.conference

        assert data.complainant.name == "Ewa Example"
        assert [(child.id, child.decision) for child in conference.children] == [
            ("c1", "become"),
            ("c2", "end"),
        ]
        assert conference.chair
        assert conference.chair.id == counter.chair
        assert [one.name for one in conference.minutes_sent_to] == ["Dad Example"]
        assert [(one.name, one.agency) for one in conference.reported] == [("Nia Nurse", "health")]
        assert data.points[0].children == ("c1",)
        assert (data.form, data.needs_help, data.interpreter) == ("spoken", True, "Polish")
        assert data.elsewhere == ("The hospital",)
        assert dict(look.case.supporters) == {"Gus": "friend"}

    def test_gives_a_receipt_of_what_happens_next(self, counter: Counter) -> None:
        counter.fill()
        answer = counter.confirm()
        reference = answer["Location"].removeprefix("/take-down/done/")
        said = counter.get(answer["Location"])

        assert f"{reference}</span>, Ewa Example" in said
        assert f'<span class="rc-code">{counter.look(answer["Location"]).codes[1]}</span>' in said
        assert "The conference chair must acknowledge the complaint in writing" in said
        assert "Bring an advocate or a friend to every meeting. They have named Gus." in said
        assert "The conference’s decision of Thursday 10 April 2025 stands" in said

    def test_owes_in_the_receipt_nothing_that_the_same_press_did(self, counter: Counter) -> None:
        counter.fill()
        said = counter.get(counter.confirm()["Location"])

        assert "The conference chair must acknowledge" in said
        assert "must tell the complaints officer" not in said

    def test_empties_the_draft(self, counter: Counter) -> None:
        counter.fill()
        counter.confirm()

        assert "Ewa Example" not in counter.get("who")

    def test_names_a_colleague_by_that_very_name(self, counter: Counter) -> None:
        other = {"chair": "other", "chair_name": "amina  yusuf"}
        counter.fill(conference=counter.conference(**other))
        look = counter.look(counter.confirm()["Location"])

        assert look.case.conference.chair
        assert look.case.conference.chair.id == counter.chair

    def test_lets_the_chair_be_unknown(self, counter: Counter) -> None:
        counter.fill(conference=counter.conference(chair="not-known"))
        look = counter.look(counter.confirm()["Location"])

        assert look.case.conference.chair is None

    def test_asks_first_whether_a_child_may(self, counter: Counter) -> None:
        counter.fill(who={"name": "Femi", "capacity": "child", **day("born_on", date(2014, 3, 1))})
        said = counter.get(counter.confirm()["Location"])

        assert "Decide whether this person can use the procedure" in said
