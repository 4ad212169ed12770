"""Whether those who meet have the papers they must consider.

In: the papers a rule demands, those considered, those explained. Out: a refusal, or None.
"""

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import Context, refuse
from reconvene.core.procedure.parts import Paper
from reconvene.core.record.payload import Absence


def paper_refusal(
    ctx: Context,
    papers: tuple[Paper, ...],
    considered: tuple[str, ...],
    missing: tuple[Absence, ...],
) -> Refused | None:
    """
    Return a refusal for the first paper neither considered nor explained on the record.

    Source: SP 4.4.
    """
    explained = {absence.what for absence in missing if absence.reason.strip()}
    for paper in papers:
        if paper.id not in considered and paper.id not in explained:
            return refuse(Ground.PAPER_MISSING, ctx.cite(paper.source), paper=paper.id)
    return None
