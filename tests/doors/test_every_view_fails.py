"""Every view, made to fail in turn: the same plain page each time, and nothing half done."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from reconvene.sealing.keys import provider
from reconvene.web.register.routes import ROUTES
from reconvene.worklist.rebuilding import out_of_date
from tests.support.filling import day
from tests.support.lines import kept_lines
from tests.support.offices import filled_in
from tests.support.routes import address_of
from tests.support.sent import HAPPENED_ON, NOON, UNSAFE, Sent, Site, sent_to
from tests.support.sizes import sized
from tests.support.state import COMES_AND_GOES

pytestmark = [pytest.mark.django_db, pytest.mark.assures("OUT-4")]

STRIDE = sized(6, 1, "th statement of each form fails; every one of what adds to the record")
WRITTEN = 'INSERT INTO ledger_entry VALUES (7), "Text first, never ring the house"'
NUMBER = re.compile(r'rc-code">([0-9a-f]{16})<')
NEVER = (*WRITTEN.split(", "), "ledger_entry", "OperationalError", "Traceback", ".py", "reconvene/")


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client.raise_request_exception = False
    return Site(client)


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Yield every route as the server finds it."""
    for one in (resolver or get_resolver()).url_patterns:
        yield from patterns(one) if isinstance(one, URLResolver) else (one,)


def failing(real: Callable[..., HttpResponse], *, at_its_end: bool) -> Callable[..., HttpResponse]:
    """Return a view that fails at once, or after it has done everything."""

    def fails(*given: Any, **named: Any) -> HttpResponse:
        if at_its_end:
            real(*given, **named)
        raise OperationalError(WRITTEN)

    return fails


@pytest.mark.parametrize("at_its_end", [False, True], ids=["at once", "at its end"])
def test_every_page_that_fails_is_one_and_the_same_page(
    site: Site, monkeypatch: pytest.MonkeyPatch, at_its_end: bool
) -> None:
    for pattern in patterns():
        real = pattern.callback
        monkeypatch.setattr(pattern, "callback", failing(real, at_its_end=at_its_end))
    pages = set()

    for route in [one for one in ROUTES if one.shows]:
        with kept_lines() as kept:
            answer = site.client.get(address_of(route, site.reference))
        if answer.status_code == 404 and at_its_end:
            continue  # there is none of these here, and nothing failed
        said = answer.content.decode()
        number = NUMBER.search(said)
        assert answer.status_code == 500, route.name
        assert number, route.name
        assert any(number[1] in line and "OperationalError" in line for line in kept.lines)
        pages.add(said.replace(number[1], "its number"))

    (page,) = pages
    assert [word for word in NEVER if word in page] == []
    assert site.reference not in page


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """Let the database fail at one statement; give every statement that was asked for."""
    asked: list[str] = []

    def ask(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        if len(asked) == number:
            raise OperationalError(WRITTEN)
        return execute(sql, *rest)

    with connection.execute_wrapper(ask):
        yield asked


def rows() -> dict[str, int]:
    """Return how many rows each table has, but for looks, sessions and what slows guessing."""
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.model_name not in COMES_AND_GOES
    }


def a_letter(site: Site) -> Sent:
    """Return an act that changes the lists as well as the record."""
    typed = {"sender": "amina|conference-chair", "gone": "yes", "key": "one", "step": "confirm"}
    return Sent(
        f"/case/{site.reference}/do/letter.sent/acknowledgement",
        {**day("happened_on", HAPPENED_ON), **typed},
    )


def a_complaint(site: Site) -> Sent:
    """Return the last button of a complaint, all of which is filled in."""
    draft = "new"
    for step, typed in filled_in("amina", "Ewa Example"):
        answer = site.client.post(f"/take-down/{draft}/{step}", dict(typed))
        draft = answer["Location"].split("/")[2]
    path = f"/take-down/{draft}/check"
    page = site.client.get(path).content.decode()
    return Sent(path, dict(re.findall(r'name="(key|read)" value="([^"]+)"', page)))


FORMS: dict[str, Callable[[Site], Sent]] = {
    **{route.name: partial(sent_to, route.name) for route in UNSAFE},
    "a letter": a_letter,
    "a complaint": a_complaint,
}
ADDS = {"act": 1, "a letter": 1, "a complaint": 2, "posted": 1}
"""How many entries each puts on the record: a complaint, and that who took it down knows of it."""
LEFT: dict[str, dict[str, int]] = {"a complaint": {"KeptDraft": 1, "StoredKey": 1}}
"""What may be left of what is done: a draft that is sent again gives its receipt, and goes."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.assures("OUT-4", size=STRIDE)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_fails_at_any_statement_is_done_or_not_done(site: Site, form: str) -> None:
    """The same is sent again and again, and fails a little later each time, until it does not."""
    sent, seen = FORMS[form](site), [rows()]
    unread = out_of_date(HAPPENED_ON)  # one that does not open, where the form is about that

    for number in count(1, 1 if form in ADDS else STRIDE):
        site.client.force_login(site.ben)  # some forms end a session
        with failing_at(number) as asked:
            answer = site.client.post(sent.path, sent.typed)
            said = answer.content.decode(errors="replace")  # it may be a file
        seen.append(rows())
        assert out_of_date(HAPPENED_ON) == unread, asked[-1]
        if len(asked) < number:
            break
        assert [word for word in NEVER if word in said] == [], asked[-1]

    before, after = seen[0], seen[-1]
    assert after["StoredEntry"] - before["StoredEntry"] == ADDS.get(form, 0)
    nearly = Counter(after) + Counter(LEFT.get(form, {}))
    allowed = (before, after, {name: nearly[name] for name in after})
    assert [set(one.items()) ^ set(after.items()) for one in seen if one not in allowed] == []


@pytest.fixture
def no_keys(site: Site, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Take the keys away from a copy that has been at work."""
    settings.KEY_FILE = tmp_path / "gone.json"
    provider.cache_clear()
    yield
    provider.cache_clear()


@pytest.mark.usefixtures("no_keys")
def test_without_keys_no_page_says_more_than_that(site: Site) -> None:
    failed = set()

    for route in [one for one in ROUTES if one.shows]:
        answer = site.client.get(address_of(route, site.reference))
        said = answer.content.decode()
        assert [word for word in (*NEVER, "gone.json", "Ewa Example") if word in said] == [], (
            route.name
        )
        if answer.status_code in (409, 500):  # one case does not open, or nothing at all does
            failed.add(route.name)

    assert failed >= {"case", "act"}
