"""Details with which each kind of act could be done in a case as it stands.

In: a context, a kind of entry, what it is about. Out: payloads worth trying, the likeliest first;
never empty. They are good guesses of a person at work, not rules: whether they hold is the core's
to say. What is decided is decided by whoever acts.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import msgspec

from reconvene.core.casefile.panels import votes
from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused
from reconvene.core.conduct.bundling import bundled_now, met_for, on_record
from reconvene.core.conduct.contacting import in_use
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import decide
from reconvene.core.conduct.exchange import circulation
from reconvene.core.conduct.leaving import on_the_way, waiting
from reconvene.core.conduct.panels import state_of
from reconvene.core.conduct.stages import rights_to
from reconvene.core.procedure.panels import Fit
from reconvene.core.record.event import Entry, payload
from reconvene.core.record.payload import Payload, Person
from tests.support.core.acts import CLEAR, a_conference
from tests.support.given import Story

Details = Iterator[dict[str, Any]]
WORDS = {"delay": "It took longer.", "reasons": "Because.", "words": "More."}


def candidates(ctx: Context, kind: str, about: str | None) -> list[Payload]:
    """Return payloads of a kind to try, the likeliest first; never empty."""
    found = [payload(kind, plain) for plain in DETAILS[kind](ctx, about or "")]
    assert found, f"no details were thought of for {kind}"
    return found


STILL_LACKING = {
    "letter.sent": {Ground.LETTER_INCOMPLETE, Ground.POINT_UNANSWERED},
    "decision.put": {Ground.ALREADY_DONE, Ground.CONTRADICTS},
}
"""
What may be offered and still be refused with any details: a letter is offered as a draft, with what
it lacks; a decision may be ruled out for a point by another already carried.
"""


def may_be_offered(kind: str, answer: Answer) -> bool:
    """Tell whether an act whose best answer is this may be offered."""
    return isinstance(answer, Allowed) or answer.ground in STILL_LACKING.get(kind, ())


def asked_of_everybody(story: Story) -> tuple[Context, ...]:
    """Return the story as each role of its procedure, and its complainant, would ask."""
    roles = (*story.definition.by_id["roles"], "complainant")
    return tuple(story.context(by=Person(id=f"{role}-holder", role=role)) for role in roles)


def best_answer(asked: tuple[Context, ...], kind: str, about: str | None) -> Answer:
    """Return the first yes that anybody gets with any likely details, else the no nearest to it."""
    best: Answer | None = None
    for ctx in asked:
        for data in candidates(ctx, kind, about)[:40]:
            found = decide(ctx, Entry(kind=kind, happened_on=ctx.today, data=data))
            if isinstance(found, Allowed):
                return found
            if best is None or _nearness(kind, found) >= _nearness(kind, best):
                best = found
    assert best is not None, "somebody was asked"
    return best


def _nearness(kind: str, answer: Answer) -> int:
    """Return how near an answer is to yes: one that may be offered is nearest."""
    if may_be_offered(kind, answer):
        return 2
    is_for_another = isinstance(answer, Refused) and answer.ground is Ground.NOT_THEIRS_TO_DECIDE
    return 0 if is_for_another else 1


def plain(person: Person) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(person)
    return built


def holder(role: str, agency: str = "council") -> dict[str, Any]:
    return {"id": f"{role}-holder", "name": role, "role": role, "agency": agency}


def _points(ctx: Context) -> list[str]:
    """Live points first; a name that is not there where there are none at all."""
    case = ctx.case
    live = [point.id for point in case.live_points()]
    return [*live, *(name for name in case.points if name not in live)] or ["A"]


def _received(ctx: Context, _about: str) -> Details:
    definition = ctx.definition
    grounds = {"plan-criteria": "become"}
    points = [
        {
            "id": f"P{number}",
            "words": f"About {matter.id}.",
            "matter": matter.id,
            "ground": next((one for one in matter.grounds if one in grounds), ""),
        }
        for number, matter in enumerate(definition.matters)
    ]
    for rule in definition.complainants:
        yield {
            "procedure": definition.reference,
            "complainant": {"name": "Ewa Example", "capacity": rule.id},
            "conference": a_conference(),
            "points": points,
        }


def _point_added(ctx: Context, _about: str) -> Details:
    for matter in ctx.definition.matters:
        ground = "plan-criteria" if "plan-criteria" in matter.grounds else ""
        name = f"P{len(ctx.case.points)}x{ctx.case.length}"
        yield {"point": {"id": name, "words": "More.", "matter": matter.id, "ground": ground}}


def _rerouted(ctx: Context, _about: str) -> Details:
    for name in _points(ctx):
        for matter in ctx.definition.by_id["matters"]:
            point = ctx.case.points.get(name)
            if point is None or point.matter != matter:
                yield {"point": name, "matter": matter, "reason": "It is really about that."}


def _of_each_point(ctx: Context, _about: str) -> Details:
    yield from ({"point": name} for name in _points(ctx))


def _referred(ctx: Context, _about: str) -> Details:
    for name in _points(ctx):
        for channel in ctx.definition.by_id["channels"]:
            yield {"point": name, "channel": channel, "agency": "council"}


def _referral_answered(ctx: Context, _about: str) -> Details:
    for name in _points(ctx):
        for state in ("taken on", "closed"):
            yield {"point": name, "state": state}


def _answered(ctx: Context, about: str) -> Details:
    for name in _points(ctx):
        action = {"id": f"act-{ctx.case.length}", "what": "Write again.", "owner": "somebody"}
        for actions in ([], [action]):
            yield {
                "stage": about,
                "point": name,
                "answer": "We looked.",
                "finding": "partly upheld",
                "actions": actions,
            }


def _action_done(ctx: Context, _about: str) -> Details:
    for name in [one for one, state in ctx.case.actions.items() if not state.done_on] or ["none"]:
        yield {"action": name, "evidence": "The letter."}


def _result(ctx: Context, _about: str) -> Details:
    for name in _points(ctx):
        for result in ctx.definition.by_id["results"] or ["status-quo"]:
            for child in _whole_or_each(ctx, name):
                yield {"point": name, "result": result, "child": child, "reasons": "Because."}


def _letter(ctx: Context, about: str) -> Details:
    """Every other letter has yet to leave."""
    yield {"letter": about, "words": WORDS, "waits": ctx.case.length % 2 == 1}


def _left(ctx: Context, _about: str) -> Details:
    """By post where that is open, and into their hand where it is not."""
    for sent in [one.sent for one in waiting(ctx)] or [1]:
        yield {"sent": sent, "how": "post"}
        yield {"sent": sent, "how": "hand", "note": "Lena gave it to her here."}


def _passed(ctx: Context, _about: str) -> Details:
    for sent in [one.sent for one in waiting(ctx)] or [1]:
        yield {"sent": sent, "reason": "It tells nothing of where anybody is."}


def _came_back(ctx: Context, _about: str) -> Details:
    for sent in [one.sent for one in on_the_way(ctx)] or [1]:
        yield {"sent": sent, "note": "It came back unopened."}


def _document(ctx: Context, about: str) -> Details:
    circulated = circulation(ctx, about) if ctx.case.has_begun else ()
    for recipient in circulated or ("complainant",):
        yield {"document": about, "recipient": recipient}


def _withheld(ctx: Context, about: str) -> Details:
    for one in _document(ctx, about):
        yield {**one, "reason": "Not safe.", "decided_by": plain(ctx.actor)}


def _offered(ctx: Context, about: str) -> Details:
    yield {"meeting": about, "for_on": ctx.today + timedelta(days=7)}


def _met(ctx: Context, about: str) -> Details:
    rule = ctx.definition.meeting(about)
    expected = [role for one in rule.attended_by for role in (*one.all, *one.any[:1])]
    yield {
        "meeting": about,
        "present": [*map(holder, expected), {"id": "complainant", "role": "complainant"}],
        "considered": [paper.id for paper in rule.papers],
    }


def _requested(ctx: Context, about: str) -> Details:
    held = [point for point, right in rights_to(ctx, about).items() if right.is_open]
    for points in (held, list(rights_to(ctx, about)), _points(ctx)[:1]):
        if points:
            yield {"stage": about, "points": points}


def _passed_on(ctx: Context, about: str) -> Details:
    for one in _requested(ctx, about):
        yield {**one, "by": plain(ctx.actor), "reason": "They are not satisfied."}


def _criteria(ctx: Context, about: str) -> Details:
    for name in _points(ctx):
        for is_so in (True, False):
            yield {
                "gate": about,
                "point": name,
                "decided_by": plain(ctx.actor),
                "tests": [
                    {
                        "criterion": criterion.id,
                        "limbs": dict.fromkeys(criterion.limbs, is_so),
                        "reasons": "As the minutes show.",
                    }
                    for criterion in ctx.definition.gate(about).criteria
                ],
            }


def _gate(ctx: Context, about: str) -> Details:
    for name in _points(ctx):
        for decision in ("open", "decline"):
            yield {
                "gate": about,
                "point": name,
                "decision": decision,
                "decided_by": plain(ctx.actor),
                "reasons": "Because.",
            }


def _appointed(ctx: Context, about: str) -> Details:
    rule = ctx.definition.panel(about)
    seats: list[tuple[str, Fit]] = [(seat.id, seat.fit) for seat in rule.seats]
    if rule.chair:
        seats.append(("chair", rule.chair.fit))
    if rule.members:
        seats.append(("member", rule.members.fit))
    if rule.advisers:
        seats.append(("adviser", Fit()))
    taken = {one.seat for one in state_of(ctx, about).appointed.values()} - {"member", "adviser"}
    for seat, fit in sorted(seats, key=lambda one: one[0] in taken):
        for agency in (fit.agencies or tuple(ctx.definition.by_id["agencies"]))[:3]:
            name = f"{seat}-{agency}-{ctx.case.length}"
            yield {
                "panel": about,
                "seat": seat,
                "person": {"id": name, "role": "panel-member", "agency": agency},
                "is_senior": True,
                "declared": CLEAR,
            }


def _removed(ctx: Context, about: str) -> Details:
    for name in state_of(ctx, about).appointed or ["nobody"]:
        for bar in ("", "line-management"):
            yield {"panel": about, "person": name, "reason": "It came out.", "bar": bar}


def _booked(ctx: Context, about: str) -> Details:
    yield {"panel": about, "for_on": ctx.today + timedelta(days=7)}


def _opened(ctx: Context, about: str) -> Details:
    appointed = list(state_of(ctx, about).appointed)
    for present in (appointed, appointed[:1]):
        yield {"panel": about, "present": present, "minute_taker": holder("minute-taker")}


def _whole_or_each(ctx: Context, point: str) -> tuple[str, ...]:
    """A point as a whole, then for each of its children."""
    known = ctx.case.points.get(point)
    return ("", *(known.children if known else ()))


def _put(ctx: Context, about: str) -> Details:
    agency = next(iter(ctx.definition.by_id["agencies"]), "")
    details = {
        "remedy": "Hold it again.",
        "recommendation": "Think again.",
        "chair": "different",
        "timescale": "Two weeks.",
        "further_on": ctx.today + timedelta(days=14),
        "agency": agency,
        "text": "Write sooner.",
    }
    for panel in ctx.definition.panels:
        if about not in {decision.id for decision in panel.decisions}:
            continue
        state = state_of(ctx, panel.id)
        present = state.open_sitting.present if state.open_sitting else ()
        voting = [
            name
            for name in present
            if name in state.appointed and votes(state.appointed[name], panel)
        ]
        for name in _points(ctx):
            for child, count in product(_whole_or_each(ctx, name), (len(voting), len(voting) // 2)):
                yield {
                    "panel": panel.id,
                    "decision": about,
                    "point": name,
                    "child": child,
                    "votes_for": voting[:count],
                    "against": voting[count:],
                    "details": details,
                }


def _concern(ctx: Context, about: str) -> Details:
    yield {"agency": about, "to": holder("director", about), "text": "Write sooner."}


def _arranged(ctx: Context, about: str) -> Details:
    for expected in ([holder("father"), holder("school")], []):
        yield {
            "conference": about,
            "for_on": ctx.today + timedelta(days=14),
            "chair": holder("other-chair"),
            "expected": expected,
        }


def _briefed(ctx: Context, about: str) -> Details:
    state = ctx.case.conferences.get(about)
    for person in state.expected if state and state.expected else [Person(id="nobody")]:
        for how in ("read", "briefed"):
            yield {"conference": about, "person": person.id, "how": how}


def _conference_held(ctx: Context, about: str) -> Details:
    state = ctx.case.conferences.get(about)
    yield {"conference": about, "present": list(state.briefed) if state else []}
    yield {"conference": about}


def _corrected(ctx: Context, _about: str) -> Details:
    for event in reversed(ctx.events):
        yield {"entry": event.number, "reason": "Wrong day.", "happened_on": event.happened_on}
        yield {"entry": event.number, "reason": "Written down wrongly.", "struck": True}
    yield {"entry": 0, "reason": "Written down wrongly."}


def _judged(ctx: Context, about: str) -> Details:
    for accepted in (True, False):
        found = {"accepted": accepted, "decided_by": plain(ctx.actor), "reasons": "As I found."}
        yield {**found, "right": about} if about else found


def _always(**fixed: Any) -> Callable[[Context, str], Details]:
    """Return a maker of the same details each time."""

    def make(_ctx: Context, _about: str) -> Details:
        yield fixed

    return make


def _named(field: str, **fixed: Any) -> Callable[[Context, str], Details]:
    """Return a maker of details that are just what the act is about."""

    def make(_ctx: Context, about: str) -> Details:
        yield {field: about, **fixed}

    return make


def _supporter_ended(ctx: Context, _about: str) -> Details:
    yield from ({"name": name} for name in ctx.case.supporters or ["Nobody"])


def _role(ctx: Context, _about: str) -> Details:
    yield from ({"role": role, "person": holder(role)} for role in ctx.definition.by_id["roles"])


def _moved(ctx: Context, _about: str) -> Details:
    definition = ctx.definition
    yield {
        "to": f"{definition.id}/{definition.version + 1}",
        "reason": "The new one is kinder.",
        "agreed_by": plain(ctx.actor),
    }


def _interest(ctx: Context, _about: str) -> Details:
    """Most who are asked have none; a tie is only ever that of a panel's adviser to be."""
    yield {"person": plain(ctx.actor), "tie": "none"}
    yield {"person": {"id": "stranger"}, "tie": "friend", "reason": "They are neighbours."}


