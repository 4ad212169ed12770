"""The pool from which panels are built: who is in it is what the authority's file says."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import TestCase

from reconvene.people.models import Authority, Person, PoolMember
from reconvene.people.pool import pool_of
from tests.support.cast import authority, person
from tests.support.sp_life import noon
from tests.support.tree import ROOT

pytestmark = pytest.mark.django_db
EXAMPLE = (ROOT / "docs/examples/exampleshire-office.yaml").read_text("utf-8")
TODAY = date(2026, 11, 24)
WITHOUT = re.sub(r"pool:.*?(?=people:)", "", EXAMPLE, flags=re.DOTALL)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(TODAY))


def office(tmp_path: Path, *pool: str) -> str:
    """Return what the command says of the example with this pool."""
    file, said = tmp_path / "office.yaml", StringIO()
    lines = "".join(f"\n  - {one}" for one in pool)
    file.write_text(f"{WITHOUT}pool:{lines}\n" if pool else WITHOUT, "utf-8")
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("office", str(file), stdout=said)
    return said.getvalue()


def asked() -> list[tuple[str, str, bool, bool]]:
    pool = pool_of(Authority.objects.get(slug="exampleshire-cpc"))
    return [(one.name, one.agency, one.is_senior, one.signs_in) for one in pool]


CARYS = "{sign_in: carys, agency: police}"
TARIQ = "{name: Tariq Example, agency: health-trust, senior: false}"


def test_it_is_by_agency_and_name_whether_they_sign_in_or_not(tmp_path: Path) -> None:
    said = office(tmp_path, CARYS, TARIQ)

    assert asked() == [
        ("Tariq Example", "health-trust", False, False),
        ("Carys Example", "police", True, True),
    ]
    assert "carys can be asked to sit on panels." in said
    assert "Tariq Example can be asked to sit on panels." in said


def test_whoever_signs_in_is_known_by_the_id_they_have_here(tmp_path: Path) -> None:
    office(tmp_path, CARYS)

    (one,) = pool_of(Authority.objects.get(slug="exampleshire-cpc"))
    assert one.id == Person.objects.get(username="carys").id


def test_the_same_file_changes_nothing(tmp_path: Path) -> None:
    office(tmp_path, CARYS, TARIQ)

    assert office(tmp_path, CARYS, TARIQ) == "All of it is on record already.\n"


def test_whoever_is_left_out_is_not_asked_any_more_and_keeps_their_id(tmp_path: Path) -> None:
    office(tmp_path, CARYS, TARIQ)
    before = PoolMember.objects.get(name="Tariq Example").id

    said = office(tmp_path)
    assert asked() == []
    assert "carys is not asked to sit on panels any more." in said
    assert "Tariq Example is not asked to sit on panels any more." in said

    office(tmp_path, TARIQ)
    assert [one.id for one in pool_of(Authority.objects.get(slug="exampleshire-cpc"))] == [before]


def test_who_signs_in_from_here_is_who_was_there_by_name(tmp_path: Path) -> None:
    office(tmp_path, "{name: ' carys   EXAMPLE ', agency: police, senior: false}")
    before = PoolMember.objects.get(name="carys EXAMPLE").id

    assert "carys EXAMPLE signs in as carys from here." in office(tmp_path, CARYS)
    (one,) = PoolMember.objects.all()
    assert (one.id, one.name, one.person.username) == (before, "", "carys")  # type: ignore[union-attr]
    assert asked() == [("Carys Example", "police", True, True)]
    assert office(tmp_path, CARYS) == "All of it is on record already.\n"


@pytest.mark.parametrize("agency", ["police", "education"])
def test_two_people_of_one_name_stay_two(tmp_path: Path, agency: str) -> None:
    another = f"{{name: Carys Example, agency: {agency}}}"
    office(tmp_path, another)
    before = PoolMember.objects.get().id
    office(tmp_path, another, CARYS)

    assert len(asked()) == 2
    assert PoolMember.objects.get(person=None).id == before


def test_another_rank_or_agency_is_said(tmp_path: Path) -> None:
    office(tmp_path, CARYS, TARIQ)

    said = office(
        tmp_path,
        "{sign_in: carys, agency: education}",
        "{name: Tariq Example, agency: health-trust}",
    )
    assert "carys can be asked to sit on panels: education, senior." in said
    assert "Tariq Example can be asked to sit on panels: health-trust, senior." in said
    assert len(asked()) == 2


def test_the_example_has_one() -> None:
    assert EXAMPLE.count("{sign_in: carys, agency: police}") == 1


@pytest.mark.parametrize(
    ("pool", "found"),
    [
        (["{name: Ann Example, agency: circus}"], "there is no agency 'circus'"),
        (["{sign_in: nobody, agency: police}"], "there is no person 'nobody'"),
        (["{agency: police}"], "give either what they sign in with or what they are called"),
        (
            ["{sign_in: carys, name: Carys Example, agency: police}"],
            "give either what they sign in with or what they are called",
        ),
        ([CARYS, "{sign_in: carys, agency: education}"], "here more than once: carys"),
        ([TARIQ, TARIQ], "here more than once: tariq"),
        ([TARIQ, TARIQ.replace(" Example", "  example")], "here more than once: tariq"),
        (["{name: ' ', agency: police}"], "give either what they sign in with"),
        (["{sign_in: carys, agency: police, rank: high}"], "rank"),
    ],
)
def test_a_pool_that_names_what_is_not_there_is_refused_whole(
    tmp_path: Path, pool: list[str], found: str
) -> None:
    with pytest.raises(CommandError, match=found):
        office(tmp_path, *pool)

    assert not PoolMember.objects.exists()
    assert not Authority.objects.exists()


def test_two_agencies_may_each_have_somebody_of_one_name(tmp_path: Path) -> None:
    office(tmp_path, "{name: Ann Example, agency: police}", "{name: Ann Example, agency: council}")

    assert len(asked()) == 2


def test_an_authority_has_its_own_and_no_other() -> None:
    here, elsewhere = authority(), authority("elsewhere", prefix="EL", name="Elsewhere")
    PoolMember.objects.create(authority=here, name="Ann Example", agency="police")

    assert [one.name for one in pool_of(here)] == ["Ann Example"]
    assert pool_of(elsewhere) == ()


def test_the_database_holds_each_to_one_name_and_takes_nobody_twice() -> None:
    here = authority()
    carys = person(here, "Carys Example")
    for wrong in (
        {"name": ""},
        {"name": "Carys Example", "person": carys},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PoolMember.objects.create(authority=here, agency="police", **wrong)

    PoolMember.objects.create(authority=here, agency="police", name="Ann Example")
    with pytest.raises(IntegrityError), transaction.atomic():
        PoolMember.objects.create(authority=here, agency="police", name="Ann Example")
