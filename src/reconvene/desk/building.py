"""A panel as it would be with some people on it, weighed on all there is of a case.

In: a case as somebody meets it who may appoint, and who they think of. Out: the core's own answer.
"""

from collections.abc import Sequence

from reconvene.core.conduct.answer import Answer
from reconvene.core.conduct.composing import Composition, composed
from reconvene.core.record.panels import PanelistAppointed
from reconvene.desk.look import Look


def may_build(look: Look, panel: str) -> Answer:
    """Return whether somebody may build a panel: nobody else is told who is barred from it."""
    return look.may("panelist.appointed", panel)


def weighed(
    look: Look, panel: str, thought_of: Sequence[PanelistAppointed], *, has_minute_taker: bool
) -> Composition:
    """
    Return what a panel would be, by all that is on record, as the act of appointing is judged.

    Only for whoever `may_build` it.
    """
    return composed(look.whole, panel, thought_of, has_minute_taker=has_minute_taker)
