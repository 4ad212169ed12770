"""
A carrier that speaks with GOV.UK Notify, by its own client: a letter goes as a file behind a link.

Notify takes the same letter as often as it is given it, so whoever may have lost its answer asks it
by our own id before anything is given again. The message around the links is a template that lies
there, where others can change it, and the service's name too: both are looked at before each letter,
and nothing goes by a template with words of its own, or from an address that is not the one set.
"""

import re
import ssl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from notifications_python_client.utils import prepare_upload

from reconvene.outbox.carrier import (
    TOO_SLOW,
    Answer,
    Came,
    Enclosed,
    InTime,
    NotReached,
    Parcel,
    Sought,
    known_as,
)

PATIENCE = (10.0, 120.0)
"""Seconds for a line to stand, and for any one word of an answer: files are looked through first."""
LONGEST = 300.0
"""Seconds for the whole talk in which a letter is given; less than a worker has it for."""
KEPT_FOR = "26 weeks"
"""How long a link works."""
REMEMBERED = timedelta(days=2)
"""So long a letter that Notify does not know was never there: it forgets after 7 days, or after 3."""
NOBODY = "simulate-delivered@notifications.service.gov.uk"
"""An address of Notify's own: what goes to it is looked at as a letter would be, and goes nowhere."""
TEXT, FIRST_FILE = "text", "link_to_file"
_FAILED = ("permanent-failure", "temporary-failure", "technical-failure")
_PAGES = 40
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(rf"[!-~]+-{_UUID}-{_UUID}")
_TEMPLATE = re.compile(_UUID)


def is_key(said: str) -> bool:
    """Tell whether something can be a key of Notify's: a name, a service and a secret."""
    return bool(_KEY.fullmatch(said))


def is_template(said: str) -> bool:
    """Tell whether something can be the id of a template."""
    return bool(_TEMPLATE.fullmatch(said))


def file_names(count: int) -> tuple[str, ...]:
    """Return what the links to so many files are called in a template."""
    return tuple(FIRST_FILE if n == 1 else f"{FIRST_FILE}_{n}" for n in range(1, count + 1))


def body_for(count: int) -> str:
    """Return the one body that a template for so many files may have."""
    return "\n\n".join(f"(({name}))" for name in (TEXT, *file_names(count)))


def links_in(template: Any, subject: str) -> int:
    """
    Return how many files a template of Notify's has room for.

    Raises:
        NotReached: It has room for none, or says something of its own.
    """
    found = template if isinstance(template, dict) else {}
    if found.get("type") != "email":
        raise NotReached("no-template")
    parts = str(found.get("body", "")).split()
    count = sum(part.startswith(f"(({FIRST_FILE}") for part in parts)
    if not count or f"(({TEXT}))" not in parts:
        raise NotReached("template-lacks")
    if parts != body_for(count).split() or str(found.get("subject", "")).strip() != subject:
        raise NotReached("template-tells")
    return count


@dataclass(frozen=True, slots=True)
class NotifyLine:
    """A way to Notify that let us in, by a template with room for so many links."""

    client: Any
    template: str
    links: int
    known_as: str
    longest: float = LONGEST

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        """Hand a parcel over; see `Line`."""
        if len(parcel.enclosed) > self.links:
            return Came(Answer.NEVER, "too-many-files")
        try:
            filled = self.filled(parcel)
        except ValueError:
            return Came(Answer.NEVER, "too-large")
        try:
            said = _bounded(self.longest, lambda: self.given(parcel, filled, in_time))
        except _TooLateError:
            return TOO_SLOW
        except HTTPError as fault:
            return _told(fault)
        except Exception:  # noqa: BLE001  whatever it was, the letter may be there
            return Came(Answer.UNKNOWN, "broke-off")
        if not isinstance(said, dict) or said.get("reference") != parcel.id:
            return Came(Answer.UNKNOWN, "broke-off")
        return Came(Answer.TAKEN)

    def filled(self, parcel: Parcel) -> dict[str, Any]:
        """
        Return what goes into the places of the template.

        Raises:
            ValueError: A file is too large.
        """
        filled: dict[str, Any] = dict.fromkeys(file_names(self.links), "")
        filled[TEXT] = parcel.text
        for name, one in zip(file_names(self.links), parcel.enclosed, strict=False):
            filled[name] = prepare_upload(  # type: ignore[no-untyped-call]
                BytesIO(one.content),
                filename=one.name,
                confirm_email_before_download=True,
                retention_period=KEPT_FOR,
            )
        return filled

    def given(self, parcel: Parcel, filled: dict[str, Any], in_time: InTime) -> Any:
        """
        Give Notify a letter, and return what it says.

        Raises:
            _TooLateError: It was no longer in time before all of it was given.
            APIError: It said no, or nothing that can be read.
        """
        self.client.request_session.auth = partial(_by_the_clock, in_time)
        return self.client.send_email_notification(
            parcel.to, self.template, personalisation=filled, reference=parcel.id
        )


