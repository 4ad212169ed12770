"""What was agreed with a family stands in the work of whoever was named."""

from datetime import date

from reconvene.core.access.parts import Openings
from reconvene.worklist.following import action_rows
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import Row, Which, rows
from tests.support.core.acts import answered
from tests.support.core.cast import AMINA
from tests.support.core.roads import MET
from tests.support.days import day
from tests.support.given import Story, act, given


def test_an_agreed_action_is_a_dated_row_of_the_one_named() -> None:
    write = {"id": "w", "what": "Write", "owner": "conference-chair", "by_on": "2025-05-23"}
    ctx = given(*MET, answered(actions=[write])).context()

    made = rows(Which("east", "1", "E-1"), ctx.case, ctx.duties, ctx.rights, Openings())
    (row,) = (one for one in made if one.rule == "do-agreed-action")

    assert (row.owner, row.role, row.shelf) == (AMINA.id, "conference-chair", Shelf.DATED.value)
    assert row.last_on == day("Fri 23 May 2025")


def test_it_is_followed_up_by_the_authority_and_by_whoever_does_it_until_it_is_done() -> None:
    write = {"id": "w", "what": "Write", "owner": "conference-chair", "by_on": "2025-05-23"}
    story = given(*MET, answered(actions=[write]))
    done = act("action.done", on="Mon 12 May 2025", action="w", evidence="It went.")
    on = {"action-w": (day("Fri 23 May 2025"), day("Fri 23 May 2025"))}

    assert followed(story) == {
        ("agreed", key, owner): days for key, days in on.items() for owner in ("", AMINA.id)
    }
    assert followed(story.and_then(done)) == {
        ("done", "action-w", ""): (day("Mon 12 May 2025"), day("Fri 23 May 2025"))
    }


def test_one_whose_point_was_withdrawn_is_not_followed_up() -> None:
    write = {"id": "w", "what": "Write", "owner": "conference-chair"}
    withdrawn = act("point.withdrawn", on="Mon 12 May 2025", point="A")

    assert not followed(given(*MET, answered(actions=[write]), withdrawn))


def followed(story: Story) -> dict[tuple[str, str, str], tuple[date | None, date | None]]:
    """Return the rows of what was agreed, without a word of it: shelf, key and owner, with days."""
    ctx = story.context()
    own = Row("1", "east", "E-1", "", "sp-cpc/1", "case")
    made = tuple(action_rows(own, ctx.case, ctx.open_duties))
    assert not any(row.label or row.stage or row.needs for row in made)
    return {(row.shelf, row.key, row.owner): (row.sort_on, row.last_on) for row in made}
