"""The part of a definition about people: roles, agencies, who may complain.

In: plain values. Out: frozen rules.
"""

from typing import Literal

from pydantic import Field

from reconvene.core.procedure.parts import (
    Clauses,
    Id,
    Ids,
    Part,
    Refs,
    Rule,
    StatedLimit,
    Text,
)


class Sees(Part):
    """
    What whoever holds a role may see, where nothing bars them.

    cases: "every case" of the authority; "with work", those in which the role has a part by now;
    or "named in", those in which they themselves are named. parts: of these, "story" (what was
    said, sent and answered) and "contact" (how the family is reached); none: headings alone.
    """

    cases: Literal["every case", "with work", "named in"] = "with work"
    parts: tuple[Literal["story", "contact"], ...] = ("story",)


class Role(Part):
    """
    Somebody who owes, decides or is told.

    `held` says how a person comes to hold it: by post in the authority, by being named in each
    case (the chair of that conference), or outside the authority altogether. `told_by`, of a role
    whose holder may be complained of and answers first: what tells them that they are. Without it
    they are told by being given the role in the case.
    """

    id: Id
    label: Text
    held: Literal["by post", "in the case", "outside"] = "by post"
    also_called: tuple[Text, ...] = ()
    sees: Sees = Sees()
    told_by: Refs | None = None
    source: Clauses

    @property
    def reaches(self) -> Literal["every case", "with work", "named in"]:
        """Which cases are there for whoever holds it by post: one held in the case gives none."""
        return self.sees.cases if self.held == "by post" else "named in"


class Agency(Part):
    """An organisation that may sit on a panel, be referred to, or have something to learn."""

    id: Id
    label: Text
    is_partner: bool = True
    is_council: bool = False


Need = Literal["nothing", "understanding", "age", "discretion", "written authority"]


class ComplainantRule(Part):
    """
    A capacity in which somebody may complain, and what has to be settled first.

    age: nobody younger than `presumed_from_age` may; somebody settles it where the age is not known.
    understanding: somebody judges that the child understands enough (`judged_by` says who).
    discretion: a manager decides, with reasons. written authority: they act for somebody else.
    """

    id: Id
    label: Text
    needs: Need = "nothing"
    judged_by: Ids = ()
    presumed_from_age: int | None = Field(default=None, ge=0, le=18)
    is_child: bool = False
    source: Clauses
    reading: str | None = None


class AnchorDate(Rule):
    """A date of the case that limits may count from and that somebody has to note."""


class Trait(Rule):
    """A mark that a complaint or a point can carry, for rules that hold only then."""


class Ground(Rule):
    """A ground of appeal; offered only for conferences and decisions that it fits."""

    conferences: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    asks: tuple[Literal["wrong", "evidence"], ...] = ()


class Channel(Rule):
    """Another process that takes what is outside this one."""

    agency: Id | None = None
    tracks: bool = True


class Matter(Rule):
    """
    What a point can be about; it decides the point's route.

    `needs_writing`: the first answer waits until the point is in writing and confirmed.
    `lodging_limit`: how long such points may be raised, where that differs from `lodging`; a
    complaint with several points has the longest.
    """

    tag: Literal["complaint", "appeal", "outside"] = "complaint"
    route: Id
    grounds: Ids = ()
    needs_ground: bool = False
    needs_writing: bool = False
    lodging_limit: StatedLimit | None = None


class Route(Rule):
    """Where points of a matter go: into a stage here (`begins`), or to another process."""

    begins: Id | None = None
    refers_to: Ids = ()
