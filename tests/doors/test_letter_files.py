"""A letter as a file: what it says, under a name that says nothing, for whoever may read it."""

from typing import Any

import page
import pytest
from django.test import Client

from reconvene.post.typeset.word import words_in
from tests.support.cast import person
from tests.support.desk import Desk
from tests.support.printed import Printed, squeezed
from tests.support.sp_life import STEPS

pytestmark = pytest.mark.django_db
ENTRY = 2 + next(number for number, step in enumerate(STEPS) if step.kind == "letter.sent")
STANDS = "What the child protection conference decided on Thursday 10 April 2025 stands."


class Case:
    """A complaint that was acknowledged, as the complaints officer meets it."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        taken = self.desk.open()
        self.reference = taken.reference
        self.desk.live(taken.case_id, ENTRY - 1)
        self.client.force_login(self.desk.people["ben"])

    def page(self) -> str:
        return str(self.client.get(f"/case/{self.reference}/letter/{ENTRY}").content.decode())

    def file(self, form: str, entry: int = ENTRY) -> Any:
        return self.client.get(f"/case/{self.reference}/letter/{entry}/{form}")


def type_size(answer: Any) -> float:
    """Return the size that a file's own words are set in, in points."""
    elements = Printed(answer.content).elements()
    (size,) = {
        sign.size
        for one in elements
        if squeezed(STANDS) in squeezed(one.text)
        for sign in one.signs
    }
    return size


@pytest.fixture
def case(client: Client) -> Case:
    return Case(client)


@pytest.mark.parametrize("form", ["pdf", "large-print"])
def test_a_pdf_says_what_the_letter_says_and_bears_its_code(case: Case, form: str) -> None:
    answer = case.file(form)
    said = squeezed("".join(part.text for part in Printed(answer.content).elements()))

    assert answer["Content-Type"] == "application/pdf"
    assert [*page.validate_pdf_bytes(answer.content, profile="ua1").failures] == []
    assert squeezed(STANDS) in said
    assert squeezed("Dear Ewa Zielińska") in said
    assert squeezed(f"{case.reference}, entry {ENTRY}, code") in said


def test_a_word_file_says_it_too(case: Case) -> None:
    answer = case.file("word")
    lines = words_in(answer.content)

    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert any(STANDS in line for line in lines)
    assert "Dear Ewa Zielińska" in lines


def test_large_print_is_larger(case: Case) -> None:
    assert type_size(case.file("pdf")) == 12
    assert type_size(case.file("large-print")) == 18


@pytest.mark.parametrize(
    ("form", "ending"), [("pdf", "pdf"), ("large-print", "pdf"), ("word", "docx")]
)
def test_its_page_leads_there_and_its_name_says_nothing(case: Case, form: str, ending: str) -> None:
    answer = case.file(form)

    assert f"/letter/{ENTRY}/{form}" in case.page()
    assert answer["Content-Disposition"] == f'attachment; filename="letter-2025-04-24-3.{ending}"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_letter_or_no_form_is_not_there(case: Case) -> None:
    assert case.file("odt").status_code == 404
    assert case.file("pdf", entry=1).status_code == 404
    assert case.file("pdf", entry=99).status_code == 404
    assert case.file("pdf", entry=10**25).status_code == 404


def test_somebody_of_elsewhere_and_somebody_without_a_part_find_nothing(case: Case) -> None:
    other = person(case.desk.people["ben"].authority, "Nia Demo", "conference-chair")
    case.client.force_login(other)
    without_a_part = case.file("pdf")
    case.client.force_login(Desk.at("elsewhere").people["ben"])

    assert without_a_part.status_code == case.file("pdf").status_code == 404
