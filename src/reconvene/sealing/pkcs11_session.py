"""A session with the token that keeps the epoch keys: a security module, spoken to by PKCS#11.

In: where its module lies, the token's label, a file with the PIN. Out: answers, or why there is
none. The module is a library in this very process, and is promised that nobody calls it while
somebody else does; so one question is asked at a time. A session that was lost, with the
connection or since the process was copied, is opened anew where it is next needed.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pkcs11
from pkcs11.exceptions import (
    MultipleTokensReturned,
    NoSuchToken,
    PinExpired,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
    UserPinNotInitialized,
)

from reconvene.sealing.pin import Pin
from reconvene.sealing.provider import KeysRefused

Answer = TypeVar("Answer")
Question = Callable[[pkcs11.Session], Answer]

PATIENCE = 10.0
"""Seconds that somebody waits for whoever is being answered, before they are told to come back."""

_A_MOMENT = 0.1
"""Seconds before a lost session is opened anew: what blinked is back by then."""

_SEE = "See that the service runs and is reached; as soon as it is, work goes on"
_NOT_LET_IN = (PinExpired, PinIncorrect, PinInvalid, PinLenRange, PinLocked, UserPinNotInitialized)


class _Turn:
    """Whose turn it is to call the module: one thread's of this process."""

    lock = threading.Lock()


os.register_at_fork(after_in_child=lambda: setattr(_Turn, "lock", threading.Lock()))


class TokenSession:
    """Asks one token, and opens a session with it as often as it has to."""

    def __init__(self, module: Path, label: str, pin: Pin) -> None:
        self._module, self._label, self._pin = module, label, pin
        self._session: pkcs11.Session | None = None
        self._process = 0

    def ask(self, question: "Question[Answer]") -> Answer:
        """
        Return the answer to a question, which may be asked twice where the first was lost.

        Raises:
            KeysRefused: There is none; why, and what to do.
        """
        with _turn():
            with suppress(PKCS11Error):
                return question(self._ours())
            self._session = None
            time.sleep(_A_MOMENT)
            try:
                return question(self._ours())
            except PKCS11Error as fault:
                self._session = None
                raise self._refusal(fault) from fault

    def _ours(self) -> pkcs11.Session:
        if self._session is None or self._process != os.getpid():
            self._session, self._process = self._opened(), os.getpid()
        return self._session

    def _opened(self) -> pkcs11.Session:
        """Return a new session: whatever this process had with the module is given up first."""
        library = pkcs11.lib(str(self._module))
        with suppress(PKCS11Error):
            library.finalize()  # refused where the connection is gone, or is another process's
        library.initialize()
        token = library.get_token(token_label=self._label)
        pin = self._pin.read()
        try:
            return token.open(rw=True, user_pin=pin.decode())
        except _NOT_LET_IN as fault:
            self._pin.note_refused()
            raise KeysRefused(
                found=f"the token '{self._label}' refuses the PIN ({type(fault).__name__})",
                remedy="Put the right one into the file that RECONVENE_KEY_PIN_FILE names. This "
                "one is not tried again: a token that is given a wrong PIN too often locks itself",
            ) from fault

    def _refusal(self, fault: PKCS11Error) -> KeysRefused:
        if isinstance(fault, NoSuchToken | MultipleTokensReturned):
            return KeysRefused(
                found=f"the module {self._module.name} does not show one token that is called "
                f"'{self._label}'",
                remedy="See that the service is reached, and that RECONVENE_KEY_TOKEN is its label",
            )
        return KeysRefused(
            found=f"the token '{self._label}' does not answer ({type(fault).__name__})",
            remedy=_SEE,
        )


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for a turn, and have it; whoever holds it may be waiting for a service that hangs."""
    lock = _Turn.lock
    if not lock.acquire(timeout=PATIENCE):
        raise KeysRefused(
            found=f"the token has not answered for {PATIENCE:.0f} seconds",
            remedy=_SEE,
        )
    try:
        yield
    finally:
        lock.release()
