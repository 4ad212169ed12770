"""An authority comes on record by a file, and again as the file changes; or nothing of it does."""

import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from pytest_django import Settings

from reconvene.people.models import Authority, Person
from tests.support.cast import authority, person
from tests.support.lines import kept_lines
from tests.support.sp_life import noon
from tests.support.tree import ROOT

pytestmark = pytest.mark.django_db
EXAMPLE = (ROOT / "docs/examples/exampleshire-office.yaml").read_text("utf-8")
TODAY = date(2026, 11, 24)
DONE = "All of it is on record already.\n"
BEN = "{sign_in: ben, name: Ben Example, roles: [complaints-officer]}"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    on(TODAY, monkeypatch)


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day))


def office(tmp_path: Path, text: str, *more: str) -> str:
    """Return what the command says of a file."""
    file, said = tmp_path / "office.yaml", StringIO()
    file.write_text(text, "utf-8")
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("office", str(file), *more, stdout=said)
    return said.getvalue()


def ben() -> Person:
    return Person.objects.get(username="ben")


def test_the_example_is_put_on_record_whole(tmp_path: Path) -> None:
    said = office(tmp_path, EXAMPLE)

    made = Authority.objects.get(slug="exampleshire-cpc")
    assert (made.procedure, made.reference_prefix, made.is_demo) == ("sp-cpc", "EXC", False)
    assert made.office.ombudsman is not None
    assert made.office.ombudsman.website == "www.lgo.org.uk"
    assert made.people.count() == 10
    assert ben().roles_on(TODAY) == {"complaints-officer"}
    assert not ben().has_usable_password()
    assert "ben is on record: `manage.py invite ben`." in said


def test_done_again_it_changes_nothing(tmp_path: Path) -> None:
    office(tmp_path, EXAMPLE)
    with kept_lines() as kept:
        assert office(tmp_path, EXAMPLE) == DONE
    assert [one for one in kept.said if one.get("event") == "roles.changed"] == []


def test_another_particular_is_said_with_what_it_was(tmp_path: Path) -> None:
    office(tmp_path, EXAMPLE)

    moved = EXAMPLE.replace("phone: 01632 960100", "phone: 01632 960199")
    said = office(tmp_path, moved.replace("hours: Monday to Friday, 9am to 5pm\n", ""))

    assert said.splitlines() == [
        "phone: '01632 960199' now, before '01632 960100'",
        "hours: nothing now, before 'Monday to Friday, 9am to 5pm'",
    ]
    made = Authority.objects.get(slug="exampleshire-cpc")
    assert (made.phone, made.hours) == ("01632 960199", "")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("name: Exampleshire S", "name: Otherland S", "name: 'Otherland Safeguarding"),
        ("prefix: EXC", "prefix: OTH", "reference_prefix: 'OTH' now, before 'EXC'"),
        ("sp-cpc  ", "ox-cpc  ", "procedure: 'ox-cpc' now, before 'sp-cpc'"),
        ("calendar: england", "calendar: england-later", "'england-later' now, before 'england'"),
    ],
)
def test_nothing_takes_an_authority_over_unless_somebody_says_that_it_shall(
    before: str, after: str, says: str, tmp_path: Path, settings: Settings
) -> None:
    settings.CALENDARS = tmp_path / "calendars"
    (settings.CALENDARS / "england-later").mkdir(parents=True)
    office(tmp_path, EXAMPLE)
    copied = EXAMPLE.replace(before, after, 1).replace("sign_in: ", "sign_in: x-")
    if "ox-cpc" in after:
        copied = re.sub(r", roles: \[.*\]", "", copied)

    with pytest.raises(CommandError, match="run it again with --change") as refused:
        office(tmp_path, copied)
    assert says in str(refused.value)
    assert office(tmp_path, EXAMPLE) == DONE
    assert Person.objects.count() == 10

    assert says in office(tmp_path, copied, "--change")
    assert Person.objects.count() == 20


@pytest.mark.assures("SES-2")
def test_a_role_that_is_gone_ended_yesterday_and_its_holder_is_signed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, EXAMPLE)
    stamp, tomorrow = ben().session_stamp, TODAY + timedelta(days=1)
    on(tomorrow, monkeypatch)

    with kept_lines() as kept:
        another = BEN.replace("complaints-officer", "service-manager")
        said = office(tmp_path, EXAMPLE.replace(BEN, another))

    assert ben().roles_on(TODAY) == {"complaints-officer"}
    assert ben().roles_on(tomorrow) == {"service-manager"}
    assert "ben holds complaints-officer no more." in said
    assert ben().session_stamp > stamp
    (line,) = [one for one in kept.said if one.get("event") == "roles.changed"]
    assert line["actor"] == ben().pk


def test_a_role_given_and_taken_on_one_day_was_never_held(tmp_path: Path) -> None:
    office(tmp_path, EXAMPLE)
    said = office(tmp_path, EXAMPLE.replace(", roles: [complaints-officer]}", "}"))
    assert "ben holds complaints-officer no more; it was given today" in said
    assert ben().roles_on(TODAY) == frozenset()
    assert ben().roles_held.count() == 0


