"""
What can be done next towards what is owed: never an act that would be refused.

In: a case as somebody meets it. Out: the acts that are open now, soonest owed first; where a letter
cannot go yet, the act that supplies what it lacks.
"""

from collections.abc import Iterator
from datetime import date

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.duties.owed import Duty
from reconvene.desk.look import Look
from reconvene.people.models import Person
from reconvene.web.acts.act_page import title_of
from reconvene.web.acts.forms.letters import LetterSentForm
from reconvene.web.acts.letter_page import letter_beside
from reconvene.web.acts.situation import situation
from reconvene.web.browse.act_words import acts_meeting
from reconvene.web.browse.case.papers import waiting_letters
from reconvene.web.browse.links import act_link
from reconvene.web.components.shown import Act

SHOWN = 2
UNFINISHED = (Ground.LETTER_INCOMPLETE, Ground.POINT_UNANSWERED)
"""Why a letter is refused where another act can supply what it lacks."""


def next_steps(look: Look, person: Person) -> tuple[Act, ...]:
    """Return the first acts that are open now and bring nearest what is owed soonest."""
    found: dict[str, Act] = {}
    for duty in sorted((one for one in look.context.duties if one.is_open), key=_soonest):
        step = next(_towards(look, person, duty), None)
        if step is not None:
            found.setdefault(step.href, step)
    return tuple(found.values())[:SHOWN]


def _soonest(duty: Duty) -> tuple[date, date]:
    return duty.last_on or duty.target_on or date.max, duty.arose.on


def _towards(look: Look, person: Person, duty: Duty) -> Iterator[Act]:
    """
    Yield the open acts that meet a duty, or supply what a letter that meets it lacks.

    What is written and still to go is not written again.
    """
    written = waiting_letters(look).values()
    for kind, about in acts_meeting(look.definition, duty.rule.id):
        if kind == "letter.sent" and about in written:
            continue
        answer = look.may(kind, about)
        if not isinstance(answer, Refused):
            words, owed = title_of(look.context, kind, about), duty.rule.label
            yield Act(words, act_link(look.reference, kind, about), owed if owed != words else "")
        elif kind == "letter.sent" and about and answer.ground in UNFINISHED:
            yield from _supplying(look, person, about)


def _supplying(look: Look, person: Person, letter: str) -> Iterator[Act]:
    form = LetterSentForm(None, at=situation(look, person, None), about=letter, key="", given={})
    beside = letter_beside(look, form)
    for lack in beside.lacks if beside else ():
        if lack.act is not None:
            yield Act(lack.act.words, lack.act.href, f"the letter lacks {lack.words}")
