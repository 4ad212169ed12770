"""An authority's own sign-on: a real provider's word is taken, and none of what could be forged."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from reconvene.accounts.models import OpenSession
from reconvene.config.sign_on import SignOnUnreadable, sign_on_providers
from reconvene.people.models import Person
from tests.support.cast import authority, person
from tests.support.provider import HOME, serving

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]

BACK = "http://testserver/sign-on/partnership/back"
FORGERIES = re.findall(
    r'^  "?([a-z-]+)"?: \(', (HOME / "provider.js").read_text("utf-8"), re.MULTILINE
)


@dataclass
class Provider:
    """A provider as a browser meets it, by its own pages."""

    address: str
    browser: requests.Session

    def forge(self, how: str) -> None:
        """Have it give tokens that are forged in some way, or none any more: "no"."""
        assert self.browser.get(f"{self.address}/forge/{how}").text == "so be it"

    def sign_in(self, asked: str, subject: str) -> str:
        """Say who one is to the provider, and return where it sends the browser back to."""
        answer = self.browser.get(asked, allow_redirects=False)
        while answer.is_redirect or answer.ok:
            if answer.is_redirect:
                where = urljoin(answer.url, answer.headers["Location"])
                if where.startswith(BACK):
                    return where
                answer = self.browser.get(where, allow_redirects=False)
            else:
                answer = self._answer(answer, subject)
        raise AssertionError(answer.text)

    def _answer(self, page: requests.Response, subject: str) -> requests.Response:
        """Send the one form of a page of the provider's: who one is, or that one agrees."""
        action = re.search(r'action="([^"]+)"', page.text)
        prompt = re.search(r'name="prompt" value="([^"]+)"', page.text)
        assert action is not None
        assert prompt is not None
        given = {"prompt": prompt[1], "login": subject, "password": "anything"}
        return self.browser.post(
            urljoin(page.url, unescape(action[1])), given, allow_redirects=False
        )


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with serving(BACK) as address, requests.Session() as browser:
        yield Provider(address, browser)


@pytest.fixture
def configured(provider: Provider, settings: Settings, tmp_path: Path) -> Provider:
    file = tmp_path / "sign-on.json"
    file.write_text(
        json.dumps(
            {
                "partnership": {
                    "name": "The partnership’s sign-on",
                    "server": provider.address,
                    "client_id": "reconvene",
                    "client_secret": "only-for-tests",
                }
            }
        )
    )
    settings.SOCIALACCOUNT_PROVIDERS = sign_on_providers(str(file))
    provider.forge("no")
    provider.browser.cookies.clear()
    return provider


@pytest.fixture
def amina() -> Person:
    made = person(authority(), "Amina Yusuf", "conference-chair")
    call_command("link_sign_on", made.username, "subject-4711")
    return made


def asked_by(client: Client) -> str:
    """Return where our page sends a browser that wants to sign in there."""
    leads = client.post("/sign-on/partnership", {"next": "/cases"})
    return str(leads["Refresh"]).removeprefix("0; url=")


def come_back(client: Client, where: str) -> Any:
    found = urlsplit(where)
    return client.get(f"{found.path}?{found.query}")


def signed_on(client: Client, provider: Provider, subject: str = "subject-4711") -> Any:
    return come_back(client, provider.sign_in(asked_by(client), subject))


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_a_true_token_signs_in_whom_it_means(
    client: Client, configured: Provider, amina: Person
) -> None:
    assert signed_on(client, configured)["Location"] == "/cases"
    assert client.session["_auth_user_id"] == amina.pk


def test_what_was_sent_after_a_session_had_run_out_is_offered_to_who_comes_back(
    client: Client, configured: Provider, amina: Person
) -> None:
    words = "Gus Example, his uncle"
    amina.refresh_from_db()  # linking ended what was open
    client.force_login(amina)
    OpenSession.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    client.post("/take-down", {"name": words})

    leads = signed_on(client, configured)["Location"]
    offered = client.get(leads).content.decode()

    assert "Your words are still here" in offered
    assert f'<input type="hidden" name="name" value="{words}">' in offered


