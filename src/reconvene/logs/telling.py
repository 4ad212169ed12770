"""Telling of an event that bears on security: the one way into the log for it."""

import logging
import re
from typing import TypeAlias

from reconvene.logs.about import about
from reconvene.logs.events import Event

SECURITY = "reconvene.security"
_log = logging.getLogger(SECURITY)

Code: TypeAlias = str | int
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,79}")
_LEFT_OUT = "left-out"


def tell(event: Event, *, reason: str = "", actor: str = "", **codes: Code) -> None:
    """
    Write one line of an event. An urgent one is also sent on, if the copy says where to.

    Nothing but codes gets in: whatever else is given is replaced by "left-out", so a call that was
    not thought through costs a line its use and never a family its secret.

    Args:
        event: What happened.
        reason: A short code of why, such as "wrong-password".
        actor: The opaque id of whoever did it, or a `pseudonym`; where it is left out the line
            says who made the request that is being answered.
        codes: What else identifies it: `case="4f…"`, `route="case"`, `count=5`.
    """
    said: dict[str, Code | bool] = {"event": event.code}
    if event.is_urgent:
        said["urgent"] = True
    for name, value in {"reason": reason, "actor": actor, **codes}.items():
        if value != "":
            said[name] = value if isinstance(value, int) else _only_a_code(value)
    level = logging.ERROR if event.is_urgent else logging.INFO
    _log.log(level, event.code, extra={"said": said})


def tell_once(event: Event, *, reason: str = "", **codes: Code) -> None:
    """
    Tell of an event, unless the request that is being answered told of it in the same words.

    For what is met again and again on the way to one answer, as a case that does not open.
    """
    line, told = (event, reason, tuple(codes.items())), about().told
    if told is not None and line in told:
        return
    if told is not None:
        told.add(line)
    tell(event, reason=reason, actor="", **codes)


def _only_a_code(value: str) -> str:
    return value if _CODE.fullmatch(value) else _LEFT_OUT
