"""Whom a complaint reaches with whoever takes it down: they have been told what others still must be.

In: who takes a complaint down, under which procedure. Out: the entries that say so.
"""

from collections.abc import Iterator
from datetime import date

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Ref
from reconvene.core.record.event import Entry
from reconvene.core.record.exchange import NoticeGiven

_RECEIPT = Ref(kind="complaint.received")
NOTE = "Took the complaint down"


def known_at_once(definition: Definition, roles: frozenset[str], today: date) -> tuple[Entry, ...]:
    """
    Return that somebody was told, for each notice of a complaint that is owed to a role of theirs.

    A role that is held in each case anew is nobody's yet. Nor does this suit whoever chaired the
    conference: what they are told of a complaint about themselves tells nobody else of it.

    Args:
        definition: The procedure it is taken under.
        roles: What whoever takes it down holds by post.
        today: The day it is taken down, which can be days after it came.
    """
    return tuple(
        Entry(
            kind="notice.given",
            happened_on=today,
            data=NoticeGiven(notice=notice, note=NOTE),
        )
        for notice in _owed_on_receipt(definition)
        if (told := definition.by_id["notices"][notice].to) in roles
        and definition.by_id["roles"][told].held == "by post"
    )


def _owed_on_receipt(definition: Definition) -> Iterator[str]:
    for duty in definition.duties:
        if _RECEIPT in duty.arises_from and len(duty.met_by) == 1:
            (met_by,) = duty.met_by
            if met_by.kind == "notice.given" and met_by.about:
                yield met_by.about
