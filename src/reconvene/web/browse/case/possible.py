"""
What may be done in a case now, and what may not and why.

In: every act of the procedure with its answer. Out: links gathered by topic, and refusals in words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reconvene.core.conduct.acts import ACTS
from reconvene.core.conduct.answer import Answer, Ground, Refused
from reconvene.core.conduct.context import Context
from reconvene.library.words.answers import Said, refusal_words
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.act_words import TOPICS, Act
from reconvene.web.browse.case.due import To
from reconvene.web.browse.case.grounds import resting_on
from reconvene.web.browse.case.nothing_to_do import nothing_to_do
from reconvene.web.browse.names import Names, sentence_case, within
from reconvene.web.components.shown import Act as Link
from reconvene.web.components.shown import Refusal

Offers = Mapping[Act, Answer]


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
    gathered: dict[str, dict[tuple[str, Said], list[Act]]] = {}
    for act, answer in offers.items():
        found = _said(ctx, act, answer)
        if found is not None and act[0] in verbs:
            ground, said = found
            gathered.setdefault(ground, {}).setdefault((act[0], said), []).append(act)
    groups = (
        Because(
            read_names("ground")[ground],
            sum(len(acts) for acts in alike.values()),
            tuple(
                _refusal(ctx, names, verbs[kind], ground, acts, said)
                for (kind, said), acts in alike.items()
            ),
        )
        for ground, alike in gathered.items()
    )
    return tuple(sorted(groups, key=lambda group: -group.count))


def _said(ctx: Context, act: Act, answer: Answer) -> tuple[str, Said] | None:
    """Return the ground and the reason against an act; None where it can be begun and leads on."""
    if isinstance(answer, Refused):
        return answer.ground.value, refusal_words(ctx, answer)
    why = nothing_to_do(ctx, act)
    return (Ground.NOT_CALLED_FOR.value, Said(why)) if why else None


def _refusal(  # noqa: PLR0917 - a line and all that it is made of
    ctx: Context, names: Names, verb: str, ground: str, acts: list[Act], said: Said
) -> Refusal:
    words = called(names, acts[0], verb)
    if len(acts) > 1:
        words = f"{verb}: {'; '.join(_about(names, act) for act in acts)}".removeprefix(": ")
    clause = resting_on(ctx, acts[0], ground, said.clause)
    return Refusal(sentence_case(words), said.reason, clause, said.instead)


def called(names: Names, act: Act, verb: str) -> str:
    """Return what an act is called in a list: "Write: outcome of stage 1"."""
    about = _about(names, act)
    if not about:
        return verb
    if not verb:
        return sentence_case(about)
    joint = ": " if act[0] in _NAMED_AFTER_A_COLON else " "
    return f"{verb}{joint}{about}"


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
        "meeting.held",
        "meeting.offered",
        "meeting.declined",
        "meeting.cancelled",
    }
)


def _about(names: Names, act: Act) -> str:
    """Return what an act is about as it stands inside a sentence; empty where it is about nothing."""
    kind, about = act
    section = ACTS[kind].section
    return within(names.label(section, about)) if section and about else ""
