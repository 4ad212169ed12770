"""The tables of the room: data keys, wrapped; and which of them were given up."""

from typing import ClassVar

from django.db import models


class Compartment(models.TextChoices):
    """What is kept apart under keys of its own. Stored: a value is never renamed or used again."""

    CONTACT = "contact", "Who supports a family, and how somebody is reached"
    STORY = "story", "What was said, sent and answered"
    DELIBERATION = "deliberation", "What those who decide weigh, at one stage"
    DRAFT = "draft", "What is being taken down and is in no case yet"
    STUB = "stub", "How the record was erased: all that stays readable of it"


class StoredKey(models.Model):
    """
    The key of one part of one compartment of one case, wrapped under the key of an epoch.

    `part` tells one stage's deliberation from another's, and one draft from another; elsewhere it
    is empty. A draft belongs to no case, so its `case_id` is empty too. The secret of somebody's
    authenticator app is kept as a draft is, since it belongs to none either: see `apart`.
    """

    id = models.BinaryField(primary_key=True, max_length=16)
    case_id = models.CharField(max_length=13)
    compartment = models.CharField(max_length=12, choices=Compartment)
    part = models.CharField(max_length=60)
    epoch = models.CharField(max_length=60)
    wrapped = models.BinaryField()

    class Meta:
        db_table = "sealing_key"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_id", "compartment", "part"], name="key_opens_one_part"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["epoch", "id"], name="sealing_key_by_epoch")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.compartment}/{self.part}"


class GivenUpKey(models.Model):
    """
    That a data key did not open and was thrown away, as two people decided.

    Its row in the table of keys is gone. What it sealed is on the record still, opens no more, and
    is known by its id, together with a digest of all of it, and one of the files; see `ledger.lost`, `papers.lost`. A key of no case has
    none: nothing on the record is under it.
    """

    id = models.BinaryField(primary_key=True, max_length=16)
    given_up_at = models.DateTimeField()
    sealed_digest = models.BinaryField(max_length=32, default=b"")
    papers_digest = models.BinaryField(max_length=32, default=b"")

    class Meta:
        db_table = "sealing_given_up"

    def __str__(self) -> str:
        return bytes(self.id).hex()
