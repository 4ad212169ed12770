"""
Every moment of a procedure, every act, every role: what the core says, as a page to read.

`python -m tests.core.conduct.all_pairs` writes the pages that `test_all_pairs` holds the core to.
Somebody then reads the difference: the page is an expectation, not a picture.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from reconvene.core.conduct.acts import subjects
from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import decide
from reconvene.core.record.event import KINDS, Entry
from reconvene.core.record.payload import Person
from tests.support.core import roads
from tests.support.core.acts import received
from tests.support.core.details import candidates
from tests.support.given import OX, SP, Story, given

HERE = Path(__file__).parent
PAGES = {SP: HERE / "all_pairs_sp-cpc.txt", OX: HERE / "all_pairs_ox-cpc.txt"}

# Stage ("" outside any), what is so, and the road that leads there.
MOMENTS: dict[str, tuple[tuple[str, str, roads.Acts], ...]] = {
    SP: (
        ("", "before anything", ()),
        ("stage-1", "a child has complained late, by telephone", roads.A_LATE_CHILD_BY_PHONE),
        ("stage-1", "acknowledged, and an appointment offered", roads.AT_STAGE_1),
        ("stage-1", "one of two outside points was referred", roads.SENT_ELSEWHERE),
        ("stage-1", "the appointment was held", roads.MET),
        ("stage-1", "the answer is written down", roads.ANSWERED),
        ("stage-1", "the outcome was sent", roads.STAGE_1_TOLD),
        ("stage-2", "asked for", roads.AT_STAGE_2),
        ("stage-2", "the complaint meeting was held", roads.MET_AGAIN),
        ("stage-2", "the outcome was sent", roads.STAGE_2_TOLD),
        ("stage-3", "asked for", roads.AT_STAGE_3),
        ("stage-3", "the panel is named", roads.PANEL_NAMED),
        ("stage-3", "the panel is sitting", roads.SITTING),
        ("stage-3", "the panel has voted", roads.VOTED),
        ("stage-3", "all that the panel decided was sent", roads.ALL_SENT),
        ("stage-3", "the panel recommended reconvening and rose", roads.RECONVENING),
        ("stage-3", "a reconvened conference is arranged", roads.FOLLOWED_UP),
        ("", "the case is closed", roads.SP_CLOSED),
    ),
    OX: (
        ("", "before anything", ()),
        ("decision-chair", "a child has complained by telephone", roads.A_CHILD_BY_PHONE),
        ("process-chair", "acknowledged", roads.PROCESS_WITH_THE_CHAIR),
        ("process-chair", "the chair's answer was sent", roads.PROCESS_TOLD),
        ("process-manager", "asked for", roads.WITH_THE_MANAGER),
        ("decision-chair", "acknowledged", roads.WITH_THE_CHAIR),
        ("decision-chair", "a point was referred, and an action agreed", roads.WITH_THE_COUNCIL),
        ("decision-chair", "the chair's answer was sent", roads.CHAIR_TOLD),
        ("adjudication", "asked for", roads.ADJUDICATION),
        ("adjudication", "no criterion was met", roads.NO_CRITERION_MET),
        ("adjudication", "a criterion was met", roads.CRITERION_MET),
        ("final-review", "the gate was opened", roads.FINAL_REVIEW),
        ("final-review", "the panel is sitting", roads.OX_SITTING),
        ("final-review", "the panel changed nothing and rose", roads.OX_NO_CHANGE),
        ("", "the case is closed", roads.OX_CLOSED),
    ),
}
ALLOWED, ALL = "allowed", "*"


@dataclass(frozen=True)
class Row:
    """What each role is told when it tries one act at one moment."""

    stage: str
    moment: str
    kind: str
    about: str
    outcomes: dict[str, str]


def roles_in(reference: str) -> tuple[str, ...]:
    """Return every role of a procedure, and the complainant's."""
    return (*given(under=reference).definition.by_id["roles"], "complainant")


def rows(reference: str) -> Iterator[Row]:
    """Yield every act at every moment, in the order of the page."""
    roles = roles_in(reference)
    for stage, moment, road in MOMENTS[reference]:
        story = given(*road, under=reference)
        story = story if road else replace(story, today=received().on)
        asked = {role: story.context(by=Person(id=f"{role}-holder", role=role)) for role in roles}
        for kind in KINDS:
            for about in _subjects(story, kind):
                outcomes = {role: _outcome(asked[role], kind, about) for role in roles}
                yield Row(stage, moment, kind, about or "", outcomes)


