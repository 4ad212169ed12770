"""What was done is said once, on the page that it leads to, in words of ours and no others."""

import re

import pytest
from django.test import Client

from reconvene.web.components.told import onward, told_on
from tests.support.desk import Desk

pytestmark = pytest.mark.django_db


def told(page: str) -> str:
    found = re.search(r'<p class="govuk-inset-text rc-told" role="status">([^<]+)</p>', page)
    return found[1] if found else ""


def test_a_page_says_what_was_done_and_nothing_that_somebody_else_put_there(client: Client) -> None:
    desk = Desk.at()
    client.force_login(desk.people["ben"])

    def said(asked: str) -> str:
        return told(client.get(f"/{asked}").content.decode())

    assert said("?told=found") == "What you found is recorded."
    assert said("?told=hold-lifted").startswith("The hold is lifted.")
    assert said("") == said("?told=<b>You+won</b>") == said("?told=") == ""


def test_a_page_that_is_not_there_says_nothing_was_done(client: Client) -> None:
    client.force_login(Desk.at().people["ben"])
    there_is_none = client.get("/case/SP-AAA-BBB-CCC?told=found")

    assert there_is_none.status_code == 404
    assert told(there_is_none.content.decode()) == ""


def test_a_form_that_comes_back_does_not_say_it_was_done(rf: object) -> None:
    request = rf.post("/holds/new?told=case-held")  # type: ignore[attr-defined]

    assert told_on(request) == ""


def test_the_way_on_carries_a_name_alone() -> None:
    assert onward("to-review", "found")["Location"] == "/looks?told=found"
    with pytest.raises(AssertionError):
        onward("to-review", "anything else")
