"""The conditions of rules, answered for a case: one small function per kind, in a table.

In: a case, the words of a condition, the points concerned. Out: yes or no.
"""

from collections.abc import Callable

from reconvene.core.casefile.case import Case, PointState
from reconvene.core.casefile.standing import must_be_judged
from reconvene.core.procedure.conditions import CONDITIONS, LATE
from reconvene.core.procedure.duties import Condition, ConditionalRule

Points = tuple[PointState, ...]
Ask = Callable[[Case, tuple[str, ...], Points], bool]


def hold(
    case: Case, conditions: tuple[Condition, ...], points: tuple[str, ...], *, is_late: bool
) -> bool:
    """
    Tell whether all conditions hold for these points (all points of the case, where none named).

    No conditions hold always. Whether the complaint came late (`is_late`) depends on the calendar
    and the day, so whoever asks has to say.
    """
    concerned = tuple(case.points[name] for name in points if name in case.points)
    concerned = concerned or tuple(case.points.values())
    return all(
        is_late if one.kind == LATE else ASK[one.kind](case, one.words, concerned)
        for one in conditions
    )


def applies(case: Case, rule: ConditionalRule, points: tuple[str, ...], *, is_late: bool) -> bool:
    """Tell whether a rule applies: everything in `only_if` holds, and not all of `unless` does."""
    if not hold(case, rule.only_if, points, is_late=is_late):
        return False
    return not (rule.unless and hold(case, rule.unless, points, is_late=is_late))


def _asked(case: Case, words: tuple[str, ...], _points: Points) -> bool:
    received = case.received
    if received is None:
        return False
    asked = {
        "help": received.needs_help,
        "interpreter": bool(received.interpreter),
        "adjustments": bool(received.adjustments),
    }
    return any(asked[word] for word in words)


def _elsewhere(case: Case, _words: tuple[str, ...], _points: Points) -> bool:
    sent = any(point.referral for point in case.points.values())
    return sent or bool(case.received and case.received.elsewhere)


def _trait(case: Case, words: tuple[str, ...], points: Points) -> bool:
    marks = set(case.received.traits) if case.received else set()
    return bool(set(words) & marks.union(*(point.traits for point in points)))


def _decided(case: Case, words: tuple[str, ...], _points: Points) -> bool:
    return any(
        made.put.decision in words for panel in case.panels.values() for made in panel.standing()
    )


def _criteria(_case: Case, words: tuple[str, ...], points: Points) -> bool:
    tested = [gate for point in points for gate in point.gates.values() if gate.tested_on]
    return any(("met" if gate.is_met else "not met") in words for gate in tested)


def _gate(_case: Case, words: tuple[str, ...], points: Points) -> bool:
    names = {"open": "opened", "decline": "declined", None: ""}
    return any(names[gate.decision] in words for point in points for gate in point.gates.values())


ASK: dict[str, Ask] = {
    "complainant": lambda case, words, _: bool(
        case.received and case.received.complainant.capacity in words
    ),
    "standing": lambda case, _, __: must_be_judged(case),
    "form": lambda case, words, _: bool(case.received and case.received.form in words),
    "asked": _asked,
    "matter": lambda _, words, points: any(point.matter in words for point in points),
    "tag": lambda case, words, points: any(
        case.definition.matter(point.matter).tag in words for point in points
    ),
    "trait": _trait,
    "elsewhere": _elsewhere,
    "conference": lambda case, words, _: case.conference.kind in words,
    "decided": _decided,
    "result": lambda _, words, points: any(
        given.result in words for point in points for given in point.results.values()
    ),
    "criteria": _criteria,
    "gate": _gate,
    "reviewed": lambda case, _, __: case.reviewed_on is not None,
    "finding": lambda _, words, points: any(
        answer.finding in words for point in points for answer in point.answers
    ),
    "stage": lambda _, words, points: any(set(words) & set(point.stages) for point in points),
    "channel": lambda _, words, points: any(
        point.referral is not None and point.referral.channel in words for point in points
    ),
}

assert {*ASK, LATE} == set(CONDITIONS), "every kind of condition has its question"
