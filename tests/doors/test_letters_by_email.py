"""A letter goes by email from its page: the button, and what its page and the list then say."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from reconvene.desk.answers import Receipt
from reconvene.desk.handing_over import send_next
from reconvene.desk.look import CaseNotOpened
from reconvene.desk.undelivered import ask_what_was_delivered
from reconvene.library.words.plain import said_day
from reconvene.outbox import claiming
from reconvene.outbox.models import Progress, Sending
from tests.doors.test_letters_to_go import ON, Site, plain
from tests.support.days import day
from tests.support.notify import NotifyStandIn, notify_stand_in
from tests.support.post_office import PostOffice, post_office
from tests.support.sp_life import STEPS, Step, noon

pytestmark = pytest.mark.django_db
NOW = noon(ON)
EMAIL = {"way": "email", "where": "ewa@mail.example"}


class BySite(Site):
    """The same, where a mail server of ours carries what goes by email."""

    def __init__(self, client: Client, office: PostOffice) -> None:
        super().__init__(client)
        self.office = office

    def send(self, **said: str) -> Any:
        """Press the button of the page as it is now."""
        seen = re.search(r'name="seen" value="(\d+)"', self.page())
        typed = {"seen": seen[1] if seen else "0", **said}
        return self.client.post(self.path(f"/letter/{self.number}/send"), typed)

    def work(self, at: datetime = NOW) -> None:
        send_next(self.office.server, lambda: at)

    def said(self) -> str:
        return unescape(self.page())

    @property
    def listed(self) -> str:
        return unescape(plain(self.client.get("/?show=to-go")))


@pytest.fixture
def site(client: Client, settings: Settings) -> Iterator[BySite]:
    with post_office() as office, time_machine.travel(NOW, tick=False):
        settings.CARRIER = office.server
        yield BySite(client, office)


def test_is_sent_from_its_page_and_says_that_it_left(site: BySite) -> None:
    site.noted(**EMAIL)
    assert "Send it by email now" in site.said()
    answer = site.send()

    assert (answer.status_code, answer["Location"]) == (302, site.path(f"/letter/{site.number}"))
    assert "as soon as its turn comes" in site.said()
    assert "Send it by email" not in site.said()
    assert "Record that a letter left" not in site.said()
    assert "Acknowledgement: being sent by email" in site.listed
    site.work()
    assert "It left by email on Thursday 24 April 2025." in site.said()
    assert "No letter is still to go." in site.listed
    assert len(site.office.taken) == 1


def test_offers_no_button_where_letters_go_by_post(site: BySite) -> None:
    site.noted()

    assert "Send it by email" not in site.said()
    assert site.send().status_code == 409


def test_offers_no_button_where_nothing_carries_email(site: BySite, settings: Settings) -> None:
    site.noted(**EMAIL)
    settings.CARRIER = None

    assert "Send it by email" not in site.said()
    assert "see where it goes" in site.said()
    assert site.send().status_code == 409
    assert not Sending.objects.exists()


@pytest.mark.parametrize("contact", [{"safe": "unsafe"}, {"ask": "Ring first."}], ids=str)
def test_offers_no_button_where_it_is_not_safe_and_refuses(site: BySite, contact: Any) -> None:
    site.noted(**EMAIL, **contact)

    assert "Send it by email" not in site.said()
    answer = site.send()
    assert answer.status_code == 409
    assert "still to go" in unescape(plain(answer))
    assert not Sending.objects.exists()


def test_whoever_is_complained_of_sends_nothing(site: BySite) -> None:
    site.noted(**EMAIL)
    site.be("amina")

    assert "Send it by email" not in site.said()
    assert site.send().status_code == 409
    assert not Sending.objects.exists()


def test_says_why_it_did_not_go_and_lets_it_be_tried_again(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.office.says["rcpt"] = "550 nobody here"
    site.work()

    assert "did not go by email: the mail service does not take mail for their" in site.said()
    assert "Acknowledgement: could not be sent by email" in site.listed
    assert "Send it by email again" in site.said()
    site.office.says.clear()
    site.send()
    site.work()
    assert "It left by email" in site.said()


def test_says_from_the_first_try_on_that_it_has_not_gone(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.office.says["rcpt"] = "450 not now"
    site.work()

    assert "has not gone by email yet: the mail service does not take mail for" in site.said()
    assert "and the last by Fri 25 Apr 2025, 12am." in site.said()
    assert "Acknowledgement: not sent by email yet" in site.listed


def test_says_where_nobody_knows_whether_it_went_and_by_what_to_ask(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.office.breaks_at = "answer"
    site.work()

    assert "Nobody here can tell whether it went by email" in site.said()
    assert Sending.objects.get().id in site.said()
    assert site.office.messages[0]["Message-ID"].startswith(f"<{Sending.objects.get().id}@")
    assert "Record that a letter left" in site.said()
    assert "nobody knows whether it went by email" in site.listed


def test_says_where_it_went_and_is_not_on_the_record(
    site: BySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.noted(**EMAIL)
    site.send()
    with monkeypatch.context() as patched:
        patched.setattr("reconvene.desk.handing_over.record", lambda *_a, **_k: None)
        site.work()

    assert Sending.objects.get().progress == Progress.DOUBTFUL
    assert "could not be put on the record. Strike its entry, and write it" in site.said()
    assert "Send it by email again" not in site.said()
    site.send()  # by hand: what went goes no second time
    site.work(NOW + timedelta(days=1))
    assert len(site.office.taken) == 1


def test_one_that_says_where_somebody_else_is_leaves_neither_way(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    noted = {"who": "Karl Pike", "postcode": "OX2 7AB", "house": "4"}
    home = site.done("ben", "home.noted", noted)
    assert "Send it by email" not in site.said()  # it lies in the outbox still
    site.work()
    assert "It left by email" in site.said()

    (sent,) = [one for one in STEPS[:4] if one.details.get("letter") == "acknowledgement"]
    own = {"added": {"advocate": "He is at OX2\n7AB now."}, "waits": True}
    site.number = site.done(sent.by, "letter.sent", {**sent.details, **own})
    assert home < site.number
    assert "it says where somebody else is or can be reached: Karl Pike." in site.said()
    assert "Send it by email" not in site.said()
    assert site.send().status_code == 409
    assert site.get("/post").status_code == 409
    assert Sending.objects.count() == 1


def test_says_that_it_bears_an_earlier_day(site: BySite) -> None:
    site.noted(**EMAIL)
    assert f"It bears the date of {said_day(day(STEPS[0].on))}." in site.said()

    with time_machine.travel(noon(day(STEPS[0].on)), tick=False):
        assert "Send it by email now" in site.said()
        assert "It bears the date of" not in site.said()


def test_to_look_at_the_address_that_sends_is_to_look_at_the_letter(site: BySite) -> None:
    site.noted(**EMAIL)
    answer = site.get("/send")

    assert answer.status_code == 200
    assert "This letter is still to go." in plain(answer)
    assert not Sending.objects.exists()


def test_is_taken_back_from_its_page(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    assert "Do not send it by email" in site.said()

    assert site.send(take_back="yes").status_code == 302
    assert "It did not go by email: somebody took it back." in site.said()
    site.work()
    assert site.office.taken == []


def test_a_button_of_an_older_page_says_that_nothing_was_done(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.office.breaks_at = "answer"
    site.work()
    answer = site.send(seen="0")

    assert answer.status_code == 409
    assert "Nothing was done: something changed meanwhile" in unescape(plain(answer))
    assert "Nobody here can tell whether it went by email" in unescape(plain(answer))
    assert Sending.objects.get().progress == Progress.DOUBTFUL


def test_a_doubt_is_told_whichever_way_letters_go_since(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.office.breaks_at = "answer"
    site.work()
    site.noted()
    site.done("ben", "contact.confirmed", {"who": "complainant", "way": "post", "how": "Rang."})

    assert "Letters go by post." in site.said()
    assert "Nobody here can tell whether it went by email" in site.said()


def test_offers_no_paper_while_it_may_go_by_email(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.noted()
    site.done("ben", "contact.confirmed", {"who": "complainant", "way": "post", "how": "Rang."})

    assert "PDF to post" not in site.said()
    assert "Do not send it by email" in site.said()


def test_says_where_nothing_sends(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        site.be("ben")
        assert "and nothing has sent it. It has not left." in site.said()
        assert "Acknowledgement: not sent by email yet" in site.listed


@pytest.mark.parametrize(("is_begun", "said"), [(False, "nothing has sent it"), (True, "can tell")])
def test_says_where_a_worker_was_lost_and_no_other_came(
    site: BySite, is_begun: bool, said: str
) -> None:
    site.noted(**EMAIL)
    site.send()
    held = claiming.claim(NOW)
    assert held is not None
    if is_begun:
        claiming.begin(held, 4, "post", NOW)
    assert "as soon as its turn comes" in site.said()
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        site.be("ben")
        assert said in site.said()
        assert ("Do not send it by email" in site.said()) is not is_begun
        assert "Record that a letter left" in site.said()
        assert "being sent by email" not in site.listed


@pytest.mark.parametrize("is_struck", [True, False])
def test_says_of_one_that_was_struck_or_given_by_hand_that_it_went_as_well(
    site: BySite, is_struck: bool
) -> None:
    site.noted(**EMAIL)
    site.send()
    held = claiming.claim(NOW)
    assert held is not None
    claiming.begin(held, 4, "post", NOW)
    if is_struck:
        struck = {"entry": site.number, "reason": "Another case.", "struck": True}
        site.done("ben", "entry.corrected", struck)
    else:
        hand = {"sent": site.number, "how": "hand", "note": "Ben gave it to her."}
        site.done("ben", "letter.left", hand)
    claiming.taken(held, NOW)
    claiming.doubt(held, "not-recorded")

    assert "It went by email on Thu 24 Apr 2025, 1pm" in site.said()
    site.be("amina")
    assert "by email" not in site.said()


def test_one_that_says_where_somebody_else_is_is_not_printed_with_its_address(site: BySite) -> None:
    (sent,) = [one for one in STEPS[:4] if one.details.get("letter") == "acknowledgement"]
    own = {"added": {"advocate": "He is at OX2 7AB now."}, "waits": True}
    site.noted()
    site.number = site.done(sent.by, "letter.sent", {**sent.details, **own})
    assert site.get("/post").status_code == 200

    site.done("ben", "home.noted", {"who": "Karl Pike", "postcode": "OX2 7AB", "house": "4"})
    assert "somebody else is or can be reached: Karl Pike." in site.said()
    assert "PDF to post" not in site.said()
    assert site.get("/post").status_code == 409


def test_one_in_doubt_that_is_let_go_again_is_not_said_not_to_have_gone(site: BySite) -> None:
    site.noted(**EMAIL)
    site.send()
    site.office.breaks_at = "answer"
    site.work()
    site.send()
    assert "It may have gone by email before. The mail service is asked" in site.said()
    assert "Record that a letter left" not in site.said()
    assert claiming.claim(NOW) is not None
    assert "It may have gone by email before. The mail service is asked" in site.said()
    Sending.objects.update(progress=Progress.READY, lease_until=None)
    site.office.breaks_at, site.office.says["rcpt"] = "", "450 not now"
    site.work()

    assert "may have gone by email before, and has not gone again yet: the mail" in site.said()
    assert "nobody knows whether it went by email" in site.listed
    assert site.send(take_back="yes").status_code == 302
    assert "Nobody here can tell whether it went by email: it may have gone when" in site.said()
    assert "Send it by email again" in site.said()


class ByNotify(BySite):
    """The same, where GOV.UK Notify carries what goes by email."""

    notify: NotifyStandIn

    def work(self, at: datetime = NOW) -> None:
        send_next(self.notify.carrier, lambda: at)

    def comes_to_nothing(self) -> None:
        self.notify.statuses[self.notify.references[-1]] = "permanent-failure"
        ask_what_was_delivered(self.notify.carrier, NOW)


@pytest.fixture
def by_notify(client: Client, settings: Settings, tmp_path: Path) -> Iterator[ByNotify]:
    with notify_stand_in(tmp_path) as notify, time_machine.travel(NOW, tick=False):
        settings.CARRIER = notify.carrier
        site = ByNotify(client, PostOffice())
        site.notify = notify
        site.noted(**EMAIL)
        yield site


def test_says_that_it_comes_as_a_link_where_it_does(by_notify: ByNotify) -> None:
    assert "It goes to them alone, as a link to a PDF, which opens for" in by_notify.said()
    by_notify.send()
    by_notify.work()
    assert "It left by email on Thursday 24 April 2025." in by_notify.said()
    assert "mail server" not in by_notify.said()


def test_says_that_the_mail_service_is_being_asked(by_notify: ByNotify) -> None:
    by_notify.send()
    by_notify.notify.does["send"] = "cut"
    by_notify.work()

    assert "It may have gone by email. The mail service is asked" in by_notify.said()
    assert "Record that a letter left" not in by_notify.said()
    assert "Do not send it by email" not in by_notify.said()
    assert "being sent by email" in by_notify.listed


@pytest.mark.assures("JB-4")
def test_one_that_was_not_delivered_is_said_where_somebody_can_see_to_it(
    by_notify: ByNotify,
) -> None:
    by_notify.send()
    by_notify.work()
    assert "could not be delivered" not in by_notify.listed
    by_notify.comes_to_nothing()

    link = f'href="{by_notify.path(f"/letter/{by_notify.number}")}"'
    for path in ("/", "/?show=to-go"):
        shown = unescape(plain(by_notify.client.get(path)))
        assert "Went by email and could not be delivered:" in shown
        assert link in shown
    assert "The mail service could not deliver it. Record that it came back" in by_notify.said()
    assert "Record that a letter came back" in by_notify.said()
    back = Step("ben", "Thu 24 Apr 2025", "letter.came-back", {"sent": by_notify.number})
    assert isinstance(by_notify.desk.act(by_notify.taken.case_id, back), Receipt)
    assert "could not be delivered" not in by_notify.listed
    assert "The mail service could not deliver it" not in by_notify.said()
    assert "Acknowledgement" in by_notify.listed


def test_one_that_was_tried_before_is_not_said_to_be_asked_for(by_notify: ByNotify) -> None:
    by_notify.send()
    by_notify.notify.says["send"] = 429
    by_notify.work()
    held = claiming.claim(NOW + timedelta(minutes=5))
    assert held is not None
    assert held.why == "busy"
    claiming.begin(held, 4, "post", NOW + timedelta(minutes=5))

    assert "as soon as its turn comes" in by_notify.said()


@pytest.mark.assures("JB-4")
@pytest.mark.parametrize("how", ["email", "hand"])
def test_one_that_was_not_delivered_is_said_also_of_what_was_in_doubt(
    by_notify: ByNotify, how: str
) -> None:
    by_notify.send()
    by_notify.notify.does["send"] = "cut after"
    by_notify.notify.does["ask"] = "cut"
    by_notify.work()
    claiming.doubt(Sending.objects.get(), "broke-off")
    by_notify.notify.does.clear()
    by_notify.comes_to_nothing()

    assert "It went by email, and the mail service could not deliver it." in by_notify.said()
    assert "Record that it left, and then that it came back" in by_notify.said()
    assert "Send it by email again" not in by_notify.said()
    assert "went by email and could not be delivered" in by_notify.listed
    details = {"sent": by_notify.number, "how": how, "note": "Ben gave it to her."}
    left = Step("ben", "Thu 24 Apr 2025", "letter.left", details)
    assert isinstance(by_notify.desk.act(by_notify.taken.case_id, left), Receipt)
    is_to_see_to = "Went by email and could not be delivered:" in by_notify.listed
    assert is_to_see_to is (how == "email")
    said = "It went by email too, and the mail service could not deliver it." in by_notify.said()
    assert said is (how == "hand")
    assert ("Record that it came back; then find out" in by_notify.said()) is (how == "email")


@pytest.mark.assures("JB-4")
def test_one_that_was_not_delivered_twice_is_said_once(by_notify: ByNotify) -> None:
    def on_that_day(kind: str, **details: Any) -> None:
        step = Step("ben", "Thu 24 Apr 2025", kind, details)
        assert isinstance(by_notify.desk.act(by_notify.taken.case_id, step), Receipt)

    for turn in range(2):
        by_notify.send()
        by_notify.work()
        by_notify.comes_to_nothing()
        assert len(by_notify.notify.taken) == turn + 1
        if not turn:
            on_that_day("letter.came-back", sent=by_notify.number)
            on_that_day("contact.confirmed", who="complainant", way="email", how="She rang.")

    assert by_notify.listed.count("Acknowledgement, ") == 1


def test_no_case_is_opened_to_say_what_was_not_delivered_of_it_to_somebody_else(
    by_notify: ByNotify, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_notify.send()
    by_notify.work()
    by_notify.comes_to_nothing()
    opened: list[str] = []
    monkeypatch.setattr("reconvene.desk.undelivered.load", lambda _, case, __: opened.append(case))
    by_notify.be("rhys")

    assert "could not be delivered" not in by_notify.listed
    assert opened == []


@pytest.mark.parametrize("who", ["amina", "rhys"])
def test_one_that_was_not_delivered_is_nobody_elses_to_know(by_notify: ByNotify, who: str) -> None:
    by_notify.send()
    by_notify.work()
    by_notify.comes_to_nothing()
    by_notify.be(who)

    assert "could not be delivered" not in by_notify.listed
    assert "could not deliver" not in by_notify.said()


def test_the_list_is_there_though_a_case_that_got_nothing_does_not_open(
    by_notify: ByNotify, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_notify.send()
    by_notify.work()
    by_notify.comes_to_nothing()

    def shut(*_: Any) -> None:
        raise CaseNotOpened(case_id=by_notify.taken.case_id, reference="")

    monkeypatch.setattr("reconvene.desk.undelivered.load", shut)
    assert by_notify.client.get("/?show=to-go").status_code == 200
    assert "could not be delivered" not in by_notify.listed
