"""What somebody can get hold of: every address they are led to, and what the forms there would send."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

_OF_NOBODY = re.compile(r"/(?:procedure|calendar|look/|static|gallery|people|sign-|take-down/new)")
"""Pages that are alike for everybody: no id of anything stands on them."""

_ACTS = re.compile(r"/case/[^/]+/do/")


@dataclass(frozen=True)
class SeenForm:
    """One form: where it goes, and everything that its fields offer to send."""

    path: str
    offers: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> dict[str, list[str]]:
        typed: dict[str, list[str]] = {}
        for name, value in self.offers:
            typed.setdefault(name, []).append(value)
        return typed


class _Page(HTMLParser):
    """The addresses and the forms of a page."""

    def __init__(self, path: str, body: str) -> None:
        super().__init__()
        self._path = path
        self._open: tuple[str, list[tuple[str, str]]] | None = None
        self.links: list[str] = []
        self.forms: list[SeenForm] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(local(urljoin(self._path, given["href"])))
        if tag == "form":
            self._open = (local(urljoin(self._path, given.get("action", ""))), [])
        if self._open and given.get("name") and given.get("value"):
            self._open[1].append((given["name"], given["value"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._open:
            self.forms.append(SeenForm(self._open[0], tuple(self._open[1])))
            self._open = None


@dataclass
class Seen:
    """What one person was shown at each address, and the forms by where they go."""

    pages: dict[str, bytes] = field(default_factory=dict)
    forms: dict[str, SeenForm] = field(default_factory=dict)

    @property
    def addresses(self) -> set[str]:
        return {*self.pages, *self.forms}

    def knows(self, reference: str, entry: str) -> bool:
        """Tell whether they were led to an entry of a case, by any of its pages."""
        pages = {f"/case/{reference}/{page}/{entry}" for page in ("entry", "letter", "done")}
        return bool(entry) and bool(pages & self.addresses)

    def holds(self, words: str) -> bool:
        """Tell whether some words stand on any page, or in any address."""
        pages = b"\n".join([*self.pages.values(), *(one.encode() for one in self.addresses)])
        return words.encode() in pages


def seen_by(client: Client, begin_at: Iterable[str], *, is_whole: bool) -> Seen:
    """
    Return all that somebody is led to from some addresses on, each asked for once.

    The pages of acts take longest to make, and what they lead to is known from others: they are
    opened only where the whole is wanted.
    """
    seen, asked, to_ask = Seen(), set[str](), deque(begin_at)
    while to_ask:
        path = to_ask.popleft()
        if not path or path in asked or _OF_NOBODY.match(path):
            continue
        asked.add(path)
        if _ACTS.match(path) and not is_whole:
            seen.pages[path] = b""
            continue
        answer: Any = client.get(path)
        if answer.status_code >= 400:
            continue
        seen.pages[path] = answer.content
        to_ask.append(local(urljoin(path, answer.get("Location", ""))))
        if answer.get("Content-Type", "").startswith("text/html"):
            page = _Page(path, answer.content.decode())
            seen.forms |= {one.path: one for one in page.forms}
            to_ask.extend(page.links)
    return seen


def local(address: str) -> str:
    """Return what of an address is asked of us; nothing where it leads elsewhere."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
