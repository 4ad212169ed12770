"""
The clause that a refusal rests on, as a link: its own, or that of the rule that would call for the act.

In: a context, an act, and what was said against it. Out: a few words; never empty.
"""

from collections.abc import Collection, Mapping

from markupsafe import Markup

from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.context import Context
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import DutyRule
from reconvene.web.browse.act_words import Act, acts_meeting
from reconvene.web.components.clause_links import clause_links

EVERYWHERE = Markup("The same in every procedure")

Calling = Mapping[Act, Collection[DutyRule]]
"""The duties that each act is there to meet, in the order of the definition."""


def calling(definition: Definition) -> Calling:
    """Return which duties call for which act; an act about nothing is called for by any about it."""
    found: dict[Act, dict[str, DutyRule]] = {}
    for rule in definition.duties:
        for kind, about in acts_meeting(definition, rule.id):
            for act in ((kind, about), (kind, None)):
                found.setdefault(act, {})[rule.id] = rule
    return {act: rules.values() for act, rules in found.items()}


def resting_on(ctx: Context, act: Act, ground: str, clause: str, called_by: Calling) -> Markup:
    """Return the clause behind a refusal; that nothing calls for an act rests on what would."""
    if not clause and ground == Ground.NOT_CALLED_FOR:
        clause = _would_call_for(ctx, called_by.get(act, ()))
    return clause_links(ctx.definition, clause) if clause else EVERYWHERE


def _would_call_for(ctx: Context, rules: Collection[DutyRule]) -> str:
    """Return the clauses of the duties that an act is there to meet; empty where there is none."""
    sources = dict.fromkeys(
        number for rule in rules for number in rule.source if number in ctx.definition.clauses
    )
    return ctx.definition.cite(tuple(sources)) if sources else ""
