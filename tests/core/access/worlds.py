"""The worlds of the oracle: for each actor and relationship, a case and who asks.

Each is a road that could be gone, with one thing changed: whose name stands somewhere, what was
declared, or which roles the person holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from reconvene.core.access.asking import Do, See, Sight, Viewer
from reconvene.core.access.matter import Matter, matter
from reconvene.core.casefile.fold import fold
from reconvene.core.duties.owed import open_duties
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.people import Role, Sees
from reconvene.core.record.event import Event, decode, encode
from reconvene.library.procedure_files import procedure
from tests.support.core import roads
from tests.support.core.acts import (
    AN_OX_DECISION,
    THE_SCHOOL,
    THE_WORKER,
    received,
    received_in_oxfordshire,
)
from tests.support.core.cast import MINA
from tests.support.given import OX, SP, Act, act, given, with_section

HERE = "council"
NO_TIES = dict.fromkeys(
    "line-management attended-conference reported-to-conference chaired-conference "
    "earlier-stage".split(),
    False,
)
_ADVISED = act(
    "panelist.appointed",
    on="Mon 4 Aug 2025",
    panel="appeal-panel",
    seat="adviser",
    person={"id": "hana", "name": "Hana", "agency": "health"},
    declared=NO_TIES,
)


@dataclass(frozen=True)
class Actor:
    """
    Somebody of the oracle: the id they have on the road, and the roles they hold by post.

    `own` is the road to their part, `before` to just before it. `decided` says whose name stands
    for whoever dealt with the stage before, on `after_that`, where it is not their own road.
    """

    id: str
    roles: tuple[str, ...]
    own: roads.Acts
    before: roads.Acts
    decided: str = "lena"
    after_that: roads.Acts = ()
    under: str = SP


_FIRST = roads.AT_STAGE_1
_ELSEWHERE = (received(points=[THE_SCHOOL]),)
_OX_ELSEWHERE = (received_in_oxfordshire(points=[THE_WORKER]),)
_BY_PANEL = (roads.SITTING, roads.AT_STAGE_3)

ACTORS: Mapping[str, Actor] = {
    "sp-cpc/1 conference chair": Actor(
        "amina", ("conference-chair",), _FIRST, _ELSEWHERE, "amina", roads.AT_STAGE_2
    ),
    "sp-cpc/1 line manager": Actor(
        "lena", ("line-manager",), _FIRST, _ELSEWHERE, after_that=roads.AT_STAGE_2
    ),
    "sp-cpc/1 service manager": Actor("sol", ("service-manager",), roads.STAGE_1_DONE, _FIRST),
    "sp-cpc/1 reviewing manager": Actor(
        "rhys", ("reviewing-manager",), roads.AT_STAGE_2, roads.STAGE_1_DONE
    ),
    "sp-cpc/1 safeguarding manager": Actor(
        "saffron", ("safeguarding-manager",), roads.AT_STAGE_2, roads.STAGE_1_DONE
    ),
    "sp-cpc/1 complaints officer": Actor("ben", ("complaints-officer",), _FIRST, _ELSEWHERE),
    "sp-cpc/1 business manager": Actor("bea", ("business-manager",), *_BY_PANEL),
    "sp-cpc/1 panel chair": Actor("ingrid", ("panel-chair",), *_BY_PANEL),
    "sp-cpc/1 panel member": Actor("piotr", (), *_BY_PANEL),
    "sp-cpc/1 panel adviser": Actor(
        "hana", (), (*roads.PANEL_NAMED, _ADVISED), roads.PANEL_NAMED
    ),
    "sp-cpc/1 minute-taker": Actor(
        MINA.id, ("minute-taker",), roads.SITTING, roads.PANEL_NAMED
    ),
    "sp-cpc/1 reconvened chair": Actor(
        "sol", ("reconvened-chair",), roads.FOLLOWED_UP, roads.RECONVENING
    ),
    "sp-cpc/1 colleague": Actor("nobody", (), _FIRST, _FIRST),
    "sp-cpc/1 auditor": Actor("audrey", ("auditor",), _FIRST, _FIRST),
    "ox-cpc/1 conference chair": Actor(
        "amina",
        ("conference-chair",),
        roads.WITH_THE_CHAIR,
        _OX_ELSEWHERE,
        "amina",
        roads.ADJUDICATION,
        OX,
    ),
    "ox-cpc/1 service manager": Actor(
        "quinn", ("service-manager-qa",), roads.ADJUDICATION, roads.CHAIR_TOLD, "amina", under=OX
    ),
    "ox-cpc/1 complaints team": Actor(
        "tess",
        ("complaints-team",),
        roads.WITH_THE_CHAIR,
        _OX_ELSEWHERE,
        "amina",
        roads.ADJUDICATION,
        OX,
    ),
    "ox-cpc/1 panel seat": Actor(
        "carys", (), roads.OX_SITTING, roads.FINAL_REVIEW, "quinn", under=OX
    ),
}  # fmt: skip

RELATIONSHIPS = (
    "own",
    "other party",
    "other case",
    "subject",
    "earlier decider",
    "unrelated",
    "other authority",
    "before",
    "after",
)


@dataclass(frozen=True)
class World:
    """A case and who asks."""

    viewer: Viewer
    matter: Matter


def world(name: str, relationship: str) -> World:
    """Return the world of an actor in a relationship."""
    actor = ACTORS[name]
    viewer = Viewer(actor.id, HERE, frozenset(actor.roles))
    match relationship:
        case "own":
            return World(viewer, _matter(actor, actor.own))
        case "other party":
            tie = act(
                "interest.declared",
                on="Mon 1 Sep 2025",
                person={"id": actor.id},
                tie="acts for another party",
                reason="I interpret for the father.",
            )
            return World(viewer, _matter(actor, (*actor.own, tie)))
        case "other case":
            first = (received_in_oxfordshire(points=[AN_OX_DECISION]),)
            road = _FIRST if actor.under == SP else first
            elsewhere = "another" if actor.id == "amina" else "amina"
            return World(viewer, _matter(actor, road, {"amina": elsewhere}))
        case "subject":
            return World(viewer, _matter(actor, actor.own, {"amina": actor.id}))
        case "earlier decider":
            road = actor.after_that or actor.own
            return World(viewer, _matter(actor, road, {actor.decided: actor.id}, later=True))
        case "unrelated":
            road = _ELSEWHERE if actor.under == SP else _OX_ELSEWHERE
            return World(viewer, _matter(actor, road, {"amina": "another"}))
        case "other authority":
            return World(viewer._replace(authority="elsewhere"), _matter(actor, actor.own))
        case "before":
            named = _is_named(actor)
            return World(viewer if named else _bare(viewer), _matter(actor, actor.before))
        case _:
            road = (*actor.own, *_taken_from(actor))
            return World(viewer if _is_named(actor) else _bare(viewer), _matter(actor, road))


def _is_named(actor: Actor) -> bool:
    """Tell whether an actor's part comes from being named in the case, not from a post."""
    known = {role.id: role for role in with_auditor(actor.under).roles}
    return not actor.roles or any(known[role].held != "by post" for role in actor.roles)


