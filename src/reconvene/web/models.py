"""What the pages keep for themselves: nothing that is on any record."""

from django.db import models

from reconvene.people.models import Person


class KeptDraft(models.Model):
    """
    A complaint that somebody is taking down; nothing of it is on any record yet.

    `id` is what it is called in an address, and `key` what it is taken under, once. `content`
    holds what was typed. After `kept_until` nobody finds it, and `manage.py forget_drafts`
    deletes it.
    """

    id = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    content = models.JSONField()
    begun_at = models.DateTimeField()
    kept_until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.id
