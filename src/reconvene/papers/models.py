"""
The tables of the papers.

What a file is called, its digest and what was found of it are sealed with its bytes, under the key
of its case's story. They link to no other table, as those of the ledger.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from reconvene.papers.state import State


class Paper(models.Model):
    """
    One file that was brought into a case.

    `sealed` holds its name and digests, what it was proven to be, and what was found once more:
    nobody makes a file to be opened who has the database alone. `size` and `view_size` are bytes, 0
    where there is no viewing copy.
    While somebody looks at it they have one of a few places (`place`) until `lease_until`; `fence`
    is counted up by each who begins, and `tries` by each who has not said what came of it.
    """

    id = models.CharField(primary_key=True, max_length=26)
    case_id = models.CharField(max_length=13)
    sealed = models.BinaryField()
    size = models.BigIntegerField()
    view_size = models.BigIntegerField(default=0)
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=40)
    state = models.CharField(max_length=16, choices=[(one.value, one.value) for one in State])
    is_on_record = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    place = models.PositiveSmallIntegerField(null=True, unique=True)

    class Meta:
        db_table = "papers_paper"
        indexes: ClassVar = [
            models.Index(fields=["case_id", "brought_at"], name="papers_of_a_case"),
            models.Index(
                fields=["due_at"],
                condition=Q(state=State.BEING_CHECKED.value),
                name="papers_to_look_at",
            ),
            models.Index(
                fields=["brought_at"], condition=Q(is_on_record=False), name="papers_not_on_record"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Chunk(models.Model):
    """A piece of a paper's bytes, sealed; `which` of its two sets, numbered from 0 without a gap."""

    pk = models.CompositePrimaryKey("case_id", "paper", "which", "number")
    case_id = models.CharField(max_length=13)
    paper = models.CharField(max_length=26)
    which = models.CharField(max_length=8)
    number = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "papers_chunk"

    def __str__(self) -> str:
        return f"{self.paper}/{self.which}/{self.number}"


class BroughtOnDay(models.Model):
    """How many bytes somebody brought in on a day in London, those that were dropped again too."""

    pk = models.CompositePrimaryKey("person", "day")
    person = models.CharField(max_length=40)
    day = models.DateField(db_index=True)
    size = models.BigIntegerField()

    class Meta:
        db_table = "papers_brought_on_day"
        verbose_name_plural = "brought on days"

    def __str__(self) -> str:
        return f"{self.person} {self.day}"
