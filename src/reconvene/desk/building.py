"""A panel as it would be with some people on it, weighed on all there is of a case.

In: a case as somebody meets it who may appoint, and who they think of. Out: the core's own answer.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.corrections import effective
from reconvene.core.conduct.answer import Answer
from reconvene.core.conduct.composing import Composition, KnownAs, composed
from reconvene.core.conduct.context import Context
from reconvene.core.record.event import Entry
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import plain_name
from reconvene.desk.look import Look
from reconvene.desk.untold_roles import with_untold_roles
from reconvene.library.words.naming import people_in


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
    return composed(
        look.whole,
        panel,
        [_as_held(look, one) for one in thought_of],
        has_minute_taker=has_minute_taker,
        known_as=_known_as(look.whole),
    )


def _as_held(look: Look, one: PanelistAppointed) -> PanelistAppointed:
    """The same, with the role that would keep them off the panel, if they hold one."""
    entry = Entry(kind="panelist.appointed", happened_on=look.whole.today, data=one)
    return cast("PanelistAppointed", with_untold_roles(look, entry).data)


def _known_as(whole: Context) -> KnownAs:
    """Return under which ids a record knows whom, whatever agency or role they are named with."""
    known: dict[str, set[str]] = defaultdict(set)
    for event in effective(whole.events):
        for person in people_in(event.data):
            known[plain_name(person.name)].add(person.id)
    if whole.case.received:
        known[plain_name(whole.case.received.complainant.name)].add(COMPLAINANT_ROLE)
    return {name: sorted(ids) for name, ids in known.items() if name}
