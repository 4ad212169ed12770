"""One temporary folder for a whole test run, shared with the processes that run parts of it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_NAME = "RECONVENE_TEST_FOLDER"


def temporary_folder() -> Path:
    """Return the run's folder; the process that is first to ask makes it and clears it away."""
    if _NAME not in os.environ:
        os.environ[_NAME] = tempfile.mkdtemp(prefix="reconvene-tests-")
        atexit.register(shutil.rmtree, os.environ[_NAME], ignore_errors=True)
    return Path(os.environ[_NAME])
