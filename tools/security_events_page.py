"""Make docs/reference/security-events.md from the table of events."""

from reconvene.logs.events import Event

OPENING = """\
# Events that bear on security

Made by `make docs` from `src/reconvene/logs/events.py`.
What a line holds besides, and where urgent ones are sent, is said in [logs](../explanation/logs.md).
A code is never renamed and never used for something else.

| Code | What happened | Urgent |
|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    rows = (
        f"| `{event.code}` | {event.says} | {'yes' if event.is_urgent else ''} |\n"
        for event in Event
    )
    return OPENING + "".join(rows)
