"""What may be put together for a meeting or a panel, and what must not be missing.

In: a context, an entry. Out: allowed, or refused with its clause.
"""

import re
from collections.abc import Iterator

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.papers import Bundle
from reconvene.core.casefile.versions import version_for
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first, unless
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.conduct.papers import paper_refusal
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.panels import Panel
from reconvene.core.procedure.stages import Meeting, Stage
from reconvene.core.record.event import Entry
from reconvene.core.record.papers import Bundled, BundleMade

MOST_PARTS = 200
MOST_PAGES = 1_500

_SHA256 = re.compile(r"[0-9a-f]{64}|")


def met_for(definition: Definition) -> dict[str, Meeting | Panel]:
    """Return every meeting and panel of a procedure, by id, in its order."""
    meetings = definition.by_id["meetings"].values()
    return {one.id: one for one in (*meetings, *definition.panels)}


def stage_of(definition: Definition, meets: str) -> Stage | None:
    """Return the stage of a meeting or a panel; None of a panel that no stage has."""
    if meets in definition.by_id["meetings"]:
        return definition.stage_of_meeting(meets)
    return definition.stage_of_panel(meets)


def bundled_now(ctx: Context) -> tuple[str, ...]:
    """Return the meetings and panels at whose stage live points are; may be empty."""
    stages = ((meets, stage_of(ctx.definition, meets)) for meets in met_for(ctx.definition))
    return tuple(meets for meets, stage in stages if stage and ctx.case.points_at(stage.id))


def ready_to_bundle(ctx: Context, _about: str | None) -> Answer:
    """A bundle is made while points are at the stage of a meeting or a panel, of what there is."""
    if not bundled_now(ctx):
        return refuse(Ground.NOT_AT_THIS_STAGE)
    return Allowed() if on_record(ctx) else refuse(Ground.NOT_CALLED_FOR)


def bundle(ctx: Context, entry: Entry, data: BundleMade) -> Answer:
    """A bundle has parts, each once, and a number of its own."""
    if data.meets not in met_for(ctx.definition):
        return refuse(Ground.UNKNOWN, detail=data.meets)
    return unless(first(_not_now(ctx, data), _not_whole(data)), Allowed((entry,)))


def not_there(ctx: Context, entry: Entry) -> Refused | None:
    """
    Return a refusal where a bundle would hold what is not on the record, or lack what it has to have.

    It is asked of a bundle as it is made. What is struck or put right later is no longer given out
    (see `is_whole`), and the bundle stays on the record.
    Source: SP 4.4.
    """
    data = entry.data
    if not isinstance(data, BundleMade):
        return None
    fit = may_be_in(ctx, data.meets)
    strange = [part for part in data.parts if part.entry not in fit]
    if strange:
        return _why_not(ctx, strange[0])
    papers = met_for(ctx.definition)[data.meets].papers
    return paper_refusal(ctx, papers, tuple(kinds_in(ctx.case, data)), data.missing)


def kinds_in(case: Case, data: BundleMade) -> Iterator[str]:
    """Yield which of the papers that have to be considered are parts of a bundle."""
    parts = {part.entry for part in data.parts}
    yield from (one.data.kind for one in case.papers.values() if one.number in parts)
    redacted = (one.data.of for one in case.redactions.values() if one.number in parts)
    yield from (case.papers[paper].data.kind for paper in redacted if paper in case.papers)


def part_for(case: Case, entry: int, meets: str) -> int:
    """
    Return the entry that goes into a bundle for a meeting or a panel where somebody chose one.

    That of a file of which something was taken out is the redacted version for those who meet; 0
    where nobody has agreed to one. All others stand for themselves.
    """
    found = [paper for paper, one in case.papers.items() if one.number == entry]
    return version_for(case, found[0], meets).entry if found else entry


def may_be_in(ctx: Context, meets: str) -> frozenset[int]:
    """Return the entries of which a bundle for a meeting or a panel can be made."""
    files = frozenset(one.number for one in ctx.case.papers.values())
    letters = on_record(ctx) - files
    return (letters | {part_for(ctx.case, entry, meets) for entry in files}) - {0}


def _why_not(ctx: Context, part: Bundled) -> Refused:
    case = ctx.case
    redacted = {one.number: one for one in case.redactions.values()}
    files = {one.number for one in case.papers.values()}
    if part.entry in redacted and redacted[part.entry].is_agreed:
        return refuse(Ground.NOT_AGREED, meant=part.entry)
    if part.entry in redacted:
        return refuse(Ground.NOT_AGREED, entry=part.entry)
    if part.entry in files:
        return refuse(Ground.NOT_AGREED, whole=part.entry)
    return refuse(Ground.UNKNOWN, detail=part.called)


def _not_now(ctx: Context, data: BundleMade) -> Refused | None:
    if data.meets not in bundled_now(ctx):
        return refuse(Ground.NOT_AT_THIS_STAGE)
    if any(data.number <= one.data.number for one in ctx.case.bundles):
        return refuse(Ground.ALREADY_DONE)
    return None


def _not_whole(data: BundleMade) -> Refused | None:
    entries = [part.entry for part in data.parts]
    is_sound = all(map(_is_sound, data.parts)) and len(set(entries)) == len(entries)
    pages = sum(part.pages for part in data.parts)
    if not (is_sound and 0 < len(entries) <= MOST_PARTS and data.number > 0):
        return refuse(Ground.DETAIL_MISSING, detail="parts")
    is_counted = pages < data.pages <= MOST_PAGES
    return None if is_counted else refuse(Ground.DETAIL_MISSING, detail="pages")


def _is_sound(part: Bundled) -> bool:
    return bool(part.called.strip() and part.pages > 0 and _SHA256.fullmatch(part.sha256))


def on_record(ctx: Context) -> frozenset[int]:
    """Return the entries that can be parts of a bundle: files that were brought in, and letters."""
    holding = effective(ctx.events)
    return frozenset(one.number for one in holding if one.kind in ("paper.added", "letter.sent"))


def is_whole(ctx: Context, made: Bundle) -> bool:
    """
    Tell whether every part of a bundle could still be put in; else nobody is given it.

    One was struck, or something was taken out of a file since.
    """
    return {part.entry for part in made.data.parts} <= may_be_in(ctx, made.data.meets)


def newest_for(case: Case, meets: str) -> Bundle | None:
    """Return the last bundle made for a meeting or a panel; None where there is none."""
    made = [one for one in case.bundles if one.data.meets == meets]
    return made[-1] if made else None


def before(case: Case, made: Bundle) -> Bundle | None:
    """Return the bundle that was made before another for the same meeting or panel, if any."""
    earlier = [one for one in case.bundles if one.data.meets == made.data.meets]
    earlier = [one for one in earlier if one.number < made.number]
    return earlier[-1] if earlier else None


def changed(made: Bundle, since: Bundle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a bundle holds that an earlier one did not, and what it no longer holds."""
    new = {part.entry: part.called for part in made.data.parts}
    old = {part.entry: part.called for part in since.data.parts}
    added = tuple(called for entry, called in new.items() if entry not in old)
    return added, tuple(called for entry, called in old.items() if entry not in new)
