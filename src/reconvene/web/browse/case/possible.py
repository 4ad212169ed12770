"""
What may be done in a case now, and what may not and why.

In: every act of the procedure with its answer. Out: links gathered by topic, and refusals in words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from reconvene.core.conduct.acts import ACTS
from reconvene.core.conduct.answer import Answer, Refused
from reconvene.core.conduct.context import Context
from reconvene.library.words.answers import refusal_words
from reconvene.web.browse.act_words import TOPICS, Act
from reconvene.web.browse.case.due import To
from reconvene.web.browse.names import Names, sentence_case, within
from reconvene.web.components.shown import Act as Link
from reconvene.web.components.shown import Refusal

Offers = Mapping[Act, Answer]


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading, and the acts under it that are open now."""

    heading: str
    acts: tuple[Link, ...]


def open_acts(offers: Offers) -> Collection[Act]:
    """Return the acts that may be begun now, in the order of the vocabulary."""
    return tuple(act for act, answer in offers.items() if answer)


def possible(offers: Offers, names: Names, to: To) -> tuple[Topic, ...]:
    """Return what can be recorded now by topic; a topic with nothing open is left out."""
    is_open = open_acts(offers)
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


def not_possible(ctx: Context, offers: Offers, names: Names) -> tuple[Refusal, ...]:
    """Return what cannot be done now, with the reason and the clause; alike ones of a kind as one."""
    verbs = {kind: verb for _, by_kind in TOPICS for kind, verb in by_kind.items()}
    refused = [(act, answer) for act, answer in offers.items() if isinstance(answer, Refused)]
    refused = [(act, answer) for act, answer in refused if act[0] in verbs]
    refusals = []
    for (kind, said), alike in groupby(
        refused, key=lambda one: (one[0][0], refusal_words(ctx, one[1]))
    ):
        acts = [act for act, _ in alike]
        called_all = [called(names, act, verbs[kind]) for act in acts]
        if len(acts) > 1:
            labels = [_about(names, act) for act in acts]
            called_all = [f"{verbs[kind]}: {'; '.join(labels)}".removeprefix(": ")]
        refusals.append(
            Refusal(sentence_case(called_all[0]), said.reason, said.clause, said.instead)
        )
    return tuple(refusals)


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
