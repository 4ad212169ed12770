"""
The one table of the outbox.

It names a letter by its case and entry, and holds nothing of what the letter says or where it goes:
both are taken from the record in the moment of sending, never before.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Progress(models.TextChoices):
    """How far a letter has come. Stored: a value is never renamed or used again."""

    READY = "ready", "It waits for its turn"
    CLAIMED = "claimed", "Somebody is at it"
    TAKEN = "taken", "A carrier has it, and that is still to be put on the record"
    DONE = "done", "It left, and is on the record as having left"
    STOPPED = "stopped", "It did not leave, and a person has to see to it"
    DOUBTFUL = "doubtful", "Nobody here can tell whether it left"


UNDER_WAY = (Progress.READY, Progress.CLAIMED, Progress.TAKEN)
FOR_A_PERSON = (Progress.STOPPED, Progress.DOUBTFUL)


class Sending(models.Model):
    """
    One letter that somebody let go by a carrier.

    `id` is made from the case, the entry and whom it is for, and goes to the carrier: the same
    letter has the same. `asked_by` acts, in `role`. `fence` is counted up by each claim, so that
    whoever held an earlier one can settle nothing. `begun_at` is set before the letter is handed
    over and `taken_at` after: between the two nobody knows. `last_try_at` is when a person has to
    take over, and `why` a code for what stands in the way. `carried_by` says which carrier it was begun
    with, and `doubted_at` when one was begun of which nobody could tell, and which a person let go
    once more.
    """

    id = models.CharField(primary_key=True, max_length=32)
    authority = models.CharField(max_length=40)
    case_id = models.CharField(max_length=13)
    entry = models.IntegerField()
    who = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=40)
    role = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    progress = models.CharField(max_length=12, choices=Progress)
    due_at = models.DateTimeField()
    last_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    contact = models.IntegerField(default=0)
    carried_by = models.CharField(max_length=32, blank=True)
    begun_at = models.DateTimeField(null=True)
    doubted_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=24, blank=True)

    class Meta:
        db_table = "outbox_sending"
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=Q(progress__in=[one.value for one in UNDER_WAY]),
                name="sendings_to_see_to",
            ),
            models.Index(fields=["case_id", "entry"], name="sendings_of_a_case"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def may_have_left(self) -> bool:
        """Whether it left, for all that is known here, or may have."""
        is_begun = self.begun_at is not None or self.doubted_at is not None
        return self.progress != Progress.STOPPED and (
            is_begun or self.progress == Progress.DOUBTFUL
        )
