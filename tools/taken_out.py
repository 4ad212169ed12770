"""The rules that `tools.take_out` takes out, one at a time: what each says, and how it goes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reconvene.core.casefile import folding_panels
from reconvene.core.conduct import appointing, decide
from reconvene.core.conduct.acts import ACTS
from reconvene.core.conduct.answer import Allowed
from reconvene.core.duties.conditions import ASK
from reconvene.core.kinds.limit import NONE_STATED, Limit
from reconvene.core.letters.contents import SAY
from reconvene.core.letters.draft import Said
from reconvene.core.procedure.definition import Definition
from tests.support.given import OX, SP, with_rule, with_section, without_rule

Change = Callable[[Definition], Definition]

SP_NAME, OX_NAME = "The three-stage procedure", "The two-level procedure"
CORE_NAME = "The core"


def _nothing() -> None:
    """Take nothing out of the core."""


def _as_shipped(definition: Definition) -> Definition:
    return definition


@dataclass(frozen=True)
class TakenOut:
    """A rule to take out: of which part, in words, and how."""

    where: str
    says: str
    changed: Change = _as_shipped
    take_out: Callable[[], object] = _nothing


def of(reference: str, says: str, change: Change) -> TakenOut:
    """Return a rule taken out of one shipped definition."""

    def changed(definition: Definition) -> Definition:
        return change(definition) if definition.reference == reference else definition

    return TakenOut(SP_NAME if reference == SP else OX_NAME, says, changed)


def duty(reference: str, name: str) -> TakenOut:
    """Return a duty taken out."""
    return of(reference, f"The duty `{name}`", lambda one: without_rule(one, "duties", name))


def setting(reference: str, says: str, section: str, rule: str, **changes: Any) -> TakenOut:
    """Return a rule of which one setting is otherwise."""
    return of(reference, says, lambda one: with_rule(one, section, rule, **changes))


def panel(reference: str, says: str, **changes: Any) -> TakenOut:
    """Return a setting of the procedure's panel, otherwise."""

    def change(one: Definition) -> Definition:
        return with_rule(one, "panels", one.panels[0].id, **changes)

    return of(reference, says, change)


def decision(reference: str, says: str, name: str, **changes: Any) -> TakenOut:
    """Return a setting of one of a panel's decisions, otherwise."""

    def change(one: Definition) -> Definition:
        made = tuple(
            each.model_copy(update=changes) if each.id == name else each
            for each in one.panels[0].decisions
        )
        return with_rule(one, "panels", one.panels[0].id, decisions=made)

    return of(reference, says, change)


def meeting(says: str, stage: str, **changes: Any) -> TakenOut:
    """Return a setting of a stage's meeting, otherwise."""

    def change(one: Definition) -> Definition:
        (held,) = [
            each
            for each in one.by_id["meetings"].values()
            if one.stage_of_meeting(each.id).id == stage
        ]
        return with_rule(one, "stages", stage, meeting=held.model_copy(update=changes))

    return of(SP, says, change)


def unsaid(reference: str, letter: str, content: str) -> TakenOut:
    """Return a content that a letter no longer has to carry."""

    def change(one: Definition) -> Definition:
        says = tuple(each for each in one.letter(letter).says if each != content)
        return with_rule(one, "letters", letter, says=says)

    return of(reference, f"`{content}` in the letter `{letter}`", change)


def quorum(reference: str, says: str, **changes: Any) -> TakenOut:
    """Return a setting of the panel's quorum, otherwise."""

    def change(one: Definition) -> Definition:
        rule = one.panels[0].quorum.model_copy(update=changes)
        return with_rule(one, "panels", one.panels[0].id, quorum=rule)

    return of(reference, says, change)


def criterion(name: str, takes: str) -> TakenOut:
    """Return a criterion of which any limb, or every limb, is now needed."""

    def change(one: Definition) -> Definition:
        criteria = tuple(
            each.model_copy(update={"takes": takes}) if each.id == name else each
            for each in one.gates[0].criteria
        )
        return with_rule(one, "gates", one.gates[0].id, criteria=criteria)

    return of(OX, f"How many limbs of `{name}` are needed (now {takes})", change)


def core(says: str, take_out: Callable[[], object]) -> TakenOut:
    """Return a function of the core taken out of its table."""
    return TakenOut(CORE_NAME, says, take_out=take_out)


def unchecked(kind: str) -> TakenOut:
    """Return an act whose details are no longer looked at."""

    def take_out() -> None:
        ACTS[kind] = replace(ACTS[kind], check=lambda _ctx, entry, _data: Allowed((entry,)))

    return core(f"The check of `{kind}`", take_out)


def always(kind: str) -> TakenOut:
    """Return an act that is now always open."""

    def take_out() -> None:
        ACTS[kind] = replace(ACTS[kind], ready=lambda _ctx, _about: Allowed())

    return core(f"When `{kind}` is open at all", take_out)


def never_missing(content: str) -> TakenOut:
    """Return a content that a letter now always counts as carrying."""
    return core(
        f"What `{content}` needs before a letter carries it",
        lambda: SAY.update({content: lambda _draft, named: Said(named, {})}),
    )


def replaced(says: str, module: object, name: str, instead: object) -> TakenOut:
    """Return a function of the core replaced where it is used."""
    return core(says, lambda: setattr(module, name, instead))


def _results_not_required(one: Definition) -> Definition:
    (results,) = [each for each in (one.results,) if each]
    return with_section(one, results=results.model_copy(update={"required": False}))


