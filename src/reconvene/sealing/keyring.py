"""The data keys of one case: brought along with what they seal, opened as they are needed.

A keyring is made for one request and goes with it; no opened key outlives that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from secrets import token_bytes

from django.db.backends.utils import CursorWrapper

from reconvene.sealing.cipher import Sealer, SteadyCipher, fresh_key
from reconvene.sealing.framing import framed
from reconvene.sealing.keys import opened, provider
from reconvene.sealing.models import Compartment

ID_LENGTH = 16
COLUMNS = "held.id, held.compartment, held.part, held.epoch, held.wrapped"
"""What brings a key along, in a statement that joins `sealing_key AS held`."""

_INSERT = "INSERT INTO sealing_key (id, case_id, compartment, part, epoch, wrapped) VALUES "


class KeyMissing(ValueError):
    """What something is sealed under is not there."""

    def __init__(self, *, case_id: str, key: str) -> None:
        self.case_id = case_id
        self.key = key
        super().__init__(
            f"A part of case {case_id} could not be opened: its key {key} is not there. "
            "It was erased, or has to be brought back from a back-up."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where something belongs that is sealed: what one key is for."""

    compartment: Compartment
    part: str = ""


STORY = Place(Compartment.STORY)
STUB = Place(Compartment.STUB)


@dataclass(frozen=True, slots=True)
class _Wrapped:
    id: bytes
    place: Place
    epoch: str
    wrapped: bytes


class DataKey:
    """One opened key."""

    def __init__(self, key_id: bytes, place: Place, secret: bytes) -> None:
        self.id = key_id
        self.place = place
        self._secret = secret
        self._ciphers: dict[bytes, Sealer] = {}

    @cached_property
    def named(self) -> bytes:
        """Which key it is, as what is sealed under it is bound to it."""
        place = self.place
        return framed(place.compartment.value.encode(), place.part.encode(), self.id)

    def cipher(self, form: bytes, made: Callable[[bytes], Sealer]) -> Sealer:
        """Return what seals in a form under this key; `made` makes it from the key, once."""
        found = self._ciphers.get(form)
        if found is None:
            found = self._ciphers[form] = made(self._secret)
        return found

    @cached_property
    def steady(self) -> SteadyCipher:
        return SteadyCipher(self._secret)


class Keyring:
    """The keys of one case."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        self._wrapped: dict[bytes, _Wrapped] = {}
        self._opened: dict[bytes, DataKey] = {}

    def hold(
        self, key_id: bytes | None, compartment: str, part: str, epoch: str, wrapped: bytes
    ) -> None:
        """Take in a key as it was brought along (see `COLUMNS`); nothing where there was none."""
        if key_id is None:
            return
        known = bytes(key_id)
        if known not in self._wrapped:
            place = Place(Compartment(compartment), part)
            self._wrapped[known] = _Wrapped(known, place, epoch, bytes(wrapped))

    def key(self, key_id: bytes) -> DataKey:
        """
        Return a key by its id, opened.

        Raises:
            KeyMissing: It is not among those of the case.
            EpochUnknown: What it is wrapped under is not held.
            NotOpened: It is another case's, or was changed.
        """
        found = self._opened.get(key_id)
        if found is None:
            if key_id not in self._wrapped:
                raise KeyMissing(case_id=self.case_id, key=key_id.hex())
            held = self._wrapped[key_id]
            secret = opened(held.epoch, held.wrapped, self._bound_to(key_id, held.place))
            found = self._opened[key_id] = DataKey(key_id, held.place, secret)
        return found

    def key_of(self, place: Place) -> DataKey:
        """
        Return the key of a place, opened; faults are those of `key`.
        """
        for held in self._wrapped.values():
            if held.place == place:
                return self.key(held.id)
        raise KeyMissing(case_id=self.case_id, key=f"of its {place.compartment.value}")

    def provide(self, cursor: CursorWrapper, places: Iterable[Place]) -> None:
        """
        Make the keys of those places that have none yet: one statement, or none at all.

        Each is opened again from what was stored. So none is relied upon whose epoch was
        destroyed while it was on its way. See Note [When an epoch may go] in `rotation`.
        """
        there = {held.place for held in self._wrapped.values()}
        made = [self._made(place) for place in dict.fromkeys(places) if place not in there]
        if not made:
            return
        values = [
            value
            for one in made
            for value in (
                one.id, self.case_id, one.place.compartment.value, one.place.part,
                one.epoch, one.wrapped,
            )
        ]  # fmt: skip
        cursor.execute(_INSERT + ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(made)), values)
        for one in made:
            self._wrapped[one.id] = one
            self.key(one.id)

    def _made(self, place: Place) -> _Wrapped:
        key_id, epoch = token_bytes(ID_LENGTH), provider().epoch()
        wrapped = provider().wrap(epoch, fresh_key(), self._bound_to(key_id, place))
        return _Wrapped(key_id, place, epoch, wrapped)

    def _bound_to(self, key_id: bytes, place: Place) -> bytes:
        return bound_to(self.case_id, place.compartment, place.part, key_id)


def bound_to(case_id: str, compartment: str, part: str, key_id: bytes) -> bytes:
    """Return what a data key is bound to when it is wrapped."""
    return framed(b"key/1", case_id.encode(), compartment.encode(), part.encode(), key_id)
