"""A case as it would stand: the same as it then stands, also under another version."""

import pytest

from reconvene.core.record.after import CaseMoved
from reconvene.core.record.event import Entry
from reconvene.core.record.payload import Person as Named
from reconvene.desk.foreseen import foreseen
from reconvene.desk.look import Look, load
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import RECEIVED_ON, STEPS, noon

ON = day(RECEIVED_ON)


@pytest.fixture
def look(db: None) -> Look:
    desk = Desk.at()
    return load(desk.people["ben"], desk.open().case_id, ON)


def then(look: Look, entry: Entry) -> Look:
    return foreseen(look, (entry,), "complaints-officer", noon(ON))


def test_a_case_that_would_be_moved_is_foreseen_under_what_it_would_be_moved_to(look: Look) -> None:
    moved = CaseMoved(to="ox-cpc/1", reason="It is kinder.", agreed_by=Named(id="ben"))

    assert then(
        look, Entry(kind="case.moved", happened_on=ON, data=moved)
    ).definition.reference == ("ox-cpc/1")


def test_any_other_stays_under_its_own(look: Look) -> None:
    told = STEPS[0]
    entry = Entry(kind=told.kind, happened_on=ON, data=told.data({}))

    assert then(look, entry).definition is look.definition
    assert len(then(look, entry).events) == len(look.events) + 1
