"""
What was complained of and what was answered: points as rows, stages as columns.

In: names of a case. Out: the columns, and a row for each point in the order they were raised.
"""

from collections.abc import Collection
from dataclasses import dataclass

from reconvene.core.casefile.case import Made, PointState
from reconvene.core.procedure.stages import Stage
from reconvene.web.browse.case.where import way
from reconvene.web.browse.names import Names, ended, listed, quoted, sentence_case, within
from reconvene.web.browse.saying.panels import detailed
from reconvene.web.components.shown import Answer, PointRow
from reconvene.web.components.wording import day

CAPTION = "What they complain of, and what was answered"
NOT_HERE = Answer("Has not come here")
ELSEWHERE = Answer("Answered by another process, not here")


@dataclass(frozen=True, slots=True)
class Answers:
    """Points of one route as a table: what it is called, its columns, and its rows."""

    caption: str
    stages: tuple[str, ...]
    rows: tuple[PointRow, ...]


def answers(names: Names, only: Collection[str] | None = None) -> tuple[Answers, ...]:
    """
    Return every point ever raised with what each stage said to it, a table for each route.

    Of some stages only, and without the end result, where those alone can be told of.
    """
    numbered = list(enumerate(names.case.points.values(), start=1))
    ways = {point.id: _way(names, point, only) for _, point in numbered}
    routes = list(dict.fromkeys(ways.values()))
    return tuple(
        _table(
            names,
            one,
            [(number, point) for number, point in numbered if ways[point.id] == one],
            is_only=len(routes) == 1,
            is_whole=only is None,
        )
        for one in routes
    )


def _way(names: Names, point: PointState, only: Collection[str] | None) -> tuple[str, ...]:
    """The stages a point has been at or may come to, in the procedure's order."""
    begins = names.definition.route_of(point.matter).begins
    on_it = {*point.stages, *(way(names.definition, begins) if begins else ())}
    shown = on_it if only is None else on_it & set(only)
    return tuple(stage.id for stage in names.definition.stages if stage.id in shown)


def _table(
    names: Names,
    on_way: tuple[str, ...],
    points: list[tuple[int, PointState]],
    *,
    is_only: bool,
    is_whole: bool,
) -> Answers:
    stages = tuple(names.definition.stage(stage) for stage in on_way)
    shows_result = is_whole and bool(stages) and names.definition.results is not None
    heads = tuple(stage.label for stage in stages) or ("Where it is answered",)
    rows = tuple(
        PointRow(
            number,
            point.words,
            (
                *(_at_stage(names, point, stage) for stage in stages),
                *((_result(names, point),) if shows_result else ()),
            )
            or (ELSEWHERE,),
            _kind(names, point),
        )
        for number, point in points
    )
    matters = listed(dict.fromkeys(names.label("matters", point.matter) for _, point in points))
    caption = CAPTION if is_only else f"{CAPTION}: {within(matters)}"
    return Answers(caption, heads + (("End result",) if shows_result else ()), rows)


def _kind(names: Names, point: PointState) -> str:
    """Say what a point is about, for whom, and how it ended where it did."""
    said = [names.label("matters", point.matter)]
    if point.ground:
        said.append(within(names.label("grounds", point.ground)))
    children = names.case.conference.children
    if 0 < len(point.children) < len(children):
        said.append(f"about {names.children(point.children)}")
    ended_on = f" on {day(point.ended_on)}" if point.ended_on else ""
    if point.status == "referred" and point.referral:
        channel = within(names.label("channels", point.referral.channel))
        outcome = f", {point.referral.state}" if point.referral.state != "sent" else ""
        return f"{'; '.join(said)}. Sent to another process{ended_on}: {channel}{outcome}."
    if point.status not in ("live", "ended"):
        return f"{'; '.join(said)}. {sentence_case(point.status)}{ended_on}."
    return ended("; ".join(said))


def _at_stage(names: Names, point: PointState, stage: Stage) -> Answer | None:
    if stage.id not in point.stages:
        return NOT_HERE
    return _decided(names, point, stage) if stage.panel else _said(names, point, stage)


def _said(names: Names, point: PointState, stage: Stage) -> Answer | None:
    """What people answered at a stage; per child where siblings got different answers."""
    given = {answer.child: answer for answer in point.answers_at(stage.id)}
    if not given:
        return None
    words = [f"{_whose(names, child)}{sentence_case(one.finding)}" for child, one in given.items()]
    detail = [
        f"{_whose(names, child)}{quoted(one.answer)} {names.person(one.by)}, {day(one.on)}."
        for child, one in given.items()
    ]
    return Answer("; ".join(words), " ".join((*detail, *_met(names, point, stage))))


def _whose(names: Names, child: str) -> str:
    return f"{names.child(child)}: " if child else ""


def _met(names: Names, point: PointState, stage: Stage) -> list[str]:
    """What came of the criteria tested at a stage, and whether the way on was opened."""
    said = []
    for gate in names.definition.gates:
        state = point.gates.get(gate.id)
        if gate.stage != stage.id or state is None or state.tested_on is None:
            continue
        rules = {criterion.id: criterion.label for criterion in gate.criteria}
        met = [within(rules[one.criterion]) for one in state.outcomes if one.is_met]
        said.append(f"Criteria met: {listed(met)}." if met else "No criterion is met.")
        if state.decision:
            said.append(
                "The way on was opened." if state.decision == "open" else "It goes no further."
            )
    return said


def _decided(names: Names, point: PointState, stage: Stage) -> Answer | None:
    """What the panel carried for a point; what it put and did not carry is said beside it."""
    state = names.case.panels.get(stage.panel or "")
    made = [one for one in state.made if one.put.point in ("", point.id)] if state else []
    if not made:
        return None
    carried = [one for one in made if one.is_carried]
    words = [_decision(names, one) for one in carried] or ["No majority: the finding is not made"]
    detail = "".join(detailed(names, one.put.details) for one in carried).strip()
    votes = f"Carried {day(carried[-1].on)}." if carried else f"Put {day(made[-1].on)}."
    tainted = (
        " Somebody voted who should not have." if any(one.tainted_by for one in carried) else ""
    )
    return Answer("; ".join(words), f"{detail} {votes}{tainted}".strip())


def _decision(names: Names, made: Made) -> str:
    return f"{_whose(names, made.put.child)}{names.label('decisions', made.put.decision)}"


def _result(names: Names, point: PointState) -> Answer | None:
    if not point.results:
        return None
    words = [
        f"{_whose(names, child)}{names.label('results', given.result)}"
        for child, given in point.results.items()
    ]
    detail = [
        ended(f"{day(given.on)}{f'. {sentence_case(given.reasons)}' if given.reasons else ''}")
        for given in point.results.values()
    ]
    return Answer("; ".join(words), " ".join(detail))
