"""Where in a procedure an act belongs: to which stage, and to which panel.

In: a definition and an act. Out: ids; empty where it belongs to none.
"""

from reconvene.core.access.asking import Do
from reconvene.core.conduct.context import stage_of_act
from reconvene.core.procedure.definition import Definition

AT_PANEL = frozenset({"sitting.opened", "decision.put", "sitting.closed"})
"""Acts of a panel at work, as against those that put it together."""

OF_PANEL = AT_PANEL | {"panelist.appointed", "panelist.removed", "sitting.booked"}


def panel_of(definition: Definition, act: Do) -> str:
    """Return the panel an act is of."""
    if act.kind not in OF_PANEL or act.about is None:
        return ""
    if act.kind != "decision.put":
        return act.about if act.about in definition.by_id["panels"] else ""
    homes = (p.id for p in definition.panels if any(d.id == act.about for d in p.decisions))
    return next(homes, "")


def stage_of(definition: Definition, act: Do) -> str:
    """Return the stage an act is of."""
    if act.about is None:
        return ""
    panel = panel_of(definition, act)
    if panel:
        stage = definition.stage_of_panel(panel)
        return stage.id if stage else ""
    known = definition.by_id["stages"]
    found = stage_of_act(definition, act.kind, act.about)
    return found if found in known else ""
