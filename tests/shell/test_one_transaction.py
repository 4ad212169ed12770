"""Whatever the desk does is one transaction with at least one entry, or nothing at all."""

import ast
import re
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reconvene.desk import act, opening
from reconvene.desk.answers import Receipt
from tests.shell.test_ledger_guards import everything
from tests.support.desk import Desk
from tests.support.sp_life import STEPS
from tests.support.tree import SOURCE

pytestmark = pytest.mark.django_db(transaction=True)


def written(does: Callable[[], object]) -> tuple[object, list[str], int]:
    """Return what a thing answers, how its transactions began and ended, and entries added."""
    before = len(everything())
    with CaptureQueriesContext(connection) as seen:
        answer = does()
    words = [query["sql"].split()[0].rstrip(";") for query in seen.captured_queries]
    ends = [word for word in words if word in {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT"}]
    return answer, ends, len(everything()) - before


@pytest.mark.assures("AU-3")
def test_every_act_of_a_life_is_one_transaction_with_an_entry() -> None:
    desk = Desk.at()
    opened, ends, added = written(desk.open)
    assert isinstance(opened, Receipt)
    assert (ends, added) == (["BEGIN", "COMMIT"], 2)  # the case and its first entry

    for step in STEPS:
        answer, ends, added = written(partial(desk.act, opened.case_id, step))
        assert isinstance(answer, Receipt), step
        assert ends == ["BEGIN", "COMMIT"], step
        assert added >= 1, step


def fails(*_: object, **__: object) -> None:
    message = "the disk is full"
    raise OSError(message)


@pytest.mark.assures("AU-3")
@pytest.mark.parametrize("name", ["append", "keep"])
def test_where_any_part_of_it_fails_nothing_has_happened(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at()
    case_id = desk.open().case_id
    before = everything()
    for module in (act, opening):
        monkeypatch.setattr(module, name, fails)

    with pytest.raises(OSError, match="disk is full"):
        desk.act(case_id, STEPS[0])
    with pytest.raises(OSError, match="disk is full"):
        desk.open()

    assert everything() == before


HOLDING = {
    "bringing.bring",
    "bringing.take_away",
    "checking._noted",
    "checking._seen_to",
    "checking.forget_unconfirmed",
    "checking._put_aside",
    "checking.look_at_next",
    "handing_over._begin",
    "sending.send",
}


@pytest.mark.assures("AU-3")
def test_only_three_functions_of_the_desk_write() -> None:
    """
    What stands above is of every operation only while no other one opens a transaction.

    Saying where one lives is the third: it puts a tie on the record of each case that it closes.
    Letting a letter go and beginning to hand it over hold a case, and add nothing to its record; nor
    does what keeps files, looks at them and forgets them.
    """
    writing = {
        f"{path.stem}.{function.name}"
        for path in (SOURCE / "desk").glob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and "durable=True" in ast.unparse(function)
    }

    assert writing - HOLDING == {"act._record", "homes._find_tie", "opening._receive"}
    assert writing > HOLDING
    for module in {name.partition(".")[0] for name in HOLDING}:
        source = (SOURCE / "desk" / f"{module}.py").read_text(encoding="utf-8")
        assert not re.search(r"\b(ledger\.appending|worklist\.keeping)\b", source), module
