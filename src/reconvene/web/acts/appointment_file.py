"""
An appointment as a calendar file: what RFC 5545 asks for, and nothing that tells what it is about.

A calendar lies open on a kitchen table and goes to whoever shares it. So the file names nobody, no
case and no authority; it says where only when somebody chose that.

In: an appointment, what it goes by, and the instant. Out: bytes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from hashlib import sha256

from reconvene.core.casefile.appointments import Appointment
from reconvene.core.workdays import LONDON

NAME = "appointment.ics"
SUMMARY = "Appointment"
_WIDTH = 75
"""Octets that a line may have, without its end."""


def uid_of(case_id: str, meeting: str) -> str:
    """
    Return what calendars know a meeting by: the same for as long as its case is there.

    It is made of the id of the case, which no page shows and no key changes, and leads back to none.
    """
    digest = sha256(f"an appointment\0{case_id}\0{meeting}".encode()).hexdigest()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))


def calendar_file(found: Appointment, uid: str, now: datetime, *, with_place: bool) -> bytes:
    """
    Return an appointment as a file that calendars take in.

    Args:
        found: The appointment.
        uid: What calendars know it by.
        now: The instant at which the file is made.
        with_place: Whether it says where, which somebody has to have chosen.
    """
    where = ", ".join(filter(None, (found.place, found.link))) if with_place else ""
    lines = (line for raw in _lines(found, uid, now, where) for line in _folded(raw))
    return b"".join(line + b"\r\n" for line in lines)


def _lines(found: Appointment, uid: str, now: datetime, where: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Appointments//EN"
    yield f"METHOD:{'PUBLISH' if found.stands else 'CANCEL'}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"SEQUENCE:{found.changes}"
    yield f"STATUS:{'CONFIRMED' if found.stands else 'CANCELLED'}"
    yield f"SUMMARY:{SUMMARY}"
    yield "CLASS:PRIVATE"
    if found.at:
        begins = datetime.combine(found.on, time.fromisoformat(found.at), tzinfo=LONDON)
        yield f"DTSTART:{_instant(begins)}"
    else:
        yield f"DTSTART;VALUE=DATE:{found.on:%Y%m%d}"
    if where:
        yield f"LOCATION:{_escaped(where)}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    """Return words as a value may hold them, on one line and without anything unseen."""
    plain = "\n".join(words.splitlines())
    plain = "".join(one for one in plain if one == "\n" or one.isprintable())
    for sign in "\\;,":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in pieces of at most 75 octets, each but the first after a blank, no letter cut."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _WIDTH:
            yield piece
            piece = b" "
        piece += octets
    yield piece
