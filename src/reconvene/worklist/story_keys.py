"""The story keys of the cases on a list, which open the names there.

In: the keys as they came along with what they seal. Out: each of them opened; where something does
not open, as it is by now.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from reconvene.sealing.keyring import COLUMNS as KEY_COLUMNS
from reconvene.sealing.keyring import STORY, DataKey, Keyring
from reconvene.worklist.fetching import fetched, marks

Opened = TypeVar("Opened")

_OF_STORY = f"held.compartment = '{STORY.compartment.value}' AND held.part = '{STORY.part}'"
WITH_ITS_KEY = f"LEFT JOIN sealing_key AS held ON held.case_id = {{row}}.case_id AND {_OF_STORY}"
"""What brings along the key that the names of a row are sealed under."""
_ANEW = f"""
    SELECT held.case_id, {KEY_COLUMNS} FROM sealing_key AS held
    WHERE held.case_id IN ({{cases}}) AND {_OF_STORY}
"""  # noqa: S608  own columns


class StoryKeys:
    """
    The story keys of some cases. What does not open is tried with its key read anew.

    A list may take longer than the moment that is waited while keys are changed; what it read is
    then wrapped under an epoch that is gone. The keys of all are read anew together, the first time
    that something does not open: so that is one statement more, or none. See Note [When an epoch
    may go] in `sealing.rotation`.
    """

    def __init__(self, brought: Iterable[tuple[str, Sequence[Any]]]) -> None:
        """Take the id of each case and its key as it was brought along (see `WITH_ITS_KEY`)."""
        self._brought = _Keyrings(brought)

    def opened(self, case_id: str, how: Callable[[DataKey], Opened]) -> Opened:
        """
        Return what the story key of a case opens.

        Raises:
            ValueError: It does not open, nor with the key as it is by now.
        """
        try:
            return how(self._brought[case_id].key_of(STORY))
        except ValueError:  # every fault of opening is one
            return how(self._anew[case_id].key_of(STORY))

    @cached_property
    def _anew(self) -> "_Keyrings":
        cases = self._brought.cases
        found = fetched(_ANEW.format(cases=marks(cases)), cases)
        return _Keyrings((case_id, key) for case_id, *key in found)


class _Keyrings(dict[str, Keyring]):
    """The keyring of each case, made once it is asked for; empty where no key was brought."""

    def __init__(self, brought: Iterable[tuple[str, Sequence[Any]]]) -> None:
        super().__init__()
        self._keys = dict(brought)

    @property
    def cases(self) -> tuple[str, ...]:
        return tuple(self._keys)

    def __missing__(self, case_id: str) -> Keyring:
        made = self[case_id] = Keyring(case_id)
        if case_id in self._keys:
            made.hold(*self._keys[case_id])
        return made
