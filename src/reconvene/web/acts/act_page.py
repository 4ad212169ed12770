"""
An act's page at each of its moments: asked, refused, read back, and done.

In: the case as somebody meets it, the act, and what the desk said. Out: what a template lays out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from reconvene.core.conduct.acts import subjects
from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.context import Context
from reconvene.core.conduct.decide import may
from reconvene.core.record.event import Event
from reconvene.desk.look import Look
from reconvene.library.words.answers import refusal_words
from reconvene.library.words.naming import label_of, point_name
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_pages import ACT_PAGES
from reconvene.web.acts.handed_over import BUTTON, LEAD, hand_over_to
from reconvene.web.browse.case.grounds import EVERYWHERE, calling, resting_on
from reconvene.web.browse.case.heading import stands
from reconvene.web.browse.case.who import safe_contact
from reconvene.web.browse.links import act_link, case_link
from reconvene.web.browse.names import within
from reconvene.web.browse.withheld import who_else
from reconvene.web.components.shown import Act, Refusal

CORRECTION = "entry.corrected"

REACHES_FAMILY = frozenset(
    {
        "complaint.confirmed",
        "assistance.given",
        "advocate.offered",
        "letter.sent",
        "notice.given",
        "document.sent",
        "task.done",
        "meeting.offered",
        "meeting.declined",
        "meeting.cancelled",
        "meeting.held",
        "sitting.booked",
        "conference.arranged",
    }
)
"""Acts for which somebody speaks, writes or sends to the family: how safely, heads their pages."""


NOT_THEIR_ANSWER = (
    "You are complained of here. While it is with you, you put right what you recorded yourself in "
    "answer to the complaint; the complaint, and what others recorded, you do not."
)


@dataclass(frozen=True, slots=True)
class Heading:
    """
    What stands at the head of an act's page: whose case it is, and what is being done.

    `hand_over_to` is who must send a letter for somebody who is not shown how to do so safely.
    """

    title: str
    which: str
    button: str
    lead: str
    family: str
    reference: str
    back: str
    stands: str
    safe_contact: str = ""
    hand_over_to: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing an act can be about: a link where it is open, else why it is not."""

    words: str
    href: str = ""
    why_not: str = ""


def heading(look: Look, kind: str, about: str | None) -> Heading:
    """Return the head of an act's page."""
    page, case = ACT_PAGES[kind], look.case
    received = case.received
    label = (about or "") if kind == CORRECTION else label_of(look.context, about or "")
    other = hand_over_to(look) if kind == "letter.sent" else ""
    return Heading(
        title=_titled(page.title, label) or page.which,
        which=page.which or _titled(page.title, ""),
        button=BUTTON if other else page.button,
        lead=LEAD.format(other=other) if other else page.lead,
        family=received.complainant.name if received else "",
        reference=look.reference,
        back=case_link(look.reference),
        stands=stands(case),
        safe_contact=safe_contact(look.context) if kind in REACHES_FAMILY else "",
        hand_over_to=other,
    )


def title_of(ctx: Context, kind: str, about: str | None) -> str:
    """Return what an act is called, with what it is about; a letter is written."""
    title = _titled(ACT_PAGES[kind].title, label_of(ctx, about or ""))
    return f"Write the letter: {title}" if kind == "letter.sent" else title


def _titled(title: str, about: str) -> str:
    """Return a title with what it is about, or without, where it is about nothing yet."""
    return title.format(about=about).strip().removesuffix(":")


def refusal_shown(ctx: Context, kind: str, refused: Refused, about: str | None = None) -> Refusal:
    """Return why an act may not be done, as the refusal panel takes it."""
    said = refusal_words(ctx, refused)
    called_by = calling(ctx.definition)
    clause = resting_on(ctx, (kind, about), refused.ground.value, said.clause, called_by)
    return Refusal(
        "This cannot be recorded now",
        said.reason,
        f"{clause}." if clause == EVERYWHERE else Markup("It rests on {}.").format(within(clause)),
        said.instead,
    )


