"""What every test gets: the marks' keeper, a ledger emptied after those that commit, a browser."""

import os
import sys

pytest_plugins = [
    "tests.support.marks",
    "tests.support.ledger",
    "tests.support.chromium",
    "tests.support.order",
]

# Before any other conftest, which may import models. The tests of the core are run without
# Django's plugin (see Makefile), and then have no need of this either.
if "pytest_django" in sys.modules:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")
    import django

    django.setup()

    from tests.support.leaving import django_db_setup  # noqa: F401  a fixture
