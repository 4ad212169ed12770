"""What a server is given to run, asked as a server would ask it."""

from collections.abc import Callable
from contextlib import closing
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()  # what config.wsgi hands on, once it has asked its questions


def ask(address: str) -> tuple[str, dict[str, str]]:
    """Return the status line and the headers of the answer to a plain request."""
    said: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[..., None]:
        said.append((status, dict(headers)))
        return lambda _content: None

    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    with closing(application(environ | {"PATH_INFO": address, "HTTP_HOST": "127.0.0.1"}, start)):
        return said[0]


@pytest.mark.django_db
def test_an_address_that_is_nowhere_is_not_found_and_says_nothing_to_other_sites() -> None:
    status, headers = ask("/no-such-page")

    assert status == "404 Not Found"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db  # an answer that ends looks after the connections that are open
def test_static_files_come_from_the_same_server() -> None:
    status, headers = ask("/static/reconvene.css")

    assert status == "200 OK"
    assert headers["Content-Type"].startswith("text/css")
