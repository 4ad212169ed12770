"""What a migration did once it does ever after: it carries what it needs, and asks no code of today.

Otherwise a change of that code changes how an older copy, or a back-up of one, is brought up to date.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.tree import SOURCE

PERMITTED = {
    "reconvene.people.ids": "where a column's default comes from, by name; no row is made with it",
    "reconvene.ledger.guards": "puts up what this release has, whatever an earlier one put up",
    "reconvene.ledger.of_every_case": "puts up what this release lends, as the guards",
    "reconvene.access_log.guards": "as those of the ledger",
    "reconvene.erasure.guards": "as those of the ledger",
    "reconvene.worklist.policies": "puts up what this release holds people to, as the guards",
    "reconvene.sealing.apart": "seals what this release has to open, under the keys it has",
    "reconvene.sealing.keyring": "as `apart`",
    "reconvene.sealing.parts": "as `apart`",
    "reconvene.sealing.models": "what keys are of, by names that are stored",
    "reconvene.ledger.chain": "published, and never changed: every link there is rests on it",
}
"""What of today's code a migration may import, and why that is no harm."""


def migrations() -> dict[str, str]:
    """Return the text of every migration, and of what lies beside them, by its path."""
    found = sorted(SOURCE.glob("*/migrations/*.py"))
    return {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in found}


def imported(text: str) -> Iterator[str]:
    """Yield each module of ours that is imported, wherever in a text that stands."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if is_ours(one.name))
        elif isinstance(node, ast.ImportFrom) and is_ours(node.module or ""):
            for one in node.names:
                within = f"{node.module}.{one.name}"
                yield within if is_module(within) else str(node.module)


def is_ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] == "reconvene"


def is_module(name: str) -> bool:
    """Tell whether a name is one of a module, without importing any."""
    path = SOURCE.parent.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def frozen_beside(path: str) -> str:
    """Return how the names of modules begin that are frozen with a migration."""
    return f"reconvene.{Path(path).parent.as_posix().replace('/', '.')}._"


def test_no_migration_asks_code_that_may_change() -> None:
    asking = [
        (path, name)
        for path, text in migrations().items()
        for name in imported(text)
        if name not in PERMITTED and not name.startswith(frozen_beside(path))
    ]

    assert asking == [], "carry what it needs in the migration, or in a module `_…` beside it"


def test_nothing_is_permitted_that_no_migration_asks() -> None:
    asked = {name for text in migrations().values() for name in imported(text)}

    assert set(PERMITTED) - asked == set()


def test_an_import_is_seen_wherever_it_stands() -> None:
    text = """
import reconvene.ledger.lost
from reconvene.ledger import lost, guards as own
from reconvene.sealing.keyring import STORY
from django.db import migrations

def _seal(apps, editor):
    from reconvene.desk import act
"""

    assert list(imported(text)) == [
        "reconvene.ledger.lost",
        "reconvene.ledger.lost",
        "reconvene.ledger.guards",
        "reconvene.sealing.keyring",
        "reconvene.desk.act",
    ]
