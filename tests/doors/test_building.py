"""Building a panel: who would sit, and whether it would be quorate and independent, before asking."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from reconvene.core.conduct.composing import BarWeighed, Weighed
from reconvene.core.record.event import payload
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.look import load_whole
from reconvene.people.models import Authority, Person, PoolMember, RoleHeld
from reconvene.web.acts.building_page import clear_words
from tests.doors.test_browse_case import as_, on, words
from tests.doors.test_late_ties import case_of
from tests.support.cast import SINCE, authority, person
from tests.support.sp_life import noon
from tests.support.storied import live

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
"""The panel was asked for the day before, and nobody is appointed."""
PANEL = "appeal-panel"


@pytest.fixture
def at() -> Authority:
    return authority()


@pytest.fixture
def reference(at: Authority, monkeypatch: pytest.MonkeyPatch) -> str:
    on(TODAY, monkeypatch)
    return live("sp-cpc/conflict-found-late", at, until=TODAY)


def in_pool(at: Authority, name: str, agency: str, *, is_senior: bool = True) -> str:
    """Let somebody who signs in nowhere be asked, and return their id."""
    made = PoolMember.objects.create(
        id=name.split(maxsplit=1)[0].lower(),
        authority=at,
        name=name,
        agency=agency,
        is_senior=is_senior,
    )
    return made.id


@pytest.fixture
def pool(at: Authority) -> dict[str, str]:
    """Three people who could sit, and two who could not: one not senior, one who held stage 2."""
    made = {
        name.split()[0].lower(): in_pool(at, name, agency)
        for name, agency in (
            ("Ingrid Pool", "health"),
            ("Carys Pool", "police"),
            ("Tariq Pool", "health-trust"),
        )
    }
    made["piers"] = in_pool(at, "Piers Pool", "police", is_senior=False)
    sam, _ = Person.objects.get_or_create(
        id="sam", defaults={"username": "sam", "authority": at, "name": "Sam Example"}
    )
    PoolMember.objects.create(authority=at, person=sam, agency="council")
    return made | {"sam": "sam"}


def path(reference: str, panel: str = PANEL, **chosen: str) -> str:
    return f"/case/{reference}/panel/{panel}/build" + (f"?{urlencode(chosen)}" if chosen else "")


def panel_page(reference: str) -> str:
    return f"/case/{reference}/panel/{PANEL}"


def said(client: Client, reference: str, who: str = "bea", **chosen: str) -> str:
    return words(as_(client, who), path(reference, **chosen))


THREE = {"chair": "ingrid", "member-1": "carys", "member-2": "tariq", "minutes": "yes"}


@pytest.mark.clauses("SP 5.2", "SP 5.3", "SP 5.7")
def test_before_anybody_is_thought_of_it_says_what_it_takes(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    shown = said(client, reference)

    assert "This panel could not decide yet. Why:" in shown
    for lacking in ("the chair", "2 more members", "people from 2 more agencies"):
        assert f"It still needs {lacking}." in shown
    assert "to take the minutes" not in shown
    assert "Chair: nobody yet." in shown
    assert "Are you somebody who manages, or ever managed, anybody who held the case?" in shown


@pytest.mark.clauses("SP 5.4")
def test_people_who_can_sit_are_led_to_being_asked_one_by_one(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    shown = said(client, reference, **THREE)

    assert "This panel could decide, and nothing on record speaks against anybody" in shown
    assert "3 people have to be asked whether they are independent." in shown
    assert "Chair: Ingrid Pool." in shown
    link = re.search(r'href="([^"]+)">Ask and appoint Tariq Pool<', shown)
    assert link
    asked = as_(client, "bea").get(link[1].replace("&amp;", "&")).content.decode()
    query = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    assert query["who"] == ["tariq|"]
    for chosen in ("member", "health-trust", "yes"):
        assert re.search(rf'value="{chosen}" checked', asked), chosen
    assert re.search(r'<option value="tariq\|" selected', asked)


BARS = (
    "line-management",
    "attended-conference",
    "reported-to-conference",
    "chaired-conference",
    "earlier-stage",
)


def appoint(client: Client, reference: str, **typed: str) -> Any:
    """Let Bea appoint somebody by the page of the act, and return its answer."""
    sent = {
        "key": f"for {typed['who']}",
        "happened_on-day": "10",
        "happened_on-month": "3",
        "happened_on-year": "2026",
        "is_senior": "yes",
        "step": "confirm",
        **{f"bar-{bar}": "no" for bar in BARS},
        **typed,
    }
    return as_(client, "bea").post(f"/case/{reference}/do/panelist.appointed/{PANEL}", sent)


@pytest.mark.clauses("SP 5.4")
def test_whoever_is_appointed_from_the_pool_is_on_the_panel_by_their_own_name(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    answer = appoint(client, reference, seat="member", who="tariq|", agency="health-trust")
    done = words(client, answer["Location"])
    assert f'href="{path(reference)}">go on building it<' in done

    shown = said(client, reference, **{"chair": "ingrid", "member-2": "carys", "minutes": "yes"})
    assert "On the panel. They said that nothing bars them" in shown
    assert "2 people have to be asked" in shown
    assert "Member: Tariq Pool." in shown
    assert 'value="tariq"' not in shown


def test_a_whole_panel_that_was_asked_is_good(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    appoint(client, reference, seat="chair", who="ingrid|", agency="health")
    appoint(client, reference, seat="member", who="carys|", agency="police")
    appoint(client, reference, seat="member", who="tariq|", agency="health-trust")

    shown = said(client, reference, minutes="yes")
    assert "This panel could decide, and everybody on it is independent." in shown


@pytest.mark.clauses("SP 5.3", "SP 5.4")
def test_it_says_of_each_person_why_they_cannot_sit(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    shown = said(client, reference, **{"chair": "ingrid", "member-1": "piers", "member-2": "sam"})

    assert "This panel cannot be appointed like this. Why:" in shown
    assert "Piers Pool: This person is not right for that seat: they are not senior" in shown
    assert (
        "Sam Example: The record shows that this is somebody who handled an earlier stage" in shown
    )
    assert "It still needs 2 more members." in shown
    assert "Ask and appoint Ingrid Pool" in shown
    assert "Ask and appoint Piers Pool" not in shown
    assert re.search(r"[^>]*>SP 5.3</a>", shown.partition("not senior")[2])


def put_down(
    reference: str, kind: str, details: dict[str, Any], on: date = TODAY, by: str = "ben"
) -> None:
    answer = record(
        Person.objects.get(id=by),
        case_of(reference),
        kind,
        payload(kind, details),
        happened_on=on,
        key=f"{kind} of {details}",
        now=noon(on),
    )
    assert isinstance(answer, Receipt), answer


@pytest.mark.assures("AZ-4")
@pytest.mark.clauses("SP 5.4")
def test_it_tells_no_more_of_a_tie_than_the_act_itself(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    reason = "They live at the same address."
    named = {"id": "carys", "name": "Carys Pool", "agency": "police"}
    tie = {"person": named, "tie": "same household", "reason": reason}
    put_down(reference, "interest.declared", tie)

    shown = said(client, reference, **THREE)
    table = shown.partition("Would it be quorate")[2]
    why = "These people have a tie to it, or were already part of it: Carys Pool."
    assert why in table
    assert "household" not in table
    assert "address" not in table
    assert "Ask and appoint Carys Pool" not in table
    refused = appoint(client, reference, seat="member", who="carys|", agency="police")
    assert why in " ".join(refused.content.decode().split())


@pytest.mark.clauses("SP 5.4")
def test_whoever_turns_out_tied_on_the_panel_is_led_to_standing_down(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    appoint(client, reference, seat="member", who="carys|", agency="police")
    named = {"id": "carys", "name": "Carys Pool", "agency": "police"}
    put_down(reference, "interest.declared", {"person": named, "tie": "friend", "reason": "So."})

    shown = said(client, reference)
    assert "Somebody on this panel cannot sit. Why:" in shown
    assert "Record that Carys Pool stands down" in shown
    sitting = words(client, f"/case/{reference}/panel/{PANEL}")
    assert "This is somebody with a tie to the case. They cannot sit." in sitting
    assert "Carys Pool has a tie to the case" in words(client, f"/case/{reference}")


def four_seated(client: Client, reference: str) -> None:
    in_pool(Authority.objects.get(), "Zoe Pool", "council")
    appoint(client, reference, seat="chair", who="ingrid|", agency="health")
    for name, agency in (("carys", "police"), ("tariq", "health-trust"), ("zoe", "council")):
        appoint(client, reference, seat="member", who=f"{name}|", agency=agency)


@pytest.mark.clauses("SP 5.4", "SP 5.7")
def test_while_it_sits_both_pages_count_those_who_can_decide(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    four_seated(client, reference)
    present = ["ingrid", "carys", "tariq"]
    mina = {"id": "mina", "name": "Mina", "role": "minute-taker"}
    opened = {"panel": PANEL, "present": present, "minute_taker": mina}
    put_down(reference, "sitting.opened", opened, by="bea")
    here = words(as_(client, "bea"), f"/case/{reference}/panel/{PANEL}")
    assert "The people here can decide." in here
    assert "It is sitting, and the people here can decide." in words(client, f"/case/{reference}")

    named = {"id": "carys", "name": "Carys Pool", "agency": "police"}
    put_down(reference, "interest.declared", {"person": named, "tie": "friend", "reason": "So."})
    here = words(as_(client, "bea"), f"/case/{reference}/panel/{PANEL}")
    assert "The people here cannot decide. Still missing:" in here
    case = words(client, f"/case/{reference}")
    assert "As it now is, it could not decide." in case
    assert "It still needs one more member." in case


@pytest.mark.clauses("SP 5.4", "SP 5.7")
def test_before_it_sits_both_pages_say_that_the_others_could_decide(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    four_seated(client, reference)
    named = {"id": "carys", "name": "Carys Pool", "agency": "police"}
    put_down(reference, "interest.declared", {"person": named, "tie": "friend", "reason": "So."})

    here = words(as_(client, "bea"), f"/case/{reference}/panel/{PANEL}")
    assert "If everybody appointed comes, the panel can decide." in here
    case = words(client, f"/case/{reference}")
    assert "Whoever on it can sit could decide. Somebody on it has to stand down." in case


class TestTheMinutes:
    """Both pages say the same of whoever takes the minutes, before it sits, while and after."""

    @pytest.fixture
    def reference(self, at: Authority, monkeypatch: pytest.MonkeyPatch) -> str:
        on(TODAY, monkeypatch)
        bea = Person.objects.create(id="bea", username="bea", authority=at, name="Bea Example")
        RoleHeld.objects.create(person=bea, role="business-manager", from_on=SINCE)
        return live("sp-cpc/conflict-found-late", at, until=TODAY - timedelta(days=1))

    NEEDS = "It still needs somebody to take the minutes."

    def pages(self, client: Client, reference: str, **chosen: str) -> tuple[str, str, str]:
        built = said(client, reference, **chosen)
        return built, words(client, panel_page(reference)), words(client, f"/case/{reference}")

    @pytest.mark.clauses("SP 5.5", "SP 5.7")
    def test_without_anybody_it_cannot_decide_on_any_page(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        four_seated(client, reference)

        built, own, case = self.pages(client, reference)
        assert self.NEEDS in built
        assert "the panel cannot decide. Still missing:" in own
        assert "<li>somebody to take the minutes</li>" in own
        assert "As it now is, it could not decide." in case
        assert self.NEEDS in case
        assert self.NEEDS not in said(client, reference, minutes="yes")

    @pytest.mark.clauses("SP 5.5")
    def test_once_somebody_is_found_nobody_asks_again(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        four_seated(client, reference)
        mina = {"id": "mina", "name": "Mina", "role": "minute-taker"}
        put_down(reference, "task.done", {"task": "minute-taker-found", "person": mina}, by="bea")

        built, own, case = self.pages(client, reference)
        assert "This panel could decide, and everybody on it is independent." in built
        assert 'name="minutes"' not in built
        assert "If everybody appointed comes, the panel can decide." in own
        assert "it could decide, and it is independent" in case

    @pytest.mark.clauses("SP 5.5")
    def test_who_is_named_when_it_sits_is_found(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        four_seated(client, reference)
        owed = "Provide a minute-taker for the panel"
        assert owed in words(as_(client, "bea"), "/")
        mina = {"id": "mina", "name": "Mina", "role": "minute-taker"}
        opened = {"panel": PANEL, "present": ["ingrid", "carys", "tariq"], "minute_taker": mina}
        put_down(reference, "sitting.opened", opened, by="bea")

        built, own, _case = self.pages(client, reference)
        assert "to take the minutes" not in built
        assert "The people here can decide." in own
        assert owed not in words(client, "/")

    def test_votes_are_asked_in_no_table(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        four_seated(client, reference)
        mina = {"id": "mina", "name": "Mina", "role": "minute-taker"}
        opened = {"panel": PANEL, "present": ["ingrid", "carys", "tariq"], "minute_taker": mina}
        put_down(reference, "sitting.opened", opened, by="bea")
        vote = f"/case/{reference}/do/decision.put/support-decision"

        asked = words(as_(client, "bea"), vote)
        assert "How did Carys Pool vote?" in asked
        assert "<table" not in asked


class TestBuildingOn:
    """What was chosen stays chosen while one after another is appointed."""

    def link(self, shown: str, words: str) -> str:
        found = re.search(rf'href="([^"]+)">{re.escape(words)}<', shown)
        assert found, words
        return found[1].replace("&amp;", "&")

    def test_who_else_was_chosen_is_still_chosen(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        shown = said(client, reference, **THREE)
        link = self.link(shown, "Ask and appoint Carys Pool")
        sent = {"key": "k", "happened_on-day": "10", "happened_on-month": "3",
                "happened_on-year": "2026", "is_senior": "yes", "step": "confirm",
                **{f"bar-{bar}": "no" for bar in BARS},
                "seat": "member", "who": "carys|", "agency": "police"}  # fmt: skip
        answer = as_(client, "bea").post(link, sent)
        on_from = self.link(words(client, answer["Location"]), "go on building it")

        chosen = parse_qs(urlsplit(on_from).query)
        assert chosen == {"chair": ["ingrid"], "member-2": ["tariq"]}
        shown = words(client, on_from)
        assert "This panel could decide, and nothing on record speaks against anybody" in shown
        assert "Ask and appoint Tariq Pool" in shown
        assert answer["Location"] == as_(client, "bea").post(link, sent)["Location"]

    def test_more_than_seats_is_carried_nowhere(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        answer = appoint(client, reference, seat="member", who="carys|", agency="police")
        many = urlencode({"then": urlencode({f"x{number}": "y" for number in range(99)})})

        shown = words(client, f"{answer['Location']}?{many}")
        assert self.link(shown, "go on building it") == path(reference)

    def test_of_whoever_is_on_it_since_it_says_so(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        appoint(client, reference, seat="chair", who="ingrid|", agency="health")

        answer = as_(client, "bea").get(
            path(reference, **{"member-1": "ingrid", "member-2": "tariq"})
        )
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "Ingrid Pool is on this panel already. Choose somebody else, or nobody" in shown
        assert re.search(r'<option value="tariq" selected', shown)
        again = appoint(client, reference, seat="chair", who="ingrid|", agency="health", key="k",
                        note="", happened_on="").content.decode()  # fmt: skip
        assert "Ingrid Pool is on this panel already. Choose or name somebody else" in again
        assert "That seat is taken already. Choose another seat" in again
        assert "valid choice" not in again + shown
        back = words(
            as_(client, "bea"), f"/case/{reference}/do/panelist.appointed/{PANEL}?who=ingrid|"
        )
        assert "Ingrid Pool is on this panel already." in back

    def test_where_nobody_is_chosen_it_says_so(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        assert "You chose nobody." in said(client, reference, chair="")
        assert "You chose nobody." not in said(client, reference)
        assert "You chose nobody." not in said(client, reference, chair="ingrid")

    def test_a_full_panel_asks_for_nobody_it_needs(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        assert "Who could take the free seats?" in said(client, reference)
        four_seated(client, reference)

        shown = said(client, reference)
        assert "Who could take the free seats?" not in shown
        assert "Every seat that it needs is taken. You can ask somebody else too." in shown

    def test_whoever_appoints_themselves_is_asked_of_themselves(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        act = f"/case/{reference}/do/panelist.appointed/{PANEL}"
        own = words(as_(client, "bea"), f"{act}?who=bea|")
        assert "Are you somebody who manages, or ever managed" in own
        assert "Are you senior in your agency?" in own
        other = words(client, f"{act}?who=tariq|")
        assert "Is this somebody who manages, or ever managed" in other


@pytest.mark.clauses("SP 5.4")
def test_whoever_left_leaves_a_trace(reference: str, pool: dict[str, str], client: Client) -> None:
    appoint(client, reference, seat="member", who="carys|", agency="police")
    gone = {"panel": PANEL, "person": "carys", "reason": "She managed the team.",
            "bar": "line-management"}  # fmt: skip
    put_down(reference, "panelist.removed", gone)

    shown = said(client, reference, **{"member-1": "carys"})
    assert (
        "Carys Pool, member, stood down on Tuesday 10 March 2026. The reason given: She managed "
        "the team. This is somebody who manages, or ever managed, anybody who held the case."
        in shown
    )
    assert "Carys Pool: The record shows that this is somebody who manages" in shown


def test_somebody_of_the_pool_is_the_person_of_that_name_on_record(
    at: Authority, reference: str, pool: dict[str, str], client: Client
) -> None:
    named = {"id": "x-police", "name": "Carys Pool", "agency": "police"}
    put_down(reference, "interest.declared", {"person": named, "tie": "friend", "reason": "So."})

    shown = said(client, reference)
    assert 'value="x-police"' in shown
    assert "have a tie to it" in said(client, reference, **{"member-1": "x-police"})


IS_IT = "The record names somebody called Carys Pool. Is it them? Somebody new must look at this."


class TestTheSameName:
    """Whoever may be known to the record under another id is never called clear."""

    def tied(self, reference: str, name: str, **more: str) -> None:
        named = {"id": name, "name": "carys  POOL", "agency": "police", **more}
        details = {"person": named, "tie": "friend", "reason": "So."}
        put_down(reference, "interest.declared", details)

    def is_in_doubt(self, client: Client, reference: str, carys: str) -> None:
        shown = said(client, reference, **THREE | {"member-1": carys})
        assert IS_IT in shown
        assert "nothing on record speaks against anybody" not in shown
        assert ">Ask and appoint Carys Pool<" not in shown
        assert ">If it is not them, ask and appoint Carys Pool<" in shown
        assert "friend" not in shown.partition("Would it be quorate")[2]

    @pytest.mark.clauses("SP 5.4")
    def test_of_somebody_who_signs_in_is_looked_up(
        self, at: Authority, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        PoolMember.objects.filter(id="carys").delete()
        carys = person(at, "Carys Pool")
        PoolMember.objects.create(authority=at, person=carys, agency="police")
        self.tied(reference, "x-police")

        self.is_in_doubt(client, reference, carys.id)

    @pytest.mark.clauses("SP 5.4")
    def test_from_another_agency_is_looked_up(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        self.tied(reference, "x1", agency="council", role="social-worker")

        self.is_in_doubt(client, reference, "carys")

    @pytest.mark.clauses("SP 5.4")
    def test_under_two_ids_both_are_weighed(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        self.tied(reference, "x1")
        named = {"id": "x2", "name": "Carys Pool", "agency": "police"}
        put_down(reference, "interest.declared", {"person": named, "tie": "none", "reason": ""})

        self.is_in_doubt(client, reference, "x2")

    @pytest.mark.clauses("SP 5.4")
    def test_of_who_complains_is_looked_up(
        self, at: Authority, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        ben = Person.objects.get(id="ben")
        received = load_whole(ben, case_of(reference), TODAY).case.received
        assert received
        name = received.complainant.name
        PoolMember.objects.filter(id="carys").update(name=name)

        shown = said(client, reference, **{"member-1": "carys"})
        assert f"The record names somebody called {name}. Is it them?" in shown

    @pytest.mark.clauses("SP 5.4")
    def test_of_somebody_who_has_a_seat_is_looked_up(
        self, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        appoint(client, reference, seat="member", who="carys|", agency="police")
        self.tied(reference, "x1", agency="health")

        shown = said(
            client, reference, **{"chair": "ingrid", "member-2": "tariq", "minutes": "yes"}
        )
        assert "The record speaks of somebody with the name of a person here." in shown
        assert IS_IT in shown

    def test_on_the_panel_already_is_not_offered_again(
        self, at: Authority, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        appoint(client, reference, seat="chair", who="ingrid|", agency="health")
        ingrid = person(at, "Ingrid  pool")
        PoolMember.objects.create(authority=at, person=ingrid, agency="health-trust")

        shown = said(client, reference)
        assert f'value="{ingrid.id}"' not in shown

    def test_chosen_for_two_seats_fills_one(
        self, at: Authority, reference: str, pool: dict[str, str], client: Client
    ) -> None:
        ingrid = person(at, "ingrid Pool")
        PoolMember.objects.create(authority=at, person=ingrid, agency="health-trust")

        shown = said(client, reference, **{"chair": "ingrid", "member-1": ingrid.id})
        assert "ingrid Pool: You chose them for two seats, and nobody can have two." in shown
        assert "It still needs 2 more members." in shown
        assert ">Ask and appoint ingrid Pool<" not in shown
        second = shown.partition('name="member-2"')[2].partition("</select>")[0]
        assert "Tariq Pool" in second
        assert "ngrid" not in second


def test_of_who_was_not_asked_everything_it_is_not_said_that_nothing_bars_them() -> None:
    carys = PanelistAppointed(
        panel=PANEL, seat="member", person=Named(id="carys"), is_senior=True, declared={}
    )
    bar = BarWeighed("earlier-stage", "free", "SP 5.4")
    asked = Weighed(carys, has_seat=True, against=(), bars=(bar,))
    unasked = replace(asked, bars=(bar, replace(bar, standing="not asked")))

    assert "They said that nothing bars them" in clear_words(asked)
    assert "They said" not in clear_words(unasked)


def test_who_cannot_sign_in_any_more_is_not_offered(
    at: Authority, reference: str, pool: dict[str, str], client: Client
) -> None:
    gone = person(at, "Gone Pool")
    PoolMember.objects.create(authority=at, person=gone, agency="health")
    assert "Gone Pool" in said(client, reference)

    Person.objects.filter(id=gone.id).update(is_active=False)
    assert "Gone Pool" not in said(client, reference)
    assert "Carys Pool" in said(client, reference)


def test_who_is_not_in_the_pool_cannot_be_chosen(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    answer = as_(client, "bea").get(path(reference, chair="nobody"))

    assert answer.status_code == 422


def test_another_authority_s_pool_is_nowhere(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    other = authority("elsewhere", prefix="EL", name="Elsewhere")
    in_pool(other, "Zora Elsewhere", "police")

    assert "Zora" not in said(client, reference)


def test_without_a_pool_it_leads_to_appointing_by_name(reference: str, client: Client) -> None:
    shown = said(client, reference)

    assert "Nobody is in the pool yet." in shown
    assert f'href="/case/{reference}/do/panelist.appointed/{PANEL}">appointed by name<' in shown


def test_it_is_reached_from_the_panel_s_own_page(
    reference: str, pool: dict[str, str], client: Client
) -> None:
    shown = words(as_(client, "bea"), f"/case/{reference}/panel/{PANEL}")

    assert f'href="{path(reference)}">Build the panel<' in shown


@pytest.mark.assures("AZ-4")
def test_who_can_appoint_nobody_is_told_of_nobody(
    at: Authority, reference: str, pool: dict[str, str], client: Client
) -> None:
    appoint(client, reference, seat="member", who="carys|", agency="police")
    Person.objects.create(id="carys", username="carys", authority=at, name="Carys Pool")

    for who in ("carys", "amina"):
        answer = as_(client, who).get(path(reference, **THREE))
        shown = answer.content.decode()
        assert "Ingrid Pool" not in shown, who
        assert "Tariq Pool" not in shown, who
        link = f'href="{path(reference)}"'
        assert link not in client.get(f"/case/{reference}/panel/{PANEL}").content.decode()


def test_an_emergency_shows_the_case_and_no_pool(
    at: Authority, reference: str, pool: dict[str, str], client: Client
) -> None:
    nia = person(at, "Nia Example", "conference-chair")
    reason = "The police rang: a child is at the door and nobody else is here."
    open_in_emergency(nia, reference, reason, noon(TODAY))
    client.force_login(nia)

    shown = words(client, path(reference, **THREE))
    assert "You opened this case in an emergency" in shown
    assert "Ingrid Pool" not in shown
    assert "Who could take the free seats?" not in shown


def test_before_its_stage_nobody_builds_it(
    at: Authority, pool: dict[str, str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = date(2026, 1, 14)
    on(early, monkeypatch)
    reference = live("sp-cpc/conflict-found-late", at, until=early)

    shown = said(client, reference, "ben", **THREE)
    assert "No point of this complaint has reached the Complaint and appeal panel." in shown
    assert "Ingrid Pool" not in shown


def test_a_panel_that_the_procedure_has_not_is_nowhere(reference: str, client: Client) -> None:
    assert as_(client, "bea").get(path(reference, "no-panel")).status_code == 404


class TestNamedSeats:
    """The procedure whose panel has a seat for each of three agencies."""

    ON = date(2025, 11, 11)
    INTER_AGENCY = "inter-agency-panel"

    @pytest.fixture
    def reference(self, monkeypatch: pytest.MonkeyPatch) -> str:
        self.at = authority("oxford", procedure="ox-cpc", prefix="OX", name="Oxford")
        on(self.ON, monkeypatch)
        for name, agency in (
            ("Petra Pool", "police"),
            ("Hal Pool", "health"),
            ("Mo Pool", "council"),
        ):
            in_pool(self.at, name, agency)
        reference = live("ox-cpc/mixed-points", self.at, until=self.ON)
        sol = Person.objects.get(id="sol")
        PoolMember.objects.create(authority=self.at, person=sol, agency="council")
        return reference

    def said(self, client: Client, reference: str, **chosen: str) -> str:
        return words(as_(client, "ben"), path(reference, self.INTER_AGENCY, **chosen))

    @pytest.mark.clauses("OX 1b.5")
    def test_each_is_filled_by_its_own_agency(self, reference: str, client: Client) -> None:
        good = self.said(client, reference, police="petra", health="hal", council="mo")
        assert "3 people have to be asked whether they are independent." in good
        assert "Council safeguarding manager: Mo Pool." in good
        assert "Who takes the minutes" not in good
        assert 'name="minutes"' not in good

        short = self.said(client, reference, police="petra", council="mo")
        assert short.count("It still needs") == 1

        wrong = self.said(client, reference, police="hal", health="petra")
        assert "Hal Pool: This person is not right for that seat: they are not from an" in wrong
        assert "It still needs somebody in the seat Police." in wrong

    @pytest.mark.clauses("OX 1b.5", "OX 1b.6")
    def test_whoever_adjudicated_is_not_on_it(self, reference: str, client: Client) -> None:
        shown = self.said(client, reference, council="sol")

        assert "The record shows that this is somebody who adjudicated a point" in shown
        assert "Ask and appoint" not in shown

    @pytest.mark.clauses("OX 1b.6")
    def test_nor_is_whoever_holds_a_post_that_keeps_them_off_it(
        self, reference: str, client: Client
    ) -> None:
        tomos = person(self.at, "Tomos Example", "service-manager-qa")
        PoolMember.objects.create(authority=self.at, person=tomos, agency="council")
        shown = self.said(client, reference, council=tomos.id)

        assert "Tomos Example: Somebody who acts here as the" in shown
        assert "cannot be a member of this panel." in shown
        assert "Ask and appoint" not in shown

    @pytest.mark.clauses("OX 1b.6")
    def test_nor_is_whoever_holds_it_in_this_case_though_no_longer_by_post(
        self, reference: str, client: Client
    ) -> None:
        tomos = person(self.at, "Tomos Example", "service-manager-qa")
        PoolMember.objects.create(authority=self.at, person=tomos, agency="council")
        named = {"id": tomos.id, "name": "Tomos Example"}
        assigned = {"role": "service-manager-qa", "person": named}
        put_down(reference, "role.assigned", assigned, self.ON)
        RoleHeld.objects.filter(person=tomos).update(to_on=self.ON - timedelta(days=1))

        shown = self.said(client, reference, council=tomos.id)
        assert "cannot be a member of this panel." in shown
        assert "Ask and appoint" not in shown

    def test_with_every_seat_taken_nobody_is_asked_for(
        self, reference: str, client: Client
    ) -> None:
        people = (("petra", "police", "police"), ("hal", "health", "health"),
                  ("mo", "council", "council"))  # fmt: skip
        for name, seat, agency in people:
            sent = {"happened_on-day": "11", "happened_on-month": "11", "happened_on-year": "2025",
                    "key": name, "step": "confirm", "seat": seat, "who": f"{name}|",
                    "agency": agency, "is_senior": "yes", "bar-adjudicated": "no"}  # fmt: skip
            act = f"/case/{reference}/do/panelist.appointed/{self.INTER_AGENCY}"
            assert as_(client, "ben").post(act, sent).status_code == 302

        shown = self.said(client, reference)
        assert "Every seat is taken." in shown
        assert "This panel could decide, and everybody on it is independent." in shown
        assert "Check this panel" not in shown
