"""A command as on a later day, in a process of its own: python -m tests.support.later INSTANT NAME"""

import sys
from datetime import datetime

import time_machine

from reconvene.jobs.running import run
from reconvene.logs.about import running

if __name__ == "__main__":
    with time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True):
        running(sys.argv[2])
        run(["manage.py", *sys.argv[2:]])