def _contact(_ctx: Context, _about: str) -> Details:
    """An address that letters go to, and an email address that comes later, to be confirmed."""
    safe = {"safe": "safe", "known_by": "She said so.", "letters": True}
    yield {"who": "complainant", "way": "post", "where": "12 High Street", **safe}
    yield {"who": "complainant", "way": "email", "where": "ewa@example.org", **safe}


def _paper(ctx: Context, _about: str) -> Details:
    """A file that nobody brought in yet."""
    yield {
        "paper": f"p{len(ctx.case.papers) + 1}",
        "called": "Letter from the school",
        "file": "IMG_0042.jpg",
        "size": 240_000,
        "sha256": "0a" * 32,
    }


def _redacted(ctx: Context, _about: str) -> Details:
    """A redacted version that nobody brought in yet, of each file."""
    for of in (*ctx.case.papers, "p1")[:1]:
        yield {
            "of": of,
            "paper": f"r{len(ctx.case.redactions) + 1}",
            "file": "redacted.pdf",
            "size": 90_000,
            "sha256": "0b" * 32,
            "taken_out": [{"why": "another-person", "what": "A neighbour."}],
            "by": "Ben Ode",
            "gone": ["Mill Lane"],
            "looked": "words",
        }


def _redaction_checked(ctx: Context, _about: str) -> Details:
    """What was agreed to is sent back, and whatever waits is agreed to."""
    for paper, one in ctx.case.redactions.items():
        back = {"agreed": False, "reason": "A name is left."}
        yield {"paper": paper, **(back if one.is_agreed else {"agreed": True})}
    if not ctx.case.redactions:
        yield {"paper": "r1", "agreed": True}


