"""What every test of the shell gets."""

from tests.support.ledger import pytest_runtest_teardown

__all__ = ["pytest_runtest_teardown"]
