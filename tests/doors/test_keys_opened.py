"""What keeps the keys is told what each is opened for and for whom, and can be away."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from reconvene.logs.about import about, running
from reconvene.sealing.keys import provider
from reconvene.web.register.routes import ROUTES
from tests.doors.test_answers import says_nothing
from tests.support.lines import kept_lines
from tests.support.own_keys import KEPT_IN, own_keys
from tests.support.routes import address_of
from tests.support.sent import Site

Asked = tuple[str, str]
WITHOUT_KEYS = {409, 500}
"""How a page answers without keys: its case does not open, or nothing at all does."""


@pytest.fixture(params=KEPT_IN)
def site(
    request: pytest.FixtureRequest, client: Client, tmp_path: Path, db: None
) -> Iterator[Site]:
    """Give a site whose keys are its own: in a file, then in a token."""
    with own_keys(request.param, tmp_path):
        client.raise_request_exception = False
        yield Site(client)


@contextmanager
def listening() -> Iterator[list[Asked]]:
    """Note what the provider is told with each key that is opened."""
    heard: list[Asked] = []
    real = provider().unwrap

    def unwrap(*given: Any, purpose: str, actor: str) -> bytes:
        heard.append((purpose, actor))
        return real(*given, purpose=purpose, actor=actor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provider(), "unwrap", unwrap)
        yield heard


@pytest.mark.assures("CR-2")
def test_each_key_is_opened_for_a_page_and_whoever_asks_for_it(site: Site) -> None:
    ben = site.client.session["_auth_user_id"]
    with listening() as heard:
        for route in ROUTES:
            before = len(heard)
            if route.shows:
                site.client.get(address_of(route, site.reference))
            assert set(heard[before:]) <= {(route.name, ben)}

    assert len({page for page, _ in heard}) > 5


def test_a_command_says_its_name() -> None:
    def inside() -> tuple[str, str]:
        running("rotate_keys")
        return about().purpose(), about().who()

    assert copy_context().run(inside) == ("rotate_keys", "")
    assert about().purpose() == ""


def test_what_a_token_opens_is_logged_for_whoever_asks_for_that(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with own_keys("a token", tmp_path):
        epoch = provider().epoch()
        wrapped = provider().wrap(epoch, bytes(32), b"a place")
        with caplog.at_level("INFO", "reconvene.keys"), kept_lines() as lines:
            provider().unwrap(epoch, wrapped, b"a place", purpose="case", actor="k3d8")

    (line,) = [line for line in lines.said if line["from"] == "reconvene.keys"]
    assert (line["epoch"], line["purpose"], line["actor"]) == (epoch, "case", "k3d8")
    assert len(line["opened"]) == 16


@contextmanager
def keys_away(folder: Path) -> Iterator[None]:
    """Take the key file away, or the token from where the module looks for it."""
    kept = settings.KEY_FILE or folder / "own-token" / "token"
    away = kept.with_name("away")
    kept.rename(away)
    provider.cache_clear()
    try:
        yield
    finally:
        if kept.exists():  # a demo made itself another
            kept.unlink()
        away.rename(kept)
        provider.cache_clear()


@pytest.mark.assures("OUT-4")
def test_without_its_keys_a_page_says_so_plainly_or_needs_none(site: Site, tmp_path: Path) -> None:
    asked = [address_of(one, site.reference) for one in ROUTES if one.shows and one.logs]
    answers = []
    with keys_away(tmp_path):
        for where in asked:
            with kept_lines() as lines:
                answers.append((site.client.get(where), lines))

    failed = [(answer, lines) for answer, lines in answers if answer.status_code in WITHOUT_KEYS]
    assert len(failed) > 5
    for answer, lines in failed:
        if answer.status_code == 409:
            assert "does not open" in answer.content.decode()
        else:
            says_nothing(answer, lines)
    assert WITHOUT_KEYS & {site.client.get(where).status_code for where in asked} == set()