def test_a_true_token_of_somebody_who_is_not_linked_signs_nobody_in(
    client: Client, configured: Provider, amina: Person
) -> None:
    assert signed_on(client, configured, "subject-0815").status_code == 403
    assert not is_in(client)


def test_every_forgery_is_known() -> None:
    assert len(FORGERIES) == 15


@pytest.mark.assures("AUTH-1")
@pytest.mark.parametrize("how", FORGERIES)
def test_a_forged_token_signs_nobody_in(
    client: Client, configured: Provider, amina: Person, how: str
) -> None:
    call_command("link_sign_on", person(amina.authority, "Ben Carter").username, "subject-0815")
    configured.forge(how)

    answer = signed_on(client, configured)

    assert answer.status_code == 403
    assert "You are not signed in" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.assures("AUTH-1")
@pytest.mark.parametrize("whose", ["used before", "begun by another browser", "never begun"])
def test_a_way_back_that_is_not_this_browsers_own_signs_nobody_in(
    client: Client, configured: Provider, amina: Person, whose: str
) -> None:
    where = configured.sign_in(asked_by(client), "subject-4711")
    other = client
    if whose == "used before":
        assert come_back(client, where)["Location"] == "/cases"
        client.post("/sign-out")
    else:
        other = Client()
        if whose == "begun by another browser":
            asked_by(other)

    assert come_back(other, where).status_code == 403
    assert not is_in(other)


@pytest.mark.assures("AUTH-1")
def test_what_one_provider_says_is_not_taken_as_anothers_word(
    client: Client, configured: Provider, amina: Person, settings: Settings
) -> None:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps.append({**apps[0], "provider_id": "another"})
    where = configured.sign_in(asked_by(client), "subject-4711")

    answer = come_back(client, where.replace("/sign-on/partnership/", "/sign-on/another/"))

    assert answer.status_code == 403
    assert not is_in(client)


@pytest.mark.assures("AUTH-1")
def test_a_provider_that_passes_for_another_signs_nobody_in(
    client: Client, configured: Provider, amina: Person, settings: Settings
) -> None:
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"]["server_url"] = configured.address.replace("localhost", "127.0.0.1")

    assert signed_on(client, configured).status_code == 403
    assert not is_in(client)


def test_nothing_but_who_it_is_is_asked_for(
    client: Client, configured: Provider, amina: Person
) -> None:
    asked = parse_qs(urlsplit(asked_by(client)).query)

    assert (asked["scope"], asked["response_type"]) == (["openid"], ["code"])
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) > 40


class TestTheFile:
    def written(self, tmp_path: Path, **changed: str) -> str:
        one = {"name": "x", "server": "https://login.example", "client_id": "x"}
        file = tmp_path / "sign-on.json"
        file.write_text(json.dumps({"partnership": {**one, "client_secret": "x", **changed}}))
        return str(file)

    @pytest.mark.parametrize("server", ["https://login.example", "http://localhost:9000"])
    def test_names_providers_asked_by_https_or_on_this_machine(
        self, tmp_path: Path, server: str
    ) -> None:
        read = sign_on_providers(self.written(tmp_path, server=server))

        (app,) = read["openid_connect"]["APPS"]
        assert app["settings"]["server_url"] == server

    @pytest.mark.parametrize(
        "server", ["http://login.example", "http://localhost.example", "login.example", ""]
    )
    def test_is_refused_where_a_line_is_not_safe(self, tmp_path: Path, server: str) -> None:
        with pytest.raises(SignOnUnreadable, match="partnership is not asked by https"):
            sign_on_providers(self.written(tmp_path, server=server))

    def test_is_refused_where_something_is_missing_or_odd(self, tmp_path: Path) -> None:
        file = tmp_path / "sign-on.json"
        with pytest.raises(SignOnUnreadable, match="it cannot be read"):
            sign_on_providers(str(file))
        for held, found in (('{"x": {}}', "'name' is missing"), ("[1]", "no JSON object")):
            file.write_text(held)
            with pytest.raises(SignOnUnreadable, match=found):
                sign_on_providers(str(file))
