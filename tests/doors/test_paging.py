"""Numbered pages of a long list."""

from django.core.paginator import Paginator
from django.http import QueryDict

from reconvene.web.components.paging import pagination


def test_one_page_needs_no_numbers() -> None:
    assert pagination(Paginator(range(20), 20).page(1), QueryDict()) == {}


def test_the_middle_of_many_shows_its_neighbours_and_the_ends() -> None:
    options = pagination(Paginator(range(200), 20).page(5), QueryDict("team=north&page=5"))

    assert options["previous"] == {"href": "?team=north&page=4"}
    assert options["next"] == {"href": "?team=north&page=6"}
    numbers = [item.get("number", "gap") for item in options["items"]]
    assert numbers == [1, "gap", 4, 5, 6, "gap", 10]
    assert [item["number"] for item in options["items"] if item.get("current")] == [5]


def test_the_ends_lead_one_way() -> None:
    assert "previous" not in pagination(Paginator(range(30), 20).page(1), QueryDict())
    assert "next" not in pagination(Paginator(range(30), 20).page(2), QueryDict())


def test_the_list_s_other_questions_are_kept_whole() -> None:
    options = pagination(Paginator(range(30), 20).page(1), QueryDict("team=north&team=south"))

    assert options["next"]["href"] == "?team=north&team=south&page=2"
