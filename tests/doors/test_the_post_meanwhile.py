"""The post of a day, where something else is going on with a letter at the same time."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from reconvene.access_log.models import StoredRead
from reconvene.desk import look
from reconvene.desk import looking as desk_looking
from reconvene.desk.look import CaseNotOpened, Look
from reconvene.desk.posting import Listed
from reconvene.desk.sending import send
from reconvene.outbox.models import Progress, Sending
from reconvene.people.models import Person
from reconvene.web.acts import letter_files
from reconvene.web.acts.todays_post import fitness, run_file
from tests.doors.test_todays_post import clock, office, sheets_of
from tests.support.printed import squeezed
from tests.support.sp_life import noon
from tests.support.todays_post import ON, Office, carried, plain

__all__ = ["clock", "office"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("was_taken", [True, False])
def test_a_letter_that_may_have_gone_by_email_is_neither_printed_nor_marked(
    office: Office, *, was_taken: bool
) -> None:
    email = {"way": "email", "where": "ewa@mail.example"}
    ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP", email)
    office.moved(ewa)
    letters = office.listed()
    taken_at = noon(ON) if was_taken else None
    Sending.objects.create(
        id="a", authority=office.desk.people["ben"].authority_id, case_id=ewa.case_id,
        entry=ewa.letter, who="complainant", asked_by="ben", role="complaints-officer",
        asked_at=noon(ON), progress=Progress.DOUBTFUL, due_at=noon(ON), last_try_at=noon(ON),
        begun_at=noon(ON), taken_at=taken_at, why="broke-off",
    )  # fmt: skip

    shown = office.page()
    assert len(letters) == 1
    assert "No letter here can go by post today." in shown
    said = "It went by email" if was_taken else "Nobody here can tell whether it went by email"
    assert said in shown
    assert office.print(letters).status_code == 409
    assert office.mark(letters, letters[0]).status_code == 409


@pytest.mark.parametrize(
    "state",
    [
        {"progress": Progress.DOUBTFUL, "why": "restored"},
        {"progress": Progress.CLAIMED, "begun_at": noon(ON), "lease_until": noon(ON)},
        {"progress": Progress.READY, "doubted_at": noon(ON)},
        {"progress": Progress.READY, "doubted_at": noon(ON), "why": "busy", "tries": 1},
        {"progress": Progress.TAKEN, "begun_at": noon(ON), "taken_at": noon(ON)},
        {"progress": Progress.DOUBTFUL, "begun_at": noon(ON), "why": "undelivered"},
    ],
    ids=["restored", "begun", "let go again", "tried again", "taken", "undelivered"],
)
def test_whatever_a_carrier_may_have_goes_by_no_post(office: Office, state: dict[str, Any]) -> None:
    email = {"way": "email", "where": "ewa@mail.example"}
    ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP", email)
    office.moved(ewa)
    letters = office.listed()
    fields = {"begun_at": None, "asked_at": noon(ON), "due_at": noon(ON), "last_try_at": noon(ON)}
    Sending.objects.create(
        id="a", authority=office.desk.people["ben"].authority_id, case_id=ewa.case_id,
        entry=ewa.letter, who="complainant", asked_by="ben", role="complaints-officer",
        **fields | state,
    )  # fmt: skip

    assert "No letter here can go by post today." in office.page()
    assert "It has not gone by email" not in office.page()
    assert office.print(letters).status_code == 409
    assert office.mark(letters, letters[0]).status_code == 409


def test_a_letter_that_could_not_go_by_email_goes_by_post(office: Office) -> None:
    email = {"way": "email", "where": "ewa@mail.example"}
    ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP", email)
    send(office.desk.people["ben"], ewa.case_id, ewa.letter, seen=0, now=noon(ON))
    Sending.objects.update(progress=Progress.STOPPED, why="refused", begun_at=noon(ON))
    office.moved(ewa)

    assert "1 letter can go by post today" in office.page()


def test_all_of_these_are_those_that_were_offered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, second, _ = office.three()
    letters = office.listed()
    load = look.load_referred_to

    def shut(person: Person, reference: str, today: date) -> Look:
        if reference == second.reference:
            raise CaseNotOpened(case_id=second.case_id, reference=reference)
        return load(person, reference, today)

    with monkeypatch.context() as while_a_key_is_away:
        while_a_key_is_away.setattr(desk_looking, "load_referred_to", shut)
        printed = office.print(letters)
        asked = office.ask(letters)
    offered = re.findall(r'name="offered" value="([^"]*)"', asked)
    said = plain(office.mark(carried(asked), "all", offered=offered))

    assert second.reference in "".join(sheets_of(printed.content))
    assert len(carried(asked)) == 3
    assert len(offered) == 2
    assert "Recorded as posted" in said
    assert second.reference in said.partition("Not ticked")[2]


def test_a_place_that_is_safe_no_longer_as_the_file_is_made_is_left_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _, third = office.three()
    letters, still = office.listed(), fitness.still_for_post
    noted: list[int] = []

    def at_last(look: Look, listed: Listed, at: datetime) -> fitness.ToPost | fitness.Stays:
        if listed.reference == third.reference and not noted:
            noted.append(office.noted(first, safe="unsafe"))
        return still(look, listed, at)

    monkeypatch.setattr(run_file, "still_for_post", at_last)
    said = "".join(sheets_of(office.print(letters).content))

    assert squeezed(third.where) in said
    assert squeezed(first.where.splitlines()[0]) not in said


def test_a_letter_that_cannot_be_set_keeps_no_other_from_the_post(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = office.three()
    letters, make = office.listed(), letter_files.made

    def poisoned(reference: str, *rest: Any) -> bytes:
        if reference == first.reference:
            raise RuntimeError
        return make(reference, *rest)

    monkeypatch.setattr(fitness, "made", poisoned)
    shown = office.page()
    said = "".join(sheets_of(office.print(letters).content))

    assert "2 letters can go by post today" in shown
    assert "It cannot be printed just now." in shown
    assert squeezed(second.where) in said
    assert squeezed(first.where.splitlines()[0]) not in said


def test_a_look_at_anything_but_the_letter_is_no_task(office: Office) -> None:
    ewa = office.family("Ewa Zielińska", "12 High Street\nEX1 4MP")
    office.another_officer()
    address, letter = f"/entry/{ewa.letter + 1}", f"/letter/{ewa.letter}"
    for path, relation in (
        ("", "post"), ("/entry/1", "post"), (address, "owes"), (letter, "owes"),
    ):  # fmt: skip
        office.client.get(f"/case/{ewa.reference}{path}")
        seen = StoredRead.objects.order_by("number").last()
        assert seen is not None
        assert (path, seen.relation) == (path, relation)


def test_what_is_on_record_for_another_day_is_called_so(
    office: Office, clock: time_machine.Traveller
) -> None:
    office.three()
    letters = office.listed()
    office.mark(letters, letters[0])
    clock.move_to(noon(ON) + timedelta(days=1))
    office.be("ben")
    said = plain(office.mark(letters, letters[0], on="25"))

    assert "On record already" in said
    assert "Not on record" not in said
