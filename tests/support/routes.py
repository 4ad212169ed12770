"""Every route of the running addresses, and an address of each to ask for."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import Route

ASKED: Mapping[str, Mapping[str, Any]] = {
    "case": {},
    "entry": {"entry": 1},
    "where": {"entry": 1},
    "where-kept": {"entry": 1},
    "letter": {"entry": 1},
    "letter-file": {"entry": 1, "form": "pdf"},
    "send-letter": {"entry": 1},
    "paper": {"entry": 1},
    "paper-file": {"entry": 1, "form": "original"},
    "pack": {"entry": 1},
    "pack-file": {"entry": 1},
    "bundle": {"entry": 1},
    "bundle-file": {"entry": 1},
    "sitting": {"panel": "appeal-panel"},
    "building": {"panel": "appeal-panel"},
    "conference": {"conference": "reconvened"},
    "meeting": {"meeting": "stage-1-appointment"},
    "meeting-file": {"meeting": "stage-1-appointment"},
    "act": {"kind": "point.added", "about": "-"},
    "done": {"entry": 1},
    "take-down-draft": {"draft": "new"},
    "take-down-step": {"draft": "new", "step": "who"},
    "taken-down": {},
    "procedure-version": {"version": 1},
    "look-into": {"review": "4f7k3pq2xw9ab"},
    "own-emergency": {"review": "4f7k3pq2xw9ab"},
    "hold": {"hold": "4f7k3pq2xw9ab"},
    "look-again": {"hold": "4f7k3pq2xw9ab"},
    "sign-on": {"provider_id": "exampleshire"},
    "openid_connect_callback": {"provider_id": "exampleshire"},
    "invitation": {"word": "never"},
    "accent": {"colour": "5b2a6e"},
}
"""What stands in the address of each route that has something to fill in, besides a reference."""


def walked(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every route there is."""
    for one in (resolver or get_resolver()).url_patterns:
        path = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from walked(one, path)
        elif isinstance(one, URLPattern):
            yield one.name or "", path


def address_of(route: Route, reference: str) -> str:
    """Return an address of a route, about the case of a reference where it is about one."""
    filled = dict(ASKED.get(route.name, {}))
    if "reference" in route.path:
        filled["reference"] = reference
    return reverse(route.name, kwargs=filled)


def addresses(reference: str) -> dict[str, str]:
    """Return an address of every route, by its name."""
    return {route.name: address_of(route, reference) for route in ROUTES}
