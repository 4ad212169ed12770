"""The part of a definition about stages: meetings, gates, independence, how a stage ends.

In: plain values. Out: frozen rules.
"""

from typing import Literal

from reconvene.core.procedure.parts import Clauses, Id, Ids, Paper, Part, Refs, Rule, Text


class Attendance(Part):
    """
    Roles expected at a meeting.

    all: each must be there. any: at least one must. Missing ones are refused unless a reason is
    recorded; `reason_excuses: false` takes even that way out.
    """

    all: Ids = ()
    any: Ids = ()
    reason_excuses: bool = True
    source: Clauses


class Meeting(Rule):
    """A meeting with the complainant, inside a stage."""

    attended_by: tuple[Attendance, ...] = ()
    papers: tuple[Paper, ...] = ()
    excludes: Ids = ()


class Independence(Part):
    """
    Who may deal with a stage, given who dealt with earlier ones.

    somebody new: at least one of those present took no part in `of`; an overlap is warned about.
    everybody new: nobody who took part in `of`.
    """

    of: Ids
    rule: Literal["somebody new", "everybody new"]
    source: Clauses


class Criterion(Rule):
    """One criterion of a gate. `limbs` are its parts; `takes` says how many of them must be so."""

    limbs: dict[Id, Text]
    takes: Literal["any", "all"] = "all"


class Gate(Rule):
    """
    A way on that opens only if criteria are met, tested by a named role with reasons.

    expects: "opening" means that declining while a criterion is met needs a reason that the
    complainant is sent; "either" leaves it free.
    """

    stage: Id
    opens: Id
    tested_by: Id
    criteria: tuple[Criterion, ...]
    takes: Literal["any", "all"] = "any"
    expects: Literal["opening", "either"] = "opening"


class Stage(Rule):
    """
    One stage of the procedure.

    form: how points are answered here. A "panel" answers by its decisions; "handover" means the
    points go on in another process (`hands_over_to` a channel).
    short: how a sentence names it, after "at" or "for": "stage 1", "the panel".
    closes_on: what ends it for the points concerned; a stage without is ended by a result.
    """

    form: Literal["meeting", "writing", "adjudication", "panel", "handover"] = "writing"
    short: Text | None = None
    opens_on: Refs
    closes_on: Refs | None = None
    answered_by: Ids = ()
    not_answered_by: Ids = ()
    people: Ids = ()
    meeting: Meeting | None = None
    panel: Id | None = None
    hands_over_to: Id | None = None
    independence: tuple[Independence, ...] = ()
    is_last: bool = False

    @property
    def said(self) -> str:
        """The stage as it stands inside a sentence; its label where it has no shorter form."""
        return self.short or self.label
