"""
Keeping, holding and erasing in words.

In: rules, kinds and grounds by their codes. Out: what a person reads.
"""

from collections.abc import Mapping

from django.conf import settings

from reconvene.desk.retention import Ground, HoldKind, Why
from reconvene.desk.unread import Basis
from reconvene.library.retention_files import RecordClass, read_schedule
from reconvene.library.words.sentences import read_names
from reconvene.web.components.shown import Refusal

HELD_FOR = read_names("held-for")
assert set(HELD_FOR) == set(HoldKind), "every kind of hold has its words"  # noqa: S101  a table that is whole

ENDED: Mapping[str, str] = {
    Why.HELD: "it was held",
    Why.KEPT_LONGER: "it is to be kept longer, or was opened again",
    Why.NOT_OPENED: "its record does not open any more, so it was proposed anew",
    Why.OPENS: "its record opens again, so that it can be looked at first",
}

UNREAD: Mapping[str, str] = {
    Basis.CLOSING: "When it was closed is known from what stands in clear on its record.",
    Basis.LAST_ENTRY: "When it was closed cannot be read, nor whether it was: its years are counted "
    "from the last day on which anything was recorded.",
}
"""What is known of a case that does not open, by what its years are counted from."""

_ELSE = "Ask somebody else who looks after information governance."
GROUNDS: Mapping[Ground, tuple[str, str]] = {
    Ground.SAME_PERSON: (
        "You did so before, and it takes two different people.",
        "Somebody else who looks after information governance has to agree.",
    ),
    Ground.CHANGED: (
        "Somebody approved it, or it was proposed anew, while this page was open.",
        "Read below what your approval brings about now, and approve it then.",
    ),
    Ground.NO_CASE: (
        "It is not among those that can be proposed any more.",
        "See under “Kept and erased” what became of it.",
    ),
    Ground.CLOSED_TO_THEM: ("This case is closed to you.", _ELSE),
    Ground.NOT_WAITING: (
        "It does not wait for approval any more: it was approved, held or opened again.",
        "See under “Kept and erased” how far it is.",
    ),
    Ground.HELD: (
        "It is held.",
        "See under “Kept and erased” what for. It takes two people to lift a hold.",
    ),
    Ground.UNDER_WAY: (
        "Its erasure was proposed already.",
        "See under “Kept and erased” how far it is.",
    ),
    Ground.NO_HOLD: (
        "This hold is lifted already.",
        "See under “Kept and erased” what is held.",
    ),
    Ground.KEY_USED: (
        "This page was used before, to hold another case or for another reason.",
        "Begin again with a new page.",
    ),
}
"""Why something is not done, and what can be done instead."""


DOES_NOT_OPEN = "It cannot be read any more: its key does not open."


def words_of(reason: str | None) -> str:
    """Return why something was decided, or that nobody can read it; empty once the case is erased."""
    return DOES_NOT_OPEN if reason is None else reason


def refusal(act: str, ground: Ground) -> Refusal:
    """Return a refusal as a page shows it; a ground that no page can meet is a fault."""
    reason, instead = GROUNDS[ground]
    return Refusal(act, reason, instead=(instead,))


def rule_words(authority: str, rule: str) -> tuple[str, str]:
    """
    Return what a rule of a schedule keeps, and for how long and why so.

    Of a schedule that is not this authority's any more only the rule's name is known.
    """
    schedule = read_schedule(authority, folder=settings.RETENTION)
    for name, found in schedule.classes.items():
        if schedule.rule(name) == rule:
            return found.label, _kept_for(found)
    return "A rule that the schedule does not have any more", rule


def _kept_for(found: RecordClass) -> str:
    return f"Kept for {found.keep} from its closing. {found.source.strip()}"
