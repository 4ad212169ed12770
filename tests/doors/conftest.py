"""What every test at a door gets."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def _static_root() -> None:
    """Make the folder that collecting static files would have made: its absence is warned of."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
