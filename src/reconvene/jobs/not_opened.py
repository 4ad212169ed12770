"""Saying at the end of a command which cases do not open, so that somebody looks into it."""

from collections.abc import Sequence

from django.core.management.base import CommandError

NAMED = 20


def demand_all_opened(not_opened: Sequence[str], what: str) -> None:
    """
    End a command that did what it could with the names of the cases that do not open.

    Args:
        not_opened: Their ids; may be empty, which is well.
        what: What could not be done for these.

    Raises:
        CommandError: There are any.
    """
    if not_opened:
        more = f" and others, in all {len(not_opened)}" if len(not_opened) > NAMED else ""
        raise CommandError(
            f"{what}, since their records do not open: {', '.join(not_opened[:NAMED])}{more}. "
            "`manage.py verify` says what is wrong."
        )
