"""What every test that looks at pages of a running server gets."""

from tests.support.ledger import pytest_runtest_teardown

__all__ = ["pytest_runtest_teardown"]
