#!/usr/bin/env python
"""Django's own commands, with this project's settings."""

import os
import sys

from django.core.management import execute_from_command_line

from reconvene.logs.about import running

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reconvene.config.settings")
    running("".join(sys.argv[1:2]))
    execute_from_command_line(sys.argv)
