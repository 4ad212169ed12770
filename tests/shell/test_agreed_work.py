"""What was agreed with a family stands in the work of whoever was named."""

from reconvene.core.access.parts import Openings
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import Which, rows
from tests.support.core.acts import answered
from tests.support.core.cast import AMINA
from tests.support.core.roads import MET
from tests.support.days import day
from tests.support.given import given


def test_an_agreed_action_is_a_dated_row_of_the_one_named() -> None:
    write = {"id": "w", "what": "Write", "owner": "conference-chair", "by_on": "2025-05-23"}
    ctx = given(*MET, answered(actions=[write])).context()

    made = rows(Which("east", "1", "E-1"), ctx.case, ctx.duties, ctx.rights, Openings())
    (row,) = (one for one in made if one.rule == "do-agreed-action")

    assert (row.owner, row.role, row.shelf) == (AMINA.id, "conference-chair", Shelf.DATED.value)
    assert row.last_on == day("Fri 23 May 2025")
