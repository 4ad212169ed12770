"""The part of a definition about what is sent and told: letters, notices, documents, tasks.

In: plain values. Out: frozen rules.
"""

from typing import Literal

from reconvene.core.procedure.parts import Id, Ids, Rule

CONTENTS: dict[str, str] = {
    "decision-stands": "the conference's decision stands, and nothing here can change it",
    "points": "each point, as understood",
    "answers": "each point with its answer at this stage",
    "agreed-actions": "what the authority agreed to do, or that nothing was agreed",
    "next-right": "what the family may do next, with its last day as a date",
    "no-local-step": "that this was the last step here",
    "goes-on": "that each point goes on to the stage a gate has opened, and to which",
    "further-challenge": "the ombudsman, with website and phone, and legal advice",
    "advocate": "that an advocate or friend may help, and who to ask",
    "who-to-write-to": "who to write to, and where",
    "appointment": "the date offered for the meeting",
    "meeting-owed": "the meeting still owed to the complainant, with its last day, where one is",
    "meeting": "when the meeting was, and who was there",
    "referred": "which points went elsewhere, where to and why",
    "criteria": "each criterion tested, with the outcome and the reasons",
    "gate": "whether the way on was opened or declined, and why",
    "panel-decisions": "each decision of the panel, with its votes' outcome",
    "recommendations": "the panel's recommendations",
    "adjournment": "why the panel adjourned, its timescale and the date of the further sitting",
    "results": "the end result of each point",
    "reasons": "reasons, in words written for this letter",
    "lateness": "that the complaint was late, by how much, and what was decided",
    "standing": "what was decided on whether this person can use the procedure, and why",
    "conference": "the later conference: its day and its chair",
    "supporters": "that the named supporters are invited too",
    "delay": "that something is late, why, and the new date, in words written for this letter",
    "words": "further words written for this letter",
}
"""Every content a letter can be made to carry. `letters.contents` has one function for each."""


class Letter(Rule):
    """
    A letter and what it must say. It cannot be sent while a demanded part is missing.

    covers: the points it speaks for. "stage" means every live point at its stage; it is refused
    while one of those is unanswered. "all": every point; "chosen": the points named when sent.
    closes: its words tell the family the case is over here.
    """

    stage: Id | None = None
    sent_by: Ids
    to: Literal["complainant", "role", "agency"] = "complainant"
    says: tuple[
        Literal[
            "decision-stands",
            "points",
            "answers",
            "agreed-actions",
            "next-right",
            "no-local-step",
            "goes-on",
            "further-challenge",
            "advocate",
            "who-to-write-to",
            "appointment",
            "meeting-owed",
            "meeting",
            "referred",
            "criteria",
            "gate",
            "panel-decisions",
            "recommendations",
            "adjournment",
            "results",
            "reasons",
            "lateness",
            "standing",
            "conference",
            "supporters",
            "delay",
            "words",
        ],
        ...,
    ]
    covers: Literal["stage", "all", "chosen", "none"] = "all"
    who_to_write_to: Id | None = None
    meeting: Id | None = None


class Notice(Rule):
    """Somebody who must be told. `encloses`: with a copy of this letter."""

    to: Id
    encloses: Id | None = None


class Document(Rule):
    """A document that goes to each person on a circulation."""


class Task(Rule):
    """Something to be done that is neither a letter, a notice nor a meeting."""
