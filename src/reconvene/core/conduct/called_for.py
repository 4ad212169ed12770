"""Whether anything in the procedure has called for an act yet.

In: a context, the kind of act and what it is about. Out: a refusal, or None.
"""

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.duties.arising import arisen


def uncalled_for(
    ctx: Context, kind: str, about: str | None, *, agency: str | None = None
) -> Refused | None:
    """
    Return a refusal where duties wait for this act in this procedure, and none has arisen.

    What no duty waits for is free. It keeps papers, copies and notices from those who are not yet,
    or not in this case, to have them. Source: SP 4.7 (a copy only where points lie elsewhere).
    """
    waiting = ctx.definition.duties_met_by(kind, about)
    if not waiting:
        return None
    for one in arisen(ctx.case, ctx.days, ctx.today, under=waiting):
        if agency in (None, one.raised.agency or agency):
            return None
    return refuse(Ground.NOT_CALLED_FOR, ctx.cite(waiting[0].source), duty=waiting[0].label)
