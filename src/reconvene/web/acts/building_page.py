"""
A panel being built: who would sit, would it be quorate and independent, and if not, why.

In: the case as somebody meets it who may appoint, and what the core says. Out: the page, in words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from reconvene.core.casefile.case import PanelState
from reconvene.core.casefile.panels import ADVISER, MEMBER
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.composing import Composition, Weighed
from reconvene.core.conduct.panels import state_of
from reconvene.core.procedure.panels import BAR_KINDS, Panel
from reconvene.core.record.payload import Person, plain_name
from reconvene.desk.look import Look
from reconvene.drawing import described_panel, draw_panel
from reconvene.library.words.answers import Said, refusal_words, warning_words
from reconvene.library.words.naming import missing_words, said_once
from reconvene.library.words.plain import said_day
from reconvene.web.acts.forms.panels import seat_names
from reconvene.web.acts.situation import Situation, choice_of
from reconvene.web.browse.links import THEN, act_link, panel_link
from reconvene.web.components.clause_links import clause_links
from reconvene.web.components.shown import Act
from reconvene.web.components.wording import plural


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence, and the clause it rests on; empty where it rests on none."""

    words: str
    clause: Markup


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the panel or thought of for it: what is known of them, and what comes next."""

    name: str
    seat: str
    agency: str
    known: tuple[Why, ...]
    act: Act | None


@dataclass(frozen=True, slots=True)
class BuildingPage:
    """Everything on the page. `asked` is what each person is asked before they are appointed."""

    panel: str
    drawing: Markup
    sentences: tuple[str, ...]
    verdict: str
    why: tuple[Why, ...]
    people: tuple[Candidate, ...]
    left: tuple[str, ...]
    asked: tuple[Why, ...]
    has_pool: bool
    back: str
    by_name: str


GOOD = "This panel could decide, and everybody on it is independent."
GOOD_SO_FAR = (
    "This panel could decide, and nothing on record speaks against anybody on it. "
    "{count} to be asked whether they are independent."
)
NOT_YET = "This panel could not decide yet. Why:"
NOT_SO = "This panel cannot be appointed like this. Why:"
NOT_SIT = "Somebody on this panel cannot sit. Why:"
PERHAPS = "The record speaks of somebody with the name of a person here. Find out first whether it is them:"
IS_IT_THEM = "The record names somebody called {name}. Is it them? "


Kept = Callable[[str], Mapping[str, str]]
"""What is still chosen once somebody is appointed, by who that is."""


def building_page(
    look: Look, at: Situation, panel: Panel, found: Composition, kept: Kept | None = None
) -> BuildingPage:
    """Return a panel as it would be; `kept` where people were chosen for it."""
    state = state_of(look.context, panel.id)
    filled = dict(_filled(at, found))
    link = act_link(look.reference, "panelist.appointed", panel.id)
    return BuildingPage(
        panel=panel.label,
        drawing=Markup(draw_panel(panel, filled)),  # noqa: S704 - drawn here
        sentences=tuple(described_panel(panel, filled)),
        verdict=_verdict(found),
        why=tuple(_why(look, at, panel, found)),
        people=tuple(
            _candidate(look, at, found, one, _next(look, at, panel, one, kept))
            for one in found.people
        ),
        left=tuple(_left(at, panel, state)),
        asked=tuple(_asked(look, panel)),
        has_pool=bool(at.pool),
        back=panel_link(look.reference, panel.id),
        by_name=link,
    )


def _filled(at: Situation, found: Composition) -> Iterator[tuple[str, str]]:
    """Yield who would sit where, by the names that the drawing has for the seats."""
    members = 0
    for one in found.people:
        seat, name = one.appointed.seat, _called(at, one)
        members += seat == MEMBER
        if seat != ADVISER and not one.against:
            yield (f"{MEMBER}-{members}" if seat == MEMBER else seat), name
        members -= seat == MEMBER and bool(one.against)


def _called(at: Situation, one: Weighed) -> str:
    return one.appointed.person.name or at.name(one.appointed.person.id)


def _verdict(found: Composition) -> str:
    if any(one.against for one in found.people if not one.has_seat):
        return NOT_SO
    if not found.is_independent:
        return NOT_SIT
    if found.missing:
        return NOT_YET
    if not found.is_certain:
        return PERHAPS
    unasked = sum(bool(one.unasked) for one in found.people)
    if not unasked:
        return GOOD
    return GOOD_SO_FAR.format(count=plural(unasked, "person has", "people have"))


def _why(look: Look, at: Situation, panel: Panel, found: Composition) -> Iterator[Why]:
    """Yield everything that stands in the way, people first; then what to think about."""
    for one in found.people:
        for refused in one.against:
            why = _against(look, at, found, one, refused)
            yield Why(f"{_called(at, one)}: {why.words}", why.clause)
        yield from _doubts(look, at, one)
    clauses = dict(found.missing)
    quorum = look.context.cite(panel.quorum.source)
    for code in said_once(tuple(clauses)):
        lacking = f"It still needs {missing_words(look.context, code)}."
        yield Why(lacking, clause_links(look.definition, clauses.get(code, quorum)))
    for warned in found.warnings:
        yield _said(look, warning_words(look.context, warned))


def _against(look: Look, at: Situation, found: Composition, one: Weighed, refused: Refused) -> Why:
    """Return what stands against somebody; of a second seat, in words for whoever chose it."""
    said = refusal_words(look.context, refused)
    name = plain_name(_called(at, one))
    alike = [each for each in found.people if plain_name(_called(at, each)) == name]
    if refused.ground is Ground.ALREADY_DONE and len(alike) > 1:
        words = ON_IT_ALREADY if any(each.has_seat for each in alike) else TWO_SEATS
        return Why(words, clause_links(look.definition, said.clause))
    return _said(look, said)


TWO_SEATS = "You chose them for two seats, and nobody can have two. Choose somebody else for one."
ON_IT_ALREADY = "They are on this panel already, and nobody can have two seats."


def _doubts(look: Look, at: Situation, one: Weighed) -> Iterator[Why]:
    """Yield what the record shows of others of their name, once each; it names nobody else."""
    asked = IS_IT_THEM.format(name=_called(at, one))
    every = (refusal_words(look.whole, refused) for refused in one.perhaps)
    said = {words.reason: words for words in every}
    return (_said(look, words, asked) for words in said.values())


def _said(look: Look, said: Said, before: str = "") -> Why:
    return Why(f"{before}{said.reason}", clause_links(look.definition, said.clause))


def _candidate(
    look: Look, at: Situation, found: Composition, one: Weighed, act: Act | None
) -> Candidate:
    seats = seat_names(look.definition.panel(one.appointed.panel))
    return Candidate(
        name=_called(at, one),
        seat=seats.get(one.appointed.seat, one.appointed.seat),
        agency=at.label(one.appointed.person.agency),
        known=tuple(_known(look, at, found, one)),
        act=act,
    )


ON_IT = "On the panel. They said that nothing bars them, and nothing on record does."
ON_IT_UNASKED = "On the panel. Nothing on record bars them. They have not been asked everything."
ON_IT_TO_ADVISE = "On the panel to advise. An adviser has no vote and is not asked."
NOTHING_FOUND = "Nothing on record speaks against them. They have still to be asked."


def _known(look: Look, at: Situation, found: Composition, one: Weighed) -> Iterator[Why]:
    for refused in one.against:
        yield _against(look, at, found, one, refused)
    yield from _doubts(look, at, one)
    if not one.against and not one.perhaps:
        yield Why(clear_words(one), Markup(""))


def clear_words(one: Weighed) -> str:
    """Return what is said of somebody against whom nothing stands; no more than they were asked."""
    if not one.has_seat:
        return NOTHING_FOUND
    if not one.bars:
        return ON_IT_TO_ADVISE
    return ON_IT_UNASKED if one.unasked else ON_IT


def _next(look: Look, at: Situation, panel: Panel, one: Weighed, kept: Kept | None) -> Act | None:
    """Return the act that comes next for somebody: appointed, or taken out; None for neither."""
    person, name = one.appointed.person, _called(at, one)
    if one.has_seat and one.against:
        return _to(
            look, panel, "panelist.removed", f"Record that {name} stands down", person=person.id
        )
    if one.has_seat or one.against:
        return None
    return _to(
        look,
        panel,
        "panelist.appointed",
        f"If it is not them, ask and appoint {name}" if one.perhaps else f"Ask and appoint {name}",
        seat=one.appointed.seat,
        who=choice_of(Person(id=person.id)),
        agency=person.agency,
        is_senior="yes" if one.appointed.is_senior else "no",
        **({THEN: urlencode(left)} if kept and (left := kept(person.id)) else {}),
    )


def _to(look: Look, panel: Panel, kind: str, words: str, **filled_in: str) -> Act:
    return Act(words, f"{act_link(look.reference, kind, panel.id)}?{urlencode(filled_in)}")


def _left(at: Situation, panel: Panel, state: PanelState) -> Iterator[str]:
    seats = seat_names(panel)
    for gone, on, reason, bar in state.removed:
        name = gone.person.name or at.name(gone.person.id)
        found = f" This is somebody who {BAR_KINDS[bar]}." if bar else ""
        seat = seats[gone.seat].lower()
        yield f"{name}, {seat}, stood down on {said_day(on)}. The reason given: {reason}{found}"


def _asked(look: Look, panel: Panel) -> Iterator[Why]:
    for bar in panel.bars:
        clause = clause_links(look.definition, look.context.cite(bar.source))
        yield Why(f"Are you somebody who {BAR_KINDS[bar.kind]}?", clause)