def not_theirs_shown(look: Look, entry: int) -> Refusal | None:
    """Return why an entry is not for somebody to put right, and who can; None where it is."""
    refused = look.correction_refusal(entry)
    if refused is None:
        return None
    shown = refusal_shown(look.context, CORRECTION, refused)
    if not look.is_answering:
        return shown
    who = f"Tell {who_else(look)} what is wrong: they can put it right."
    return replace(shown, reason=NOT_THEIR_ANSWER, instead=(who,))


def lacking_shown(words: str) -> Refusal:
    """Return that there is nothing to choose from, as the refusal panel takes it."""
    return Refusal("This cannot be done now", words)


def conflict_shown(reference: str) -> Refusal:
    """Return that this very form was sent before with other answers."""
    return Refusal(
        "This was not recorded a second time",
        "This form was sent before, with other answers, and those are on the record.",
        instead=(
            f"Look at the record of {reference}, and begin this act anew if it is still to be done.",
        ),
    )


def choices(look: Look, kind: str) -> tuple[Choice, ...]:
    """Return everything an act of this kind can be about, the open ones first."""
    ctx = look.context
    if kind == CORRECTION:
        return tuple(
            _entry_choice(look, event) for event in reversed(ctx.events) if event.kind != CORRECTION
        )
    found = []
    for about in subjects(ctx, kind):
        answer = may(ctx, kind, about)
        label = label_of(ctx, about or "")
        if isinstance(answer, Refused):
            found.append(Choice(label, why_not=refusal_words(ctx, answer).reason))
        else:
            found.append(Choice(label, _to(look, kind, about)))
    return tuple(sorted(found, key=lambda one: not one.href))


def _entry_choice(look: Look, event: Event) -> Choice:
    words = f"Entry {event.number}: {_entry_words(look.context, event)}"
    refusal = not_theirs_shown(look, event.number)
    if refusal:
        return Choice(words, why_not=refusal.reason)
    return Choice(words, _to(look, CORRECTION, str(event.number)))


def _entry_words(ctx: Context, event: Event) -> str:
    point = getattr(event.data, "point", "")
    named = f", {point_name(ctx.case, point)}" if isinstance(point, str) and point else ""
    about = event.data.about
    label = f", {label_of(ctx, str(getattr(event.data, about)))}" if about else ""
    return f"{read_names('kind')[event.kind]}{label}{named}"


def _to(look: Look, kind: str, about: str | None) -> str:
    return act_link(look.reference, kind, about)


# What meets a need of a letter: the act, and where the need names it, what the act is about.
SUPPLIES: Mapping[str, tuple[str, bool]] = {
    "points": ("point.added", False),
    "answer": ("point.answered", False),
    "meeting-date": ("meeting.offered", True),
    "meeting-gone": ("meeting.offered", True),
    "meeting-held": ("meeting.held", True),
    "referral": ("point.referred", False),
    "criteria": ("criteria.tested", False),
    "gate-decision": ("gate.decided", False),
    "panel-decision": ("decision.put", False),
    "adjournment": ("decision.put", False),
    "result": ("result.recorded", False),
    "lateness-decision": ("lateness.decided", False),
    "standing-decision": ("standing.decided", False),
    "conference-date": ("conference.arranged", False),
    "conference-gone": ("conference.arranged", False),
    "last-day": ("date.noted", False),
}


def supplied_by(look: Look, needs: str, stage: str | None) -> Act | None:
    """Return the act that supplies what a letter lacks; None where no act does."""
    code, _, rest = needs.partition(":")
    known = SUPPLIES.get(code)
    if known is None:
        return None
    kind, is_named = known
    about = rest if is_named else stage if kind == "point.answered" else None
    return led_to(look, kind, about)


def led_to(look: Look, kind: str, about: str | None) -> Act:
    """Return an act as a page leads to it from another."""
    return Act(title_of(look.context, kind, about), act_link(look.reference, kind, about))
