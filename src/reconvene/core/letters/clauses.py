"""Which provision asks for a content of a letter, so that its want can be explained.

In: a draft and a content. Out: the clauses of the rule that the content comes from.
"""

from collections.abc import Callable, Iterable

from reconvene.core.letters.draft import Draft
from reconvene.core.letters.rights import rights_raised
from reconvene.core.procedure.parts import BESIDE_THE_TEXT

Clauses = tuple[str, ...]


def clauses_of(draft: Draft, contents: Iterable[str]) -> Clauses:
    """
    Return the clauses that these contents of a letter rest on, each once, in the contents' order.

    What rests on no rule of its own rests on the first clause of the letter, which is what the
    letter is for. What the law or good practice asks for is named only where no clause does.
    """
    own = draft.letter.source[:1]
    each = (ASKED_BY[name](draft) if name in ASKED_BY else () for name in contents)
    found = tuple(dict.fromkeys(clause for rule in each for clause in rule or own))
    stated = tuple(clause for clause in found if clause not in BESIDE_THE_TEXT)
    return stated or found[:1]


def _right(draft: Draft) -> Clauses:
    return tuple(clause for rule, _ in rights_raised(draft) for clause in rule.source)


def _bodies(draft: Draft) -> Clauses:
    return tuple(clause for body in draft.case.definition.bodies for clause in body.source)


def _meeting(draft: Draft) -> Clauses:
    meeting = draft.letter.meeting
    return draft.case.definition.meeting(meeting).source if meeting else ()


def _elsewhere(draft: Draft) -> Clauses:
    routes = draft.case.definition.routes
    return tuple(clause for route in routes if route.refers_to for clause in route.source)


def _gate(draft: Draft) -> Clauses:
    gates = draft.case.definition.gates
    at_stage = (gate for gate in gates if gate.stage == draft.letter.stage)
    return tuple(clause for gate in at_stage for clause in gate.source)


def _adjourning(draft: Draft) -> Clauses:
    stage = draft.letter.stage
    panel = draft.case.definition.stage(stage).panel if stage else None
    decisions = draft.case.definition.panel(panel).decisions if panel else ()
    return tuple(clause for one in decisions if one.adjourns for clause in one.source)


def _results(draft: Draft) -> Clauses:
    results = draft.case.definition.results
    return results.source if results else ()


def _lateness(draft: Draft) -> Clauses:
    return draft.case.definition.lodging.late.source


def _standing(draft: Draft) -> Clauses:
    received = draft.case.received
    if received is None:
        return ()
    return draft.case.definition.complainant(received.complainant.capacity).source


def _conference(draft: Draft) -> Clauses:
    later = draft.case.definition.conferences
    return tuple(clause for conference in later for clause in conference.source)


ASKED_BY: dict[str, Callable[[Draft], Clauses]] = {
    "next-right": _right,
    "further-challenge": _bodies,
    "appointment": _meeting,
    "meeting": _meeting,
    "referred": _elsewhere,
    "criteria": _gate,
    "gate": _gate,
    "goes-on": _gate,
    "no-local-step": _gate,
    "adjournment": _adjourning,
    "results": _results,
    "lateness": _lateness,
    "standing": _standing,
    "conference": _conference,
}
"""The contents that a rule of the procedure asks for, each with how to find that rule's clauses."""