def _pack(ctx: Context, about: str) -> Details:
    """Everything left out, so that it has no file."""
    yield {
        "body": about,
        "left_out": [{"number": one.number, "why": "legal"} for one in ctx.case.papers.values()],
        "upto": len(ctx.events),
        "parts": [{"name": "01-read-me.txt", "size": 900, "sha256": "0c" * 32}],
        "manifest": "0d" * 32,
    }


def _bundle(ctx: Context, _about: str) -> Details:
    """For each meeting and panel whose turn it is, of the letters and files there are."""
    for meets in bundled_now(ctx) or tuple(met_for(ctx.definition))[:1]:
        papers = met_for(ctx.definition)[meets].papers
        yield {
            "meets": meets,
            "number": len(ctx.case.bundles) + 1,
            "parts": [
                {"entry": entry, "called": f"Part {entry}", "pages": 2, "sha256": "0b" * 32}
                for entry in sorted(on_record(ctx))
            ],
            "pages": 2 * len(on_record(ctx)) + 1,
            "missing": [{"what": paper.id, "reason": "It was never made."} for paper in papers],
        }


def _of_each_way(**fixed: Any) -> Callable[[Context, str], Details]:
    """Of each way in use, those that wait to be confirmed first; of the post where there is none."""

    def details(ctx: Context, _about: str) -> Details:
        known = sorted(in_use(ctx), key=lambda one: one[1].changed_at is None)
        for who, contact in known:
            yield {"who": who, "way": contact.noted.way, **fixed}
        if not known:
            yield {"who": "complainant", "way": "post", **fixed}

    return details


