"""Sending urgent events on: a program of the copy's own choosing is given the line.

What it does is its affair: a message to whoever is on call, a line to a monitoring service. It is
run beside the work, one at a time, so no page waits for it. That it failed is a line of its own.
"""

import atexit
import logging
import os
import queue
import subprocess
import threading
from collections.abc import Sequence

_log = logging.getLogger("reconvene.alarms")
_PATIENCE = 20.0
_AT_THE_END = 60.0
_WAITING = 1000


class Alarm(logging.Handler):
    """Gives each urgent line to a program on its standard input."""

    def __init__(self, program: Sequence[str]) -> None:
        """
        Take the program and its words; no shell comes between. Without one nothing is sent.

        Lines that come faster than it takes them wait; past a thousand they stand in the log only.
        """
        super().__init__(logging.ERROR)
        self.program = list(program)
        self.lines: queue.Queue[str] = queue.Queue(_WAITING)
        self._sender: threading.Thread | None = None
        self.addFilter(_is_urgent)
        if self.program:
            os.register_at_fork(after_in_child=self._begin_anew)

    def emit(self, record: logging.LogRecord) -> None:
        """Put a line in the queue. Whoever handles a record holds the handler's lock meanwhile."""
        if not self.program:
            return
        try:
            self.lines.put_nowait(self.format(record))
        except queue.Full:
            _log.error("An alarm was not sent on: %s wait already.", _WAITING)
            return
        if self._sender is None or not self._sender.is_alive():
            self._sender = threading.Thread(target=self._send, name="alarms", daemon=True)
            self._sender.start()
            atexit.unregister(self.finish)  # a second sender needs no second end
            atexit.register(self.finish)

    def finish(self, patience: float = _AT_THE_END) -> None:
        """Wait until what was to be sent has been, as a short-lived command has to, but not for ever."""
        with self.lines.all_tasks_done:
            is_done = self.lines.all_tasks_done.wait_for(self._is_all_sent, patience)
        if not is_done:
            left = self.lines.unfinished_tasks  # the one that is being sent is among them
            _log.error("Alarms were not sent on when the process ended: %s.", left)

    def _is_all_sent(self) -> bool:
        return not self.lines.unfinished_tasks

    def _begin_anew(self) -> None:
        """Leave to the parent, after a fork, what the parent sends: the child has no sender yet."""
        self.lines, self._sender = queue.Queue(_WAITING), None

    def _send(self) -> None:
        while True:
            line = self.lines.get()
            try:
                self._run(line)
            finally:
                self.lines.task_done()

    def _run(self, line: str) -> None:
        try:
            done = subprocess.run(
                self.program,
                input=f"{line}\n",
                text=True,
                timeout=_PATIENCE,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            _log.error("An alarm was not sent on: %s.", type(fault).__name__)
            return
        if done.returncode:
            _log.error("An alarm was not sent on: the program ended with %s.", done.returncode)


def _is_urgent(record: logging.LogRecord) -> bool:
    return bool(getattr(record, "said", {}).get("urgent"))