class _TooLateError(Exception):
    """A letter was no longer in time, and only a part of it was given."""


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What is given, block by block: however slowly it goes, the rest stays here once it is too late."""

    content: BytesIO
    in_time: InTime

    def __len__(self) -> int:
        return len(self.content.getbuffer())

    def read(self, size: int = -1) -> bytes:
        block = self.content.read(size)
        if block and not self.in_time():  # where none is left, all of it was given
            raise _TooLateError
        return block


def _by_the_clock(in_time: InTime, request: Any) -> Any:
    """Return a request that is given for as long as it is in time."""
    if request.body:
        request.body = _Blocks(BytesIO(request.body.encode()), in_time)
    return request


def _bounded(seconds: float, ask: Callable[[], Any]) -> Any:
    """
    Return what is answered, or raise what came of it; TimeoutError where that takes too long.

    No timeout of a line bounds a whole answer: one that comes byte by byte is always in time.
    """
    answer = Future[Any]()

    def run() -> None:
        try:
            answer.set_result(ask())
        except BaseException as fault:  # noqa: BLE001  raised where it is waited for
            answer.set_exception(fault)

    Thread(target=run, name="giving", daemon=True).start()
    return answer.result(seconds)


def _told(fault: HTTPError) -> Came:
    """Return what a refusal means; where none was heard, or Notify itself failed, nothing can be told."""
    match _status(fault):
        case 400:
            is_address = any("email_address" in said for said in _messages(fault))
            return Came(Answer.NEVER, "address-refused" if is_address else "message-refused")
        case 413:
            return Came(Answer.NEVER, "too-large")
        case 401 | 403 | 404:
            return Came(Answer.LATER, "not-let-in")
        case 429:
            return Came(Answer.LATER, "busy")
        case _:
            return Came(Answer.UNKNOWN, "broke-off")


def _status(fault: APIError) -> int:
    return 0 if fault.response is None else int(fault.response.status_code)


def _messages(fault: APIError) -> list[str]:
    said: Any = fault.message  # whatever came, and not only what their types say
    found = said if isinstance(said, list) else []
    return [str(one.get("message", "")) for one in found if isinstance(one, dict)]


@dataclass(frozen=True, slots=True)
class Notify:
    """
    Where Notify is asked, and as whom.

    `address` begins with https, except on this machine. The key lies in `key_file`, and is read each
    time it is wanted. `subject` is what the template has to have, and `sender` the address that
    letters have to come from.
    """

    is_link: ClassVar[bool] = True
    knows_delivery: ClassVar[bool] = True

    address: str
    template: str
    key_file: Path
    subject: str
    sender: str
    patience: tuple[float, float] = field(default=PATIENCE, compare=False)
    longest: float = field(default=LONGEST, compare=False)
    _trust: str = field(default="", compare=False, repr=False)

    @contextmanager
    def opened(self) -> Iterator[NotifyLine]:
        """Give a way to it, once it is known what a message would look like; see `Carrier`."""
        with self._client() as client:
            found = _asked(client.get_template, self.template)
            links, name = links_in(found, self.subject), self._known_as(client)
            line = NotifyLine(client, self.template, links, name, self.longest)
            self._rehearse(line)
            yield line

    def _rehearse(self, line: NotifyLine) -> None:
        """
        Give it a letter to nobody, and see that it would come from where it has to.

        Raises:
            NotReached: It would not.
        """
        paper = Enclosed("letter.pdf", b"%PDF-1.7\n%%EOF\n")
        letter = Parcel("rehearsal", self.sender, NOBODY, b"", "", (paper,))
        came = _asked(line.given, letter, line.filled(letter), lambda: True)
        content = came.get("content") if isinstance(came, dict) else None
        if not isinstance(content, dict):
            raise NotReached("not-reached")
        if str(content.get("from_email")).casefold() != self.sender.casefold():
            raise NotReached("from-another")

    def has(self, sought: Sought) -> bool | None:
        """Tell whether it has a letter, whatever became of that; see `Carrier`."""
        with self._client() as client:
            is_here = sought.by == self._known_as(client)
            if sought.by and not is_here:
                return None
            asked = _notifications(_asked(client.get_all_notifications, reference=sought.id))
        found = [one for one in asked if one.get("reference") == sought.id]
        if any(_is_to(one, sought.to) for one in found):
            return True
        return False if is_here and not found and sought.age < REMEMBERED else None

    def undelivered(self) -> Iterable[str]:
        """Return the ids of what it gave up on, of all that it still knows; see `Carrier`."""
        with self._client() as client:
            return {
                str(one["reference"])
                for status in _FAILED
                for one in _all_with(client, status)
                if one.get("reference")
            }

    def _known_as(self, client: Any) -> str:
        return known_as("notify", self.address, client.service_id)

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """
        Give a client that tells our key to nobody else.

        It follows nobody to another address, believes no certificates but those that Python comes
        with, and takes nothing from the environment except which proxy leads out.
        """
        client: Any = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            self._key(), base_url=self.address, timeout=self.patience
        )
        session = client.request_session
        session.trust_env = False
        session.verify = self._trust or True
        session.hooks["response"].append(_follow_nobody)
        session.proxies = _proxies(self.address)
        with session:
            yield client

    def _key(self) -> str:
        try:
            key = self.key_file.read_text("utf-8").strip()
        except (OSError, UnicodeError) as fault:
            raise NotReached("not-let-in") from fault
        if not is_key(key):
            raise NotReached("not-let-in")
        return key


def _follow_nobody(answer: Any, **_: Any) -> None:
    """Hang up on whoever leads elsewhere, before it is looked at where to."""
    if answer.is_redirect:
        answer.close()
        raise HTTPError(answer)


def _proxies(address: str) -> dict[str, str]:
    """Return the proxies that lead to an address, as the environment has them; none to this machine."""
    asked = urlsplit(address)
    if asked.scheme == "http" or proxy_bypass(asked.hostname or ""):
        return {}
    return getproxies()


def _is_to(found: dict[str, Any], to: str) -> bool:
    """Tell whether a letter that it has went to an address; to any where none is named."""
    return not to or str(found.get("email_address")).strip().casefold() == to.casefold()


def _asked(question: Any, *about: Any, **named: str | None) -> Any:
    """
    Return what Notify answers to something that changes nothing.

    Raises:
        NotReached: It does not answer, or not us.
    """
    try:
        return question(*about, **named)
    except APIError as fault:
        if any(isinstance(one, ssl.SSLError) for one in _behind(fault)):
            raise NotReached("not-trusted") from fault
        match _status(fault):
            case 401 | 403:
                raise NotReached("not-let-in") from fault
            case 400:
                raise NotReached("message-refused") from fault
            case 404:
                raise NotReached("no-template") from fault
            case 429:
                raise NotReached("busy") from fault
            case _:
                raise NotReached("not-reached") from fault


def _behind(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield a fault and what it came of, the latest first."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _notifications(answer: Any) -> list[dict[str, Any]]:
    found = answer.get("notifications") if isinstance(answer, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotReached("not-reached")  # what is no answer says nothing of what it has
    return found


def _all_with(client: Any, status: str) -> Iterator[dict[str, Any]]:
    older_than = None
    for _ in range(_PAGES):
        found = _notifications(
            _asked(
                client.get_all_notifications,
                status=status,
                template_type="email",
                older_than=older_than,
            )
        )
        yield from found
        if not found or not (older_than := found[-1].get("id")):
            return
