"""
Settings for tests: the demo's, on a database of the tests' own.

RECONVENE_DATABASE=postgres runs them on a PostgreSQL server started for the purpose; the
default, and `sqlite`, is a file in a temporary folder.
"""

import os

from tests.support import postgres
from tests.support.folder import temporary_folder

_FOLDER = temporary_folder()

os.environ["RECONVENE_DEMO"] = "1"
os.environ["RECONVENE_SECRET_KEY"] = "only-for-tests"
os.environ["RECONVENE_VAR"] = str(_FOLDER / "var")  # what it is opened with lies beside it
os.environ.pop("RECONVENE_KEY_FILE", None)
if os.environ.get("RECONVENE_DATABASE", "sqlite") == "postgres":
    os.environ["RECONVENE_DATABASE_URL"] = postgres.address(_FOLDER)
else:
    os.environ["RECONVENE_DATABASE_URL"] = ""

from reconvene.config.settings import *  # noqa: E402, F403  read only now: it looks at the above
from reconvene.config.settings import DATABASES, MIDDLEWARE  # noqa: E402  as above

if os.environ["RECONVENE_DATABASE_URL"]:
    MIDDLEWARE.insert(0, "tests.support.as_served.AsServed")
if not os.environ["RECONVENE_DATABASE_URL"]:
    # A file, not memory: the pages are served from other threads, and locking is to be tested.
    # The tests' records need not outlive the machine, so nothing waits for the disk.
    _default = DATABASES["default"]
    _default["TEST"] = {"NAME": str(_FOLDER / "var" / "test.sqlite3")}
    _default["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
