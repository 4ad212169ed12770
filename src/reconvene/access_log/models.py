"""
The tables of the access log.

They link to no other table: a look must outlive whoever looked and whatever was looked at. Rows of
`StoredRead` are written by `writing`, in plain SQL, and by nobody else.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class StoredRead(models.Model):
    """
    One look of one reader, numbered from 1 without a gap, chained to the one before.

    `at` is kept as the text that is hashed. See `chain` for what `link` binds.
    """

    pk = models.CompositePrimaryKey("reader", "number")
    reader = models.CharField(max_length=40)
    number = models.IntegerField()
    authority = models.CharField(max_length=40)
    at = models.CharField(max_length=32)
    sight = models.CharField(max_length=16)
    purpose = models.CharField(max_length=16)
    relation = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)
    case_id = models.CharField(max_length=13, blank=True)
    entry = models.IntegerField(null=True)
    about = models.CharField(max_length=64, blank=True)
    link = models.BinaryField(max_length=32)

    class Meta:
        db_table = "access_log_read"
        indexes: ClassVar = [
            models.Index(fields=["case_id", "at"], name="reads_of_a_case"),
            models.Index(fields=["reader", "at"], name="reads_of_a_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.reader}/{self.number}"


class Review(models.Model):
    """
    Something that information governance has to look into: an emergency, or reading that spread.

    `reason` is what somebody gave for opening a case in an emergency, sealed under a key of that
    case, so it goes when the case is erased; `note`, what somebody found who looked into it, is
    sealed and goes like it. `given_back_at` is when they closed that case to
    themselves before its hour was over. Nobody reviews what they did themselves: the database
    refuses it.
    """

    id = models.CharField(primary_key=True, max_length=32)
    authority = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    reader = models.CharField(max_length=40)
    case_id = models.CharField(max_length=13, blank=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    given_back_at = models.DateTimeField(null=True)
    due_on = models.DateField()
    reason = models.BinaryField(null=True)
    reviewed_by = models.CharField(max_length=40, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=16, blank=True)
    note = models.BinaryField(null=True)

    class Meta:
        db_table = "access_log_review"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("reader")), name="nobody_reviews_themselves"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by="", reviewed_at=None, verdict="")
                | (~Q(reviewed_by="") & Q(reviewed_at__isnull=False) & ~Q(verdict="")),
                name="a_review_says_who_when_and_what",
            ),
            models.UniqueConstraint(
                fields=["reader"],
                condition=Q(kind="spread", reviewed_at=None),
                name="one_spread_waits_for_each_reader",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["authority", "reviewed_at", "due_on"], name="reviews_to_do"),
            models.Index(fields=["reader", "case_id", "ends_at"], name="emergencies_of_a_reader"),
        ]

    def __str__(self) -> str:
        return self.id
