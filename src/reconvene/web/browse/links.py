"""Addresses that pages about a case lead to, by the names of their routes."""

from urllib.parse import parse_qsl, quote, urlencode

from reconvene.web.components.addresses import address

NOTHING = "-"
"""What stands in an address for an act that is about nothing in particular."""

WHY = "why"
"""The name under which a case's page is asked to explain a day, and the place on it."""

THEN = "then"
"""The name under which an act's page carries who else was chosen for a panel, for building on."""
MOST_CHOSEN = 50


def case_link(reference: str) -> str:
    return address("case", reference=reference)


def why_link(reference: str, key: str) -> str:
    """Return where a case's page explains the last day of a duty or a right, laid open."""
    return f"{case_link(reference)}?{WHY}={quote(key)}#{WHY}"


def entry_link(reference: str, number: int) -> str:
    return address("entry", reference=reference, entry=number)


def letter_link(reference: str, number: int) -> str:
    return address("letter", reference=reference, entry=number)


def paper_link(reference: str, number: int) -> str:
    return address("paper", reference=reference, entry=number)


def bundle_link(reference: str, number: int) -> str:
    return address("bundle", reference=reference, entry=number)


def act_link(reference: str, kind: str, about: str | None) -> str:
    return address("act", reference=reference, kind=kind, about=about or NOTHING)


def panel_link(reference: str, panel: str) -> str:
    return address("sitting", reference=reference, panel=panel)


def conference_link(reference: str, conference: str) -> str:
    return address("conference", reference=reference, conference=conference)


def meeting_link(reference: str, meeting: str) -> str:
    return address("meeting", reference=reference, meeting=meeting)


def building_link(reference: str, panel: str, chosen: str = "") -> str:
    """Return where a panel is built, with what was chosen already as an address carries it."""
    path = address("building", reference=reference, panel=panel)
    try:
        asked = urlencode(parse_qsl(chosen, max_num_fields=MOST_CHOSEN))
    except ValueError:
        asked = ""
    return f"{path}?{asked}" if asked else path
