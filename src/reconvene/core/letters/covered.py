"""Which points a letter speaks for, and the letter that an entry sends about them.

In: a case, and a letter's rule with the points chosen for it or what an entry says of it. Out: ids
of points, in their order; a draft.
"""

from collections.abc import Sequence
from datetime import date

from reconvene.core.casefile.case import Case, Happening, LateChoice, PointState
from reconvene.core.kinds.office import Office
from reconvene.core.letters.draft import Draft
from reconvene.core.procedure.duties import RightRule
from reconvene.core.procedure.letters import Letter
from reconvene.core.record.exchange import LetterSent
from reconvene.core.workdays import CalendarHistory


def draft_for(
    case: Case, data: LetterSent, on: date, days: CalendarHistory, office: Office
) -> Draft:
    """
    Return the letter that an entry sends, ready to be composed.

    Args:
        case: As it stands before the letter.
        data: What the entry says.
        on: The day it is issued.
        days: What counts the days it gives.
        office: Whose letter it is.
    """
    letter = case.definition.letter(data.letter)
    points = covered_points(case, letter, data.points)
    return Draft(
        case, letter, on, points, days, office, words=dict(data.words), added=dict(data.added)
    )


def covered_points(case: Case, letter: Letter, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the points a letter speaks for: those chosen, where its rule leaves the choice, or
    the live ones at its stage, or all.
    """
    if letter.covers == "none":
        return ()
    if letter.covers == "chosen":
        return chosen
    if letter.covers == "stage" and letter.stage:
        return _at_stage(case, letter, chosen)
    late = choice_to_tell(case) if "lateness" in letter.says else None
    if late is not None:
        return late.concerns
    passed_over = {"withdrawn"} if tells_of_refusal(letter) else {"withdrawn", "not taken on"}
    return tuple(p.id for p in case.points.values() if p.status not in passed_over)


def choice_to_tell(case: Case) -> LateChoice | None:
    """
    Return the decision on something late that the next letter about one tells; None without any.

    Those about the same points are one matter, of which the newest is told. The oldest matter that
    no letter has told yet comes first, so that each is told; once all are, the newest again.
    """
    if not case.late_choices:
        return None
    letters = [
        sent
        for sent in case.matching("letter.sent", None)
        if "lateness" in case.definition.letter(sent.about or "").says
    ]
    untold = [one for one in case.late_choices if not _was_told(one, letters)]
    if not untold:
        return case.late_choices[-1]
    first = set(untold[0].concerns)
    return [one for one in untold if not first.isdisjoint(one.concerns)][-1]


def _was_told(late: LateChoice, letters: Sequence[Happening]) -> bool:
    return any(
        letter.number > late.number and not set(late.concerns).isdisjoint(letter.points)
        for letter in letters
    )


def tells_of_refusal(letter: Letter) -> bool:
    """Tell whether a letter says what was decided on taking something on, or not."""
    return bool({"lateness", "standing"} & set(letter.says))


def _at_stage(case: Case, letter: Letter, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """
    The points at a letter's stage; where none are there any more, those that came through it.

    A point that went further by a right this very letter gave is past it: the letter would give
    that right again.
    """
    stage = letter.stage or ""
    came_through = tuple(
        p.id
        for p in case.points.values()
        if stage in p.stages and p.can_go_on and not _went_on_from(case, letter, p)
    )
    if chosen:
        return tuple(name for name in came_through if name in chosen)
    here = tuple(point.id for point in case.points_at(stage) if point.id in came_through)
    return here or came_through


def _went_on_from(case: Case, letter: Letter, point: PointState) -> bool:
    """Tell whether a point has used a right that this letter gives, and was not refused."""
    given = [
        rule
        for rule in case.definition.rights
        if rule.opens
        and any((r.kind, r.about) == ("letter.sent", letter.id) for r in rule.arises_from)
    ]
    return any(
        point.id in moved.points and not _was_refused(case, rule, point, moved)
        for rule in given
        for kind in ("stage.requested", "stage.passed-on")
        for moved in case.matching(kind, rule.opens)
    )


def _was_refused(case: Case, rule: RightRule, point: PointState, asked: Happening) -> bool:
    """Tell whether a late request for a point was not taken on."""
    return any(
        refused.number > asked.number and point.id in refused.points
        for refused in case.matching("lateness.refused", rule.id)
    )
