"""Fold steps for files that were brought in, their redacted versions, and packs.

In: a case being folded and an event. Out: the case, further on.
"""

from typing import Any

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.papers import Brought, Checked, Redaction
from reconvene.core.casefile.steps import tell
from reconvene.core.record import papers
from reconvene.core.record.event import Event


def _added(case: Case, event: Event, data: papers.PaperAdded) -> None:
    case.papers[data.paper] = Brought(data, event.happened_on, event.number)
    tell(case, event)


def _redacted(case: Case, event: Event, data: papers.RedactionMade) -> None:
    case.redactions[data.paper] = Redaction(
        data, event.happened_on, event.number, event.actor, event.role
    )
    tell(case, event)


def _checked(case: Case, event: Event, data: papers.RedactionChecked) -> None:
    checked = Checked(data, event.happened_on, event.number, event.actor, event.role)
    case.redactions[data.paper] = case.redactions[data.paper]._replace(checked=checked)
    tell(case, event)


def _packed(case: Case, event: Event, data: papers.PackMade) -> None:
    tell(case, event)


STEPS: dict[str, Any] = {
    "paper.added": _added,
    "redaction.made": _redacted,
    "redaction.checked": _checked,
    "pack.made": _packed,
}
