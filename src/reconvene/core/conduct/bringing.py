"""What may be brought into a case: a file, once, with what it is.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import re

import msgspec

from reconvene.core.conduct.answer import Allowed, Answer, Ground
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Paper
from reconvene.core.record.event import Entry
from reconvene.core.record.papers import PaperAdded

_SHA256 = re.compile(r"[0-9a-f]{64}")


def papers_asked_for(definition: Definition) -> dict[str, Paper]:
    """
    Return every paper that a meeting or a panel must consider, by id; may be empty.

    Source: SP 4.4.
    """
    meetings = definition.by_id["meetings"].values()
    return {one.id: one for rule in (*meetings, *definition.panels) for one in rule.papers}


def add(ctx: Context, entry: Entry, data: PaperAdded) -> Answer:
    """A file is put on the record once, with words for what it is."""
    if data.paper in ctx.case.papers:
        return refuse(Ground.ALREADY_DONE)
    if data.kind and data.kind not in papers_asked_for(ctx.definition):
        return refuse(Ground.UNKNOWN, detail=data.kind)
    if not data.called.strip():
        return refuse(Ground.DETAIL_MISSING, detail="called")
    is_whole = bool(data.paper and data.size > 0 and _SHA256.fullmatch(data.sha256))
    return Allowed((entry,)) if is_whole else refuse(Ground.DETAIL_MISSING, detail="paper")


def with_its_bytes(before: PaperAdded, after: PaperAdded) -> PaperAdded:
    """Return an entry as it is put right: which bytes it is about stays as it was."""
    return msgspec.structs.replace(
        after, paper=before.paper, file=before.file, size=before.size, sha256=before.sha256
    )
