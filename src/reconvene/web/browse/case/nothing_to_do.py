"""
Acts that nothing forbids and that have nothing to be done to; they are not offered.

In: a case and an act that is open. Out: why it would lead nowhere, in words; empty where it leads on.
"""

from collections.abc import Callable, Mapping

from reconvene.core.conduct.context import Context
from reconvene.library.procedure_files import load_procedures
from reconvene.web.browse.act_words import Act

Why = Callable[[Context, str], str]


def nothing_to_do(ctx: Context, act: Act) -> str:
    """Return why an open act has nothing to be done to now; empty where it has something."""
    kind, about = act
    why = WHY.get(kind)
    return why(ctx, about or "") if why else ""


def _no_answer_wanted(ctx: Context, stage: str) -> str:
    here = ctx.case.points_at(stage)
    is_done = all(point.is_answered_at(stage) for point in here)
    return "Every point at this stage has its answer." if is_done else ""


def _nothing_went_elsewhere(ctx: Context, letter: str) -> str:
    rule = ctx.definition.letter(letter)
    if "referred" not in rule.says or rule.covers != "none":
        return ""
    went = any(
        point.referral or ctx.definition.route_of(point.matter).refers_to
        for point in ctx.case.points.values()
    )
    return "" if went else "No point of this complaint belongs to another process."


def _nobody_to_tell(ctx: Context, _agency: str) -> str:
    is_called_for = any(
        ref.kind == "concern.communicated" for rule in ctx.definition.duties for ref in rule.met_by
    )
    return "" if is_called_for else "This procedure passes no concern on to an agency."


def _nobody_appointed(ctx: Context, panel: str) -> str:
    state = ctx.case.panels.get(panel)
    return "" if state and state.appointed else "Nobody is appointed to the panel yet."


def _no_other_version(ctx: Context, _about: str) -> str:
    here = ctx.definition
    others = (one for one in load_procedures().values() if one.id == here.id)
    is_alone = all(one.version == here.version for one in others)
    return "There is no other version of this procedure." if is_alone else ""


WHY: Mapping[str, Why] = {
    "point.answered": _no_answer_wanted,
    "letter.sent": _nothing_went_elsewhere,
    "concern.communicated": _nobody_to_tell,
    "sitting.opened": _nobody_appointed,
    "case.moved": _no_other_version,
}
