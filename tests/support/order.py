"""Journeys first: one of them takes minutes, and begun last it would be waited for alone."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the journeys before all others, and leave the order otherwise as it is."""
    items.sort(key=lambda item: "journeys" not in item.path.parts)
