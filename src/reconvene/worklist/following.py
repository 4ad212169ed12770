"""Rows of what is followed up across cases: what was agreed with families, what is to be learnt.

In: the row of a case, its state, what is owed in it. Out: rows that say where to look, and no words:
whoever lists them reads the words in the case itself, as far as it is theirs to see.
"""

from collections.abc import Iterator, Sequence

import msgspec

from reconvene.core.casefile.case import ActionState, Case
from reconvene.core.duties.learning import Learnt, learning
from reconvene.core.duties.owed import Duty
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import NO_DAY, Row, held_by

ACTION = "action-"
"""What the key of a row of an agreed action begins with, before the id of the action."""


LEARNT = "learnt-"
"""What the key of a row of something to be learnt begins with, before the number of its entry."""


def action_rows(own: Row, case: Case, owed: Sequence[Duty]) -> Iterator[Row]:
    """
    Yield the rows of agreed actions: of one that is still to be done a row for the authority and
    one for each who is to do it; of one that was done, a row for the authority.

    One that is no longer owed, since its point was withdrawn, has none.
    """
    waiting = {duty.arose.about: duty for duty in owed if duty.rule.as_agreed}
    for name, state in case.actions.items():
        if state.done_on:
            yield _row(own, name, state, Shelf.DONE)
        elif name in waiting:
            yield _row(own, name, state, Shelf.AGREED)
            for role, owner in held_by(case, waiting[name].owners):
                yield _row(own, name, state, Shelf.AGREED, owner, role)


def key_of(one: Learnt) -> str:
    """Return the key of the row of something to be learnt."""
    return f"{LEARNT}{one.number}"


def learning_rows(own: Row, case: Case) -> Iterator[Row]:
    """Yield a row for each thing that is to be learnt from a case."""
    for one in learning(case, ()):
        yield msgspec.structs.replace(
            own,
            shelf=Shelf.LEARNT.value,
            key=key_of(one),
            status="",
            stage="",
            points="",
            sort_on=one.on,
        )


def _row(  # noqa: PLR0917  what a row is made of
    own: Row, name: str, state: ActionState, shelf: Shelf, owner: str = "", role: str = ""
) -> Row:
    return msgspec.structs.replace(
        own,
        shelf=shelf.value,
        key=f"{ACTION}{name}",
        owner=owner,
        status="",
        stage="",
        role=role,
        points=state.point,
        sort_on=state.done_on or state.action.by_on or NO_DAY,
        last_on=state.action.by_on,
    )
