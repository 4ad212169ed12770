"""
The rules of a procedure in words: who owes what by when, what families may do, what letters say.

In: a definition. Out: its stages with their rules, and its clauses with the rules that rest on each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import DutyRule, RightRule
from reconvene.core.procedure.letters import CONTENTS, Letter
from reconvene.core.procedure.panels import BAR_KINDS, Panel
from reconvene.core.procedure.parts import Rule
from reconvene.core.procedure.stages import Stage
from reconvene.web.browse.happens import happens
from reconvene.web.browse.names import listed, sentence_case, within
from reconvene.web.browse.owed import cited
from reconvene.web.components.clause_links import clause_anchor, clause_links
from reconvene.web.components.wording import plural


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: what it says in a sentence or two, the clause, and our reading of it if any."""

    words: str
    source: Markup
    reading: str = ""


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage, or the whole procedure, with its rules by kind."""

    id: str
    label: str
    says: tuple[str, ...]
    source: Markup
    duties: tuple[RuleLine, ...]
    rights: tuple[RuleLine, ...]
    letters: tuple[RuleLine, ...]
    notices: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause in our words, where it stands on the page, and the rules that rest on it."""

    anchor: str
    cited: str
    words: str
    rules: tuple[str, ...]


def stages(definition: Definition) -> tuple[StageShown, ...]:
    """Return each stage with its rules, then what belongs to no one stage."""
    shown = [_stage(definition, stage) for stage in definition.stages]
    whole = _shown(definition, None, "At any stage", (), Markup(), _belongs(definition, None))
    return (*shown, whole)


def _belongs(
    definition: Definition, stage: Stage | None
) -> tuple[list[DutyRule], list[RightRule], list[Letter], list[Rule]]:
    """Gather the rules of a stage: those that name it, and those that follow from what it does."""
    home = stage.id if stage else None
    duties = [rule for rule in definition.duties if rule.stage == home]
    met = {ref.about for rule in duties for ref in rule.met_by if ref.kind == "notice.given"}
    letters = [letter for letter in definition.letters if letter.stage == home]
    notices = [notice for notice in definition.notices if notice.id in met]
    rights = (
        [rule for rule in definition.rights if rule.opens == home] if home else [definition.lodging]
    )
    return duties, rights, letters, list(notices)


def _stage(definition: Definition, stage: Stage) -> StageShown:
    says = tuple(_describe(definition, stage))
    source = cited(definition, stage)
    return _shown(definition, stage.id, stage.label, says, source, _belongs(definition, stage))


def _shown(  # noqa: PLR0917 - the parts of one value
    definition: Definition,
    id_: str | None,
    label: str,
    says: tuple[str, ...],
    source: Markup,
    rules: tuple[list[DutyRule], list[RightRule], list[Letter], list[Rule]],
) -> StageShown:
    duties, rights, letters, notices = rules
    return StageShown(
        id_ or "any-stage",
        label,
        says,
        source,
        tuple(_line(definition, rule, duty_words(definition, rule)) for rule in duties),
        tuple(_line(definition, rule, right_words(definition, rule)) for rule in rights),
        tuple(_line(definition, rule, letter_words(definition, rule)) for rule in letters),
        tuple(_line(definition, rule, f"{rule.label}.") for rule in notices),
    )


def _line(definition: Definition, rule: Rule, words: str) -> RuleLine:
    source = clause_links(definition, definition.cite(rule.source))
    return RuleLine(words, source, rule.reading or "")


def _describe(definition: Definition, stage: Stage) -> Iterator[str]:
    """Say how a stage works: who is in it, how points are answered, what opens and ends it."""
    yield f"It opens when {happens(definition, stage.opens_on)}."
    people = [_role(definition, role) for role in stage.people]
    if people:
        yield f"It is for the {listed(people)}."
    panel = definition.by_id["panels"].get(stage.panel or "")
    if panel:
        yield from _panel(definition, panel)
    for gate in definition.gates:
        if gate.stage == stage.id:
            criteria = "; ".join(within(criterion.label) for criterion in gate.criteria)
            how = "any one" if gate.takes == "any" else "all"
            yield f"The way on from here opens if {how} of these is found: {criteria}."
    if stage.closes_on:
        yield f"It ends when {happens(definition, stage.closes_on)}."


