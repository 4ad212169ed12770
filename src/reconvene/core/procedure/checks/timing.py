"""Every duty can arise and be met by somebody, and every limit counts from a day that comes.

In: an outline. Out: problems about duties and rights.
"""

from collections.abc import Iterator

from reconvene.core.procedure.checks.found import advice, unknown, wrong
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.definition import LaterConference
from reconvene.core.procedure.duties import CIRCULATIONS, DutyRule, RightRule
from reconvene.core.procedure.parts import Part, Ref
from reconvene.core.procedure.problem import Path, Problem
from reconvene.core.procedure.stages import Stage

# Days that can lie ahead when they become known, so that something can be counted back from them.
AHEAD = frozenset(
    {
        "review.due",
        "date.noted",
        "meeting.planned",
        "sitting.planned",
        "further-sitting.set",
        "conference.planned",
    }
)


def _said(refs: tuple[Ref, ...]) -> str:
    return " or ".join(f"'{ref}'" for ref in refs)


def duties_that_cannot_be(outline: Outline) -> Iterator[Problem]:
    """Yield a duty that never arises, can never be met, or counts from a day that never comes."""
    for duty in outline.definition.duties:
        home = ("duties", duty.id)
        if not outline.world.can(duty.arises_from):
            message = (
                f"the duty '{duty.id}' never arises: {_said(duty.arises_from)} cannot happen here"
            )
            yield wrong("never-arises", message, *home, "arises_from")
        if not outline.world.can(duty.met_by):
            message = (
                f"nothing can meet the duty '{duty.id}': {_said(duty.met_by)} cannot happen here"
            )
            yield wrong("cannot-be-met", message, *home, "met_by")
        yield from _uncounted(outline, duty, home)


def rights_that_cannot_be(outline: Outline) -> Iterator[Problem]:
    """Yield a right that never arises, or counts from a day that never comes."""
    lodging = outline.definition.lodging
    for right in (lodging, *outline.definition.rights):
        home = ("lodging",) if right is lodging else ("rights", right.id)
        if not outline.world.can(right.arises_from):
            message = f"the right '{right.id}' never arises: {_said(right.arises_from)} cannot happen here"
            yield wrong("never-arises", message, *home, "arises_from")
        yield from _uncounted(outline, right, home)


def _uncounted(outline: Outline, rule: DutyRule | RightRule, home: Path) -> Iterator[Problem]:
    if rule.counted_from and not outline.world.can(rule.counted_from):
        message = f"the limit can never be counted: {_said(rule.counted_from)} cannot happen here"
        yield wrong("never-counted", message, *home, "counted_from")


def dead_references(outline: Outline) -> Iterator[Problem]:
    """Yield advice for one of several happenings, the others of which can happen and it cannot."""
    for path, part in outline.parts:
        for key in _WAITING.get(type(part), ()):
            refs: tuple[Ref, ...] = getattr(part, key) or ()
            dead = [ref for ref in refs if not outline.world.can((ref,))]
            if len(dead) < len(refs):
                for ref in dead:
                    at = (*path, key, refs.index(ref))
                    yield advice("never-happens", f"'{ref}' cannot happen here", *at)


_WAITING: dict[type[Part], tuple[str, ...]] = {
    DutyRule: ("arises_from", "met_by", "counted_from", "ceases_on"),
    RightRule: ("arises_from", "counted_from"),
    Stage: ("opens_on", "closes_on"),
    LaterConference: ("called_by",),
}


def limits_that_do_not_fit(outline: Outline) -> Iterator[Problem]:
    """Yield a limit counted back from the past, or an extension of no limit at all."""
    for path, rule in outline.parts:
        if not isinstance(rule, DutyRule | RightRule):
            continue
        refs = rule.counted_from or rule.arises_from
        if rule.limit.is_before and not all(ref.kind in AHEAD for ref in refs):
            message = (
                f"'{rule.limit}' is counted back from {_said(refs)}, which is over when it is "
                "known; count from a planned day, such as meeting.planned"
            )
            yield wrong("before-the-past", message, *path, "limit")
        elif rule.limit.is_before and isinstance(rule, RightRule):
            message = f"the right '{rule.id}' ends before a day that may still be moved; look twice"
            yield advice("right-before", message, *path, "limit")
        if isinstance(rule, DutyRule) and rule.extension and not rule.limit.is_stated:
            message = f"the duty '{rule.id}' has no stated limit, so there is nothing to extend"
            yield wrong("extends-nothing", message, *path, "extension")


def duties_not_as_agreed(outline: Outline) -> Iterator[Problem]:
    """Yield a duty said to be as agreed that is not to do what was agreed, or has its own limit."""
    for duty in outline.definition.duties:
        kinds = [{ref.kind for ref in refs} for refs in (duty.arises_from, duty.met_by)]
        if duty.as_agreed and kinds != [{"action.agreed"}, {"action.done"}]:
            message = (
                f"as_agreed is for doing what was agreed: let the duty '{duty.id}' arise from "
                "action.agreed and be met by action.done"
            )
            yield wrong("nothing-agreed", message, "duties", duty.id, "as_agreed")
        elif duty.as_agreed and duty.limit.is_stated:
            message = (
                f"the duty '{duty.id}' is due on the day agreed, which cannot take the place of "
                "a stated limit; write limit: none stated"
            )
            yield wrong("agreed-past-limit", message, "duties", duty.id, "limit")


def duties_without_owner(outline: Outline) -> Iterator[Problem]:
    """Yield a duty that nobody owes, or that only people outside the authority do."""
    roles = outline.definition.by_id["roles"]
    for duty in outline.definition.duties:
        home = ("duties", duty.id, "owner")
        known = [roles[name] for name in duty.owner if name in roles]
        if not duty.owner:
            yield wrong("nobody-owes", f"nobody owes the duty '{duty.id}'", *home)
        elif len(known) == len(duty.owner) and all(role.held == "outside" for role in known):
            message = (
                f"the duty '{duty.id}' is owed by '{known[0].id}', who is outside the authority; "
                "give it to whoever here must see to it"
            )
            yield wrong("owed-outside", message, *home)


def circulations_that_do_not_fit(outline: Outline) -> Iterator[Problem]:
    """Yield a duty whose recipients and way of counting do not go together."""
    for duty in outline.definition.duties:
        home = ("duties", duty.id)
        if duty.recipients and duty.for_each != "recipient":
            message = f"the duty '{duty.id}' names recipients: write for_each: recipient"
            yield wrong("recipients-uncounted", message, *home, "recipients")
        known = (*CIRCULATIONS, *outline.ids("roles"))
        for name in duty.recipients:
            if name not in known and not outline.is_lost("roles"):
                yield unknown("recipient", name, known, *home, "recipients", name)
        if duty.for_each == "recipient" and not duty.recipients:
            message = f"the duty '{duty.id}' is for each recipient, and names none"
            yield wrong("no-recipients", message, *home, "for_each")
        if duty.skips_author_of and duty.met_by[0].kind != "notice.given":
            message = f"skips_author_of has no effect: the duty '{duty.id}' is not met by a notice"
            yield wrong("skips-nobody", message, *home, "skips_author_of")
