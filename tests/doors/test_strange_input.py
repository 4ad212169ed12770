"""Whatever is typed or sent, however strange: no page fails, and no accent is lost."""

import gc
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote_from_bytes

import psutil
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconvene.web.register.routes import ROUTES
from tests.support.routes import address_of
from tests.support.sent import UNSAFE, Site, sent_to
from tests.support.sizes import sized

pytestmark = [pytest.mark.django_db, pytest.mark.assures("IN-1")]

FORMS = sized(40, 10_000, "strange posts to every form")
ASKED = sized(30, 5_000, "strange addresses and questions of every page")
NOON = datetime(2025, 4, 22, 13, tzinfo=UTC)
HELD = sized(6, 2_000, "posts of megabytes")
MEMORY = 256 * 1024 * 1024
"""What a server may take besides what it began with, which is less: half a gigabyte in all."""
PATIENCE = 5.0  # seconds; the machine has other things to do

NASTY = (
    b"\0", b"\xed\xa0\x80", b"\xff\xfe", "\u202e\u2066".encode(), "Zoe\u0308".encode(),
    b"'; DROP TABLE ledger_entry; --", b"{{7*7}}", b"<script>alert(1)</script>", b"=1+1",
    b"\r\nSet-Cookie: a=b", b"../../etc/passwd", b"%00", b"9" * 400, b"-1", b"1e309", b"NaN",
    b"null", b"[]", b"[" * 10_000, "\u0130\u01c6\ufb03\u1e9e".encode(), b"\x85\x1c\x0b",
    "é".encode() * 500_000,
)  # fmt: skip
values = st.one_of(
    st.sampled_from(NASTY),
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
"""What somebody may send: bytes, since nobody's browser need have made them."""

strange = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return Site(client)


def forms(site: Site) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every form that this person can reach, with the names it is posted under."""
    paths = {sent_to(route.name, site).path for route in UNSAFE}
    site.client.force_login(site.ben)
    case = site.client.get(f"/case/{site.reference}").content.decode()
    paths |= set(re.findall(rf'href="(/case/{site.reference}/do/[^"?#]+)"', case))
    paths |= {f"/take-down/new/{step}" for step in ("conference", "came", "needs", "points")}
    for path in sorted(paths):
        page = site.client.get(path, follow=True).content.decode()
        names = set(re.findall(r'name="([^"]+)"', page)) - {"csrfmiddlewaretoken", "viewport"}
        yield path, (*sorted(names), "step", "key", "nobody-asked")


def body(sent: list[tuple[str, bytes]]) -> str:
    """Return what was sent as a browser would put it, names twice where they were drawn twice."""
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in sent)


def test_no_form_fails(site: Site) -> None:
    there = list(forms(site))
    assert len(there) > 20

    @settings(strange, max_examples=FORMS)
    @given(st.data())
    def posts(data: st.DataObject) -> None:
        path, names = data.draw(st.sampled_from(there))
        sent = data.draw(st.lists(st.tuples(st.sampled_from(names), values), max_size=8))
        steps = data.draw(st.sampled_from(([], [("step", b"check")], [("step", b"confirm")])))
        began = time.monotonic()
        answer = site.client.post(
            path, body([*sent, *steps]), content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code < 500, (path, sent)
        assert time.monotonic() - began < PATIENCE, (path, sent)
        if path in ("/sign-out", "/people", "/sign-in"):
            site.client.force_login(site.ben)

    posts()


def test_no_page_fails_whatever_stands_in_its_address(site: Site) -> None:
    pages = [route for route in ROUTES if route.shows]

    @settings(strange, max_examples=ASKED)
    @given(st.data())
    def asks(data: st.DataObject) -> None:
        route = data.draw(st.sampled_from(pages))
        path = address_of(route, site.reference)
        if data.draw(st.booleans()):
            said = quote_from_bytes(data.draw(values)[:200], safe="")
            path = path.replace(site.reference, said)
        names = ("find", "stage", "show", "after", "page", "why", "year", "next", "problems")
        asked = data.draw(st.lists(st.tuples(st.sampled_from(names), values), max_size=3))
        answer = site.client.get(f"{path}?{body([(name, one[:3000]) for name, one in asked])}")
        assert answer.status_code < 500, (path, asked)

    asks()


@pytest.mark.parametrize(
    "name",
    ["Zoe\u0308 Zieli\u0144ska", "\u0130pek \u1e9eo", "\u05d0\u202e", "O\u2019Neil \U0001f600"],
)
def test_a_name_comes_back_as_it_was_typed(site: Site, name: str) -> None:
    typed = {"name": name, "capacity": "parent", "relation": "mother", "once": "one"}
    step = site.client.post("/take-down/new/who", typed)["Location"].replace("conference", "who")

    assert f'value="{name}"' in site.client.get(step).content.decode()


@pytest.fixture
def no_logs_kept(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing kept of a test's logs: each line would keep the whole request that it is of."""
    monkeypatch.setattr(type(caplog.handler), "emit", lambda *_: None)


@pytest.mark.usefixtures("no_logs_kept")
@pytest.mark.assures("IN-1", size=HELD)
def test_whatever_is_sent_takes_little_memory(site: Site) -> None:
    """Megabytes again and again, taken and refused: what is held in between does not grow."""
    paths = [path for path, _ in forms(site)]
    big = body([("words", NASTY[-1]), ("name", NASTY[-1][:400_000]), ("words", b"x" * 900_000)])
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss  # of this process, which ran other tests

    for number in range(HELD):
        site.client.post(
            paths[number % len(paths)], big, content_type="application/x-www-form-urlencoded"
        )
        site.client.force_login(site.ben)

    assert process.memory_info().rss - before < MEMORY


def test_far_too_much_is_refused_and_said(site: Site) -> None:
    to, typed = "/take-down/new/who", "application/x-www-form-urlencoded"
    answer = site.client.post(to, f"name={'x' * 3_000_000}", content_type=typed)
    in_parts = site.client.post(to, {"name": "x" * 3_000_000})
    many = site.client.post(to, {str(number): "x" for number in range(2000)})

    assert (answer.status_code, in_parts.status_code, many.status_code) == (400, 413, 400)
    assert "This could not be read" in answer.content.decode()
