"""Every word that names a rule elsewhere names one that is there.

In: an outline. Out: a problem for each name that leads nowhere, with the nearest right one.
"""

from collections.abc import Iterator, Mapping

from reconvene.core.procedure.checks.found import advice, unknown
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.conditions import CONDITIONS
from reconvene.core.procedure.definition import Definition, Result, Suspension
from reconvene.core.procedure.duties import Condition, DutyRule, Late, RightRule
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.procedure.letters import Letter, Notice
from reconvene.core.procedure.panels import Decision, Fit, Panel
from reconvene.core.procedure.parts import Part, Ref
from reconvene.core.procedure.people import Channel, ComplainantRule, Ground, Matter, Route
from reconvene.core.procedure.problem import Path, Problem
from reconvene.core.procedure.stages import Attendance, Gate, Independence, Meeting, Stage

# Which section the words of a key come from.
NAMING: Mapping[type[Part], Mapping[str, str]] = {
    Attendance: {"all": "roles", "any": "roles"},
    Channel: {"agency": "agencies"},
    ComplainantRule: {"judged_by": "roles"},
    Decision: {"excludes": "decisions", "result": "results"},
    DutyRule: {"owner": "roles", "skips_author_of": "letters", "stage": "stages"},
    Fit: {"agencies": "agencies"},
    Gate: {"stage": "stages", "opens": "stages", "tested_by": "roles"},
    Independence: {"of": "stages"},
    Late: {"decided_by": "roles"},
    Letter: {
        "stage": "stages",
        "sent_by": "roles",
        "who_to_write_to": "roles",
        "meeting": "meetings",
    },
    Matter: {"route": "routes", "grounds": "grounds"},
    Meeting: {"excludes": "roles"},
    Notice: {"to": "roles", "encloses": "letters"},
    Panel: {"not_members": "roles", "absent_while_deciding": "roles"},
    Result: {"leads_to": "conferences"},
    RightRule: {"opens": "stages", "also_by": "roles"},
    Route: {"begins": "stages", "refers_to": "channels"},
    Stage: {
        "answered_by": "roles",
        "not_answered_by": "roles",
        "people": "roles",
        "panel": "panels",
        "hands_over_to": "channels",
    },
    Suspension: {"decided_by": "roles"},
}

_SINGULAR: Mapping[str, str] = {
    "agencies": "agency",
    "bodies": "body",
    "duties": "duty",
}

# Who took part in the conference is known too, so a stage can be independent of it.
CONFERENCE = "conference"

DECISIONS = ("become", "not become", "continue", "end")
CONFERENCES = ("initial", "review", "transfer-in", "pre-birth", "reconvened")


def names(outline: Outline) -> Iterator[tuple[Path, str, str]]:
    """Yield every name of a rule elsewhere: its path, the section it comes from, the name."""
    for path, part in outline.parts:
        yield from ((p, section, name) for p, section, name in _in_part(path, part) if section)


def unknown_names(outline: Outline) -> Iterator[Problem]:
    """Yield a problem for each name that is in no section it could come from."""
    for path, section, name in names(outline):
        known = outline.ids(section)
        is_conference = name == CONFERENCE and "independence" in path
        if name not in known and not outline.is_lost(section) and not is_conference:
            yield unknown(_SINGULAR.get(section, section.removesuffix("s")), name, known, *path)


def unusual_words(outline: Outline) -> Iterator[Problem]:
    """Yield advice for kinds of conference and decision that no case is likely to have."""
    for path, part in outline.parts:
        for key, usual in (("decisions", DECISIONS), ("conferences", CONFERENCES)):
            if isinstance(part, Ground):
                for index, word in enumerate(getattr(part, key, ())):
                    if word not in usual:
                        message = f"'{word}' is not one of {', '.join(usual)}"
                        yield advice("unusual-word", message, *path, key, index)


def used_names(definition: Definition) -> frozenset[tuple[str, str]]:
    """Return every (section, id) that some rule names."""
    return frozenset((section, name) for _, section, name in names(Outline(definition)))


def _in_part(path: Path, part: Part) -> Iterator[tuple[Path, str, str]]:
    if isinstance(part, Ref):
        if part.about is not None:
            yield (*path, part.kind), HAPPENINGS[part.kind].about, part.about
    elif isinstance(part, Condition):
        section = CONDITIONS[part.kind].about
        yield from (((*path[:-1], part.kind, word), section, word) for word in part.words)
    else:
        for key, section in NAMING.get(type(part), {}).items():
            yield from _in_key((*path, key), section, getattr(part, key))


def _in_key(
    path: Path, section: str, value: str | tuple[str, ...] | None
) -> Iterator[tuple[Path, str, str]]:
    if isinstance(value, str):
        yield path, section, value
    elif value:
        yield from (((*path, name), section, name) for name in value)