def _panel(definition: Definition, panel: Panel) -> Iterator[str]:
    seats = ["a chair"] if panel.chair else []
    seats += [f"a seat for the {within(seat.label)}" for seat in panel.seats]
    if panel.members:
        seats.append(f"at least {plural(panel.members.at_least, 'member')}")
    yield f"Points are decided by the {within(panel.label)}: {listed(seats)}."
    needs = ["the chair"] if panel.quorum.chair else []
    needs += [plural(panel.quorum.members, "member")] if panel.quorum.members else []
    yield f"It can decide with {listed(needs)} there, from at least {plural(panel.quorum.agencies, 'agency', 'agencies')}."
    bars = [BAR_KINDS[bar.kind] for bar in panel.bars]
    if bars:
        yield f"Nobody may sit on it who {'; or '.join(bars)}."
    yield f"It may decide: {'; '.join(within(one.label) for one in panel.decisions)}. Nothing else, and never to change what the conference decided."


def duty_words(definition: Definition, rule: DutyRule) -> str:
    """Return a duty in words: who must do what, by when, and from when that is counted."""
    owners = " or ".join(_role(definition, role) for role in rule.owner)
    each = {
        "person": ", for each person",
        "point": ", for each point",
        "child": ", for each child",
        "recipient": ", to each recipient",
    }
    what = f"{within(rule.label)}{each.get(rule.for_each, '')}"
    after = happens(definition, rule.counted_from or rule.arises_from)
    if rule.limit.is_stated:
        when = f" within {rule.limit} after {after}" if rule.limit.amount else f" on {after}"
        return f"The {owners} must {what}{when}."
    arises = happens(definition, rule.arises_from)
    if rule.as_agreed:
        return (
            f"Whoever was named when {arises} must {what} by the day agreed. Where nobody here was "
            f"named, the {owners} must. Where no day was agreed, no time limit is stated."
        )
    aim = f" Our own target is {rule.local_target}." if rule.local_target else ""
    return f"The {owners} must {what} once {arises}. No time limit is stated.{aim}"


def right_words(definition: Definition, rule: RightRule) -> str:
    """Return a right in words: what the family may do, until when, and what if it comes late."""
    after = happens(definition, rule.counted_from or rule.arises_from)
    written = ", in writing" if rule.form == "written" else ""
    until = (
        f" within {rule.limit} after {after}"
        if rule.limit.is_stated
        else f" once {after}, without any last day"
    )
    said = f"The family may {within(rule.label)}{written}{until}."
    return f"{said} {_late(definition, rule)}" if rule.limit.is_stated else said


def _late(definition: Definition, rule: RightRule) -> str:
    if rule.late.rule == "accept":
        return "A late step goes on, and is marked as late."
    who = " or ".join(_role(definition, role) for role in rule.late.decided_by) or "named person"
    excuse = ", only for a listed reason" if rule.late.rule == "with excuse" else ""
    return f"If it comes late, the {who} decides whether to take it on{excuse}, with reasons."


def letter_words(definition: Definition, letter: Letter) -> str:
    """Return what a letter is, who sends it, and what it must say."""
    who = " or ".join(_role(definition, role) for role in letter.sent_by)
    says = "; ".join(CONTENTS[content] for content in letter.says)
    return f"{sentence_case(letter.label)}, sent by the {who}. It says: {says}."


def _role(definition: Definition, role: str) -> str:
    known = definition.by_id["roles"].get(role)
    return within(known.label) if known else role.replace("-", " ")


def clauses(definition: Definition) -> tuple[ClauseShown, ...]:
    """Return every clause in the order of the source, each with what rests on it."""
    resting: dict[str, list[str]] = {}
    for section in (
        "duties",
        "rights",
        "letters",
        "notices",
        "documents",
        "tasks",
        "stages",
        "gates",
        "panels",
        "decisions",
        "grounds",
        "matters",
        "channels",
        "conferences",
        "bodies",
        "results",
        "meetings",
        "roles",
        "complainants",
    ):
        for rule in definition.by_id[section].values():
            for clause in rule.source:
                resting.setdefault(clause, []).append(rule.label)
    return tuple(
        ClauseShown(
            clause_anchor(number),
            f"{definition.cited_as} {number}",
            words,
            tuple(dict.fromkeys(resting.get(number, ()))),
        )
        for number, words in definition.clauses.items()
    )


def readings_cited(definition: Definition) -> tuple[str, ...]:
    """Return the numbers of all readings this procedure rests on, in order, each once."""
    sections = definition.by_id.values()
    cited_all = {getattr(rule, "reading", None) for rules in sections for rule in rules.values()}
    bars = {bar.reading for panel in definition.panels for bar in panel.bars}
    return tuple(sorted(filter(None, cited_all | bars)))
