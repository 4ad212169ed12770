"""The conditions a rule may carry: a closed table of kinds, each one plain question about a case.

In: nothing. Out: what each kind is called, says and takes. `duties.conditions` answers them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConditionKind:
    """`about` names the section its words come from; `words`, where given, are all it takes."""

    says: str
    about: str = ""
    words: tuple[str, ...] = ()


LATE = "late"  # the one kind that takes a calendar to answer

CONDITIONS: dict[str, ConditionKind] = {
    "complainant": ConditionKind("the complainant's capacity is one of these", "complainants"),
    "standing": ConditionKind(
        "somebody has to judge whether this complainant may use the procedure",
        words=("to be judged",),
    ),
    "form": ConditionKind("the complaint came in this form", words=("written", "spoken")),
    "asked": ConditionKind(
        "this was asked for at the start", words=("help", "interpreter", "adjustments")
    ),
    "matter": ConditionKind("a point concerned has one of these matters", "matters"),
    "tag": ConditionKind("a point concerned is of this tag", words=("complaint", "appeal")),
    "trait": ConditionKind("the complaint or a point concerned carries this mark", "traits"),
    "elsewhere": ConditionKind(
        "points were routed elsewhere, or a separate complaint is recorded", words=("any",)
    ),
    "conference": ConditionKind("the conference was of one of these kinds"),
    "decided": ConditionKind("a panel carried one of these decisions", "decisions"),
    "result": ConditionKind("a point concerned has one of these results", "results"),
    "criteria": ConditionKind(
        "the criteria were tested with this outcome for a point concerned", words=("met", "not met")
    ),
    "gate": ConditionKind(
        "the gate was decided this way for a point concerned", words=("opened", "declined")
    ),
    LATE: ConditionKind("the complaint came late", words=("yes",)),
    "reviewed": ConditionKind("a later conference has reviewed the decision", words=("yes",)),
    "finding": ConditionKind(
        "a point concerned was answered so",
        words=("upheld", "partly upheld", "not upheld", "no finding"),
    ),
    "stage": ConditionKind("a point concerned has been at one of these stages", "stages"),
    "channel": ConditionKind("a point concerned was referred to one of these", "channels"),
}
