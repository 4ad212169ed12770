"""The register of clauses, and the marks by which tests say what they show."""

import re

import pytest

from reconvene.library.clauses import read_clauses
from tests.support.marks import unknown_ids

ID = re.compile(r"OX 1[a-d]?\.\d(\.[a-c])?|SP [0-7]\.\d{1,2}(\.[a-h])?")


def test_the_register_holds_every_clause_of_both_sources() -> None:
    clauses = list(read_clauses())

    assert len([clause for clause in clauses if clause.startswith("OX ")]) == 16
    assert len([clause for clause in clauses if clause.startswith("SP ")]) == 50
    assert len(clauses) == 66


@pytest.mark.parametrize("clause", read_clauses())
def test_a_clause_has_an_id_of_its_source_and_a_sentence(clause: str) -> None:
    assert ID.fullmatch(clause)
    assert re.fullmatch(r"[A-Z].+\.", read_clauses()[clause])


@pytest.mark.clauses("SP 3.5", "SP 99.1")
def mistaken() -> None:
    """Stand for a test whose mark names clauses that do not exist."""


def test_a_mark_that_names_no_clause_is_found(request: pytest.FixtureRequest) -> None:
    item = pytest.Function.from_parent(request.node.parent, name="mistaken", callobj=mistaken)

    assert unknown_ids("clauses", [item], read_clauses()) == [
        "SP 99.1 (in tests/house/test_clauses.py::mistaken)"
    ]
