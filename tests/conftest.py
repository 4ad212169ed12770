"""What every test gets: the clause marks' keeper, a ledger emptied after those that commit, a browser."""

import os

import pytest

pytest_plugins = ["tests.support.clauses", "tests.support.ledger", "tests.support.chromium"]


def pytest_configure(config: pytest.Config) -> None:
    """Make Django ready wherever its plugin is; tests of the core run without either."""
    if config.pluginmanager.hasplugin("django"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")
        import django

        django.setup()
