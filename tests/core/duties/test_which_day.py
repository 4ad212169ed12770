"""Which day a limit counts from, and how long a family has, where a procedure offers several."""

import pytest
from ruamel.yaml import YAML

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.procedure.definition import Definition
from reconvene.library.calendar_files import read_calendar_history
from reconvene.stories.reading import read_story
from reconvene.stories.telling import Telling, tell
from tests.core.procedure.sound import SOUND
from tests.support.days import day

DAYS = read_calendar_history("england")

BEGUN = """
story: Which day
procedure: sound
conference: {held_on: Mon 3 Mar 2025, children: [{id: kit}]}
complainant: {name: Ewa Example, capacity: parent}
happenings:
  - on: Fri 2 May 2025
    complaint.received: {points: [POINTS]}
"""
PROCESS = "{id: A, words: It was unfair., matter: process}"


def sound(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = YAML(typ="safe").load(SOUND)
    return plain | changes


def lodging(**keys: object) -> dict[str, object]:
    return {
        "id": "complain",
        "label": "Complain",
        "arises_from": "conference.took-place",
        "limit": "4 weeks",
        "source": "2",
        "late": {"rule": "accept", "source": "2"},
        **keys,
    }


def told(plain: dict[str, object], more: str = "", points: str = PROCESS) -> Telling:
    text = BEGUN.replace("POINTS", points) + more
    return tell(read_story(text), Definition.model_validate(plain), DAYS)


NOTED = """
  - {on: Mon 7 Apr 2025, recorded: Fri 2 May 2025, date.noted: minutes-received}
  - {on: Mon 10 Mar 2025, recorded: Sat 3 May 2025, date.noted: aware}
"""
DATES = [
    {"id": "minutes-received", "label": "Minutes", "source": "2"},
    {"id": "aware", "label": "Aware", "source": "2"},
]
EITHER = [{"date.noted": "minutes-received"}, {"date.noted": "aware"}]


@pytest.mark.parametrize(
    ("whichever", "last_on"), [("latest", "Tue 6 May 2025"), ("earliest", "Mon 7 Apr 2025")]
)
def test_of_several_days_the_rule_says_whichever(whichever: str, last_on: str) -> None:
    plain = sound(dates=DATES, lodging=lodging(counted_from=EITHER, whichever=whichever))

    right = told(plain, NOTED).context(day("Sat 3 May 2025")).lodging

    assert right.last_on == day(last_on)


def test_a_limit_waits_for_the_first_of_its_days() -> None:
    plain = sound(dates=DATES, lodging=lodging(counted_from=EITHER))

    right = told(plain).context(day("Fri 2 May 2025")).lodging

    assert (right.status, right.needs) == (
        "not determined",
        "date.noted: minutes-received or date.noted: aware",
    )


def test_a_complaint_of_several_matters_has_the_longest_limit() -> None:
    plain = sound(lodging=lodging())
    matters = plain["matters"]
    assert isinstance(matters, list)
    next(m for m in matters if m["id"] == "decision")["lodging_limit"] = "3 months"
    both = PROCESS + ", {id: B, words: It was wrong., matter: decision, ground: facts-wrong}"

    alone = told(plain).context(day("Fri 2 May 2025")).lodging
    together = told(plain, points=both).context(day("Fri 2 May 2025")).lodging

    assert (alone.last_on, alone.status) == (day("Mon 31 Mar 2025"), "used late")
    assert (together.last_on, together.status) == (day("Tue 3 Jun 2025"), "used")


def test_a_fixed_age_leaves_nobody_a_choice() -> None:
    plain = sound(lodging=lodging())
    complainants = plain["complainants"]
    assert isinstance(complainants, list)
    next(c for c in complainants if c["id"] == "child").update(needs="age", presumed_from_age=12)
    decide = """
  - on: Fri 2 May 2025
    by: service-manager
    standing.decided: {accepted: true, decided_by: "@service-manager", reasons: They said so.}
"""
    young = BEGUN.replace(
        "name: Ewa Example, capacity: parent",
        "name: Femi Example, capacity: child, born_on: Tue 3 Jun 2014",
    ).replace("POINTS", PROCESS)
    unknown = young.replace(", born_on: Tue 3 Jun 2014", "")
    decide = decide.replace('"@service-manager"', "{id: sol, role: service-manager}")

    refused, allowed = (
        tell(read_story(text + decide), Definition.model_validate(plain), DAYS).told[-1].answer
        for text in (young, unknown)
    )

    assert isinstance(refused, Refused)
    assert refused.ground is Ground.NOT_ELIGIBLE
    assert allowed
