"""What Django itself refuses, told as the event it is: a made-up host, a form from elsewhere."""

import logging

from reconvene.logs.events import Event
from reconvene.logs.telling import tell


class Forged(logging.Handler):
    """Tells of each refusal by its kind; what was sent is in Django's words, and left out."""

    def emit(self, record: logging.LogRecord) -> None:
        tell(Event.REQUEST_REFUSED, reason=record.name.rpartition(".")[2].lower())
