"""The one table of the worklist, and the shelves its rows lie on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Shelf(models.TextChoices):
    """
    What a row is for.

    Duties lie on two shelves, so that a search by last day meets only those that have one.
    """

    CASE = "case", "A case that is open"
    CLOSED = "closed", "A case that is closed"
    DATED = "dated", "A duty with a last day"
    UNDATED = "undated", "A duty without one: none is stated, or it cannot be told yet"
    LETTER = "letter", "A letter that is still to go"
    BUNDLE = "bundle", "Papers that somebody on a panel is to read"
    AGREED = "agreed", "An agreed action that is still to be done"
    DONE = "done", "An agreed action that was done"
    LEARNT = "learnt", "Something to be learnt from a case"
    RIGHT = "right", "A right of the family that may still be used"
    AFTER = "after", "A right of the family in a case that is closed"
    NAME = "name", "A word of a name by which a case can be found"
    HOME = "home", "Where a party lives, as a fingerprint"
    OPEN = "open", "Whom a case is open to: a role held by post, or a person"
    SHUT = "shut", "Whom it is shut to, or shows only the points put to them"


class WorkRow(models.Model):
    """
    A case, something owed in it, something the family may still do, or a name to find it by.

    Nothing here depends on the day it is read: a page compares `last_on` with today. `owner` is
    the person bound to the duty, or else the role; a duty that any of several may do has a row
    for each. A letter that is still to go has one for each role that is shown how the family is
    reached; it should go on the day it bears, its `last_on`. `sort_on` is the last day, or else the
    target, or the last day there is; of a case and its names the day it was received. `family` is
    sealed, where there is one.
    An agreed action that is still to be done has a row for the authority, whose `owner` is empty,
    and one for each who is to do it; neither says what was agreed: see `following`.
    Papers to read have a row for each who sits on the panel; they may be read up to its `last_on`.
    A row of whom a case is open or shut to has them as its `owner`: see `admitting`.
    A row of a name has the tag of a word as its `owner`, and the words that are kept under it
    sealed as its `family`: see `sealed_names`.
    A row of a home has its fingerprint as its `owner`: see `homes`.
    """

    pk = models.CompositePrimaryKey("case_id", "shelf", "key", "owner")
    case_id = models.CharField(max_length=13)
    shelf = models.CharField(max_length=8, choices=Shelf)
    key = models.TextField()
    owner = models.CharField(max_length=60)
    authority = models.CharField(max_length=40)
    reference = models.CharField(max_length=24)
    family = models.TextField()
    procedure = models.CharField(max_length=70)
    status = models.CharField(max_length=12)
    stage = models.TextField()
    role = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    label = models.TextField()
    points = models.TextField()
    concerns = models.TextField()
    needs = models.TextField()
    sort_on = models.DateField()
    last_on = models.DateField(null=True)
    act_on = models.DateField(null=True)
    target_on = models.DateField(null=True)

    class Meta:
        db_table = "worklist_row"
        indexes: ClassVar = [
            models.Index(
                fields=["authority", "shelf", "owner", "sort_on", "case_id", "key"],
                name="worklist_by_owner_and_day",
            ),
            models.Index(
                fields=["authority", "reference"],
                condition=Q(shelf__in=["case", "closed"]),
                name="worklist_case_by_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.shelf}/{self.key}/{self.owner}"
