"""What the words of each content have to state, given its facts, however they are put.

In: a content with its facts. Out: statements, each with what has to stand in its words. Wording is
free; what it states is not. It is proven against these when it is read, and each letter before it
is sent.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from reconvene.core.letters.draft import Facts, Said
from reconvene.core.procedure.letters import CONTENTS

Item = tuple[tuple[str, int], ...]
"""
Which item of the facts something is said of: each list on the way to it, and its number there.

Empty for what is said of the whole.
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """
    Something a letter has to state: `name` is that of the passage which does.

    `shows`: the facts that have to stand in it, as the core has them; days are said in full, and
    hours as the language of the words has them.
    `item`: what it is stated of; a passage that is said of another does not make it.
    """

    content: str
    name: str
    shows: tuple[Any, ...] = ()
    item: Item = ()


HEADS = frozenset({"point", "for-child", "about", "may", "planned"})
"""Names of what tells which item it is, so that whatever follows is read as stated of it."""

Named = tuple[str, tuple[Any, ...], *Item]
Asked = Iterator[Named]


def statements(said: Said) -> tuple[Statement, ...]:
    """Return what a letter has to state of a content, in the order of its facts; may be empty."""
    asked = STATES[said.content](said.facts)
    return tuple(Statement(said.content, name, shows, tuple(item)) for name, shows, *item in asked)


def _each(facts: Facts, of: str, asked: Callable[[Facts], Asked]) -> Asked:
    """Yield what has to be stated of each item of a list."""
    for number, item in enumerate(facts[of]):
        for one in asked(item):
            yield one[0], one[1], (of, number), *one[2:]


def _decision_stands(facts: Facts) -> Asked:
    if facts["reviewed_on"]:
        yield "reviewed", (facts["reviewed_on"],)
        return
    yield "stands", (facts["held_on"],)
    if facts["review_due_on"]:
        yield "review-due", (facts["review_due_on"],)


def _points(facts: Facts) -> Asked:
    if facts["are_answered"]:
        return
    yield ("intro-spoken" if facts["asks_whether_right"] else "intro"), ()
    yield from _each(facts, "ours", _ours)
    if facts["outside"]:
        yield "outside", ()
    yield from _each(facts, "outside", _outside)


def _ours(point: Facts) -> Asked:
    yield "item", (point["words"],)


def _outside(point: Facts) -> Asked:
    went = (point["channel"], point["agency"], point["on"]) if point["sent"] else ()
    yield ("outside-sent" if point["sent"] else "outside-item"), (point["words"], *went)


def _answers(facts: Facts) -> Asked:
    yield from _each(facts, "points", _answered)


def _answered(point: Facts) -> Asked:
    yield "point", (point["words"],)
    yield from _each(point, "answers", _answer)


def _answer(answer: Facts) -> Asked:
    yield from (("for-child", (child,)) for child in _given(answer["child"]))
    yield answer["finding"].replace(" ", "-"), ()
    yield "answer", (answer["answer"],)


def _actions(facts: Facts) -> Asked:
    yield from _each(facts, "actions", _action)
    if not facts["actions"]:
        yield "none", ()


def _action(action: Facts) -> Asked:
    shown = (action["what"], action["role"] or action["owner"])
    yield "item", (*shown, action["by_on"]) if action["by_on"] else shown


def _results(facts: Facts) -> Asked:
    yield from _each(facts, "points", _resulted)


def _resulted(point: Facts) -> Asked:
    yield "point", (point["words"],)
    yield from _each(point, "results", _result)


def _result(result: Facts) -> Asked:
    yield "result", (result["label"], *_given(result["child"]))
    yield from (("reasons", (text,)) for text in _given(result["reasons"]))
    if result["beside"]:
        yield "beside", tuple(result["beside"])


def _referred(facts: Facts) -> Asked:
    yield ("intro" if facts["referred"] else "none"), ()
    yield from _each(facts, "referred", _went)


def _went(point: Facts) -> Asked:
    yield "item", (point["words"], point["channel"], point["agency"], point["on"])


def _next_right(facts: Facts) -> Asked:
    yield from _each(facts, "rights", _right)


def _right(right: Facts) -> Asked:
    yield "may", ()
    if right["last_on"]:
        yield "last-day", (right["last_on"],)
    yield ("written" if right["is_written"] else "any-form"), ()
    yield ("late" if right["last_on"] else "no-limit"), ()


def _challenge(facts: Facts) -> Asked:
    yield "ombudsman", (facts["name"], facts["website"], facts["phone"])
    if facts["has_next_right"]:
        yield "after-our-steps", ()
    yield "time", ()
    yield "court", ()


def _advocate(facts: Facts) -> Asked:
    yield "may", ()
    yield ("contact", (facts["advocacy"],)) if facts["advocacy"] else ("ask", ())


def _write_to(facts: Facts) -> Asked:
    yield "write", (facts["role"], facts["office"])
    for name, fact in (("by-post", "address"), ("by-email", "email"), ("by-phone", "phone")):
        yield from ((name, (value,)) for value in _given(facts[fact]))


