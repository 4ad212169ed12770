"""What every test gets: the clause marks' keeper, a ledger emptied after those that commit, a browser."""

import os

# Here and not in pyproject.toml: the tests of the core run without Django's plugin (see Makefile).
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")

pytest_plugins = ["tests.support.clauses", "tests.support.ledger", "tests.support.chromium"]
