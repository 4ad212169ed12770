"""The register of data says of every field that is kept who answers for it, why, and how long."""

import msgspec
import pytest
from django.apps import apps

from reconvene.core.record.event import KINDS
from reconvene.ledger import erased
from reconvene.library.data_register import RegisterFaulty, read_register, register
from tools.record_page import _values

SAYS = """
words:
  owner: {us: We do}
  basis: {need: It is needed}
  kept: {week: A week}
  logged: {never: Nothing}
  seen: {us: We do}
tables:
  web.Draft:
    all: {owner: us, basis: need, kept: week, logged: never, seen: us}
    fields: {id: A3, words: A1}
record: {}
values: {}
"""


def columns() -> dict[str, set[str]]:
    """Return the fields of every table there is, by its name."""
    return {
        model._meta.label: {
            field.name
            for field in model._meta.get_fields()
            if field.concrete or not field.auto_created
        }
        for model in apps.get_models(include_auto_created=True)
    }


def said() -> dict[str, set[str]]:
    """Return the fields that every kind of entry may say, by its name."""
    kinds: dict[str, type[msgspec.Struct]] = {**KINDS, erased.KIND: erased.RecordErased}
    return {name: {f.name for f in msgspec.structs.fields(one)} for name, one in kinds.items()}


@pytest.mark.assures("PR-5")
def test_every_field_of_every_table_is_in_it_and_nothing_else() -> None:
    kept = {name: set(table.fields) for name, table in read_register().tables.items()}

    assert kept == columns()


@pytest.mark.assures("PR-5")
def test_every_field_that_an_entry_may_say_is_in_it_and_nothing_else() -> None:
    values = {one.__name__: {f.name for f in msgspec.structs.fields(one)} for one in _values()}

    assert {name: set(fields) for name, fields in read_register().kinds().items()} == said()
    assert {name: set(fields) for name, fields in read_register().parts().items()} == values


@pytest.mark.assures("PR-5")
def test_what_is_kept_for_a_while_goes_when_the_register_says() -> None:
    kept = {name: table.all.kept for name, table in read_register().tables.items()}

    assert {
        name
        for name, how in kept.items()
        if how in ("draft", "sent-late", "session", "guess", "place", "spent")
    } == {
        "web.KeptDraft",
        "web.KeptForm",
        "accounts.Invitation",
        "accounts.OpenSession",
        "accounts.Spent",
        "people.Guess",
        "people.KnownPlace",
    }


def test_a_register_is_read() -> None:
    table = register("own", SAYS).tables["web.Draft"]

    assert (table.all.kept, table.fields["words"]) == ("week", "A1")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("words: A1", "words: B7", "tables.web.Draft.fields.words"),
        ("seen: us}", "seen: all}", "seen 'all' is not explained"),
        (", seen: us}", "}", "tables.web.Draft.all.seen"),
        ("values: {}", "values: [", "data_register"),
    ],
)
def test_one_that_leaves_something_open_is_refused(before: str, after: str, found: str) -> None:
    with pytest.raises(RegisterFaulty, match=found):
        register("data_register", SAYS.replace(before, after))
