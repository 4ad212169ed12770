"""What two people decided to do without: a line for each decision, in a file of the copy's own.

The reason is in people's own words, so it stands there and in no log.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path


def write_down(path: Path, line: Mapping[str, object]) -> None:
    """Add a line that says what is given up, why, and who decided it; onto the disk."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(line)}\n")
        file.flush()
        os.fsync(file.fileno())
