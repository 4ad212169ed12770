"""
A complaint being taken down, kept for the person at the screen between one step and the next.

In: what was typed, step by step. Out: the same, and in the end the complaint as the desk takes it.
Each draft lies on the server under a key of its own, so that two of them never meet; nothing of it
is on any record until it is confirmed.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any, Self

from django.contrib.sessions.backends.db import SessionStore
from django.http import QueryDict

NEW = "new"
"""What stands in an address for a draft of which nothing is kept yet."""

KEPT_FOR = timedelta(days=7)
"""Since anything was last typed. `manage.py clearsessions` deletes what is older."""

LISTS = ("children", "people", "points")
IN_HAND = "drafts"

Typed = dict[str, list[str]]


class DraftStore(SessionStore):
    """
    Keeps drafts beside the sessions of people, and signed apart from them: the key of a draft
    opens nobody's session, nor the other way round.
    """


@dataclass(frozen=True)
class Draft:
    """One person's complaint in the making. Every change is kept at once."""

    store: DraftStore

    @classmethod
    def begin(cls, person: str) -> Self:
        """Return an empty draft of somebody's; it is kept from the first change on."""
        store = DraftStore()
        store.update(
            {
                "person": person,
                "key": token_urlsafe(18),
                "steps": {},
                "lists": {name: [] for name in LISTS},
            }
        )
        return cls(store)

    @classmethod
    def load(cls, name: str, person: str) -> Self | None:
        """Return somebody's own draft; None where there is none, or not any more."""
        store = DraftStore(name)
        return cls(store) if store.get("person") == person else None

    @property
    def name(self) -> str:
        """What it is called in an address."""
        return self.store.session_key or NEW

    @property
    def key(self) -> str:
        """The key under which this complaint is taken, once, however often it is sent."""
        return str(self.store["key"])

    @property
    def has_begun(self) -> bool:
        return bool(self.store["steps"]) or any(self.store["lists"].values())

    @property
    def family(self) -> str:
        """Who complains, as far as it was typed; may be empty."""
        who = self.typed("who")
        return "" if who is None else str(who.get("name", "")).strip()

    def typed(self, step: str) -> QueryDict | None:
        """Return what was typed at a step; None where it has not been filled in yet."""
        kept = self.store["steps"].get(step)
        return None if kept is None else _query(kept)

    def listed(self, name: str) -> list[QueryDict]:
        """Return each thing typed on a list, in the order added; may be empty."""
        return [_query(kept) for kept in self.store["lists"][name]]

    def keep(self, step: str, posted: QueryDict) -> None:
        self.store["steps"][step] = _plain(posted)
        self._save()

    def add(self, name: str, posted: QueryDict) -> None:
        self.store["lists"][name].append(_plain(posted))
        self._save()

    def remove(self, name: str, index: int) -> None:
        """Take something off a list; one that is not there is left at that."""
        kept = self.store["lists"][name]
        if 0 <= index < len(kept):
            del kept[index]
            self._save()

    def forget(self) -> None:
        """Throw the draft away: it was confirmed, or is not wanted."""
        if self.store.session_key:
            self.store.delete()

    def _save(self) -> None:
        self.store.set_expiry(int(KEPT_FOR.total_seconds()))
        self.store.save()


def in_hand(session: MutableMapping[str, Any], person: str) -> tuple[Draft, ...]:
    """Return the drafts that somebody has begun since they signed in, the oldest first."""
    drafts = (Draft.load(name, person) for name in session.get(IN_HAND, ()))
    return tuple(draft for draft in drafts if draft)


def take_in_hand(session: MutableMapping[str, Any], person: str, draft: Draft) -> None:
    """Have a draft found again by whoever began it; what is no more is left out."""
    names = [one.name for one in in_hand(session, person)]
    if draft.name not in names:
        session[IN_HAND] = [*names, draft.name]


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
