"""How long records are kept is data: read whole, refused with every mistake named."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from reconvene.config.erasures import BookWithTheData, erasures_book
from reconvene.erasure.due import years_on
from reconvene.library.retention_files import RetentionFileFaulty, read_schedule

SHIPPED = (files("reconvene.library") / "retention" / "default.yaml").read_text("utf-8")


def test_an_authority_without_its_own_has_the_default_and_its_sources() -> None:
    found = read_schedule("partnership")

    assert found.rule("panel") == "default/panel"
    assert str(found.classes["complaint"].keep) == "6 years"
    assert all(one.source for one in found.classes.values())


def test_an_authority_can_have_its_own(tmp_path: Path) -> None:
    own = SHIPPED.replace("id: default", "id: ours").replace("6 years", "35 years")
    (tmp_path / "partnership.yaml").write_text(own, "utf-8")

    assert (
        str(read_schedule("partnership", folder=tmp_path).classes["complaint"].keep) == "35 years"
    )
    assert read_schedule("another", folder=tmp_path).id == "default"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("keep: 6 years", "keep: 6 months", r"partnership.yaml:15:11: write 1 to 100 years"),
        ("keep: 6 years", "keep: 0 years", "write 1 to 100 years"),
        ("keep: 6 years", "keep: 6 years before", "write 1 to 100 years"),
        ("keep: 6 years", "keep: 6", "write a limit, as '6 years'"),
        ("keep: 6 years", "keep: long", "could not be read"),
        ("sealed_off_for: 7 calendar", "sealed_off_for: 7 working", "write 0 to 90 calendar days"),
        ("  panel:", "  sibling:", "name each of complaint, panel once"),
        ("id: default", "id: default\nnote: x", "extra inputs"),
        ("id: default", "id: [", "partnership.yaml"),
    ],
)
def test_a_schedule_with_a_mistake_is_refused_with_its_line(
    before: str, after: str, found: str, tmp_path: Path
) -> None:
    (tmp_path / "partnership.yaml").write_text(SHIPPED.replace(before, after, 1), "utf-8")

    with pytest.raises(RetentionFileFaulty, match=found):
        read_schedule("partnership", folder=tmp_path)


def test_a_year_without_its_last_of_february_ends_a_day_before() -> None:
    assert years_on(date(2024, 2, 29), 6) == date(2030, 2, 28)
    assert years_on(date(2024, 2, 29), 8) == date(2032, 2, 29)


def test_the_book_of_erasures_lies_apart_from_the_data(tmp_path: Path) -> None:
    data = tmp_path / "var"

    assert erasures_book("", away_from=(data,), demo_folder=None) is None
    beside = erasures_book("", away_from=(data,), demo_folder=data)
    assert beside == tmp_path / "var.demo-erasures.jsonl"
    apart = tmp_path / "apart" / "book"
    assert erasures_book(str(apart), away_from=(data,), demo_folder=None) == apart
    with pytest.raises(BookWithTheData, match="would bring both back"):
        erasures_book(str(data / "book"), away_from=(data,), demo_folder=None)
