"""
A correction that is sent after its entry was put right by another: what becomes of its words.

In: a case as it is now, the form as it would be asked now, and what was sent. Out: nothing where the
page its sender had says what a new one would; else the form to go on with, filled with all they
changed, and what of that has no box in it any more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.http import QueryDict

from reconvene.core.record.after import EntryCorrected
from reconvene.desk.foreseen import as_it_was
from reconvene.desk.look import Look
from reconvene.web.acts.act_form import plain_words
from reconvene.web.acts.forms.correcting import RIGHT, EntryCorrectedForm
from reconvene.web.acts.meanwhile import entry_number
from reconvene.web.browse.unsaved_words import Line, label
from reconvene.web.browse.withheld import is_of_contact, who_knows
from reconvene.web.components.day_field import BOXES, DayField, DayInput, Typed, boxes
from reconvene.web.components.shown import Refusal

Said = str | Typed  # what stands in a box, or in the three of a day

GO_ON = "What you changed stands in the form below; all else there is what the entry says now. Read it and continue."
GIVE_ON = (
    "What stands under “What you sent” has no box here for you any more, and nobody was told of it. "
    "Give it to the {other} yourself."
)
NOTE_DOWN = (
    "What stands under “What you sent” has no box here any more: the entry says nothing there now. "
    "Note it down before you go on."
)


NO_BOX = "Some of what you sent is not, or no longer, for you to put right here."


class Overtaken(NamedTuple):
    """The form to go on with, why nothing is recorded, and what has no box in the form any more."""

    form: EntryCorrectedForm
    refusal: Refusal
    left: tuple[Line, ...]


def overtaken(look: Look, now: EntryCorrectedForm, sent: QueryDict) -> Overtaken | None:
    """Return what becomes of a correction that was sent too late; None where it was not."""
    before = _as_it_was(look, now, sent)
    stood, stands = _as_asked(before), _as_asked(now)
    changed = {name: said for name, said in _said(before, sent) if said != stood.get(name, "")}
    left = tuple(
        Line(_label(before, name), _lines(said))
        for name, said in changed.items()
        if name not in stands and not (look.is_answering and is_of_contact(now.entry.kind, name))
    )
    if stood == stands and not left:
        return None
    kept = {
        name: field.widget.value_from_datadict(sent, {}, name)
        for name, field in now.fields.items()
        if name != "seen" and (name in changed or not name.startswith(RIGHT))
    }
    key = plain_words(sent.get("key")) or now.initial["key"]
    form = EntryCorrectedForm(None, at=now.at, about=now.about, given={**kept, "key": key})
    return Overtaken(form, _refusal(look, before, now, is_left=bool(left)), left)


def _refusal(
    look: Look, before: EntryCorrectedForm, now: EntryCorrectedForm, *, is_left: bool
) -> Refusal:
    is_since = before is not now
    found = f"Entry {now.about} was put right after you opened this page." if is_since else NO_BOX
    lost = NOTE_DOWN if look.sees_contact else GIVE_ON.format(other=who_knows(look))
    return Refusal(
        "This is not recorded yet",
        found,
        instead=(lost, GO_ON) if is_left else (GO_ON,),
    )


def _as_it_was(look: Look, now: EntryCorrectedForm, sent: QueryDict) -> EntryCorrectedForm:
    """Return the form as its sender had it before them; as it is now where nothing came since."""
    newest = entry_number(plain_words(sent.get("seen")))
    is_since = any(
        isinstance(one.data, EntryCorrected) and str(one.data.entry) == now.about
        for one in look.whole.events[newest or len(look.whole.events) :]
    )
    if not is_since:
        return now
    at = replace(now.at, context=as_it_was(look, newest or 0).context)
    before = EntryCorrectedForm(None, at=at, about=now.about)
    return now if before.lacking() else before


def _as_asked(form: EntryCorrectedForm) -> Mapping[str, Said]:
    """Return what stands in the boxes of what can be put right, before anything is changed."""
    return {
        name: boxes(field.initial) if isinstance(field, DayField) else plain_words(field.initial)
        for name, field in form.fields.items()
        if name.startswith(RIGHT)
    }


def _said(before: EntryCorrectedForm, sent: QueryDict) -> Iterator[tuple[str, Said]]:
    """Yield everything that was sent to be put right, whether or not it was asked for."""
    names = (_question(name) for name in sent if name.startswith(RIGHT))
    for name in dict.fromkeys(names):
        field = before.fields.get(name)
        if isinstance(field, DayField):
            yield name, DayInput().value_from_datadict(sent, {}, name)
        else:
            yield name, plain_words(sent.get(name))


def _question(name: str) -> str:
    question, _, box = name.rpartition("-")
    return question if box in BOXES else name


def _label(before: EntryCorrectedForm, name: str) -> str:
    asked = before.fields.get(name)
    return str(asked.label) if asked else label(name)


def _lines(said: Said) -> tuple[str, ...]:
    words = said if isinstance(said, str) else " ".join(said)
    return tuple(filter(str.strip, words.splitlines())) or ("Left empty",)
