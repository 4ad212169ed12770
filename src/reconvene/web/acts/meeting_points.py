"""
The points a meeting is about: what each says, what was answered before, and what is agreed now.

In: the case as somebody meets it, and a meeting. Out: a row for each point, in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reconvene.core.casefile.case import AnswerGiven, PointState
from reconvene.core.procedure.stages import Meeting
from reconvene.core.record.points import Action
from reconvene.desk.look import Look
from reconvene.library.words.plain import said_day
from reconvene.web.browse.links import act_link
from reconvene.web.browse.names import Names, ended, sentence_case
from reconvene.web.components.shown import Act


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something agreed: what, by whom and by when, whether it is done, and how to record that."""

    words: str
    done: str
    act: Act | None


@dataclass(frozen=True, slots=True)
class Discussed:
    """One point: the words of whoever complains, the answers before, those now, and what is agreed."""

    number: int
    words: str
    ended: str
    before: tuple[str, ...]
    answers: tuple[str, ...]
    agreed: tuple[Agreed, ...]
    act: Act | None


def discussed(look: Look, names: Names, rule: Meeting) -> Iterator[Discussed]:
    """Yield each point that is or was at the stage of a meeting, in the order they were raised."""
    stage = look.definition.stage_of_meeting(rule.id).id
    for number, point in enumerate(look.case.points.values(), start=1):
        if stage not in point.stages:
            continue
        here = point.answers_at(stage)
        yield Discussed(
            number,
            point.words,
            "" if point.is_live else f"{sentence_case(point.status)}.",
            tuple(
                f"{names.label('stages', one.stage)}: {_answer(names, one)}"
                for one in point.answers
                if one.stage in _earlier(look, stage)
            ),
            tuple(_answer(names, one) for one in here),
            tuple(_agreed(look, names, action) for one in here for action in one.actions),
            _answering(look, point, stage),
        )


def _earlier(look: Look, stage: str) -> frozenset[str]:
    order = [one.id for one in look.definition.stages]
    return frozenset(order[: order.index(stage)])


def _answer(names: Names, one: AnswerGiven) -> str:
    whose = f"{names.child(one.child)}: " if one.child else ""
    by = f"{names.person(one.by)}, {said_day(one.on)}"
    return f"{whose}{sentence_case(one.finding)}. {ended(one.answer)} {by}."


def _answering(look: Look, point: PointState, stage: str) -> Act | None:
    """Return the way to answer a point, filled with which it is; None where it cannot be now."""
    is_due = point.is_live and point.stage == stage and not point.is_answered_at(stage)
    if look.open_until is not None or not is_due or not look.may("point.answered", stage):
        return None
    href = act_link(look.reference, "point.answered", stage)
    return Act("Answer this point", f"{href}?point={point.id}")


def _agreed(look: Look, names: Names, action: Action) -> Agreed:
    by = f", by {said_day(action.by_on)}" if action.by_on else ""
    who = f" ({names.role(action.owner)}{by})" if action.owner else by
    state = look.case.actions.get(action.id)
    if state and state.done_on:
        return Agreed(f"{action.what}{who}", f"Done on {said_day(state.done_on)}.", None)
    is_open = state and look.open_until is None and look.may("action.done")
    href = f"{act_link(look.reference, 'action.done', None)}?action={action.id}"
    return Agreed(
        f"{action.what}{who}", "", Act("Record that it is done", href) if is_open else None
    )