def test_a_role_that_was_to_begin_later_is_held_once_and_goes_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, EXAMPLE.replace(BEN, BEN.replace("[complaints-officer]", "[]")))
    ben().roles_held.create(role="complaints-officer", from_on=TODAY + timedelta(days=3))
    office(tmp_path, EXAMPLE)
    assert list(ben().roles_held.values_list("from_on", flat=True)) == [TODAY]

    ben().roles_held.create(role="service-manager", from_on=TODAY + timedelta(days=3))
    ben().roles_held.create(role="complaints-officer", from_on=TODAY + timedelta(days=9))
    on(TODAY + timedelta(days=1), monkeypatch)
    said = office(tmp_path, EXAMPLE.replace(BEN, BEN.replace("[complaints-officer]", "[]")))

    assert "ben was to hold service-manager later, and is not to any more." in said
    assert list(ben().roles_held.values_list("role", "to_on")) == [("complaints-officer", TODAY)]


def test_of_what_is_taken_back_with_the_rest_nothing_is_told(tmp_path: Path) -> None:
    office(tmp_path, EXAMPLE)
    elsewhere = person(authority("elsewhere"), "Zoe Other")
    Person.objects.filter(pk=elsewhere.pk).update(username="zoe")
    changed = EXAMPLE.replace(BEN, BEN.replace("complaints-officer", "service-manager"))

    with kept_lines() as kept, pytest.raises(CommandError, match="'zoe' is somebody of another"):
        office(tmp_path, changed + "  - {sign_in: zoe, name: Zoe Example}\n")

    assert [one for one in kept.said if one.get("event") == "roles.changed"] == []
    assert ben().roles_on(TODAY) == {"complaints-officer"}


def test_somebody_in_the_file_who_is_switched_off_is_named(tmp_path: Path) -> None:
    office(tmp_path, EXAMPLE)
    Person.objects.filter(username="amina").update(is_active=False)
    off = "amina is in the file, but switched off, and cannot come in: `manage.py switch amina on`?"
    assert office(tmp_path, EXAMPLE) == f"{DONE}{off}\n"


@pytest.mark.parametrize(
    ("post", "says"),
    [
        ("information-governance", "nothing can be erased, and no hold lifted, until two do"),
        ("complaints-officer", "that somebody is barred can be taken back by nobody else"),
    ],
)
def test_a_post_that_takes_two_people_and_has_fewer_is_named(
    post: str, says: str, tmp_path: Path
) -> None:
    said = office(tmp_path, EXAMPLE.replace(f"[{post}]", "[]", 1))
    assert f"One person alone holds {post}: {says}" in said
    assert says not in office(tmp_path, EXAMPLE)
    Person.objects.filter(roles_held__role=post).update(is_active=False)
    assert f"Nobody holds {post}: {says}" in office(tmp_path, EXAMPLE)


def test_somebody_left_out_stays_and_is_named(tmp_path: Path) -> None:
    office(tmp_path, EXAMPLE)
    said = office(tmp_path, EXAMPLE.replace(f"  - {BEN}\n", "").replace("Cleo Ex", "Cleo Ann Ex"))
    assert "ben is on record and not in the file: `manage.py switch ben off`?" in said
    assert "cleo is called Cleo Ann Example now." in said
    assert ben().roles_on(TODAY) == {"complaints-officer"}


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("sp-cpc", "sp-cp", "office.yaml:4:12: there is no procedure 'sp-cp'"),
        ("england", "englnd", "there is no calendar 'englnd': there are england"),
        ("[line-manager]", "[line-manger]", "there is no role 'line-manger'"),
        ("sign_in: cleo", "sign_in: ben", "here more than once: ben"),
        ("prefix: EXC", "prefix: exc", "office.yaml:6:"),
        ("email: complaints@", "email: complaints", "office.yaml:9:"),
        ("phone: 01632 960100\n", "", "field required"),
        ("hours:", "hous:", "extra inputs are not permitted"),
        ("slug:", "slug: [", "office.yaml:2:"),
    ],
)
def test_a_slip_is_named_with_its_line_and_nothing_is_put_on_record(
    wrong: str, right: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="Nothing was put on record") as refused:
        office(tmp_path, EXAMPLE.replace(wrong, right, 1))
    assert says in str(refused.value)
    assert not Authority.objects.exists()


def test_nobody_is_taken_from_another_authority(tmp_path: Path) -> None:
    elsewhere = person(authority("elsewhere"), "Ben Other")
    Person.objects.filter(pk=elsewhere.pk).update(username="ben")
    with pytest.raises(CommandError, match="'ben' is somebody of another authority"):
        office(tmp_path, EXAMPLE)
    assert not Authority.objects.filter(slug="exampleshire-cpc").exists()


def test_a_folder_of_calendars_that_is_not_there_is_said_so(
    tmp_path: Path, settings: Settings
) -> None:
    settings.CALENDARS = tmp_path / "nowhere"
    with pytest.raises(CommandError, match="Check RECONVENE_CALENDARS"):
        office(tmp_path, EXAMPLE)


def test_a_file_that_is_not_there_is_said_so() -> None:
    with pytest.raises(CommandError, match="Check the path"):
        call_command("office", "/nowhere/office.yaml")