RULES: tuple[TakenOut, ...] = (
    setting(SP, "A child's understanding", "complainants", "child", needs="nothing"),
    setting(SP, "That an appeal names its ground", "matters", "decision", needs_ground=False),
    setting(SP, "That `continuing-criteria` needs a review", "grounds", "continuing-criteria",
            conferences=()),
    setting(SP, "What a ground asks for", "grounds", "information-incorrect", asks=()),
    of(SP, "The limit for complaining", lambda one: with_section(
        one, lodging=one.lodging.model_copy(update={"limit": NONE_STATED}))),
    *(duty(SP, name) for name in (
        "put-in-writing", "give-help", "judge-understanding", "offer-advocate", "tell-lateness",
        "tell-complaints-officer", "acknowledge", "offer-appointment", "stage-1-letter",
        "copy-letter-officer", "keep-officer-informed", "hold-meeting", "copy-stage-2-letter",
        "tell-partnership", "convene-panel", "provide-minute-taker", "sit-again", "interim-letter",
        "send-decision", "send-minutes", "copy-reconvened-chair", "communicate-concerns",
        "chase-learning", "brief-attendee", "follow-referral", "decide-late-point",
        "decide-late-request")),
    setting(SP, "That nobody has a copy of their own letter", "duties", "copy-letter-manager",
            skips_author_of=None),
    setting(SP, "The 28 days for asking for stage 2", "rights", "ask-for-stage-2",
            limit=Limit.read("28 working days")),
    setting(SP, "That a family's last day moves on", "rights", "ask-for-stage-2", roll="stay"),
    setting(SP, "That a panel is asked for in writing", "rights", "ask-for-stage-3", form="any"),
    setting(SP, "Somebody new at stage 2", "stages", "stage-2", independence=()),
    meeting("Who must be at the first appointment", "stage-1", attended_by=()),
    meeting("The papers of the complaint meeting", "stage-2", papers=()),
    meeting("That the chair decides nothing at stage 2", "stage-2", excludes=()),
    panel(SP, "Every bar to sitting on the panel", bars=()),
    panel(SP, "The panel's minute-taker", minute_taker=None),
    quorum(SP, "The two members of the quorum", members=0),
    quorum(SP, "The chair in the quorum", chair=False),
    quorum(SP, "The two agencies of the quorum", agencies=1),
    decision(SP, "The remedy with `procedures-not-followed`", "procedures-not-followed", needs=()),
    decision(SP, "That `not-enough-information` adjourns", "not-enough-information",
             adjourns=False),
    setting(SP, "The briefing before a reconvened conference", "conferences", "reconvened",
            briefing=None),
    unsaid(SP, "stage-1-outcome", "decision-stands"),
    unsaid(SP, "stage-1-outcome", "next-right"),
    unsaid(SP, "panel-decision-letter", "further-challenge"),
    setting(OX, "The discretion about a carer", "complainants", "carer", needs="nothing"),
    setting(OX, "That a decision complaint is in writing", "matters", "decision",
            needs_writing=False),
    *(duty(OX, name) for name in (
        "answer-process", "resolve-process", "adjudicate", "test-criteria", "decide-on-panel",
        "tell-adjudication-final", "convene-panel", "brief-panel", "refer-point",
        "tell-where-sent", "arrange-reconvened", "bring-review-forward", "tell-panel-asked")),
    setting(OX, "That nobody refused is acknowledged beside it", "duties", "acknowledge",
            ceases_on=None),
    setting(OX, "That the chair may pass a point on", "rights", "ask-service-manager", also_by=()),
    setting(OX, "That no limit is stated", "rights", "ask-adjudication",
            limit=Limit.read("28 calendar days")),
    criterion("no-consensus", "any"),
    criterion("parents-unheard", "all"),
    criterion("facts-wrong", "any"),
    setting(OX, "That declining a panel needs a reason", "gates", "final-review", expects="either"),
    panel(OX, "Who is no member of the panel", not_members=()),
    panel(OX, "Who is absent while the panel decides", absent_while_deciding=()),
    quorum(OX, "That every seat is filled", all_seats=False, members=0, agencies=1),
    of(OX, "That every point ends with a result", _results_not_required),
    unsaid(OX, "adjudication-final", "no-local-step"),
    unsaid(OX, "adjudication-to-panel", "goes-on"),
    unsaid(OX, "acknowledgement", "decision-stands"),
    *(unchecked(kind) for kind in (
        "complaint.received", "standing.decided", "lateness.decided", "point.added",
        "point.answered",
        "point.referred", "result.recorded", "letter.sent", "document.sent", "meeting.held",
        "stage.requested", "stage.passed-on", "criteria.tested", "gate.decided",
        "panelist.appointed", "sitting.opened", "decision.put", "conference.arranged",
        "conference.held")),
    *(always(kind) for kind in ("point.answered", "notice.given", "decision.put", "case.closed")),
    *(never_missing(content) for content in (
        "answers", "referred", "further-challenge", "goes-on")),
    replaced("That more vote for than against", folding_panels, "is_carried", lambda *_: True),
    replaced("What the record itself shows of ties", appointing, "found_ties",
             lambda *_: frozenset()),
    replaced("What waits for standing and lateness", decide, "shared_refusal", lambda *_: None),
    core("Whether points went elsewhere", lambda: ASK.update(elsewhere=lambda *_: True)),
)  # fmt: skip
