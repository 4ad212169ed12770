"""
In: the facts of each content a letter must carry. Out: its blocks of words.

One small function per content, in the families of the core, held to the core's own list.
"""

from reconvene.core.procedure.letters import CONTENTS
from reconvene.library.words.plain import said_day
from reconvene.post import panels, people, points, rights
from reconvene.post.blocks import Blocks, Desk, Facts, Write, paragraph, typed


def _decision_stands(desk: Desk, facts: Facts) -> Blocks:
    if facts["reviewed_on"]:
        said = desk.say("decision-stands.reviewed", reviewed_on=said_day(facts["reviewed_on"]))
        yield paragraph(said)
        return
    yield paragraph(desk.say("decision-stands.stands", held_on=said_day(facts["held_on"])))
    if facts["review_due_on"]:
        due_on = said_day(facts["review_due_on"])
        yield paragraph(desk.say("decision-stands.review-due", review_due_on=due_on))


def _written(_desk: Desk, facts: Facts) -> Blocks:
    yield paragraph(*typed(facts["text"]))


WRITE: dict[str, Write] = {
    "decision-stands": _decision_stands,
    **points.WRITE,
    **panels.WRITE,
    **rights.WRITE,
    **people.WRITE,
    **dict.fromkeys(("reasons", "delay", "words"), _written),
}

if set(WRITE) != set(CONTENTS):
    unwritten = sorted(set(WRITE) ^ set(CONTENTS))
    message = f"Letters could not be written: found no words for {unwritten}. Add one to WRITE."
    raise LookupError(message)
