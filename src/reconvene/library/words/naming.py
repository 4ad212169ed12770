"""
In: the plain facts of an answer (ids, codes, days) and the case they are about.
Out: the same facts as words a person knows. One small function per fact, in a table.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.conduct.answer import Fact
from reconvene.core.conduct.context import Context
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.core.record.payload import Person
from reconvene.library.words.plain import listed, lowered, quoted, said_day
from reconvene.library.words.sentences import read_names

Say = Callable[[Context, str], str]

SECTIONS = (
    "stages panels letters notices documents meetings tasks duties rights decisions results "
    "conferences grounds matters channels agencies gates bodies roles complainants dates"
).split()


def facts_in_words(ctx: Context, facts: Mapping[str, Fact]) -> dict[str, str]:
    """
    Return every fact that has a value, in words; names of days end in `_on`.

    A fact whose name is not in the table stays as it is: it is already words, or a number.
    """
    found = {}
    for name, value in facts.items():
        if value in (None, "", ()):
            continue
        if name.endswith("_on"):
            found[name] = said_day(date.fromisoformat(str(value)))
            continue
        say = SAY.get(name)
        values = value if isinstance(value, tuple) else (value,)
        if name == "missing":
            values = said_once([str(one) for one in values])
        found[name] = listed([say(ctx, str(one)) if say else str(one) for one in values])
    return found


def people_of(ctx: Context) -> dict[str, Person]:
    """Return everybody the record names, by id, each as last named with a name."""
    found: dict[str, Person] = {}
    for event in ctx.events:
        for person in people_in(event.data):
            if person.name or person.id not in found:
                found[person.id] = person
    return found


def person_name(ctx: Context, person: str) -> str:
    """Return what a person is called in sentences; the complainant by name, others as recorded."""
    if person == COMPLAINANT_ROLE:
        received = ctx.case.received
        return received.complainant.name if received else read_names("recipient")[person]
    known = people_of(ctx).get(person)
    if known and known.name:
        return known.name
    if person == ctx.actor.id and ctx.actor.name:
        return ctx.actor.name
    children = ctx.case.conference.children if ctx.case.received else ()
    child = next((one.name for one in children if one.id == person), "")
    return child or label_of(ctx, person)


def label_of(ctx: Context, name: str) -> str:
    """Return the label the procedure gives an id, whatever it is the id of; else the id itself."""
    for section in SECTIONS:
        rule = ctx.definition.by_id[section].get(name)
        if rule is not None:
            return str(rule.label)
    return name


def point_name(case: Case, point: str) -> str:
    """Return a point as a sentence names it: its own words, in quotation marks."""
    state = case.points.get(point)
    return quoted(state.words) if state else point


def role_name(ctx: Context, role: str) -> str:
    """Return a role as it stands in a sentence: "the chair's line manager"."""
    known = ctx.definition.by_id["roles"].get(role)
    if known:
        return f"the {lowered(known.label)}"
    return read_names("role").get(role, role.replace("-", " "))


def people_in(value: Any) -> Iterator[Person]:
    """Yield everybody named anywhere in an entry's details, as they are named there."""
    if isinstance(value, Person):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from people_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from people_in(one)


def _from(family: str) -> Say:
    return lambda _ctx, code: read_names(family).get(code, code)


def _detail(ctx: Context, code: str) -> str:
    known = read_names("detail")
    return known[code] if code in known else label_of(ctx, code)


def _criterion(ctx: Context, code: str) -> str:
    labels = {one.id: one.label for gate in ctx.definition.gates for one in gate.criteria}
    return labels.get(code, code)


def _paper(ctx: Context, code: str) -> str:
    meetings = ctx.definition.by_id["meetings"].values()
    return next((p.label for m in meetings for p in m.papers if p.id == code), code)


def _child(ctx: Context, code: str) -> str:
    """Return a child's name, or the id where the record has no name."""
    children = ctx.case.conference.children if ctx.case.received else ()
    return next((one.name or one.id for one in children if one.id == code), code)


def _stage(ctx: Context, code: str) -> str:
    """Return a stage as a sentence names it, after "at" or "for"."""
    stage = ctx.definition.by_id["stages"].get(code)
    return stage.said if stage else code


def _seat(ctx: Context, code: str) -> str:
    named = {seat.id: seat.label for panel in ctx.definition.panels for seat in panel.seats}
    return named.get(code) or read_names("seat").get(code, code)


def said_once(missing: Sequence[str]) -> tuple[str, ...]:
    """
    Return what a panel lacks without what the same person brings along: for one, one thing.

    Whoever takes a free seat is a member, and from the agency that the seat is for.
    """
    seats = sum(one.startswith("seat:") for one in missing)
    brought = {f"{kind}:{count + 1}" for kind in ("members", "agencies") for count in range(seats)}
    left = tuple(one for one in missing if one not in brought)
    people = [one for one in left if one == "chair" or one.startswith("members:")]
    if "agencies:1" not in left or people not in (["chair"], ["members:1"]):
        return left
    elsewhere = f"{people[0].partition(':')[0]}-elsewhere"
    both = (*people, "agencies:1")
    return (elsewhere, *(one for one in left if one not in both))


def missing_words(ctx: Context, code: str) -> str:
    """Return one thing that a quorum lacks ("members:2", "seat:police", "chair") in words."""
    kind, _, rest = code.partition(":")
    known = read_names("missing")
    template = known.get(f"{kind}-{rest}", known[kind])
    return template.format(count=rest, seat=_seat(ctx, rest))


SAY: Mapping[str, Say] = {
    "people": person_name,
    "person": person_name,
    "recipient": person_name,
    "chair": person_name,
    "role": role_name,
    "roles": role_name,
    "children": _child,
    "point": lambda ctx, code: point_name(ctx.case, code),
    "points": lambda ctx, code: point_name(ctx.case, code),
    "detail": _detail,
    "details": _detail,
    "among": lambda _, code: code.replace("-", " "),
    "criterion": _criterion,
    "criteria": _criterion,
    "paper": _paper,
    "seat": _seat,
    "bar": lambda _, code: BAR_KINDS.get(code, code),
    "lacks": _from("lacks"),
    "missing": missing_words,
    "status": _from("status"),
    "tag": _from("tag"),
    "capacity": label_of,
    "kind": _from("kind"),
    "why": _from("held"),
    "expected": lambda _, code: code.replace("/", ", version "),
    **dict.fromkeys(
        ("panel", "letter", "meeting", "conference", "duty", "duties", "decision"),
        label_of,
    ),
    "stage": _stage,
    "other": label_of,
    "agency": label_of,
    "body": label_of,
}
