"""In: the register of routes. Out: the page of it, docs/reference/routes.md."""

from collections.abc import Iterable

from reconvene.web.register.routes import ROUTES
from reconvene.web.register.rows import Route

OPENING = """\
# Routes

Made by `make docs` from `src/reconvene/web/register/routes.py`.
Every page has a row there, and what has none is not served: it answers like an address that is nowhere, and wakes whoever watches the log.
The guard before every page applies the row: who may come in, whether they have to [prove again](../how-to/sign-people-in.md#how-long-somebody-stays-signed-in) who they are, by which methods, how often, how long a browser may keep the answer, and what must be on the [access log](../explanation/who-looked.md) before anything is shown.

Whom a page lets in says nothing about what they may see or do there: that is decided for each case.
"""
HEADINGS = (
    "Address", "Name", "For", "Proof", "About", "Posting to it", "Twice", "Limit", "Kept", "Log",
)  # fmt: skip


def cells(route: Route) -> tuple[str, ...]:
    """Return a row of the table."""
    again = f"; {route.twice}" if route.does else ""
    asked = ", where something is asked for" if route.is_asked else ""
    return (
        f"`/{route.path}`",
        f"`{route.name}`",
        route.audience,
        "asked anew after half an hour" if route.step_up else "–",
        route.about,
        (f"{route.does}; takes a file" if route.takes_file else route.does) or "–",
        again.removeprefix("; ") or "–",
        route.limit.says or "–",
        route.kept,
        f"{route.logs}{asked}" if route.logs else "–",
    )


def page() -> str:
    """Return the page."""
    return "\n".join((OPENING, *_table([HEADINGS, *map(cells, ROUTES)]), ""))


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|---" * len(HEADINGS) + "|", *lines[1:]]