def _subjects(story: Story, kind: str) -> tuple[str | None, ...]:
    if kind == "entry.corrected":
        return (None,)
    return tuple(subjects(story.context(), kind)) or ("any",)


def _outcome(ctx: Context, kind: str, about: str | None) -> str:
    """Return "allowed" where some details would do, else the first refusal."""
    if about == "any":
        return "the procedure has none"
    refusals = []
    at_most = 1 if kind == "entry.corrected" else 40
    for data in candidates(ctx, kind, about)[:at_most]:
        answer = decide(ctx, Entry(kind=kind, happened_on=ctx.today, data=data))
        if not isinstance(answer, Refused):
            return ALLOWED
        refusals.append(answer.ground.value)
    return refusals[0]


def page(reference: str) -> str:
    """Return the page of a procedure: for each moment who may do what, and why the rest may not."""
    lines = [f"# {reference}", f"# roles: {', '.join(roles_in(reference))}"]
    for (stage, moment), here in groupby(rows(reference), lambda row: (row.stage, row.moment)):
        lines += ["", f"== {stage or '-'}: {moment}", *_moment(list(here))]
    return "\n".join([*lines, ""])


def _moment(here: list[Row]) -> list[str]:
    """The lines of a moment: what everybody may do, what depends on the role, what nobody may."""
    sections: dict[str, dict[str, list[str]]] = {}
    for row in here:
        found = set(row.outcomes.values())
        heading = f"everybody: {found.pop()}" if len(found) == 1 else f"by role: {_by_role(row)}"
        sections.setdefault(heading, {}).setdefault(row.kind, []).append(row.about)
    whole = Counter(row.kind for row in here)
    lines = []
    for heading, kinds in sorted(sections.items(), key=_allowed_first):
        lines.append(heading)
        for kind, abouts in kinds.items():
            is_whole = len(abouts) == whole[kind]
            lines.append(f"    {kind} {ALL if is_whole else ', '.join(abouts)}")
    return lines


def _allowed_first(section: tuple[str, object]) -> tuple[int, str]:
    heading = section[0]
    order = (f"everybody: {ALLOWED}", "by role")
    return (sum(not heading.startswith(one) for one in order), heading)


def _by_role(row: Row) -> str:
    """The outcomes of a row, the commonest last as "the rest"."""
    by_outcome: dict[str, list[str]] = {}
    for role, outcome in row.outcomes.items():
        by_outcome.setdefault(outcome, []).append(role)
    *few, (rest, _) = sorted(by_outcome.items(), key=lambda one: (len(one[1]), one[0]))
    shown = [f"{outcome} = {', '.join(roles)}" for outcome, roles in few]
    return "; ".join([*shown, f"{rest} = the rest"])


def read_page(text: str) -> Iterator[tuple[str, str, str, str, dict[str, str]]]:
    """Yield (stage, moment, kind, what it is about, outcome by role) for each act of a page."""
    roles: list[str] = []
    stage = moment = heading = ""
    for line in text.splitlines():
        if line.startswith("# roles: "):
            roles = line.removeprefix("# roles: ").split(", ")
        elif line.startswith("== "):
            stage, _, moment = line.removeprefix("== ").partition(": ")
        elif line.startswith("    "):
            kind, _, abouts = line.strip().partition(" ")
            for about in abouts.split(", "):
                yield stage, moment, kind, about, _read_outcomes(heading, roles)
        else:
            heading = line


def _read_outcomes(heading: str, roles: list[str]) -> dict[str, str]:
    if heading.startswith("everybody: "):
        return dict.fromkeys(roles, heading.removeprefix("everybody: "))
    found: dict[str, str] = {}
    for part in heading.removeprefix("by role: ").split("; "):
        outcome, _, named = part.partition(" = ")
        for role in roles if named == "the rest" else named.split(", "):
            found.setdefault(role, outcome)
    return found


if __name__ == "__main__":
    for reference, path in PAGES.items():
        path.write_text(page(reference), encoding="utf-8")
