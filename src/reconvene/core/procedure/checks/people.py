"""Roles, complainants and matters hang together, and so do the definition's own dates.

In: an outline. Out: problems and advice about them.
"""

from collections.abc import Iterator

from reconvene.core.procedure.checks.found import advice, wrong
from reconvene.core.procedure.checks.names import used_names
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.problem import Problem

# Sections whose rules mean nothing until another rule names them.
_FOR_OTHERS = (
    "roles",
    "dates",
    "traits",
    "grounds",
    "channels",
    "routes",
    "notices",
    "documents",
    "tasks",
)

# Roles that the record itself fills: the chair of the conference, of the panel, of a new conference.
FILLED_BY_RECORD = ("conference-chair", "panel-chair", "reconvened-chair")


def unused_rules(outline: Outline) -> Iterator[Problem]:
    """Yield advice for a rule that is only there for others, and that no other names."""
    used = used_names(outline.definition) | {
        ("roles", name) for duty in outline.definition.duties for name in duty.recipients
    }
    for section in _FOR_OTHERS:
        for name, rule in outline.definition.by_id[section].items():
            is_kept = section == "roles" and (name in FILLED_BY_RECORD or rule.held == "outside")
            if (section, name) not in used and not is_kept:
                message = f"nothing in this definition uses '{name}' of the {section}"
                yield advice("unused", message, section, name)


def conference_without_chair(outline: Outline) -> Iterator[Problem]:
    """Yield advice where no role is called conference-chair, which the record fills by itself."""
    if "conference-chair" not in outline.ids("roles") and not outline.is_lost("roles"):
        message = "no role is called 'conference-chair': the chair on the record will hold none"
        yield advice("no-conference-chair", message, "roles")


def complainants_unjudged(outline: Outline) -> Iterator[Problem]:
    """Yield a complainant who waits for a judgement that is nobody's, or whose age has no use."""
    for rule in outline.definition.complainants:
        home = ("complainants", rule.id)
        if rule.needs != "nothing" and not rule.judged_by:
            message = (
                f"'{rule.id}' needs {rule.needs}, and judged_by names nobody; anybody may decide"
            )
            yield advice("judged-by-anybody", message, *home)
        if rule.needs == "nothing" and rule.judged_by:
            message = f"'{rule.id}' needs nothing, so there is nothing to judge"
            yield wrong("nothing-to-judge", message, *home, "judged_by")
        if rule.presumed_from_age is not None and rule.needs not in ("understanding", "age"):
            message = "an age presumes understanding: write needs: understanding"
            yield wrong("age-without-need", message, *home, "presumed_from_age")
        if rule.needs == "age" and rule.presumed_from_age is None:
            message = f"'{rule.id}' needs an age: say which in presumed_from_age"
            yield wrong("need-without-age", message, *home, "needs")


def grounds_missing(outline: Outline) -> Iterator[Problem]:
    """Yield a matter that needs a ground and offers none."""
    for matter in outline.definition.matters:
        if matter.needs_ground and not matter.grounds:
            message = f"the matter '{matter.id}' needs a ground, and offers none"
            yield wrong("no-grounds", message, "matters", matter.id, "needs_ground")


def attendance_of_nobody(outline: Outline) -> Iterator[Problem]:
    """Yield a rule of attendance that expects nobody, or somebody the meeting keeps out."""
    for stage in outline.definition.stages:
        if stage.meeting is None:
            continue
        kept_out = set(stage.meeting.excludes)
        for index, rule in enumerate(stage.meeting.attended_by):
            home = ("stages", stage.id, "meeting", "attended_by", index)
            if not (rule.all or rule.any):
                yield wrong("expects-nobody", "this expects nobody: give it 'all' or 'any'", *home)
            for role in kept_out & set(rule.all):
                message = f"'{role}' must be there, and the meeting keeps them out"
                yield wrong("expected-and-excluded", message, *home, "all", role)


def roles_that_see_amiss(outline: Outline) -> Iterator[Problem]:
    """Yield a role told of a complaint that nobody is named for, and one that sees too widely."""
    for role in outline.definition.roles:
        if role.told_by and role.held != "in the case":
            message = f"'{role.id}' is not held in the case, so nobody in particular could be told"
            yield wrong("told-without-case", message, "roles", role.id, "told_by")
        if role.held != "by post" and role.sees.cases == "every case":
            message = f"'{role.id}' is not held by post, so it opens only cases it is named in"
            yield wrong("sees-beyond-case", message, "roles", role.id, "sees", "cases")


def cases_nobody_sees(outline: Outline) -> Iterator[Problem]:
    """Yield advice where no role sees every case: one that nobody has work in would be lost."""
    if not any(role.reaches == "every case" for role in outline.definition.roles):
        message = "no role sees every case: one in which nobody has work would be lost from view"
        yield advice("nobody-sees-all", message, "roles")


def excuses_missing(outline: Outline) -> Iterator[Problem]:
    """Yield a rule of lateness that asks for an excuse and names none."""
    definition = outline.definition
    for right in (definition.lodging, *definition.rights):
        home = ("lodging",) if right is definition.lodging else ("rights", right.id)
        if right.late.rule == "with excuse" and not right.late.excuses:
            message = "a late step needs an excuse here, and none is named"
            yield wrong("no-excuses", message, *home, "late", "rule")


def dates_in_order(outline: Outline) -> Iterator[Problem]:
    """Yield an end that comes before the beginning."""
    definition = outline.definition
    ends_on = definition.effective_to
    if ends_on is not None and ends_on < definition.effective_from:
        message = f"{ends_on} comes before effective_from, {definition.effective_from}"
        yield wrong("ends-before-it-begins", message, "effective_to")
