"""
What the page of a case can truly say to whoever is complained of, who sees only what was put to them.

The state they see is cut down: what others did since is not in it, and would look undone.

In: a case as somebody meets it. Out: the duties, lines and columns that hold for them.
"""

from reconvene.core.duties.owed import Duty
from reconvene.desk.look import Look
from reconvene.web.browse.case.answered import Answers, answers
from reconvene.web.browse.case.where import Line, lines
from reconvene.web.browse.names import Names

ONLY_PUT = "You see what was put to you and what you recorded. What came after is not shown to you."


def duties_shown(look: Look) -> tuple[Duty, ...]:
    """Return the duties of a case; to whoever is complained of their own, open if they really are."""
    if not look.is_answering:
        return look.duties
    owed = {duty.key for duty in look.whole.duties if duty.is_open}
    return tuple(
        duty
        for duty in look.duties
        if duty.owner == look.person.id and (duty.key in owed or not duty.is_open)
    )


def lines_shown(look: Look, names: Names) -> tuple[Line, ...]:
    """Return the stages of each route; to whoever is complained of those at which they answer."""
    return lines(names, only=_put(look) if look.is_answering else None)


def answers_shown(look: Look, names: Names) -> tuple[Answers, ...]:
    """Return what was answered at each stage; to whoever is complained of at those same stages."""
    return answers(names, only=_put(look) if look.is_answering else None)


def _put(look: Look) -> frozenset[str]:
    return frozenset(stage for point in look.case.points.values() for stage in point.stages)
