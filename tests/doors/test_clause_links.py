"""Clauses as links: each to its own anchor, and every anchor on the page of the procedure."""

import re

import pytest
from django.test import Client

from reconvene.core.procedure.definition import Definition
from reconvene.library.procedure_files import procedure
from reconvene.web.components.clause_links import clause_anchor, clause_links
from tests.support.cast import authority, person


@pytest.fixture(scope="module")
def sp() -> Definition:
    return procedure("sp-cpc/1")


def hrefs(definition: Definition, cited: str) -> list[tuple[str, str]]:
    return re.findall(r'href="([^"]+)">(.+?)</a>', clause_links(definition, cited))


class TestLinks:
    def test_lead_to_the_anchor_of_each_clause(self, sp: Definition) -> None:
        unseen = '<span class="govuk-visually-hidden">SP </span>5.9.h'

        assert hrefs(sp, "SP 5.8 and 5.9.h") == [
            ("/procedure/1#clause-5.8", "SP 5.8"),
            ("/procedure/1#clause-5.9.h", unseen),
        ]

    def test_lead_to_a_reading_too(self, sp: Definition) -> None:
        assert hrefs(sp, "SP 3.5, reading R-007")[1] == ("/procedure/1#R-007", "R-007")

    def test_stand_within_a_sentence(self, sp: Definition) -> None:
        said = clause_links(sp, "It rests on SP 3.7.")

        assert said.startswith("It rests on <a ")
        assert said.endswith(">SP 3.7</a>.")

    def test_are_none_for_what_is_no_clause(self, sp: Definition) -> None:
        assert clause_links(sp, "SP 99.9 <b>") == "SP 99.9 &lt;b&gt;"
        assert clause_links(sp, "") == ""

    def test_say_what_it_rests_on_where_that_is_no_clause(self, sp: Definition) -> None:
        assert clause_links(sp, "practice") == "Good practice"


@pytest.mark.django_db
@pytest.mark.parametrize("procedure_id", ["sp-cpc", "ox-cpc"])
def test_every_clause_and_reading_has_its_anchor(client: Client, procedure_id: str) -> None:
    at = authority(procedure=procedure_id)
    client.force_login(person(at, "Ben Ode", "complaints-officer"))
    said = client.get("/procedure").content.decode()
    ids = re.findall(r' id="([^"]+)"', said)
    led_to = set(re.findall(r'href="(?:/procedure/1)?#([^"]+)"', said)) - {"main-content"}

    assert {clause_anchor(one) for one in procedure(f"{procedure_id}/1").clauses} <= set(ids)
    assert led_to <= set(ids)
    assert len(ids) == len(set(ids))
