"""A real provider of single sign-on, started for a test. See provider.js."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HOME = Path(__file__).parent


@contextmanager
def serving(back: str) -> Iterator[str]:
    """Start a provider that sends people back to an address of ours, and give its own."""
    if not (HOME / "node_modules").is_dir():
        pytest.fail("Cannot try single sign-on: the provider is missing. Run sh tools/provider.sh.")
    with subprocess.Popen(
        ["node", "provider.js", back],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it warns there that this is no place to keep accounts
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
