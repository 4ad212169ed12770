"""`reconvene due --from DATE --limit "10 working days"`: a last day, and why that day."""

import argparse
import json

from reconvene.cli.trouble import Trouble, calendar_of, day_of
from reconvene.core.kinds.limit import Limit, LimitUnreadable
from reconvene.core.workdays import (
    Derivation,
    LimitNeedsTime,
    LimitNotStated,
    Roll,
    derive,
    explain,
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Make the command known."""
    parser = commands.add_parser("due", help="count a last day, and show every day of the count")
    parser.add_argument("--from", dest="start", required=True, help="the day it counts from")
    parser.add_argument("--limit", required=True, help="such as '10 working days'")
    parser.add_argument("--calendar", default="england", help="a calendar's name (england)")
    parser.add_argument(
        "--roll",
        choices=[roll.value for roll in Roll],
        default=Roll.NONE.value,
        help="where a last day that is not worked moves to (stay)",
    )
    parser.add_argument("--known-on", help="count by the calendar as it was known on this day")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print the derivation."""
    history = calendar_of(asked.calendar)
    known_on = day_of(asked.known_on) if asked.known_on else None
    calendar = history.as_known_on(known_on) if known_on else history.latest
    try:
        limit = Limit.read(asked.limit)
        found = derive(day_of(asked.start), limit, calendar, roll=Roll(asked.roll))
    except (LimitUnreadable, LimitNotStated, LimitNeedsTime) as fault:
        raise Trouble(str(fault)) from fault
    print(json.dumps(as_plain(found), indent=2) if asked.json else "\n".join(explain(found)))
    return 0


def as_plain(found: Derivation) -> dict[str, object]:
    """Return a derivation as plain values; the form is docs/reference/command.md's."""
    return {
        "from": found.start.isoformat(),
        "limit": str(found.limit),
        "calendar": found.calendar,
        "roll": found.roll.value,
        "last_day": found.last_day.isoformat(),
        "act_by": found.act_by.isoformat(),
        "days": [
            {"on": day.on.isoformat(), "number": day.number, "why": day.why} for day in found.days
        ],
    }
