"""Changes of keys that are killed in the middle, again and again, as a process of its own.

    python -m tests.support.killed_rotations ROUNDS

Each round begins a change, or goes on with the one that was broken off, and kills it (SIGKILL) at
some moment. The moments reach from before the first key to after the old epoch is destroyed. How
many were really broken off is printed.
"""

import os
import random
import signal
import sys
import time

import django

django.setup()

from reconvene.sealing.rotation import rotate  # noqa: E402  needs the set-up above

SETTLES = 1.0
"""Seconds: longer than any request takes, also where others have the processors."""
LONGEST = 1.4


def main(rounds: int) -> None:
    """Run all rounds, then print how many were killed before they were done."""
    chance = random.Random(rounds)  # noqa: S311  moments to be killed at
    killed = 0
    for _ in range(rounds):
        child = os.fork()
        if not child:
            rotate(settle=lambda: time.sleep(SETTLES))
            os._exit(0)
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        killed += os.WIFSIGNALED(status)
    print(killed)  # noqa: T201  this is what is asked


if __name__ == "__main__":
    main(int(sys.argv[1]))
