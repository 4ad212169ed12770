"""Points, in sentences: added, moved, answered, sent elsewhere, ended."""

from collections.abc import Callable, Mapping

from reconvene.core.record import points
from reconvene.core.record.event import Event
from reconvene.web.browse.names import Names, because, ended, quoted, sentence_case, within
from reconvene.web.components.wording import plural


def added(names: Names, event: Event, data: points.PointAdded) -> str:
    number = names.point(data.point.id)
    return f"{names.complainant} added {number}: {quoted(data.point.words)}"


def rerouted(names: Names, event: Event, data: points.PointRerouted) -> str:
    matter = within(names.label("matters", data.matter))
    point = sentence_case(names.point(data.point))
    return f"{point} was found to be about another matter: {matter}{because(data.reason)}"


def withdrawn(names: Names, event: Event, data: points.PointWithdrawn) -> str:
    words = f": {quoted(data.words)}" if data.words else "."
    return f"{names.complainant} withdrew {names.point(data.point)}{words}"


def settled(names: Names, event: Event, data: points.PointSettled) -> str:
    words = f": {quoted(data.words)}" if data.words else "."
    return f"{names.complainant} said that {names.point(data.point)} is settled{words}"


def referred(names: Names, event: Event, data: points.PointReferred) -> str:
    channel = names.label("channels", data.channel)
    agency = names.label("agencies", data.agency)
    number = f" Their reference is {data.reference}." if data.reference else ""
    return (
        f"{sentence_case(names.point(data.point))} was sent to {agency}: {within(channel)}.{number}"
    )


def referral_answered(names: Names, event: Event, data: points.ReferralAnswered) -> str:
    did = "took on" if data.state == "taken on" else "finished with"
    outcome = f": {ended(data.outcome)}" if data.outcome else "."
    return f"The other process {did} {names.point(data.point)}{outcome}"


def answered(names: Names, event: Event, data: points.PointAnswered) -> str:
    child = f" for {names.child(data.child)}" if data.child else ""
    stage = within(names.label("stages", data.stage))
    actions = f" {plural(len(data.actions), 'action')} agreed." if data.actions else ""
    answer = quoted(data.answer)
    return (
        f"{sentence_case(names.point(data.point))} was answered at {stage}{child}: "
        f"{data.finding}. {answer}{actions}"
    )


def action_done(names: Names, event: Event, data: points.ActionDone) -> str:
    what = within(names.action(data.action)).rstrip(".")
    file = f" The file that shows it: {ended(names.file(data.paper))}" if data.paper else ""
    return f"An agreed action was carried out: {what}. What shows it: {ended(data.evidence)}{file}"


def result(names: Names, event: Event, data: points.ResultRecorded) -> str:
    child = f" for {names.child(data.child)}" if data.child else ""
    label = within(names.label("results", data.result))
    beside = f" Beside it: {'; '.join(data.beside)}." if data.beside else ""
    point = names.point(data.point)
    return f"The end result of {point}{child}: {label}{because(data.reasons)}{beside}"


SENTENCES: Mapping[str, Callable[..., str]] = {
    "point.added": added,
    "point.rerouted": rerouted,
    "point.withdrawn": withdrawn,
    "point.settled": settled,
    "point.referred": referred,
    "referral.answered": referral_answered,
    "point.answered": answered,
    "action.done": action_done,
    "result.recorded": result,
}
