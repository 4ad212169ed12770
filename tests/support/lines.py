"""Log lines as a server writes them, kept while a test runs."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reconvene.logs.lines import OneLine


class Kept(logging.Handler):
    """Keeps each line as it would have been written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(OneLine())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def said(self) -> list[dict[str, Any]]:
        """Every line, read back."""
        return [json.loads(line) for line in self.lines]

    @property
    def events(self) -> list[dict[str, Any]]:
        """The lines of events that bear on security."""
        return [line for line in self.said if "event" in line]

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The lines of requests."""
        return [line for line in self.said if "route" in line and "ms" in line]


@contextmanager
def kept_lines() -> Iterator[Kept]:
    """Keep every line that reaches the root of the log, as the settings have it written."""
    kept, root = Kept(), logging.getLogger()
    root.addHandler(kept)
    try:
        yield kept
    finally:
        root.removeHandler(kept)
