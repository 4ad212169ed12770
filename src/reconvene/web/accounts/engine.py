"""
Where sessions are kept: Django's own way, with three differences.

The table holds a digest of a session's key, so a copy of it opens nothing. A session that was ended
while a request was on its way is not written back, nor carried on under a new key. And one that ran
out by itself is nobody's, but tells whose it was for as long as its row lies there, and what they
sent since: so the browser keeps its cookie, and what is sent too late has a sender.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as KeptByDjango
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import transaction
from django.utils import timezone

from reconvene.accounts.models import OpenSession
from reconvene.accounts.sessions import SENT_LATE, WAS, WAS_IN, WAS_UNDER, digest_of, last_moment

OPENED_AT = "opened_at"
BROWSER = "browser"


class SessionStore(KeptByDjango):
    """One session, as a request sees it."""

    row: OpenSession | None = None
    """How it lay in the table when the request began; None for one that is new."""

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        """Return the table that sessions are kept in."""
        return OpenSession

    def exists(self, session_key: str | None) -> bool:
        """Return whether there is a session of this key."""
        return OpenSession.objects.filter(pk=digest_of(session_key or "")).exists()

    def load(self) -> dict[str, Any]:
        """Return what the session holds; of one that ran out what is left, of one ended nothing."""
        found = OpenSession.objects.filter(pk=digest_of(self.session_key or "")).first()
        if found is not None and found.expire_date > timezone.now():
            self.row = found
            return self.decode(found.session_data)
        self._session_key = None
        return {} if found is None else self._left_of(found)

    def _left_of(self, row: OpenSession) -> dict[str, Any]:
        held = self.decode(row.session_data)
        if row.person_id:
            return {WAS: row.person_id, WAS_UNDER: held.get(HASH_SESSION_KEY, ""), WAS_IN: row.pk}
        return {name: held[name] for name in (WAS, WAS_UNDER, WAS_IN, SENT_LATE) if name in held}

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        """Return the row for what the session holds: whose it is, and until when it may lie idle."""
        now = timezone.now()
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined] # Django has it
        opened_at = datetime.fromisoformat(data[OPENED_AT]) if OPENED_AT in data else now
        return OpenSession(
            session_key=digest_of(key),
            session_data=self.encode(data),
            person_id=data.get(SESSION_KEY),
            browser=data.get(BROWSER, ""),
            opened_at=opened_at,
            seen_at=now,
            expire_date=last_moment(opened_at, now),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End a session: this one, unless another's key is given."""
        OpenSession.objects.filter(pk=digest_of(session_key or self.session_key or "")).delete()

    def cycle_key(self) -> None:
        """
        Carry the session on under a new key.

        Raises:
            SessionInterrupted: It was ended meanwhile.
        """
        held: dict[str, Any] = self._session  # type: ignore[attr-defined] # as above
        old = self.session_key
        with transaction.atomic():
            if old and not OpenSession.objects.filter(pk=digest_of(old)).delete()[0]:
                raise SessionInterrupted("The session was ended while this was on its way.")
            self.create()
        self._session_cache = held
