"""Whoever takes a complaint down and is to be told of it knows already, if the post is theirs."""

from datetime import date

import pytest

from reconvene.desk.known_at_once import known_at_once
from reconvene.library.procedure_files import procedure
from tests.support.given import with_rule

SP = procedure("sp-cpc/1")
OFFICER = "complaints-officer"
TODAY = date(2025, 4, 30)


@pytest.mark.clauses("SP 3.4")
def test_the_complaints_officer_is_told_by_taking_it_down() -> None:
    (told,) = known_at_once(SP, frozenset({OFFICER, "line-manager"}), TODAY)

    assert (told.kind, told.happened_on) == ("notice.given", TODAY)
    assert known_at_once(SP, frozenset({"line-manager"}), TODAY) == ()


def test_a_role_that_is_held_in_each_case_anew_is_nobodys_yet() -> None:
    in_each_case = with_rule(SP, "roles", OFFICER, held="in the case")

    assert known_at_once(in_each_case, frozenset({OFFICER}), TODAY) == ()
