"""What may be recorded of a redacted version of a file: that it was made, and that somebody agreed.

In: a context, an entry. Out: allowed, or refused.
"""

import re

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.record.event import Entry
from reconvene.core.record.papers import PackMade, RedactionChecked, RedactionMade

NEVER_PUT_RIGHT = frozenset({"redaction.made", "redaction.checked", "pack.made"})
"""Kinds of entry that are never corrected: what was agreed to would be another thing than was read."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


def readers(ctx: Context) -> tuple[str, ...]:
    """Return everybody a redacted version can be meant for: the complainant, bodies and panels."""
    sections = (ctx.definition.bodies, ctx.definition.panels)
    return (COMPLAINANT_ROLE, *(one.id for rules in sections for one in rules))


def ready_to_redact(ctx: Context, _about: str | None) -> Answer:
    """There is something to redact once a file is on the record."""
    return Allowed() if ctx.case.papers else refuse(Ground.NOT_CALLED_FOR)


def redact(ctx: Context, entry: Entry, data: RedactionMade) -> Answer:
    """
    A version is of a file of the case, with reasons, and looked through by a machine.

    It is never a file of the case itself, nor one that was sent back, under another name.
    """
    return unless(first(_unknown(ctx, data), _incomplete(data)), Allowed((entry,)))


def _unknown(ctx: Context, data: RedactionMade) -> Refused | None:
    case = ctx.case
    if data.of not in case.papers:
        return refuse(Ground.UNKNOWN, detail=data.of)
    if data.paper in case.papers or data.paper in case.redactions:
        return refuse(Ground.ALREADY_DONE)
    if data.sha256 in {one.data.sha256 for one in case.papers.values()}:
        return refuse(Ground.NOT_TAKEN_OUT)
    if data.sha256 in {one.data.sha256 for one in case.redactions.values()}:
        return refuse(Ground.ALREADY_DONE)
    strange = [one for one in data.readers if one not in readers(ctx)]
    return refuse(Ground.UNKNOWN, detail=strange[0]) if strange else None


def _incomplete(data: RedactionMade) -> Refused | None:
    if not data.taken_out:
        return refuse(Ground.NEEDS_REASON)
    if not data.by.strip():
        return refuse(Ground.DETAIL_MISSING, detail="by")
    if not (data.paper and data.size > 0 and _SHA256.fullmatch(data.sha256)):
        return refuse(Ground.DETAIL_MISSING, detail="paper")
    return None if data.looked else refuse(Ground.NOT_LOOKED_THROUGH)


def ready_to_check(ctx: Context, _about: str | None) -> Answer:
    """There is one to check while any was neither agreed to nor sent back, or could be sent back."""
    found = [one for one in ctx.case.redactions.values() if not one.checked or one.is_agreed]
    return Allowed() if found else refuse(Ground.NOT_CALLED_FOR)


def check(ctx: Context, entry: Entry, data: RedactionChecked) -> Answer:
    """
    Somebody else says of it what they found; what they agreed to can still be sent back.

    Whoever brought it in, or took it out, says nothing of it: two people stand for what leaves.
    """
    made = ctx.case.redactions.get(data.paper)
    if made is None:
        return refuse(Ground.UNKNOWN, detail=data.paper)
    if ctx.actor.id == made.by or _is_named(made.data.by, ctx.actor.name):
        return refuse(Ground.NOT_THEIR_OWN)
    if made.checked and (data.agreed or not made.is_agreed):
        return refuse(Ground.ALREADY_DONE)
    if not data.agreed and not data.reason.strip():
        return refuse(Ground.NEEDS_REASON)
    return Allowed((entry,))


def _is_named(said: str, name: str) -> bool:
    return bool(name) and said.casefold().split() == name.casefold().split()


def ready_to_pack(ctx: Context, about: str | None) -> Answer:
    """
    A pack is made for a body to which the complaint was taken.

    Source: SP 7.1.
    """
    raised = ctx.case.challenges if about is None else {about} & set(ctx.case.challenges)
    return Allowed() if raised else refuse(Ground.NOT_CALLED_FOR, body=about)


def pack(ctx: Context, entry: Entry, data: PackMade) -> Answer:
    """Every file of the case is in it in one version or left out with a reason, and it has parts."""
    return unless(first(_strange(ctx, data), _unmade(ctx, data)), Allowed((entry,)))


def _strange(ctx: Context, data: PackMade) -> Refused | None:
    """Return why a file may not be in it, or that one was passed over."""
    case = ctx.case
    whole = {one.number: paper for paper, one in case.papers.items()}
    redacted = {one.number: one for one in case.redactions.values()}
    settled = [one.number for one in data.left_out]
    for one in data.files:
        made = redacted.get(one.number)
        if made is not None and not made.is_agreed:
            return refuse(Ground.NOT_AGREED, entry=one.number)
        if made is not None and made.data.readers and data.body not in made.data.readers:
            return refuse(Ground.NOT_AGREED, meant=one.number)
        if made is None and one.number not in whole:
            return refuse(Ground.UNKNOWN, detail=str(one.number))
        settled.append(case.papers[made.data.of].number if made else one.number)
    passed_over = [number for number in whole if settled.count(number) != 1]
    return refuse(Ground.PAPER_MISSING, entry=passed_over[0]) if passed_over else None


def _unmade(ctx: Context, data: PackMade) -> Refused | None:
    is_whole = bool(data.parts) and _SHA256.fullmatch(data.manifest)
    if not is_whole or not 0 < data.upto <= len(ctx.events):
        return refuse(Ground.DETAIL_MISSING, detail="parts")
    return None
