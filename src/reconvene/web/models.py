"""What the pages keep for themselves: nothing that is on any record."""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models, transaction

from reconvene.people.models import Person
from reconvene.sealing import apart

Content = dict[str, Any]
OneKept = TypeVar("OneKept", bound="Kept")


class Keeping(models.QuerySet[OneKept]):
    """What is kept for somebody, several at once."""

    def forget(self) -> int:
        """Delete these, with the keys that open them; return how many there were."""
        with transaction.atomic():
            names = list(self.values_list("id", flat=True))
            apart.forget(names)
            gone: int = self.model.objects.filter(id__in=names).delete()[0]
        return gone

    def opened(self, person: str) -> list[tuple[OneKept, Content]]:
        """
        Return these of somebody's with what was typed, in their order.

        Who sends a form twice has its draft thrown away while the second is on its way, so one
        whose key went between our two questions is looked for again, and left out if it went too.

        Raises:
            KeyGone: A key is gone, and what it opens is not.
        """
        found = list(self.all())
        try:
            return opened(found, person)
        except apart.KeyGone:
            if {one.id for one in found} <= set(self.values_list("id", flat=True)):
                raise  # all of them are still there
            return self.opened(person)


class Kept(models.Model):
    """
    What somebody typed, kept for them alone and for a while.

    `sealed` holds what was typed, under a key of its own. After `kept_until` nobody finds it, and
    `manage.py forget` deletes it.
    """

    id = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=b"")
    begun_at = models.DateTimeField()
    kept_until = models.DateTimeField(db_index=True)

    objects = Keeping.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.id

    def seal(self, content: Content) -> None:
        """Take in what was typed; the row has still to be saved."""
        self.sealed = apart.seal(self.id, self.person_id, json.dumps(content).encode())


class KeptDraft(Kept):
    """
    A complaint that somebody is taking down; nothing of it is on any record yet.

    `id` is what it is called in an address. With what was typed lies the key it is taken under, once.
    """


class KeptForm(Kept):
    """
    What somebody sent after their session had run out. Only the browser it came from knows `id`.

    `sent_in` is the digest of that session's key: what one browser sends fills up no other's.
    """

    sent_in = models.CharField(max_length=64, default="", db_index=True)


def opened(given: Iterable[OneKept], person: str) -> list[tuple[OneKept, Content]]:
    """Return what is kept for somebody with what was typed, in the order given."""
    kept = list(given)
    plain = apart.unseal({one.id: bytes(one.sealed) for one in kept}, person)
    return [(one, json.loads(plain[one.id])) for one in kept]
