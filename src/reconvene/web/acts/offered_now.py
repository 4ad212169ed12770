"""
What can be done now about one panel or one meeting, and what cannot and why.

In: the case as somebody meets it, what it is about, and acts with their words. Out: links and reasons.
"""

from collections.abc import Iterable

from reconvene.core.conduct.answer import Refused
from reconvene.desk.look import Look
from reconvene.library.words.answers import refusal_words
from reconvene.web.browse.case.nothing_to_do import nothing_to_do
from reconvene.web.browse.links import act_link
from reconvene.web.components.shown import Act


def offered_now(
    look: Look, about: str, kinds: Iterable[tuple[str, str]]
) -> tuple[tuple[Act, ...], tuple[tuple[str, str], ...]]:
    """Return the acts that are open, and the words of each other with why it is not."""
    acts, not_now = [], []
    for kind, words in kinds:
        answer = look.may(kind, about)
        why = nothing_to_do(look.context, (kind, about))
        if isinstance(answer, Refused):
            not_now.append((words, refusal_words(look.context, answer).reason))
        elif why:
            not_now.append((words, why))
        else:
            acts.append(Act(words, act_link(look.reference, kind, about)))
    return tuple(acts), tuple(not_now)
