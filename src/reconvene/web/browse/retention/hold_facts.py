"""
What is known of a hold, as every page of it says.

In: a hold that was found, and who looks. Out: who placed it, what for, who looked at it again, and
who asked that it be lifted or lifted it, each with why.
"""

from dataclasses import dataclass
from datetime import date

from reconvene.desk.retained import Held
from reconvene.desk.retention import Hold, LookedAgain
from reconvene.web.browse.names import sentence_case
from reconvene.web.browse.retention.visitor import Visitor
from reconvene.web.browse.retention.words import HELD_FOR, words_of
from reconvene.web.components.wording import moment


@dataclass(frozen=True, slots=True)
class Looked:
    """
    One time that a hold was looked at again, and stayed: by whom and when, until when, why; and why
    somebody had asked that it be lifted, which may be empty.
    """

    said: str
    until_on: date
    why: str
    why_against: str


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """A hold in words; why, and who asked for its end or lifted it, may be empty."""

    held: Hold
    held_for: str
    why: str
    placed_by: str
    looks: tuple[Looked, ...]
    asked_by: str
    why_asked: str
    lifted_by: str
    why_lifted: str
    is_late: bool


def hold_facts(found: Held, who: Visitor) -> HoldFacts:
    """Return what is known of a hold, to whoever looks."""
    held = found.hold
    return HoldFacts(
        held=held,
        held_for=HELD_FOR[held.kind],
        why=words_of(found.why),
        placed_by=who.name(held.placed_by),
        looks=tuple(
            _looked(one, why, found.why_against.get(one.id, ""), who) for one, why in found.looks
        ),
        asked_by=who.name(held.asked_by) if held.asked_by else "",
        why_asked=words_of(found.why_asked),
        lifted_by=who.name(held.lifted_by) if held.lifted_by else "",
        why_lifted=words_of(found.why_lifted),
        is_late=not held.lifted_by and held.review_on <= who.today,
    )


def _looked(one: LookedAgain, why: str | None, why_against: str | None, who: Visitor) -> Looked:
    said = f"{sentence_case(who.name(one.by))}, {moment(one.at)}"
    if one.against:
        said = f"{said}, though {who.name(one.against)} had asked that it be lifted"
    return Looked(said, one.until_on, words_of(why), words_of(why_against))
