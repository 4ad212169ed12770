"""
What somebody chose in a form, in words, where neither the form nor its case is at hand.

In: a procedure's labels, who works for its authority, and a case where it can be read. Out: words for what a form sends. Without
either, what everybody's forms share is still said; what nobody can name stays as it was sent.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.desk.definitions import in_force
from reconvene.desk.look import Look
from reconvene.library.words.plain import quoted
from reconvene.library.words.sentences import read_names
from reconvene.people.models import Person
from reconvene.web.browse.case.entry_words import entry_label
from reconvene.web.browse.names import Names, sentence_case, within
from reconvene.web.browse.putting_right import WORDS
from reconvene.web.browse.signed_in import colleague_names

_FAMILIES = {
    "chair": ("which-chair",),
    "channel": ("channel",),
    "decision": ("decision", "gate"),
    "declined": ("declined",),
    "finding": ("finding",),
    "form": ("form",),
    "how": ("briefed",),
    "kind": ("conference", "held-for", "supporter"),
    "response": ("response",),
    "seat": ("seat",),
    "state": ("referral",),
    "tie": ("tie",),
}
"""Whose names a box's answers are, by the last word of what the form calls it."""

_ANYWHERE = {
    "yes": "Yes",
    "no": "No",
    "other": "Somebody else",
    "all": "All of them",
    "nobody": "Nobody",
    **read_names("recipient"),
}
_WRITTEN = frozenset(WORDS) - {"how"}
"""Boxes in which people write, and do not choose."""

_COUNTED = {"point": "Point", "points": "Point", "child": "Child", "children": "Child"}
_OF_EACH = {
    "absent": "Why nobody was there",
    "bar": "Is this so",
    "missing": "Why it was missing",
    "paper": "Was it there",
    "there": "Who was there",
    "vote": "How they voted",
}
_CHOICE = re.compile(r"([\w-]+)\|([\w-]*)")
SOMEBODY = "Somebody named in the case"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words for ids: of a procedure's rules, of people, and of the points and children of a case."""

    labels: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by(cls, person: Person, today: date) -> Self:
        """Return the words for what somebody who works here chooses."""
        return cls(labels_of(in_force(person.authority.procedure, today)), colleague_names(person))

    def of(self, look: Look) -> Self:
        """Return the same with what is chosen in one case, as far as it is shown to who looks."""
        names = Names.of(look.case, look.events, self.people)
        points = {
            point.id: f"{sentence_case(names.point(point.id))}: {quoted(point.words)}"
            for point in look.case.points.values()
        }
        children = look.case.conference.children if look.case.has_begun else ()
        things = {**points, **{one.id: sentence_case(names.child(one.id)) for one in children}}
        return replace(self, people=names.people, things=things)

    def value(self, box: str, value: str) -> str:
        """Return an answer in words; what was written stays as it is."""
        chosen = _CHOICE.fullmatch(value)
        if chosen or value in self.people:
            who, role = chosen.groups() if chosen else (value, "")
            name = self.people.get(who) or sentence_case(_ANYWHERE.get(who, SOMEBODY))
            return ", ".join(filter(None, (name, within(self.labels.get(role, role)))))
        last = box.rpartition("-")[2]
        if last in _WRITTEN and last not in _FAMILIES:
            return value
        for family in _FAMILIES.get(last, ()):
            if value in read_names(family):
                return sentence_case(read_names(family)[value])
        if last in _COUNTED and value in self.things:
            return self.things[value]
        if last in _COUNTED and re.fullmatch(r"[a-z]\d+", value):
            return f"{_COUNTED[last]} {value[1:]}"
        return self.labels.get(value) or sentence_case(_ANYWHERE.get(value, "")) or value

    def box(self, name: str) -> str:
        """Return what a box is called that stands for one of several things; empty for any other."""
        first, _, thing = name.partition("-")
        if first in _OF_EACH:
            known = {**BAR_KINDS, **self.labels, **self.people}
            return f"{_OF_EACH[first]}: {within(known.get(thing, SOMEBODY))}"
        if first == "detail":
            return entry_label(thing)
        criterion, dot, limb = name.partition(".")
        if dot and limb in self.labels:
            return self.labels[limb]
        return f"{entry_label(limb)}: {self.labels.get(criterion, criterion)}" if dot else ""


def labels_of(definition: Definition) -> dict[str, str]:
    """Return the label of everything in a procedure that a form offers, by its id."""
    found = {
        id_: rule.label
        for by_id in definition.by_id.values()
        for id_, rule in by_id.items()
        if hasattr(rule, "label")
    }
    for gate in definition.gates:
        for criterion in gate.criteria:
            found |= {criterion.id: criterion.label, **criterion.limbs}
    with_papers = (*definition.by_id["meetings"].values(), *definition.panels)
    found |= {paper.id: paper.label for rule in with_papers for paper in rule.papers}
    found |= {seat.id: seat.label for panel in definition.panels for seat in panel.seats}
    return {**found, **BAR_KINDS}
