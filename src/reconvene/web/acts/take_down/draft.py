"""
A complaint being taken down, kept for whoever began it between one step and the next.

In: what was typed, step by step. Out: the same, and in the end the complaint as the desk takes it.
Each draft is a row of its own, found by its person alone; nothing of it is on any record until it
is confirmed.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Self

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from reconvene.web.models import Content, Keeping, KeptDraft, opened

NEW = "new"
"""What stands in an address for a draft of which nothing is kept yet."""

KEPT_FOR = timedelta(days=7)
"""Since anything was last typed."""

LISTS = ("children", "people", "points")
NOT_TYPED = ("csrfmiddlewaretoken", "go_on")

Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing typed on a list. `id` is its own for good, whatever is taken off before it."""

    id: str
    typed: QueryDict


@dataclass
class Draft:
    """One person's complaint in the making. Every change is kept at once."""

    kept: KeptDraft
    content: Content
    is_kept: bool = True

    @classmethod
    def begin(cls, person: str, once: str = "") -> Self:
        """
        Return a draft of somebody's that is kept from the first change on.

        Args:
            person: The id of whoever begins it.
            once: What the page carried: sent twice from one page, it is one draft. May be empty.
        """
        name = sha256(f"{person}/{once or token_urlsafe(18)}".encode()).hexdigest()[:32]
        lists: dict[str, list[Content]] = {one: [] for one in LISTS}
        content = {"key": token_urlsafe(18), "steps": {}, "lists": lists, "given": 0}
        kept = KeptDraft(id=name, person_id=person)
        return cls.load(name, person) or cls(kept, content, is_kept=False)

    @classmethod
    def load(cls, name: str, person: str) -> Self | None:
        """Return somebody's own draft; None where there is none, or not any more."""
        found = _still_kept(person).filter(id=name).opened(person)
        return cls(*found[0]) if found else None

    @classmethod
    def found(cls, person: str) -> tuple[Self, ...]:
        """Return every draft of somebody's that is still kept, the oldest first."""
        kept = _still_kept(person).order_by("begun_at", "id")
        return tuple(cls(*one) for one in kept.opened(person))

    @property
    def name(self) -> str:
        """What it is called in an address."""
        return self.kept.id if self.is_kept else NEW

    @property
    def key(self) -> str:
        """The key under which this complaint is taken, once, however often it is sent."""
        return str(self.content["key"])

    @property
    def digest(self) -> str:
        """What changes with anything typed: it tells whether this is what was read back."""
        return sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()

    @property
    def has_begun(self) -> bool:
        return bool(self.content["steps"]) or any(self.content["lists"].values())

    @property
    def family(self) -> str:
        """Who complains, as far as it was typed; may be empty."""
        who = self.typed("who")
        return "" if who is None else str(who.get("name", "")).strip()

    def typed(self, step: str) -> QueryDict | None:
        """Return what was typed at a step; None where it has not been filled in yet."""
        kept = self.content["steps"].get(step)
        return None if kept is None else _query(kept)

    def listed(self, name: str) -> list[Listed]:
        """Return each thing typed on a list, in the order added; may be empty."""
        return [Listed(one["id"], _query(one["typed"])) for one in self.content["lists"][name]]

    def keep(self, step: str, posted: QueryDict) -> None:
        with self._change() as content:
            content["steps"][step] = _plain(posted)

    def add(self, name: str, posted: QueryDict) -> None:
        """Add something to a list; the same from the same page, sent again, is left at that."""
        typed = _plain(posted)
        with self._change() as content:
            if typed.get("once") and any(one["typed"] == typed for one in content["lists"][name]):
                return
            content["given"] += 1
            content["lists"][name].append({"id": str(content["given"]), "typed": typed})

    def change(self, name: str, one: str, posted: QueryDict) -> None:
        """
        Put something else in the place of what is on a list, under the same id, by which others
        name it; what was taken off meanwhile is added anew.
        """
        with self._change() as content:
            for it in content["lists"][name]:
                if it["id"] == one:
                    it["typed"] = _plain(posted)
                    return
        self.add(name, posted)

    def remove(self, name: str, one: str) -> None:
        """Take something off a list by its id; what is not there is left at that."""
        with self._change() as content:
            content["lists"][name] = [it for it in content["lists"][name] if it["id"] != one]

    def forget(self) -> None:
        """Throw the draft away: it was confirmed, or is not wanted."""
        KeptDraft.objects.filter(id=self.kept.id).forget()

    @contextmanager
    def _change(self) -> Iterator[Content]:
        """Hand out what is kept now, to be changed, so that two changes at once are both kept."""
        now = timezone.now()
        with transaction.atomic():
            self.kept = self._held(now)
            if self.kept.sealed:  # else it was begun just now
                ((_, self.content),) = opened([self.kept], self.kept.person_id)
            yield self.content
            self.kept.seal(self.content)
            self.kept.kept_until = now + KEPT_FOR
            self.kept.save()
        self.is_kept = True

    def _held(self, now: datetime) -> KeptDraft:
        if not self.is_kept:
            begun = {
                "person_id": self.kept.person_id,
                "begun_at": now,
                "kept_until": now + KEPT_FOR,
            }
            KeptDraft.objects.get_or_create(id=self.kept.id, defaults=begun)
        held = KeptDraft.objects.select_for_update().filter(id=self.kept.id).first()
        if held is None:
            raise DraftGone
        return held


class DraftGone(LookupError):
    """A draft was thrown away or taken down while something was being typed into it."""

    def __init__(self) -> None:
        super().__init__(
            "What was typed cannot be kept: its draft was thrown away or taken down meanwhile. "
            "Show it again, to be kept in a new one."
        )


def _still_kept(person: str) -> Keeping[KeptDraft]:
    return KeptDraft.objects.filter(person_id=person, kept_until__gte=timezone.now())


def _plain(posted: QueryDict) -> Typed:
    return {
        name: [str(value) for value in values]
        for name, values in posted.lists()
        if name not in NOT_TYPED
    }


def _query(kept: Mapping[str, list[str]]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, values in kept.items():
        made.setlist(name, values)
    return made
