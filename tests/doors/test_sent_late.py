"""A form that was sent after its session had run out: kept for its sender, and for nobody else."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reconvene.accounts.models import OpenSession
from reconvene.accounts.sessions import end_sessions
from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load_referred_to
from reconvene.desk.retention import Erasure, State
from reconvene.ledger.models import StoredEntry
from reconvene.library.words.plain import said_day
from reconvene.people.models import Person
from reconvene.sealing.models import Compartment, StoredKey
from reconvene.web.browse.offered_again import ALSO_GONE
from reconvene.web.browse.proven import PROVEN_AT
from reconvene.web.browse.sent_late import MOST
from reconvene.web.browse.unsaved import AGAIN
from reconvene.web.browse.unsaved_words import WITHHELD
from reconvene.web.models import KeptForm
from tests.support.cast import person
from tests.support.filling import day
from tests.support.sealing import dump
from tests.support.sent import FAR_OFF, HAPPENED_ON, NOON, Sent, Site, clock, sent_to
from tests.support.signing_in import app_shows, give_password, with_app
from tests.support.statements import statements

__all__ = ["clock"]
pytestmark = [pytest.mark.django_db, pytest.mark.assures("SES-3")]

PAGE, MY_WORK = "/sent-late", "/"
WORDS = "Zebedee’s aunt, who said:\r\n“I come <with> them & speak.”"
QUARTER = timedelta(minutes=15, seconds=1)
LEADS = "What you sent is not recorded: your session had ended."
CHOSEN = {"court": "A court case", "parent": "Parent"}
KEPT, NOT_KEPT = "What you wrote is kept", "what you sent is not kept"


@pytest.fixture
def site(client: Client, clock: time_machine.Traveller) -> Site:
    """Give a case whose officer began to write a quarter of an hour ago, and asked for nothing since."""
    site = Site(client)
    with_app(site.ben)
    clock.shift(QUARTER)
    return site


def written(site: Site, words: str = WORDS) -> Sent:
    on = {name: str(number) for name, number in day("happened_on", HAPPENED_ON).items()}
    typed = {
        **on, "name": words, "kind": "friend", "key": "the-key", "step": "confirm",
    }  # fmt: skip
    return Sent(f"/case/{site.reference}/do/supporter.named/-", typed)


def unconfirmed(sent: Sent) -> dict[str, str]:
    """Return what is offered again of a form: all of it but that it was confirmed."""
    return {name: value for name, value in sent.typed.items() if name != "step"}


def sent_too_late(site: Site, sent: Sent | None = None) -> str:
    """Send a form, and return the page for signing in that one comes to."""
    answer = site.client.post((sent or written(site)).path, dict((sent or written(site)).typed))
    assert answer.status_code == 302
    return site.client.get(answer["Location"]).content.decode()


def signed_in(client: Client, who: Person) -> str:
    """Sign in with both factors, and return the page one comes to."""
    give_password(client, who)
    return client.post("/sign-in/second", {"code": app_shows()}, follow=True).content.decode()


def form_of(page: str) -> dict[str, str]:
    """Return what a page offers to send again."""
    (form,) = forms_of(page)
    return form


def lines_of(page: str) -> dict[str, list[str]]:
    """Return what a page says of what was sent, line by line under each label."""
    rows = re.findall(r"__key\">([^<]*)</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL)
    return {
        label: [unescape(line) for line in re.findall(r"<p[^>]*>(.*?)</p>", lines)]
        for label, lines in rows
    }


def forms_of(page: str) -> list[dict[str, str]]:
    """Return everything that a page offers to send again, form by form, without its own name."""
    return [
        {name: value for name, value in boxes.items() if name != AGAIN} for boxes in boxes_of(page)
    ]


def boxes_of(page: str) -> list[dict[str, str]]:
    """Return every box of the forms on a page but the proof that it is ours."""
    return [
        {name: unescape(value) for name, value in boxes if name != "csrfmiddlewaretoken"}
        for form in re.findall(r"<form[^>]*>.*?Send it again", page, re.DOTALL)
        if (boxes := re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    ]


class TestToItsSender:
    def test_it_is_offered_whole_once_they_have_signed_in_and_then_done(self, site: Site) -> None:
        entries, sent = StoredEntry.objects.count(), written(site)

        asked = sent_too_late(site)
        assert f"{KEPT} until somebody signs in here, for 15 minutes at most" in asked
        assert "Zebedee" not in asked
        offered = signed_in(site.client, site.ben)

        assert "Your words are still here" in offered
        assert f'action="{sent.path}"' in offered
        assert form_of(offered) == unconfirmed(sent)
        again = form_of(offered) | {"step": "confirm"}
        assert StoredEntry.objects.count() == entries
        assert "/done/" in site.client.post(sent.path, again)["Location"]
        assert StoredEntry.objects.count() == entries + 1

    def test_it_is_not_offered_after_its_time(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        sent_too_late(site)
        signed_in(site.client, site.ben)
        clock.shift(QUARTER)

        again = signed_in(site.client, site.ben)

        assert "Zebedee" not in again
        assert "gone" not in again

    def test_it_is_offered_by_whichever_way_they_sign_in(self, site: Site) -> None:
        site.at.is_demo = True
        site.at.save()
        sent_too_late(site)

        offered = site.client.post("/people", {"person": site.ben.id}, follow=True).content.decode()

        assert form_of(offered) == unconfirmed(written(site))

    def test_a_form_without_anything_kept_leads_where_they_were_going(self, site: Site) -> None:
        assert KEPT not in site.client.get("/sign-in?ended=1").content.decode()
        give_password(site.client, site.ben, next_page="/cases")

        answer = site.client.post("/sign-in/second", {"code": app_shows()})

        assert answer["Location"] == "/cases"

    def test_a_postcode_is_no_secret_code(self, site: Site) -> None:
        typed = {"postcode": "SP1 1AA", "house": "12 Rose Road"}
        sent_too_late(site, Sent(f"/case/{site.reference}/do/home.noted/-", typed))

        assert form_of(signed_in(site.client, site.ben)) == typed


class TestBeforeItIsSentAgain:
    """Who left the screen need not be who pressed the button on it."""

    def test_an_act_is_named_with_its_case_and_every_answer(self, site: Site) -> None:
        sent_too_late(site)

        said = lines_of(signed_in(site.client, site.ben))

        assert said == {
            "What it does": ["Puts an act on the record", "A supporter was named"],
            "Case": [site.reference],
            "When it happened": [said_day(HAPPENED_ON)],
            "Name": WORDS.split("\r\n"),
            "Which kind": ["Friend or relative"],
        }

    def test_an_act_that_was_confirmed_comes_to_its_check_page_again(self, site: Site) -> None:
        entries = StoredEntry.objects.count()
        sent_too_late(site)
        offered = form_of(signed_in(site.client, site.ben))

        checked = site.client.post(written(site).path, offered).content.decode()

        assert "Check this before it is recorded" in checked
        assert StoredEntry.objects.count() == entries

    def test_nobodys_approval_of_an_erasure_is_kept(self, site: Site) -> None:
        sent = sent_to("erasure", site)

        assert KEPT not in sent_too_late(site, sent)
        offered = signed_in(site.client, site.ben)

        assert forms_of(offered) == []
        assert Erasure.objects.get().state == State.PROPOSED
        assert KeptForm.objects.count() == 0

    def test_nobodys_approval_of_which_of_two_is_kept(self, site: Site) -> None:
        path = sent_to("erasure", site).path

        assert KEPT not in sent_too_late(site, Sent(path, {"step": "confirm", "as": "last"}))
        assert KeptForm.objects.count() == 0

    def test_nobodys_button_that_takes_something_off_a_list_is_kept(self, site: Site) -> None:
        sent = Sent("/take-down/any/points", {"remove": "3", "once": "the-page"})

        assert KEPT not in sent_too_late(site, sent)
        assert KeptForm.objects.count() == 0

    def test_what_was_being_changed_is_changed_and_its_number_is_no_answer(
        self, site: Site
    ) -> None:
        typed = {"matter": WORDS, "change": "the-third"}
        sent_too_late(site, Sent("/take-down/any/points", typed))

        offered = signed_in(site.client, site.ben)

        assert form_of(offered) == typed
        assert "Change" not in lines_of(offered)

    def test_nobodys_last_button_of_a_complaint_is_kept(self, site: Site) -> None:
        sent = Sent("/take-down/any/check", {"key": "the-key", "read": "what-was-read"})

        assert KEPT not in sent_too_late(site, sent)
        assert KeptForm.objects.count() == 0

    @pytest.mark.parametrize("route", ["place-hold", "emergency", "take-down-step"])
    def test_every_answer_is_to_be_read(self, site: Site, route: str) -> None:
        sent = sent_to(route, site)
        sent_too_late(site, sent)

        said = lines_of(signed_in(site.client, site.ben))

        shown = {line for lines in said.values() for line in lines}
        on = {name for name in sent.typed if name.endswith(("-day", "-month", "-year"))}
        silent = on | {"key", "once", "seen"}
        answered = {value for name, value in sent.typed.items() if name not in silent}
        assert shown >= {CHOSEN.get(one, one) for one in answered}
        assert not on or said_day(FAR_OFF) in shown

    def test_whom_somebody_chose_is_named(self, site: Site) -> None:
        typed = {"person": f"{site.ben.id}|complaints-officer"}
        sent_too_late(site, Sent(f"/case/{site.reference}/do/role.assigned/-", typed))

        assert lines_of(signed_in(site.client, site.ben))["Who"] == [
            f"{site.ben.name}, complaints officer"
        ]

    @pytest.mark.assures("AZ-2")
    def test_who_supports_a_family_is_not_given_back_where_a_wall_shuts_the_case_since(
        self, site: Site
    ) -> None:
        sent_too_late(site)
        beyond_a_wall(site)

        shown = signed_in(site.client, site.ben)

        assert "Zebedee" not in shown
        assert lines_of(shown)[WITHHELD.label] == list(WITHHELD.lines)
        assert "name" not in form_of(shown)


def beyond_a_wall(site: Site) -> None:
    """Let a colleague say that Ben has a tie to the family of the case."""
    lena = person(site.at, "Lena Fischer", "complaints-officer")
    look = load_referred_to(lena, site.reference, HAPPENED_ON)
    who = {"id": site.ben.id, "name": site.ben.name}
    said = payload("interest.declared", {"person": who, "tie": "friend", "reason": "So."})
    done = record(
        lena, look.case_id, "interest.declared", said, happened_on=HAPPENED_ON, key="tie", now=NOON
    )
    assert isinstance(done, Receipt), done


class TestFromSeveralTabs:
    """A browser has one session, however many of its tabs somebody wrote in."""

    def test_each_form_is_offered_in_the_order_they_were_sent(self, site: Site) -> None:
        first, second = written(site), written(site, "Yolanda, his aunt")

        for sent in (first, second):
            assert KEPT in sent_too_late(site, sent)
        offered = signed_in(site.client, site.ben)

        assert forms_of(offered) == [unconfirmed(first), unconfirmed(second)]
        assert offered.count('target="_blank"') == 2

    @pytest.mark.parametrize("page", ["/cases", "/sign-in", "/nowhere"])
    def test_a_page_that_another_tab_asks_for_in_between_loses_nothing(
        self, site: Site, page: str
    ) -> None:
        site.client.get(page)

        assert KEPT in sent_too_late(site)
        assert form_of(signed_in(site.client, site.ben)) == unconfirmed(written(site))

    def test_a_tab_that_is_sent_long_after_the_first_is_kept_too(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        sent_too_late(site)
        clock.shift(QUARTER)

        assert KEPT in sent_too_late(site, written(site, "Yolanda, his aunt"))
        assert "Yolanda, his aunt" in signed_in(site.client, site.ben)

    def test_what_is_not_kept_is_not_said_to_be_kept_beside_what_is(self, site: Site) -> None:
        sent_too_late(site)

        assert KEPT not in sent_too_late(site, Sent("/account/home", {"postcode": "SP1 1AA"}))
        assert KEPT not in site.client.get("/cases", follow=True).content.decode()


class TestThatIsGone:
    """Whoever was told that something is kept is told when it is not any more."""

    def test_its_sender_is_told_after_its_time(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        asked = site.client.post(written(site).path, written(site).typed)["Location"]
        clock.shift(QUARTER)

        assert NOT_KEPT in site.client.get(asked).content.decode()
        told = signed_in(site.client, site.ben)

        assert "What you sent before is gone" in told
        assert "Go on" in told
        assert forms_of(told) == []

    def test_its_sender_is_told_beside_what_is_still_there(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        sent_too_late(site)
        clock.shift(QUARTER)
        sent_too_late(site, written(site, "Yolanda, his aunt"))

        told = signed_in(site.client, site.ben)

        assert ALSO_GONE in told
        assert "Yolanda, his aunt" in told

    def test_who_has_all_of_it_back_is_told_how_long_it_stays(self, site: Site) -> None:
        sent_too_late(site)

        told = signed_in(site.client, site.ben)

        assert "no longer than 15 minutes after it was first sent" in told
        assert ALSO_GONE not in told

    def test_nobody_else_is_told_that_there_was_anything(self, site: Site) -> None:
        lena = with_app(person(site.at, "Lena Fischer", "complaints-officer"))
        sent_too_late(site)

        assert "gone" not in signed_in(site.client, lena)

    def test_what_was_never_kept_is_said_to_be_lost_at_once(self, site: Site) -> None:
        assert NOT_KEPT in sent_too_late(site, Sent("/account/home", {"postcode": "SP1 1AA"}))
        nothing_written = sent_too_late(site, Sent("/take-down/any/check", {"read": "it"}))
        assert NOT_KEPT not in nothing_written


class TestThatDoesNotOpen:
    """A key may be damaged, given up or gone; whoever wrote still has to come in."""

    @pytest.mark.parametrize("is_gone", [False, True])
    def test_its_sender_is_signed_in_and_has_what_they_sent_beside_it(
        self, site: Site, *, is_gone: bool
    ) -> None:
        damaged, sound = written(site), written(site, "Yolanda, his aunt")
        sent_too_late(site, damaged)
        key = StoredKey.objects.filter(part=KeptForm.objects.get().id)
        sent_too_late(site, sound)
        key.delete() if is_gone else key.update(wrapped=b"nothing of ours")

        offered = signed_in(site.client, site.ben)

        assert forms_of(offered) == [unconfirmed(sound)]
        assert ALSO_GONE in offered
        site.client.post(PAGE)
        assert (KeptForm.objects.count(), keys_kept()) == (0, 0)

    def test_its_sender_is_told_where_nothing_opens(self, site: Site) -> None:
        sent_too_late(site)
        StoredKey.objects.filter(part=KeptForm.objects.get().id).update(wrapped=b"nothing of ours")

        told = signed_in(site.client, site.ben)

        assert "What you sent before does not open" in told
        assert "What you sent before is gone" not in told
        assert "Go on" in told


class TestOnMyWork:
    """Whoever left the page finds back to it."""

    def test_one_who_left_it_is_led_back_until_it_was_sent_again(self, site: Site) -> None:
        sent_too_late(site)
        signed_in(site.client, site.ben)

        led = site.client.get(MY_WORK).content.decode()
        assert f"{LEADS} Read it and send it again, by 2:30pm." in led
        assert f'href="{PAGE}"' in led
        assert "Zebedee" not in led
        (boxes,) = boxes_of(site.client.get(PAGE).content.decode())
        site.client.post(written(site).path, boxes)

        assert LEADS not in site.client.get(MY_WORK).content.decode()

    def test_several_are_counted_with_the_time_of_the_first(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        sent_too_late(site)
        clock.shift(timedelta(minutes=5))
        sent_too_late(site, written(site, "Yolanda, his aunt"))
        signed_in(site.client, site.ben)

        led = site.client.get(MY_WORK).content.decode()

        assert "2 forms that you sent are not recorded: your session had ended." in led
        assert "the first by 2:30pm" in led

    def test_nobody_is_led_there_after_its_time(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        sent_too_late(site)
        signed_in(site.client, site.ben)
        clock.shift(timedelta(minutes=14))
        assert LEADS in site.client.get(MY_WORK).content.decode()
        clock.shift(timedelta(minutes=2))

        assert LEADS not in site.client.get(MY_WORK).content.decode()

    def test_it_costs_one_statement_and_none_where_nothing_was_sent_late(self, site: Site) -> None:
        plain = Client()
        plain.force_login(site.ben)
        plain.get(MY_WORK)
        sent_too_late(site)
        signed_in(site.client, site.ben)
        counted = []

        for client in (plain, site.client):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(MY_WORK).status_code == 200
            counted.append([sql for sql in statements(asked) if "keptform" in sql])

        assert [len(found) for found in counted] == [0, 1]


class TestUntilItIsSentAgain:
    """Somebody presses twice, goes back, loads the page anew, or we fail: the words are there."""

    def test_a_code_that_is_sent_twice_leads_to_it_too(self, site: Site) -> None:
        sent_too_late(site)
        give_password(site.client, site.ben)
        code = {"code": app_shows()}

        site.client.post("/sign-in/second", code)
        shown = site.client.post("/sign-in/second", code, follow=True).content.decode()

        assert form_of(shown) == unconfirmed(written(site))

    @pytest.mark.parametrize("fails", ["frame_of", "Chosen", "answers", "page"])
    def test_a_fault_of_ours_loses_nothing(
        self, site: Site, fails: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent_too_late(site)
        site.client.raise_request_exception = False
        with monkeypatch.context() as broken:
            broken.setattr(f"reconvene.web.browse.offered_again.{fails}", None)
            assert "Something went wrong on our side" in signed_in(site.client, site.ben)

        assert form_of(site.client.get(PAGE).content.decode()) == unconfirmed(written(site))

    def test_it_stays_while_it_is_looked_at_and_no_browser_keeps_it(self, site: Site) -> None:
        sent_too_late(site)
        shown = signed_in(site.client, site.ben)

        again = site.client.get(PAGE)

        assert forms_of(again.content.decode()) == forms_of(shown)
        assert "no-store" in again["Cache-Control"]

    def test_one_that_was_taken_goes_and_the_others_stay(self, site: Site) -> None:
        sent_too_late(site)
        other = written(site, "Yolanda, his aunt")
        sent_too_late(site, other)
        first, _ = boxes_of(signed_in(site.client, site.ben))

        checked = site.client.post(written(site).path, first).content.decode()

        assert "Check this before it is recorded" in checked
        assert forms_of(site.client.get(PAGE).content.decode()) == [unconfirmed(other)]
        assert ALSO_GONE not in site.client.get(PAGE).content.decode()
        assert (KeptForm.objects.count(), keys_kept()) == (1, 1)

    def test_one_that_a_fault_of_ours_met_stays(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent_too_late(site)
        (boxes,) = boxes_of(signed_in(site.client, site.ben))
        site.client.raise_request_exception = False
        with monkeypatch.context() as broken:
            broken.setattr("reconvene.web.acts.act_views.found", None)
            assert site.client.post(written(site).path, boxes).status_code == 500

        assert form_of(site.client.get(PAGE).content.decode()) == unconfirmed(written(site))

    def test_one_that_asks_for_proof_first_stays(self, site: Site) -> None:
        sent = sent_to("place-hold", site)
        sent_too_late(site, sent)
        (boxes,) = boxes_of(signed_in(site.client, site.ben))
        session = site.client.session
        del session[PROVEN_AT]
        session.save()

        asked = site.client.post(sent.path, boxes, follow=True).content.decode()

        assert "Prove it is you again" in asked
        assert form_of(site.client.get(PAGE).content.decode()) == {
            name: str(value) for name, value in sent.typed.items()
        }

    def test_thrown_away_it_is_gone_and_they_go_on(self, site: Site) -> None:
        sent_too_late(site)
        give_password(site.client, site.ben, next_page="/cases")
        site.client.post("/sign-in/second", {"code": app_shows()})
        assert "Throw away what is here, and go on" in site.client.get(PAGE).content.decode()

        assert site.client.post(PAGE)["Location"] == "/cases"

        assert site.client.get(PAGE).status_code == 302
        assert (KeptForm.objects.count(), keys_kept()) == (0, 0)

    def test_signing_out_throws_it_away(self, site: Site) -> None:
        sent_too_late(site)
        signed_in(site.client, site.ben)

        site.client.post("/sign-out")

        assert (KeptForm.objects.count(), keys_kept()) == (0, 0)

    def test_what_was_recorded_before_their_session_ended_is_not_recorded_again(
        self, site: Site
    ) -> None:
        sent, earlier = written(site), Client()
        earlier.force_login(site.ben)
        done = earlier.post(sent.path, sent.typed)["Location"]
        entries = StoredEntry.objects.count()
        sent_too_late(site, sent)
        (boxes,) = boxes_of(signed_in(site.client, site.ben))

        checked = site.client.post(sent.path, boxes).content.decode()
        carried = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', checked)
        again = {name: unescape(value) for name, value in carried} | {"step": "confirm"}

        assert site.client.post(sent.path, again)["Location"] == done
        assert StoredEntry.objects.count() == entries

    def test_its_name_throws_away_nothing_from_another_browser(self, site: Site) -> None:
        sent_too_late(site)
        (boxes,) = boxes_of(signed_in(site.client, site.ben))
        other = Client()
        other.force_login(site.ben)

        other.post(written(site).path, boxes)
        other.post(PAGE)

        assert "Zebedee" not in other.get(PAGE, follow=True).content.decode()
        assert form_of(site.client.get(PAGE).content.decode()) == unconfirmed(written(site))


class TestToAnybodyElse:
    def test_nothing_of_it_is_shown_and_it_is_gone(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        lena = with_app(person(site.at, "Lena Fischer", "complaints-officer"))
        sent_too_late(site)

        theirs = signed_in(site.client, lena)
        site.client.post("/sign-out")
        clock.shift(timedelta(minutes=1))
        his = signed_in(site.client, site.ben)

        assert "Zebedee" not in theirs + his
        assert (KeptForm.objects.count(), keys_kept()) == (0, 0)

    def test_who_becomes_somebody_else_meanwhile_takes_it_away(self, site: Site) -> None:
        site.at.is_demo = True
        site.at.save()
        lena = person(site.at, "Lena Fischer", "complaints-officer")
        sent_too_late(site)
        signed_in(site.client, site.ben)

        theirs = site.client.post("/people", {"person": lena.id}, follow=True).content.decode()

        assert "Zebedee" not in theirs + site.client.get(PAGE, follow=True).content.decode()
        assert (KeptForm.objects.count(), keys_kept()) == (0, 0)

    def test_in_another_browser_nothing_of_it_is_shown_not_even_to_its_sender(
        self, site: Site
    ) -> None:
        sent_too_late(site)

        assert "Zebedee" not in signed_in(Client(), site.ben)

    def test_nothing_is_kept_where_nobody_knows_whose_it_is(self, site: Site) -> None:
        cookie = site.client.cookies["session"].value
        for key in ("", "made-up", cookie[:-1]):
            site.client.cookies["session"] = key
            assert KEPT not in sent_too_late(site)
        site.client.cookies["session"] = cookie
        end_sessions(site.ben)

        assert KEPT not in sent_too_late(site)
        assert KeptForm.objects.count() == 0

    def test_nothing_more_is_kept_once_every_session_of_theirs_was_ended(self, site: Site) -> None:
        assert KEPT in sent_too_late(site)
        end_sessions(site.ben)

        assert NOT_KEPT in sent_too_late(site, written(site, "Yolanda, his aunt"))
        assert KeptForm.objects.count() == 1

    @pytest.mark.parametrize(
        ("path", "typed"),
        [
            ("/account/password", {"now": "old words here", "password": "new words here"}),
            ("/account/home", {"postcode": "SP1 1AA", "house": "12"}),
            ("/procedure", {"reason": "a page that takes no form"}),
        ],
    )
    def test_nothing_of_their_own_account_is_kept_nor_what_no_form_of_ours_sends(
        self, site: Site, path: str, typed: dict[str, str]
    ) -> None:
        assert KEPT not in sent_too_late(site, Sent(path, typed))
        assert KeptForm.objects.count() == 0


class TestOnTheServer:
    @pytest.mark.parametrize("is_old", [False, True], ids=["the newest cookie", "the old cookie"])
    def test_a_cookie_that_ran_out_stores_no_more_than_somebody_has_tabs(
        self, site: Site, clock: time_machine.Traveller, *, is_old: bool
    ) -> None:
        old, kept = site.client.cookies["session"].value, 0

        for _ in range(MOST + 2):
            if is_old:
                site.client.cookies["session"] = old
            kept += KEPT in sent_too_late(site)

        assert (kept, KeptForm.objects.count(), keys_kept()) == (MOST, MOST, MOST)
        sessions = OpenSession.objects.filter(person=None).count()
        assert sessions <= MOST
        clock.shift(QUARTER)
        assert KEPT in sent_too_late(site)
        assert (KeptForm.objects.count(), keys_kept()) == (1, 1)

    def test_what_one_browser_fills_up_leaves_room_in_another(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        other = Client()
        other.force_login(site.ben)
        clock.shift(QUARTER)
        for _ in range(MOST + 1):
            asked = sent_too_late(site)
        assert NOT_KEPT in asked

        told = other.post(written(site).path, written(site).typed, follow=True).content.decode()

        assert KEPT in told

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.assures("CR-1")
    def test_nothing_of_it_can_be_read(self, site: Site) -> None:
        assert KEPT in sent_too_late(site)
        for said in ("Zebedee", "supporter.named"):
            assert said.encode() not in dump()

    @pytest.mark.assures("PR-5")
    def test_it_is_kept_for_a_quarter_of_an_hour_and_deleted_with_its_key(
        self, site: Site, clock: time_machine.Traveller
    ) -> None:
        sent_too_late(site)
        clock.shift(QUARTER)

        call_command("forget")

        assert (KeptForm.objects.count(), keys_kept()) == (0, 0)
        assert "Zebedee" not in signed_in(site.client, site.ben)


def keys_kept() -> int:
    """Return how many keys there are of what belongs to no case, but for those of apps."""
    apps = StoredKey.objects.filter(compartment=Compartment.DRAFT, part__startswith="app")
    return StoredKey.objects.filter(compartment=Compartment.DRAFT).count() - apps.count()