def _bare(viewer: Viewer) -> Viewer:
    return viewer._replace(roles=frozenset())


def _taken_from(actor: Actor) -> Iterator[Act]:
    """Yield what takes somebody's part in a case from them."""
    given_to = {"id": "another", "name": "Another"}
    if "conference-chair" in actor.roles or "reconvened-chair" in actor.roles:
        yield act("role.assigned", on="Mon 1 Sep 2025", role=actor.roles[0], person=given_to)
    elif actor.id == MINA.id:
        yield from roads.SUPPORTED[len(roads.SITTING) :]
        yield roads.SP_CLOSED[len(roads.SUPPORTED)]
    elif actor.id != "nobody" and _is_named(actor):
        panel = "appeal-panel" if actor.under == SP else roads.OX_PANEL
        yield act(
            "panelist.removed",
            on="Mon 1 Sep 2025",
            panel=panel,
            person=actor.id,
            reason="They cannot come.",
        )


@cache
def with_auditor(reference: str) -> Definition:
    """A shipped procedure; with an auditor, whom neither has."""
    definition = procedure(reference)
    auditor = Role(
        id="auditor", label="Auditor", sees=Sees(cases="every case", parts=()), source=("law",)
    )
    return with_section(definition, roles=(*definition.roles, auditor))


def _matter(
    actor: Actor, road: roads.Acts, renamed: Mapping[str, str] | None = None, *, later: bool = False
) -> Matter:
    """Return the matter at the end of a road, people renamed; `later`, not in the complaint."""
    story = given(*road, under=with_auditor(actor.under))
    first = () if not later else story.events[:1]
    rest = story.events[len(first) :]
    events = (*first, *(_named_anew(event, renamed or {}) for event in rest))
    case = fold(story.definition, events)
    return matter(HERE, case, events, lambda: open_duties(case, story.days, story.today))


def _named_anew(event: Event, renamed: Mapping[str, str]) -> Event:
    raw = encode(event.data)
    for old, new in renamed.items():
        raw = raw.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
    actor = renamed.get(event.actor, event.actor)
    return msgspec.structs.replace(event, data=decode(event.kind, raw), actor=actor)


def sights(definition: Definition) -> dict[str, See]:
    """Return what each letter of the oracle's left column asks to see."""
    found = {
        "C": See(Sight.CASE),
        "H": See(Sight.HEADERS),
        "S": See(Sight.STORY),
        "K": See(Sight.CONTACT),
        "D": See(Sight.DELIBERATION, definition.panels[0].id),
        "P": See(Sight.POINTS),
        "O": See(Sight.OWN),
    }
    gates = [See(Sight.DELIBERATION, gate.id) for gate in definition.gates]
    return found | dict(zip("G", gates, strict=False))


def acts(definition: Definition) -> dict[str, Do]:
    """Return what each letter of the oracle's right column asks to do."""
    is_sp = definition.id == "sp-cpc"
    first, second = ("stage-1", "stage-2") if is_sp else ("decision-chair", "adjudication")
    panel = definition.panels[0]
    return {
        "a": Do("point.answered", first),
        "b": Do("point.answered", second),
        "k": Do("letter.sent", "acknowledgement"),
        "m": Do("letter.sent", "stage-2-outcome" if is_sp else "adjudication-final"),
        "r": Do("stage.requested", second),
        "n": Do("panelist.appointed", panel.id),
        "o": Do("sitting.opened", panel.id),
        "v": Do("decision.put", panel.decisions[0].id),
        "x": Do("entry.corrected"),
        "c": Do("case.closed"),
        "t": Do("notice.given", "tell-officer-received" if is_sp else None),
        "d": Do("interest.declared"),
    }