DETAILS: dict[str, Callable[[Context, str], Details]] = {
    "complaint.received": _received,
    "complaint.confirmed": _always(confirmed_by="Ewa Example"),
    "standing.decided": _judged,
    "lateness.decided": _judged,
    "assistance.given": _always(how="We wrote it down together."),
    "supporter.named": _always(name="Jo", kind="advocate"),
    "supporter.ended": _supporter_ended,
    "advocate.offered": _always(response="accepted"),
    "role.assigned": _role,
    "date.noted": _named("date"),
    "interest.declared": _interest,
    "home.noted": _always(who="complainant", postcode="ZZ9 9ZZ", house="12"),
    "contact.noted": _contact,
    "contact.confirmed": _of_each_way(how="By telephone."),
    "contact.ended": _of_each_way(reason="returned"),
    "confidentiality.decided": _always(who="complainant", kept="no", reason="She said so."),
    "point.added": _point_added,
    "point.rerouted": _rerouted,
    "point.withdrawn": _of_each_point,
    "point.settled": _of_each_point,
    "point.referred": _referred,
    "referral.answered": _referral_answered,
    "point.answered": _answered,
    "action.done": _action_done,
    "result.recorded": _result,
    "letter.sent": _letter,
    "letter.passed": _passed,
    "letter.left": _left,
    "letter.came-back": _came_back,
    "notice.given": _named("notice"),
    "paper.added": _paper,
    "redaction.made": _redacted,
    "redaction.checked": _redaction_checked,
    "pack.made": _pack,
    "bundle.made": _bundle,
    "document.sent": _document,
    "document.withheld": _withheld,
    "task.done": _named("task"),
    "meeting.offered": _offered,
    "meeting.declined": _named("meeting"),
    "meeting.cancelled": _named("meeting", reason="A fire drill."),
    "meeting.held": _met,
    "stage.requested": _requested,
    "stage.passed-on": _passed_on,
    "criteria.tested": _criteria,
    "gate.decided": _gate,
    "panelist.appointed": _appointed,
    "panelist.removed": _removed,
    "sitting.booked": _booked,
    "sitting.opened": _opened,
    "decision.put": _put,
    "sitting.closed": _named("panel"),
    "concern.communicated": _concern,
    "learning.acknowledged": _named("agency"),
    "conference.arranged": _arranged,
    "attendee.briefed": _briefed,
    "conference.held": _conference_held,
    "challenge.raised": _named("body"),
    "challenge.decided": _named("body", outcome="Not upheld."),
    "case.suspended": _always(reason="The police.", ends_when="They have finished."),
    "case.resumed": _always(),
    "limit.extended": _named("duty", reason="A report is awaited."),
    "case.closed": _always(reason="Nothing more is owed."),
    "case.reopened": _always(reason="A letter came back."),
    "case.moved": _moved,
    "entry.corrected": _corrected,
}