def _appointment(facts: Facts) -> Asked:
    yield "offered", (facts["for_on"],)
    if facts["at"]:
        yield "at", (time.fromisoformat(facts["at"]),)
    yield from (("place", (place,)) for place in _given(facts["place"]))
    yield "another", ()
    yield "needs", ()


def _meeting_owed(facts: Facts) -> Asked:
    if not facts["is_owed"]:
        return
    if facts["planned_on"]:
        yield "planned", (facts["planned_on"],)
    elif facts["last_on"]:
        yield ("overdue" if facts["is_overdue"] else "owed"), (facts["last_on"],)
    else:
        yield "undated", ()


def _meeting(facts: Facts) -> Asked:
    yield "held", (facts["held_on"], *facts["present"])


def _supporters(facts: Facts) -> Asked:
    yield ("named", tuple(facts["supporters"])) if facts["supporters"] else ("none", ())


def _goes_on(facts: Facts) -> Asked:
    yield "next", tuple(facts["stages"])


def _criteria(facts: Facts) -> Asked:
    yield "intro", ()
    yield from _each(facts, "points", _tested)


def _tested(point: Facts) -> Asked:
    yield "point", (point["words"],)
    yield from _each(point, "outcomes", _outcome)


def _outcome(outcome: Facts) -> Asked:
    shown = (outcome["label"], *_given(outcome["reasons"]))
    yield ("is-met" if outcome["is_met"] else "not-met"), shown


def _gate(facts: Facts) -> Asked:
    yield from _each(facts, "points", _passed)


def _passed(point: Facts) -> Asked:
    if point["is_open"]:
        yield "open", (point["words"],)
    elif point["is_declined"]:
        yield "decline", (point["words"], *_given(point["reasons"]))
    else:
        yield "not-met", (point["words"],)


def _decisions(facts: Facts) -> Asked:
    yield "intro", ()
    yield from _each(facts, "subjects", _subject)


def _subject(subject: Facts) -> Asked:
    yield "about", (*_given(subject["point"]), *_given(subject["child"]))
    yield from _each(subject, "decisions", _decision)


def _decision(one: Facts) -> Asked:
    yield ("made" if one["is_carried"] else "lost"), (one["label"],)
    yield from (("dissent", (text,)) for text in _given(one["dissent"]))


def _recommendations(facts: Facts) -> Asked:
    yield ("intro" if facts["recommendations"] else "none"), ()
    yield from _each(facts, "recommendations", _recommended)


def _recommended(one: Facts) -> Asked:
    yield "item", (one["text"],)


def _adjournment(facts: Facts) -> Asked:
    yield "why", ()
    yield from (("reasons", (text,)) for text in _given(facts["why"]))
    yield from (("timescale", (text,)) for text in _given(facts["timescale"]))
    if facts["further_on"]:
        yield "further", (facts["further_on"],)


def _lateness(facts: Facts) -> Asked:
    stage = (facts["stage"],) if facts["what"] == "request" else ()
    day = (facts["last_on"],) if facts["last_on"] else ()
    yield facts["what"], (*stage, *day)
    yield from _each(facts, "points", _late_point)
    yield from _choice(facts)


def _late_point(point: Facts) -> Asked:
    yield "point", (point["words"],)


def _choice(facts: Facts) -> Asked:
    yield ("accepted" if facts["accepted"] else "refused"), ()
    yield "reasons", (facts["reasons"],)


def _conference(facts: Facts) -> Asked:
    yield from _each(facts, "conferences", _planned)


def _planned(one: Facts) -> Asked:
    yield "planned", (one["label"], one["for_on"])
    yield from (("chair", (chair,)) for chair in _given(one["chair"]))


def _last_step(facts: Facts) -> Asked:
    yield "last", ()


def _written(facts: Facts) -> Asked:
    yield "text", (facts["text"],)


def _given(value: str) -> Iterable[str]:
    return (value,) if value else ()


STATES: dict[str, Callable[[Facts], Asked]] = {
    "decision-stands": _decision_stands,
    "points": _points,
    "answers": _answers,
    "agreed-actions": _actions,
    "next-right": _next_right,
    "no-local-step": _last_step,
    "goes-on": _goes_on,
    "further-challenge": _challenge,
    "advocate": _advocate,
    "who-to-write-to": _write_to,
    "appointment": _appointment,
    "meeting-owed": _meeting_owed,
    "meeting": _meeting,
    "referred": _referred,
    "criteria": _criteria,
    "gate": _gate,
    "panel-decisions": _decisions,
    "recommendations": _recommendations,
    "adjournment": _adjournment,
    "results": _results,
    "lateness": _lateness,
    "standing": _choice,
    "conference": _conference,
    "supporters": _supporters,
    **dict.fromkeys(("reasons", "delay", "words"), _written),
}

assert set(STATES) == set(CONTENTS), "of every content it is known what has to be stated"
