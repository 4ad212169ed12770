"""Every letter can be written, and says what it must.

In: an outline. Out: problems about letters.
"""

from collections.abc import Callable, Iterator, Mapping

from reconvene.core.procedure.checks.found import wrong
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.letters import Letter
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.problem import Problem
from reconvene.core.procedure.stages import Stage

OUTCOMES = frozenset({"answers", "panel-decisions", "results"})


def is_outcome(letter: Letter) -> bool:
    """Tell whether a letter gives the family an answer."""
    return bool(OUTCOMES & set(letter.says))


def is_waited_for(letter: Letter, refs: tuple[Ref, ...]) -> bool:
    """Tell whether sending this letter is one of these happenings."""
    return any(ref.kind == "letter.sent" and ref.about in (None, letter.id) for ref in refs)


def letters_and_rights(outline: Outline) -> Iterator[Problem]:
    """Yield a letter that promises a right it does not give, or gives one it does not tell of."""
    for letter in outline.definition.letters:
        given = [
            right for right in outline.definition.rights if is_waited_for(letter, right.arises_from)
        ]
        home = ("letters", letter.id)
        if "next-right" in letter.says and not given:
            message = f"the letter '{letter.id}' tells of a right, and none arises from it"
            yield wrong("no-right-arises", message, *home, "says", "next-right")
        if given and "next-right" not in letter.says:
            message = (
                f"the right '{given[0].id}' arises from the letter '{letter.id}', "
                "which must tell of it: add next-right"
            )
            yield wrong("right-untold", message, *home, "says")


def letters_that_cannot_be_written(outline: Outline) -> Iterator[Problem]:
    """Yield each content of a letter for which a case can never have the facts."""
    definition = outline.definition
    for letter in definition.letters:
        stage = definition.by_id["stages"].get(letter.stage or "")
        for content in letter.says:
            lacks = _LACKS.get(content, _nothing)(definition, letter, stage)
            if lacks:
                message = f"the letter '{letter.id}' cannot say '{content}': {lacks}"
                yield wrong("cannot-be-said", message, "letters", letter.id, "says", content)


def letters_by_nobody(outline: Outline) -> Iterator[Problem]:
    """Yield a letter that nobody may send, that covers no stage, or that says one thing twice."""
    for letter in outline.definition.letters:
        home = ("letters", letter.id)
        if not letter.sent_by:
            message = f"nobody may send the letter '{letter.id}'"
            yield wrong("sent-by-nobody", message, *home, "sent_by")
        if letter.covers == "stage" and letter.stage is None:
            message = f"the letter '{letter.id}' covers a stage, and does not say which"
            yield wrong("covers-no-stage", message, *home, "covers")
        for content in {one for one in letter.says if letter.says.count(one) > 1}:
            message = f"the letter '{letter.id}' says '{content}' twice"
            yield wrong("said-twice", message, *home, "says", content)


Lack = Callable[[Definition, Letter, Stage | None], str]


def _nothing(_definition: Definition, _letter: Letter, _stage: Stage | None) -> str:
    return ""


def _points(_definition: Definition, letter: Letter, _stage: Stage | None) -> str:
    return "it covers no points" if letter.covers == "none" else ""


def _answers(definition: Definition, letter: Letter, stage: Stage | None) -> str:
    if letter.stage is None:
        return "it is of no stage"
    if stage and stage.form in ("panel", "handover"):
        return f"points are not answered at a stage of form '{stage.form}'"
    return _points(definition, letter, stage)


def _results(definition: Definition, letter: Letter, stage: Stage | None) -> str:
    if definition.results is None:
        return "this procedure has no end results"
    return _points(definition, letter, stage)


def _criteria(definition: Definition, letter: Letter, _stage: Stage | None) -> str:
    if any(gate.stage == letter.stage for gate in definition.gates):
        return ""
    return "no gate is tested at its stage" if letter.stage else "it is of no stage"


def _panel(_definition: Definition, letter: Letter, stage: Stage | None) -> str:
    if letter.stage is None:
        return "it is of no stage"
    return "its stage is no panel's" if stage and stage.panel is None else ""


def _adjournment(definition: Definition, letter: Letter, stage: Stage | None) -> str:
    panel = definition.by_id["panels"].get(stage.panel or "") if stage else None
    if panel is None:
        return _panel(definition, letter, stage)
    is_there = any(decision.adjourns for decision in panel.decisions)
    return "" if is_there else "the panel has no decision that adjourns"


def _meeting(_definition: Definition, letter: Letter, _stage: Stage | None) -> str:
    return "" if letter.meeting else "it does not say which 'meeting'"


def _lateness(definition: Definition, _letter: Letter, _stage: Stage | None) -> str:
    rights = (definition.lodging, *definition.rights)
    is_decided = any(right.late.rule != "accept" and right.limit.is_stated for right in rights)
    return "" if is_decided else "nobody ever decides about lateness here"


def _standing(definition: Definition, _letter: Letter, _stage: Stage | None) -> str:
    is_judged = any(rule.needs != "nothing" for rule in definition.complainants)
    return "" if is_judged else "nobody's standing is ever judged here"


def _conference(definition: Definition, _letter: Letter, _stage: Stage | None) -> str:
    return "" if definition.conferences else "there is no later conference here"


def _referred(definition: Definition, _letter: Letter, _stage: Stage | None) -> str:
    is_sent = any(route.refers_to for route in definition.routes)
    is_handed = any(stage.hands_over_to for stage in definition.stages)
    return "" if is_sent or is_handed else "no point ever goes elsewhere here"


_LACKS: Mapping[str, Lack] = {
    "points": _points,
    "answers": _answers,
    "results": _results,
    "criteria": _criteria,
    "gate": _criteria,
    "goes-on": _criteria,
    "panel-decisions": _panel,
    "recommendations": _panel,
    "adjournment": _adjournment,
    "appointment": _meeting,
    "meeting": _meeting,
    "lateness": _lateness,
    "standing": _standing,
    "conference": _conference,
    "referred": _referred,
}
