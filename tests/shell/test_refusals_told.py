"""Asking for what is not one's own, and a tie that comes to light, are told of, each once."""

from datetime import timedelta

import pytest

from reconvene.access_log.reading import Sight
from reconvene.access_log.reviews import Verdict
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.emergency import open_in_emergency
from reconvene.desk.look import CaseUnknown
from reconvene.desk.looking import read_case
from reconvene.desk.oversight import readers, reviews, say, to_look_into
from reconvene.people.house_roles import INFORMATION_GOVERNANCE
from reconvene.people.models import Person, RoleHeld
from tests.support.cast import SINCE, person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.lines import kept_lines
from tests.support.references import NOBODYS
from tests.support.sp_life import RECEIVED_ON, noon

pytestmark = [pytest.mark.django_db, pytest.mark.assures("AZ-4", "LOG-3")]
ON = day(RECEIVED_ON)
NOW = noon(ON)
OF_ACCESS = ("access.refused", "access.walled", "access.conflict-found")


def declare(desk: Desk, case_id: str, of: str, *, by: str = "ben", key: str = "tie") -> Receipt:
    answer = record(
        desk.people[by],
        case_id,
        "interest.declared",
        payload(
            "interest.declared",
            {"person": {"id": desk.people[of].id}, "tie": "friend", "reason": "Neighbours."},
        ),
        happened_on=ON,
        key=key,
        now=NOW,
    )
    assert isinstance(answer, Receipt), answer
    return answer


def take_back(desk: Desk, case_id: str, entry: int, *, by: str) -> Receipt | Refused | Conflict:
    said = {"entry": entry, "struck": True, "reason": "They only live in the same town."}
    correction = payload("entry.corrected", said)
    return record(
        desk.people[by], case_id, "entry.corrected", correction, happened_on=ON, key=by, now=NOW
    )


def told(said: list[dict[str, object]]) -> list[tuple[object, ...]]:
    wanted = [one for one in said if one.get("event") in OF_ACCESS]
    return [(one["event"], one["reason"], one.get("case"), one.get("actor")) for one in wanted]


def asks(person: Person, reference: str) -> None:
    with pytest.raises(CaseUnknown):
        read_case(person, reference, ON, sight=Sight.CASE, at=NOW)


def test_somebody_without_a_part_is_told_of_as_refused_and_behind_a_wall_as_walled() -> None:
    desk = Desk.at()
    opened = desk.open()
    declare(desk, opened.case_id, "lena")
    with kept_lines() as kept:
        asks(desk.people["rhys"], opened.reference)
        asks(desk.people["lena"], opened.reference)
        asks(desk.people["lena"], NOBODYS)

    assert told(kept.said) == [
        ("access.refused", "no-part", opened.case_id, desk.people["rhys"].id),
        ("access.walled", "wall", opened.case_id, desk.people["lena"].id),
        ("access.refused", "no-such-case", None, desk.people["lena"].id),
    ]


def test_an_act_that_is_not_theirs_is_told_of_and_one_that_cannot_be_yet_is_not() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    with kept_lines() as kept:
        for who, kind in (("amina", "case.closed"), ("ben", "case.closed")):
            answer = record(
                desk.people[who], case_id, kind, payload(kind, {"reason": "So."}),
                happened_on=ON, key=who, now=NOW,
            )  # fmt: skip
            assert isinstance(answer, Refused)

    assert told(kept.said) == [("access.walled", "W1", case_id, desk.people["amina"].id)]


def test_a_tie_is_told_of_once_however_often_it_is_said() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    with kept_lines() as kept:
        first = declare(desk, case_id, "lena")
        assert declare(desk, case_id, "lena").number == first.number
        declare(desk, case_id, "lena", key="again")

    (line,) = [one for one in kept.said if one.get("event") == "access.conflict-found"]
    assert (line["reason"], line["case"], line["whose"]) == ("W5", case_id, desk.people["lena"].id)


def test_a_tie_is_taken_back_by_somebody_else_and_is_told_of() -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    entry = declare(desk, case_id, "lena").number
    desk.people["cleo"] = person(desk.people["ben"].authority, "Cleo Other", "complaints-officer")

    refused = take_back(desk, case_id, entry, by="ben")
    assert isinstance(refused, Refused)
    assert (refused.ground, refused.clause) == (Ground.NOT_ALONE, "law")
    with kept_lines() as kept:
        assert isinstance(take_back(desk, case_id, entry, by="cleo"), Receipt)

    (line,) = [one for one in kept.said if one.get("event") == "access.wall-lifted"]
    assert (line["reason"], line["case"], line["whose"]) == ("W5", case_id, desk.people["lena"].id)


@pytest.mark.assures("AZ-5")
def test_no_post_lets_anybody_see_who_read_a_case_that_a_wall_closes_to_them() -> None:
    desk = Desk.at()
    opened = desk.open()
    for who in ("amina", "ben"):
        RoleHeld.objects.create(person=desk.people[who], role=INFORMATION_GOVERNANCE, from_on=SINCE)
    amina, ben = (Person.objects.get(pk=desk.people[who].pk) for who in ("amina", "ben"))
    assert open_in_emergency(desk.people["rhys"], opened.reference, "A child is hurt.", NOW)
    assert len(reviews(ben, at=NOW)[0]) == 1
    review = reviews(ben, at=NOW)[0][0].id

    later = NOW + timedelta(minutes=1)
    assert reviews(amina, at=later) == ([], [])
    assert to_look_into(amina, review, at=later) is None
    assert say(amina, review, Verdict.NEEDED, at=later) is False
    assert [one.id for one in reviews(ben, at=later)[0]] == [review]
    with kept_lines() as kept, pytest.raises(CaseUnknown):
        readers(amina, opened.reference, ON, at=later, sight=Sight.READERS)
    assert told(kept.said) == [("access.walled", "readers", opened.case_id, amina.id)]
    assert readers(ben, opened.reference, ON, at=later, sight=Sight.READERS).looks


def test_whoever_may_not_know_who_reads_is_told_of() -> None:
    desk = Desk.at()
    opened = desk.open()
    with kept_lines() as kept, pytest.raises(CaseUnknown):
        readers(desk.people["lena"], opened.reference, ON, at=NOW, sight=Sight.READERS)
    assert told(kept.said) == [
        ("access.refused", "readers", opened.case_id, desk.people["lena"].id)
    ]
