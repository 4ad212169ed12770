"""The tables of the ledger.

They link to no other table: the record must outlive whatever it speaks of, so it holds opaque
ids. Days and instants are kept as the text that was hashed, so that no driver can read them
back differently. Rows are written in plain SQL: added by `appending`, sealed off and blanked by
`erasing`, sealed anew by `resealing`, and touched by nobody else.
"""

from typing import ClassVar

from django.db import models


class CaseHead(models.Model):
    """
    One case: what it is called, and how far its record has come.

    `length` and `link` follow the newest entry; the database moves them itself when an entry is
    added, and refuses every other change. See `guards`. `serial` is its number in the `year` if it
    was opened when references were numbered, and otherwise nought.
    """

    id = models.CharField(primary_key=True, max_length=13)
    authority = models.CharField(max_length=40)
    reference = models.CharField(max_length=24)
    year = models.SmallIntegerField()
    serial = models.IntegerField()
    opened_at = models.CharField(max_length=32)
    length = models.IntegerField(default=0)
    link = models.BinaryField(max_length=32, default=b"")

    class Meta:
        db_table = "ledger_case"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "reference"], name="reference_names_one_case"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class StoredEntry(models.Model):
    """
    One entry of one case, numbered from 1 without a gap.

    The header stands in clear and names nobody but by id; what was said is in `sealed`. `request`
    and `body` say which submission made it, so that sending the same again adds nothing; only the
    first entry of a submission carries them. See `chain` for what `commitment` and `link` bind.
    """

    pk = models.CompositePrimaryKey("case_id", "number")
    case_id = models.CharField(max_length=13)
    number = models.IntegerField()
    kind = models.CharField(max_length=40)
    schema = models.SmallIntegerField()
    happened_on = models.CharField(max_length=10)
    happened_at = models.CharField(max_length=32)
    recorded_at = models.CharField(max_length=32)
    actor = models.CharField(max_length=40)
    role = models.CharField(max_length=60)
    request = models.BinaryField(max_length=16, null=True, unique=True)
    body = models.BinaryField(max_length=16, null=True)
    commitment = models.BinaryField(max_length=32)
    link = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        db_table = "ledger_entry"
        verbose_name_plural = "stored entries"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class SealedOff(models.Model):
    """
    A case that nobody reads any more, because it is to be erased or was.

    While it is here, every reader of the record is answered as if there were no such case.
    """

    case_id = models.CharField(primary_key=True, max_length=13)
    sealed_off_at = models.CharField(max_length=32)

    class Meta:
        db_table = "ledger_sealed_off"
        verbose_name_plural = "sealed off"

    def __str__(self) -> str:
        return self.case_id
