"""
The clause that a refusal rests on, as a link: its own, or that of the rule that would call for the act.

In: a context, an act, and what was said against it. Out: a few words; never empty.
"""

from markupsafe import Markup

from reconvene.core.conduct.answer import Ground
from reconvene.core.conduct.context import Context
from reconvene.web.browse.act_words import Act, acts_meeting
from reconvene.web.components.clause_links import clause_links

EVERYWHERE = Markup("The same in every procedure")


def resting_on(ctx: Context, act: Act, ground: str, clause: str) -> Markup:
    """Return the clause behind a refusal; that nothing calls for an act rests on what would."""
    if not clause and ground == Ground.NOT_CALLED_FOR:
        clause = _would_call_for(ctx, act)
    return clause_links(ctx.definition, clause) if clause else EVERYWHERE


def _would_call_for(ctx: Context, act: Act) -> str:
    """Return the clauses of the duties that an act is there to meet; empty where there is none."""
    kind, about = act
    rules = [
        rule
        for rule in ctx.definition.duties
        if any(
            found == kind and about in (None, named)
            for found, named in acts_meeting(ctx.definition, rule.id)
        )
    ]
    sources = dict.fromkeys(
        number for rule in rules for number in rule.source if number in ctx.definition.clauses
    )
    return ctx.definition.cite(tuple(sources)) if sources else ""
