"""What is on its way to be erased, what is held, and the figures that outlive a case.

Cases are named by opaque ids, as on the record, and people by theirs. Why somebody holds a case is
said in words, which are sealed under the key of its story and go with it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reconvene.people.ids import new_id


class State(models.TextChoices):
    """
    How far the erasure of a case has come. Stored: a value is never renamed or used again.

    That a case is due, or held, follows from its record and its holds and is not stored.
    """

    PROPOSED = "proposed", "Proposed"
    APPROVED = "approved", "Approved by two people"
    SEALED_OFF = "sealed-off", "Sealed off: nobody reads it"
    DESTROYED = "destroyed", "Keys destroyed"
    CERTIFIED = "certified", "Certified: no copy opens it"


class Why(models.TextChoices):
    """Why an erasure did not come about. Stored: a value is never renamed or used again."""

    HELD = "held", "It was held"
    KEPT_LONGER = "kept-longer", "It is to be kept longer, or was opened again"
    NOT_OPENED = "not-opened", "Its record does not open any more"
    OPENS = "opens", "Its record opens again"


class Basis(models.TextChoices):
    """
    By what it is known how long a case is kept. Stored: a value is never renamed or used again.

    Of one that does not open nobody can read when it was closed; its headers may tell.
    """

    RECORD = "record", "What its record says"
    CLOSING = "closing", "The day it was closed on, as its headers have it"
    LAST_ENTRY = "last-entry", "The day on which anything was last recorded"


class HoldKind(models.TextChoices):
    """Why a case may not be erased. Stored: a value is never renamed or used again."""

    INQUIRY = "inquiry", "An inquiry wants records kept"
    OMBUDSMAN = "ombudsman", "The Ombudsman"
    COURT = "court", "A court case"
    POLICE = "police", "The police"
    SIBLING = "sibling", "A sibling's case goes on"
    SUBJECT_ACCESS = "subject-access", "Somebody asked for what is held about them"
    OWN = "own", "The authority's own reason"


class HowFar(models.Model):
    """How far the erasure of a case has come, or came: by which rule, and with whose leave."""

    authority = models.CharField(max_length=40)
    reference = models.CharField(max_length=24)
    state = models.CharField(max_length=12, choices=State)
    rule = models.CharField(max_length=60)
    kept_until = models.DateField()
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.RECORD)
    proposed_by = models.CharField(max_length=40)
    proposed_at = models.DateTimeField()
    first_by = models.CharField(max_length=40, blank=True)
    first_at = models.DateTimeField(null=True)
    second_by = models.CharField(max_length=40, blank=True)
    second_at = models.DateTimeField(null=True)
    sealed_off_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Erasure(HowFar):
    """
    The erasure of one case, from its proposal on. Until the keys are destroyed a hold ends it: see
    `EndedErasure`.

    `scrubbed_at` is when what its rows left lying was cleared away: for that the database has to be
    quiet, so it may come long after. `epochs` are those that were held when the keys were
    destroyed: until the last of them is destroyed too, a copy made before can be opened. `shut_out`
    are the ids of those to whom a wall closed the case when it was sealed off: they are kept from
    what stays of it, too. None where that is not known: then it is kept from everybody.
    `reason` is why one goes that does not open: sealed, blank once it is erased, and for any other.
    """

    case_id = models.CharField(primary_key=True, max_length=13)
    reason = models.BinaryField(default=b"")
    destroyed_at = models.DateTimeField(null=True)
    scrubbed_at = models.DateTimeField(null=True)
    epochs = models.TextField(blank=True)
    shut_out = models.TextField(null=True)  # noqa: DJ001  none: not known
    certified_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "erasure_erasure"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(second_by="") | (~Q(first_by="") & ~Q(second_by=F("first_by"))),
                name="erasure_approved_by_different_people",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED) | ~Q(second_by=""),
                name="erasure_goes_on_with_two_approvals",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.state}"

    def shuts_out(self, person: str) -> bool:
        """Tell whether somebody was shut out when the case was sealed off, or may have been."""
        return self.shut_out is None or person in self.shut_out.split()


class EndedErasure(HowFar):
    """
    An erasure that did not come about: how far it had come, with whose leave, and what ended it.

    `ended_by` is empty where nobody ended it, but the schedule or the record did. Written once.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    case_id = models.CharField(max_length=13, db_index=True)
    why = models.CharField(max_length=12, choices=Why)
    ended_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField()

    class Meta:
        db_table = "erasure_ended"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.why}"


class Hold(models.Model):
    """
    Something that keeps a case from being erased, until two people have lifted it.

    `review_on` is the day somebody looks at it again, see `LookedAgain`; it goes on whether or not
    they do. `reason`, `asked_why` and `lifted_why` are sealed, and blank once the case is erased, or
    where nobody was asked for one yet.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    case_id = models.CharField(max_length=13)
    authority = models.CharField(max_length=40)
    reference = models.CharField(max_length=24)
    kind = models.CharField(max_length=16, choices=HoldKind)
    reason = models.BinaryField()
    from_on = models.DateField()
    review_on = models.DateField()
    placed_by = models.CharField(max_length=40)
    placed_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_why = models.BinaryField(default=b"")
    lifted_by = models.CharField(max_length=40, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.BinaryField(default=b"")

    class Meta:
        db_table = "erasure_hold"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_by="") | (~Q(asked_by="") & ~Q(lifted_by=F("asked_by"))),
                name="hold_lifted_by_different_people",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["case_id"], condition=Q(lifted_by=""), name="hold_of_case_not_lifted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.kind}"


class LookedAgain(models.Model):
    """
    That somebody looked at a hold again, and it stayed: from the day it had until a later one.

    `reason` is sealed, and blank once the case is erased. `against` is who had asked that the hold
    be lifted, whom this answers, and `against_why` their reason, sealed; empty where nobody had.
    Written once.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    hold_id = models.CharField(max_length=32, db_index=True)
    case_id = models.CharField(max_length=13)
    reason = models.BinaryField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    before_on = models.DateField()
    until_on = models.DateField()
    against = models.CharField(max_length=40, blank=True)
    against_why = models.BinaryField(default=b"")

    class Meta:
        db_table = "erasure_looked_again"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("before_on")), name="hold_is_only_made_longer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hold_id}/{self.until_on}"


class KeptFigure(models.Model):
    """
    How many erased cases were alike: closed in a quarter, at a stage, with an outcome, after days.

    Nothing in it leads to a case, and its number says nothing of when or in which order.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    authority = models.CharField(max_length=40)
    quarter = models.CharField(max_length=7)
    stage = models.CharField(max_length=60)
    outcome = models.TextField()
    days = models.IntegerField()
    cases = models.IntegerField()

    class Meta:
        db_table = "erasure_figure"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "quarter", "stage", "outcome", "days"],
                name="figure_counts_what_is_alike",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}/{self.quarter}"
