"""What keeps the keys that wrap the data keys: one small interface, so that another can be written.

docs/reference/key-providers.md says what each must hold to.
"""

from typing import Protocol


class KeysRefused(RuntimeError):
    """The keys are missing, or are not kept as they must be, so nothing may start."""

    def __init__(self, *, found: str, remedy: str) -> None:
        self.found = found
        self.remedy = remedy
        super().__init__(f"The keys cannot be used: {found}. {remedy}.")


class EpochUnknown(ValueError):
    """A data key is wrapped under a key that is not held, or not any more."""

    def __init__(self, *, epoch: str) -> None:
        self.epoch = epoch
        super().__init__(
            f"A data key could not be opened: it is wrapped under epoch '{epoch}', which is not "
            "held here. Give the keys this database was written with, from their own back-up."
        )


class KeyProvider(Protocol):
    """
    Keeps epoch keys and index keys, and never gives an epoch key away.

    Several processes use one provider at the same time. What one has begun or destroyed, the
    others must know of at their next call.
    """

    def epoch(self) -> str:
        """
        Return the epoch under which new keys are wrapped.

        Raises:
            KeysRefused: The keys cannot be used.
        """

    def epochs(self) -> tuple[str, ...]:
        """Return every epoch held, the oldest first; the current one is the last."""

    def wrap(self, epoch: str, key: bytes, bound_to: bytes) -> bytes:
        """Return a key wrapped under an epoch; it opens only with the same `bound_to`."""

    def unwrap(
        self, epoch: str, wrapped: bytes, bound_to: bytes, *, purpose: str, actor: str
    ) -> bytes:
        """
        Return a key that was wrapped.

        Args:
            epoch: What it is wrapped under.
            wrapped: What `wrap` gave.
            bound_to: What it was bound to then.
            purpose: What it is opened for: the name of a page or of a command, or empty. For the
                service's own log and limits; never what anybody wrote.
            actor: The opaque id of whoever asks for that page; empty where nobody does.

        Raises:
            EpochUnknown: That epoch is not held.
            KeysRefused: The service does not answer, or refuses this one.
            NotOpened: It was changed, or is bound to something else.
        """

    def begin(self) -> str:
        """Return a new epoch, kept for good before it is returned, and current from now on."""

    def destroy(self, epoch: str) -> None:
        """Forget an epoch for good. The current one is never destroyed."""

    def index_key(self, authority: str) -> bytes:
        """Return the key under which an authority's words are looked for; it never changes."""
