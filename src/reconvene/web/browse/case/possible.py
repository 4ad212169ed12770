"""
What may be done in a case now, and what may not and why.

In: every act of the procedure with its answer. Out: links gathered by topic, and refusals in words.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from reconvene.core.conduct.acts import ACTS
from reconvene.core.conduct.answer import Answer, Ground, Refused
from reconvene.core.conduct.context import Context
from reconvene.library.words.answers import Said, refusal_words
from reconvene.library.words.naming import facts_in_words
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.act_words import TOPICS, Act
from reconvene.web.browse.case.due import To
from reconvene.web.browse.case.grounds import calling, resting_on
from reconvene.web.browse.case.nothing_to_do import nothing_to_do
from reconvene.web.browse.names import Names, sentence_case, within
from reconvene.web.components.shown import Act as Link
from reconvene.web.components.shown import Refusal

Offers = Mapping[Act, Answer]
Sources = dict[Act, Markup]
"""Acts, each with the clause behind what stands in its way."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading, and the acts under it that are open now."""

    heading: str
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Because:
    """One thing that stands in the way, how many acts it is in the way of, and each with its clause."""

    words: str
    count: int
    refusals: tuple[Refusal, ...]


def open_acts(ctx: Context, offers: Offers) -> Collection[Act]:
    """Return the acts that may be begun now and lead on, in the order of the vocabulary."""
    return tuple(act for act, answer in offers.items() if answer and not nothing_to_do(ctx, act))


def possible(is_open: Collection[Act], names: Names, to: To) -> tuple[Topic, ...]:
    """Return what can be recorded now by topic; a topic with nothing open is left out."""
    topics = (
        Topic(
            heading,
            tuple(
                Link(called(names, act, verb), to(*act))
                for kind, verb in verbs.items()
                for act in is_open
                if act[0] == kind
            ),
        )
        for heading, verbs in TOPICS
    )
    return tuple(topic for topic in topics if topic.acts)


def not_possible(ctx: Context, offers: Offers, names: Names) -> tuple[Because, ...]:
    """Return what cannot be done now, gathered by what stands in the way; the most at once first."""
    verbs = {kind: verb for _, by_kind in TOPICS for kind, verb in by_kind.items()}
    called_by = calling(ctx.definition)
    gathered: dict[str, dict[tuple[str, Said], Sources]] = {}
    for act, answer in offers.items():
        found = _said(ctx, names, act, answer)
        if found is not None and act[0] in verbs:
            ground, said = found
            alike = gathered.setdefault(ground, {}).setdefault(
                (act[0], replace(said, clause="")), {}
            )
            alike[act] = resting_on(ctx, act, ground, said.clause, called_by)
    groups = (
        Because(
            read_names("ground")[ground],
            sum(len(acts) for acts in alike.values()),
            tuple(_refusal(names, verbs[kind], acts, said) for (kind, said), acts in alike.items()),
        )
        for ground, alike in gathered.items()
    )
    return tuple(sorted(groups, key=lambda group: -group.count))


def _said(ctx: Context, names: Names, act: Act, answer: Answer) -> tuple[str, Said] | None:
    """Return the ground and the reason against an act; None where it can be begun and leads on."""
    if isinstance(answer, Refused):
        said = refusal_words(ctx, answer)
        duty = facts_in_words(ctx, answer.facts).get("duty", "")
        return answer.ground.value, _alike(said, (_label(names, act), duty))
    why = nothing_to_do(ctx, act)
    return (Ground.NOT_CALLED_FOR.value, Said(why)) if why else None


def _alike(said: Said, labels: Iterable[str]) -> Said:
    """Return a reason as it is said of other acts too: without what this one is about."""
    for label in filter(None, labels):
        if said.reason.endswith(f": {label}."):
            return replace(said, reason=f"{said.reason.removesuffix(f': {label}.')}.")
    return said


def _refusal(names: Names, verb: str, acts: Sources, said: Said) -> Refusal:
    """Return acts against which the same is said as one; as a list where their clauses differ."""
    first, *others = acts
    if others and len(set(acts.values())) > 1:
        things = tuple((_about(names, act), source) for act, source in acts.items())
        return Refusal(f"{verb or TELL} …", said.reason, "", said.instead, things)
    words = called(names, first, verb)
    if others:
        words = f"{verb}: {'; '.join(_about(names, act) for act in acts)}".removeprefix(": ")
    return Refusal(sentence_case(words), said.reason, acts[first], said.instead)


def called(names: Names, act: Act, verb: str) -> str:
    """Return what an act is called in a list: "Write: outcome of stage 1"."""
    about = _about(names, act)
    if not about:
        return verb
    if not verb:
        return sentence_case(about)
    joint = ": " if act[0] in _NAMED_AFTER_A_COLON else " "
    return f"{verb}{joint}{about}"


TELL = "Tell somebody"
"""What stands before things of which each is already named as an act: whom to tell of what."""

_NAMED_AFTER_A_COLON = frozenset(
    {
        "letter.sent",
        "decision.put",
        "task.done",
        "criteria.tested",
        "gate.decided",
        "point.answered",
        "document.sent",
        "document.withheld",
        "lateness.decided",
        "challenge.raised",
        "challenge.decided",
        "pack.made",
        "meeting.held",
        "meeting.offered",
        "meeting.declined",
        "meeting.cancelled",
    }
)


def _about(names: Names, act: Act) -> str:
    """Return what an act is about as it stands inside a sentence; empty where it is about nothing."""
    return within(_label(names, act))


def _label(names: Names, act: Act) -> str:
    kind, about = act
    section = ACTS[kind].section
    return names.label(section, about) if section and about else ""
