"""A letter is sent by email from its page, by a real mail server, and what happened is on its page."""

from io import StringIO

from django.core.management import call_command

from tests.journeys.test_a_letter_to_go import (
    LETTER,
    at_the_letter,
    when_it_is_acknowledged_and_still_to_go,
    when_it_is_noted_where_letters_are_safe,
)
from tests.journeys.three_stages import stage_1
from tests.support.journeys import THE_SAME_ON_BOTH, Walk
from tests.support.post_office import PostOffice

EMAIL = {
    "How?": "By email",
    "What is the email address?": "ewa@mail.example",
}


@THE_SAME_ON_BOTH
def test_a_letter_goes_by_email_once_the_mail_server_takes_it(
    plain_walk: Walk, office: PostOffice
) -> None:
    walk = plain_walk
    stage_1.given_a_complaint_taken_down(walk)
    when_it_is_acknowledged_and_still_to_go(walk)
    at_the_letter(walk)
    when_it_is_noted_where_letters_are_safe(walk, EMAIL)
    when_it_is_sent(walk)
    then_the_server_refuses_it_for_good(walk, office)
    when_it_is_sent_again(walk)
    then_it_has_left(walk, office)


def when_it_is_sent(walk: Walk) -> None:
    at_the_letter(walk)
    walk.press("Send it by email now")
    walk.sees("It goes by email as soon as its turn comes")
    walk.sees_nothing_of("Send it by email", "Record that a letter left")


def then_the_server_refuses_it_for_good(walk: Walk, office: PostOffice) -> None:
    office.says["rcpt"] = "550 nobody here"
    call_command("send", "--once", stdout=StringIO())
    at_the_letter(walk, f"{LETTER}: could not be sent by email")
    walk.sees("It did not go by email: the mail service does not take mail for their address.")


def when_it_is_sent_again(walk: Walk) -> None:
    walk.press("Send it by email again")


def then_it_has_left(walk: Walk, office: PostOffice) -> None:
    office.says.clear()
    call_command("send", "--once", stdout=StringIO())
    walk.open_the_case()
    walk.sees("The letter “Acknowledgement” left by email.")
    ((_, reader, _),) = office.taken
    assert reader == "ewa@mail.example"
