"""Words that go into a file name nobody of a family, however the name is spelt, and no case."""

import unicodedata
from types import SimpleNamespace

import pytest

from reconvene.desk.naming_nobody import names_somebody, refers_to_a_case

FAMILY = ("Ewa Zielińska", "Kit", "Siân O’Neill-Smith", "Jürgen K")


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("Send Kit's report", True),
        ("Send Kit’s report", True),
        ("the parents of Kit, of course", True),
        ("(KIT)", True),
        ("Kit/Ewa", True),
        ("_Kit_", True),
        ("Ki\u200bt was left out", True),
        ("ZIELIŃSKA was left out", True),
        ("Zielinska was left out", True),
        (unicodedata.normalize("NFD", "Siân was left out"), True),
        ("the ONeill boy", True),
        ("the Smiths' son, and Smith", True),
        ("Juergen", True),
        ("Kits are sent in time", False),
        ("Send plan K in time", False),
        ("Send reports in time", False),
        ("", False),
    ],
)
def test_a_name_is_known_however_it_is_spelt(text: str, is_somebody: bool) -> None:
    assert names_somebody(text, FAMILY) is is_somebody


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("see SP-RX9-M6X-7LP, please", True),
        ("see sp rx9 m6x 7lp", True),
        ("(RX9M6X7LP)", True),
        ("as in OX-2025-0007", True),
        ("old case K/17 again", True),
        ("from 2025-11-03 on", False),
        ("Send reports in time", False),
    ],
)
def test_a_reference_is_known_however_it_is_written(text: str, is_one: bool) -> None:
    it = SimpleNamespace(reference="K-17")
    it.person = SimpleNamespace(authority=SimpleNamespace(reference_prefix="SP"))
    assert refers_to_a_case(text, it) is is_one  # type: ignore[arg-type] # all that is asked
