#!/usr/bin/env python
"""Django's own commands and ours, with this project's settings."""

import os
import sys

from reconvene.jobs.running import run
from reconvene.logs.about import running

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")
    running("".join(sys.argv[1:2]))
    run(sys.argv)
