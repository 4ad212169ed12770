"""What a letter must say, proven from the facts of its case, before it may be sent.

In: a draft. Out: each demanded content with its facts, or what is missing. One small function per
content, in families of which none knows another; the words are the library's.
"""

from reconvene.core.letters import owed, panels, people, points, rights
from reconvene.core.letters.draft import Draft, Missing, Said, Say
from reconvene.core.letters.statements import statements
from reconvene.core.procedure.letters import CONTENTS

OWN = "words"
AGREED = "agreed-actions"
AT_THE_END = (
    *("next-right", "no-local-step", "goes-on", "further-challenge"),
    *("advocate", "supporters", "who-to-write-to"),
)
"""What a letter ends with: what comes next, and who can help."""
MAY_BE_SILENT = frozenset({"points", "meeting-owed"})
"""What may come to nothing: the answers name each point themselves; no meeting may be owed."""


def compose(draft: Draft) -> tuple[tuple[Said, ...], tuple[Missing, ...]]:
    """
    Return what the letter says, in the order its rule demands, and what it lacks.

    Words that somebody added of their own stand before what it ends with: nothing makes way for them.
    """
    parts = [_part(draft, content) for content in _contents(draft)]
    said = tuple(part for part in parts if isinstance(part, Said))
    return said, tuple(part for part in parts if isinstance(part, Missing))


def _part(draft: Draft, content: str) -> Said | Missing:
    """Return a content as it is said; it is missing, too, where nothing of it would be stated."""
    part = SAY[content](draft, content)
    if isinstance(part, Missing) or content in MAY_BE_SILENT or statements(part):
        return part
    return Missing(content, f"nothing:{content}")


def _contents(draft: Draft) -> tuple[str, ...]:
    says = _with_what_was_agreed(draft)
    if OWN in says or not draft.words.get(OWN, "").strip():
        return says
    place = next((n for n, content in enumerate(says) if content in AT_THE_END), len(says))
    return (*says[:place], OWN, *says[place:])


def _with_what_was_agreed(draft: Draft) -> tuple[str, ...]:
    """
    Return what a letter's rule demands and, after answers in which something was agreed, that too.

    No letter tells an answer and leaves out what was agreed with it. Source: SP 3.8, 4.6.
    """
    says: tuple[str, ...] = draft.letter.says
    if "answers" not in says or AGREED in says:
        return says
    answers = (one for point in draft.covered for one in point.answers_at(draft.letter.stage or ""))
    if not any(one.actions for one in answers):
        return says
    place = says.index("answers") + 1
    return (*says[:place], AGREED, *says[place:])


def _decision_stands(draft: Draft, content: str) -> Said:
    """A review that was due before the letter is not told as one that must come."""
    case = draft.case
    due_on = case.conference.review_due_on
    return Said(
        content,
        {
            "held_on": case.conference.held_on,
            "reviewed_on": case.reviewed_on,
            "review_due_on": due_on if due_on and due_on >= draft.on else None,
        },
    )


def _written(draft: Draft, content: str) -> Said | Missing:
    text = draft.words.get(content, "").strip()
    return Said(content, {"text": text}) if text else Missing(content, f"words:{content}")


SAY: dict[str, Say] = {
    "decision-stands": _decision_stands,
    **points.SAY,
    **panels.SAY,
    **rights.SAY,
    **people.SAY,
    **owed.SAY,
    **dict.fromkeys(("reasons", "delay", "words"), _written),
}

assert set(SAY) == set(CONTENTS), "every content can be said"
