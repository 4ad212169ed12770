"""
A complaint being taken down, kept for the person at the screen between one step and the next.

In: what was typed, step by step. Out: the same, and in the end the complaint as the desk takes it.
It lives in the session, on the server; nothing of it is on any record until it is confirmed.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from django.http import QueryDict

KEPT_UNDER = "take_down"
SINGLE = ("who", "conference", "came", "needs", "elsewhere")
LISTS = ("children", "people", "points")

Typed = dict[str, list[str]]


@dataclass(frozen=True)
class Draft:
    """One person's complaint in the making. Every change is kept at once."""

    session: MutableMapping[str, Any]

    @property
    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] | None = self.session.get(KEPT_UNDER)
        if kept is None:
            kept = {"key": token_urlsafe(18), "steps": {}, "lists": {name: [] for name in LISTS}}
            self.session[KEPT_UNDER] = kept
        return kept

    @property
    def key(self) -> str:
        """The key under which this complaint is taken, once, however often it is sent."""
        return str(self._kept["key"])

    @property
    def has_begun(self) -> bool:
        return bool(self._kept["steps"]) or any(self._kept["lists"].values())

    def typed(self, step: str) -> QueryDict | None:
        """Return what was typed at a step; None where it has not been filled in yet."""
        kept = self._kept["steps"].get(step)
        return None if kept is None else _query(kept)

    def listed(self, name: str) -> list[QueryDict]:
        """Return each thing typed on a list, in the order added; may be empty."""
        return [_query(kept) for kept in self._kept["lists"][name]]

    def keep(self, step: str, posted: QueryDict) -> None:
        kept = self._kept
        kept["steps"][step] = _plain(posted)
        self.session[KEPT_UNDER] = kept

    def add(self, name: str, posted: QueryDict) -> None:
        kept = self._kept
        kept["lists"][name].append(_plain(posted))
        self.session[KEPT_UNDER] = kept

    def remove(self, name: str, index: int) -> None:
        """Take something off a list; one that is not there is left at that."""
        kept = self._kept
        if 0 <= index < len(kept["lists"][name]):
            del kept["lists"][name][index]
            self.session[KEPT_UNDER] = kept

    def forget(self) -> None:
        """Throw the draft away: it was confirmed, or is not wanted."""
        self.session.pop(KEPT_UNDER, None)


def _plain(posted: QueryDict) -> Typed:
    return {
        name: [str(value) for value in values]
        for name, values in posted.lists()
        if name != "csrfmiddlewaretoken"
    }


def _query(kept: Mapping[str, list[str]]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, values in kept.items():
        made.setlist(name, values)
    return made
