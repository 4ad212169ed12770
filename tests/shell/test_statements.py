"""How many statements an act takes: at most four besides its beginning and end, ever.

One more where it is the first of a compartment of the case, whose key is then made.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reconvene.desk.answers import Receipt
from tests.support.desk import Desk
from tests.support.sp_life import STEPS
from tests.support.statements import statements


@pytest.mark.django_db
def test_no_step_takes_more_than_four_however_long_the_record() -> None:
    desk = Desk.at()
    with CaptureQueriesContext(connection) as asked:
        case = desk.open()
    counted = [len(statements(asked))]
    for step in STEPS:
        with CaptureQueriesContext(connection) as asked:
            assert isinstance(desk.act(case.case_id, step), Receipt)
        counted.append(len(statements(asked)))

    kinds = ["complaint.received", *(step.kind for step in STEPS)]
    of_each_person = (at for at, kind in enumerate(kinds) if kind == "confidentiality.decided")
    first = {0, kinds.index("sitting.opened"), *of_each_person}
    a_step = {"sqlite": 4, "postgresql": 3}[connection.vendor]
    assert counted == [(a_step if place else 4) + (place in first) for place in range(32)]
