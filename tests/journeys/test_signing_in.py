"""Signing in as staff do: with a code, a passkey, a code of the sheet, and an authority's sign-on."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import CDPSession, expect
from pyotp.totp import TOTP
from pytest_django import Settings

from reconvene.accounts.invitations import invite
from reconvene.accounts.sessions import PROVEN
from reconvene.library.demo.files import read_cast
from reconvene.people.models import Person
from reconvene.web.browse import proven
from tests.support.journeys import PHONE, Walk
from tests.support.keyboard import enter
from tests.support.provider import serving
from tests.support.signing_in import moment

BY_TOUCH = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_password(walk: Walk, name: str = "amina") -> None:
    walk.page.goto(f"{walk.url}/sign-in")
    walk.look()
    walk.page.get_by_label("Your sign-in name").fill(name)
    walk.page.get_by_label("Your password", exact=True).fill(read_cast().password)
    walk.press("Continue")
    walk.sees("Prove it is you")


def is_in(walk: Walk) -> None:
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("My work")


def with_a_security_key(walk: Walk) -> CDPSession:
    """Plug a security key into the browser, of the browser's own making."""
    tools = walk.page.context.new_cdp_session(walk.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": BY_TOUCH})
    return tools


def touch(walk: Walk, words: str) -> None:
    """Press a button that asks for the key, and wait until the key's answer was sent."""
    with walk.page.expect_navigation():
        walk.page.get_by_role("button", name=words).click()
    walk.look()


def code_now() -> str:
    return TOTP(read_cast().app_secret).at(moment())


def test_with_a_code_of_an_app(walk: Walk) -> None:
    give_password(walk)
    walk.page.get_by_label("Code from your authenticator app").fill("000000")
    walk.press("Continue")
    walk.sees("That code is not right, or was used already")
    walk.look_again()
    walk.page.get_by_label("Code from your authenticator app").fill(code_now())
    walk.press("Continue")

    is_in(walk)


def test_without_javascript(plain_walk: Walk) -> None:
    give_password(plain_walk)
    plain_walk.page.get_by_label("Code from your authenticator app").fill(code_now())
    plain_walk.press("Continue")

    is_in(plain_walk)
    plain_walk.press("Amina Demo")
    plain_walk.press("Add a passkey or security key")
    plain_walk.sees("A passkey needs JavaScript")


@pytest.mark.assures("AZ-1")
def test_again_by_keyboard_and_without_javascript_with_what_was_typed_kept(
    plain_walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "A neighbour rang: “come now”, & a child cried."
    plain_walk.become("Amina")
    plain_walk.press("Cases")
    plain_walk.press("open a case in an emergency")
    plain_walk.page.get_by_label("Reference of the case").press_sequentially("EXS-2020-0001")
    plain_walk.page.get_by_label("Why can it not wait").fill(reason)
    monkeypatch.setattr(proven, "PROVEN", timedelta(0))
    plain_walk.press("Open the case")
    plain_walk.sees("Prove it is you again", "What you typed is kept")
    plain_walk.page.get_by_label("Code from your authenticator app").press_sequentially(code_now())
    enter(plain_walk)
    plain_walk.sees("You can go on")
    monkeypatch.setattr(proven, "PROVEN", PROVEN)
    plain_walk.press("Go on with it")

    plain_walk.sees("This case stays closed to you")
    expect(plain_walk.page.get_by_label("Reference of the case")).to_have_value("EXS-2020-0001")
    expect(plain_walk.page.get_by_label("Why can it not wait")).to_have_value(reason)


@pytest.mark.assures("AUTH-1")
def test_with_a_security_key(walk: Walk) -> None:
    with_a_security_key(walk)
    walk.become("Amina")
    walk.press("Amina Demo")
    walk.press("Add a passkey or security key")
    walk.page.get_by_label("What to call it").fill("blue key")
    touch(walk, "Add it")
    walk.sees("blue key", "Where you are signed in", "This one")
    walk.press("Sign out")

    give_password(walk)
    touch(walk, "Use your passkey or security key")
    is_in(walk)
    walk.press("Amina Demo")
    walk.press("Take away Authenticator app")
    walk.sees("blue key")
    walk.sees_nothing_of("Authenticator app")
    walk.press("Take away blue key")
    expect(walk.page.get_by_role("alert")).to_contain_text("Add another first.")


@pytest.mark.assures("AUTH-2")
def test_what_a_security_key_said_is_good_once(walk: Walk) -> None:
    with_a_security_key(walk)
    walk.become("Amina")
    walk.press("Amina Demo")
    walk.press("Add a passkey or security key")
    touch(walk, "Add it")
    walk.press("Sign out")
    give_password(walk)
    sent: list[str] = []
    walk.page.on("request", lambda one: sent.append(one.post_data or ""))
    touch(walk, "Use your passkey or security key")
    is_in(walk)
    (said,) = [one for one in sent if "answer=" in one]
    walk.press("Sign out")

    give_password(walk)
    token = walk.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    again = walk.page.request.post(
        f"{walk.url}/sign-in/second",
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"{walk.url}/sign-in/second",
        },
        data=re.sub(r"csrfmiddlewaretoken=\w+", f"csrfmiddlewaretoken={token}", said),
    )

    assert again.status == 422
    assert "The passkey was not accepted" in again.text()


@pytest.mark.assures("AUTH-1")
def test_with_an_app_whose_time_is_over_by_adding_a_security_key(
    walk: Walk, settings: Settings
) -> None:
    settings.APPS_FOR_GOOD = False
    with_a_security_key(walk)
    elsewhere = Client()
    elsewhere.force_login(Person.objects.get(username="amina"))
    give_password(walk)
    walk.sees("Your app no longer lets you in by itself")
    walk.page.get_by_label("Code from your authenticator app").fill(code_now())
    walk.press("Continue")
    walk.sees("You are nearly in")
    walk.page.goto(f"{walk.url}/cases")
    walk.sees("Your sign-in name")
    walk.page.goto(f"{walk.url}/sign-in/passkey")
    touch(walk, "Add it, and go on")

    is_in(walk)
    assert elsewhere.get("/account").status_code == 302
    walk.press("Amina Demo")
    walk.sees("Your authenticator app no longer lets you in")
    walk.press("Sign out")
    give_password(walk)
    walk.sees_nothing_of("Code from your authenticator app")
    touch(walk, "Use your passkey or security key")
    is_in(walk)


def test_with_a_code_of_the_sheet(walk: Walk) -> None:
    walk.become("Amina")
    walk.press("Amina Demo")
    walk.press("Make a new sheet")
    code = walk.page.locator(".rc-sheet li").first.inner_text()
    walk.press("Sign out")

    give_password(walk)
    walk.press("Use a recovery code instead")
    walk.page.get_by_label("Recovery code").fill(code.upper())
    walk.press("Continue")

    is_in(walk)
    walk.press("Amina Demo")
    walk.sees("9 codes of your sheet can still be used")


def test_with_an_invitation_and_a_security_key(walk: Walk) -> None:
    with_a_security_key(walk)
    amina = Person.objects.get(username="amina")
    word, _ = invite(amina, moment())
    walk.page.set_viewport_size({"width": PHONE, "height": 800})
    walk.page.goto(f"{walk.url}/invitation/{word}")
    walk.look()
    walk.page.get_by_label("Choose a password").fill("quiet lamps over the weir")
    touch(walk, "Finish with a passkey")
    walk.sees("Your recovery codes")
    walk.press("sign in")
    walk.page.get_by_label("Your sign-in name").fill("amina")
    walk.page.get_by_label("Your password", exact=True).fill("quiet lamps over the weir")
    walk.press("Continue")
    touch(walk, "Use your passkey or security key")

    is_in(walk)


@pytest.fixture
def sign_on(walk: Walk, settings: Settings) -> Iterator[Walk]:
    """Give somebody at a desk of an authority that has its own sign-on."""
    with serving(f"{walk.url}/sign-on/exampleshire/back") as provider:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {
                        "provider_id": "exampleshire",
                        "name": "Exampleshire sign-on",
                        "client_id": "reconvene",
                        "secret": "only-for-tests",
                        "settings": {"server_url": provider, "fetch_userinfo": False},
                    }
                ],
                "OAUTH_PKCE_ENABLED": True,
                "SCOPE": ["openid"],
            }
        }
        yield walk


def sign_on_as(walk: Walk, subject: str) -> None:
    """Say to the provider who one is; it has pages of its own making."""
    walk.page.wait_for_url(re.compile("/interaction/"))
    walk.page.get_by_placeholder("Enter any login").fill(subject)
    walk.page.get_by_placeholder("and password").fill("anything")
    walk.page.get_by_role("button").click()
    walk.page.get_by_role("button", name="Continue").click()
    walk.page.wait_for_url(f"{walk.url}/**")
    walk.troubles.clear()  # those of the provider's own pages


def test_with_an_authoritys_own_sign_on(sign_on: Walk) -> None:
    call_command("link_sign_on", "amina", "subject-4711")
    sign_on.page.goto(f"{sign_on.url}/sign-in")
    sign_on.page.get_by_role("button", name="Sign in with Exampleshire sign-on").click()
    sign_on_as(sign_on, "subject-4711")

    is_in(sign_on)
    sign_on.press("Amina Demo")
    sign_on.sees("You sign in with Exampleshire sign-on")
