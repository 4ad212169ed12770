"""Faults of every sort with a family's words in them, and no word of it in any log."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.mail import BadHeaderError
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import path
from pytest_django import Settings

from reconvene.config import urls
from reconvene.people.models import Authority
from tests.support.cast import authority, person
from tests.support.lines import kept_lines
from tests.support.processes import address
from tests.support.sizes import sized
from tests.support.tree import ROOT

pytestmark = [pytest.mark.assures("LOG-1"), pytest.mark.django_db(transaction=True)]

PLANTED = "Zielińska, 4 Elm Row"
FAULTS = sized(40, 2000, "faults with planted words")


def twice() -> None:
    for _ in range(2):
        Authority.objects.create(slug=PLANTED, name=PLANTED)


def not_a_number() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS INTEGER) / 0 FROM nowhere_at_all", (PLANTED,))


def no_file() -> None:
    Path(f"/nowhere/{PLANTED}").read_text("utf-8")


def no_mail() -> None:
    raise BadHeaderError(PLANTED)


def too_slow() -> None:
    raise TimeoutError(PLANTED) from ValueError(PLANTED)


def no_number() -> None:
    int(PLANTED)


CAUSES: list[Callable[[], None]] = [twice, not_a_number, no_file, no_mail, too_slow, no_number]


def failing(request: HttpRequest) -> None:
    CAUSES[int(request.GET["number"]) % len(CAUSES)]()


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("procedure", failing, name="procedure"), *urls.urlpatterns]  # type: ignore[arg-type]


def test_no_fault_brings_what_somebody_wrote_into_the_log(
    settings: Settings, client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.ROOT_URLCONF = __name__
    client.force_login(person(authority(), "Gail Ford"))
    client.raise_request_exception = False
    with kept_lines() as kept:
        for number in range(FAULTS):
            answer = client.get("/procedure", {"number": str(number), "name": PLANTED})
            assert answer.status_code == 500

    faults = {line["fault"] for line in kept.said if "fault" in line}
    written = "".join(kept.lines) + "".join(capfd.readouterr())
    assert len([line for line in kept.said if "fault" in line]) == FAULTS
    assert len(faults) >= 5
    for form in ("Elm Row", quote(PLANTED), "Zieli"):
        assert form not in written


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the log of PostgreSQL")
def test_what_we_say_of_postgresql_keeps_refused_values_out_of_its_log() -> None:
    page = (ROOT / "docs/explanation/logs.md").read_text("utf-8")
    (block,) = re.findall(r"```ini\n(.*?)```", page, re.DOTALL)
    advised = [line.split("#")[0].split("=") for line in block.splitlines()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_logfile(), current_setting('data_directory')")
        (file, folder) = cursor.fetchone()
    log = Path(folder) / file if file else Path(folder) / "log"

    refused("planted-openly", [])
    refused("planted-with-care", advised)

    written = log.read_text("utf-8", errors="replace")
    assert "planted-openly" in written  # so the log that is read is the one that is written
    assert "planted-with-care" not in written


def refused(value: str, advised: list[list[str]]) -> None:
    """Have a value refused in a session of its own, under settings that were advised."""
    with psycopg.connect(address(), autocommit=True) as server:
        for name, wanted in advised:
            server.execute("SELECT set_config(%s, %s, false)", (name.strip(), wanted.strip()))
        server.execute("CREATE TEMPORARY TABLE only_one (name TEXT PRIMARY KEY)")
        server.execute("INSERT INTO only_one VALUES (%s)", (value,))
        with pytest.raises(psycopg.IntegrityError):
            server.execute("INSERT INTO only_one VALUES (%s)", (value,))
