"""The last button of what somebody does on the pages, pressed while a machine is in trouble."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import timedelta

from tests.support.filling import day
from tests.support.offices import DAY, TOLD_OF, Office
from tests.support.served import Answer, Fields, Visitor
from tests.support.signing_in import moment

WORDS = "She rang twice on Tuesday and asked to be told in writing – “not at home”."


@dataclass(frozen=True)
class Button:
    """The last button of something that somebody does, and the words that were typed for it."""

    visitor: Visitor
    address: str
    fields: Fields
    words: str = ""
    adds: int = 1

    def press(self) -> Answer:
        return self.visitor.send(self.address, self.fields)


def an_act(here: Office, visitor: Visitor) -> Button:
    """Have the chair tell the complaints officer of a complaint, as far as its last button."""
    here.enter(visitor, "amina")
    return _read_back(visitor, TOLD_OF.format(here.reference), [("to", "Ben"), ("note", WORDS)])


def a_letter(here: Office, visitor: Visitor) -> Button:
    """Have the chair send a letter."""
    here.enter(visitor, "amina")
    typed = [("sender", f"{here.people['amina']}|conference-chair")]
    return _read_back(visitor, f"/case/{here.reference}/do/letter.sent/acknowledgement", typed)


def _read_back(visitor: Visitor, address: str, typed: Fields) -> Button:
    asked = visitor.visit(address)
    read_back = visitor.send(address, [*asked.hidden, *DAY, *typed])
    assert read_back.status == 200, read_back.title
    fields = [one for one in read_back.hidden if one[0] != "step"]
    words = next((said for name, said in typed if name in ("note", "reason")), "")
    return Button(visitor, address, [*fields, ("step", "confirm")], words)


def a_complaint(here: Office, visitor: Visitor) -> Button:
    """Have the complaints officer take down a complaint."""
    here.enter(visitor, "ben")
    address = here.draft(visitor, "Ewa Example")
    with_who_knows_of_it = 2
    return Button(visitor, address, visitor.visit(address).hidden, adds=with_who_knows_of_it)


def a_tie(here: Office, visitor: Visitor) -> Button:
    """Have the complaints officer say of somebody that they have no tie."""
    here.enter(visitor, "ben")
    typed = [("who", f"{here.people['lena']}|"), ("tie", "none"), ("reason", WORDS)]
    return _read_back(visitor, f"/case/{here.reference}/do/interest.declared/-", typed)


def a_hold(here: Office, visitor: Visitor) -> Button:
    """Have whoever looks after information keep the case from being erased."""
    here.enter(visitor, "iris")
    asked = visitor.visit("/holds/new")
    until = day("review_on", (moment() + timedelta(days=300)).date()).items()
    typed = [("reference", here.reference), ("kind", "court"), ("reason", WORDS), *until]
    return Button(visitor, "/holds/new", [*asked.hidden, *typed], WORDS)


Begun = Callable[[Office, Visitor], Button]
Trouble = Callable[[Office], AbstractContextManager[None]]


ELSEWHERE = "/"
"""Where what was recorded leads that may close its case to whoever recorded it; once, like all."""


def hold(here: Office, trouble: Trouble, begun: Begun = an_act) -> None:
    """Hold that in a trouble nothing is said to be saved, and after it everything is, once."""
    before, visitor = here.written(), Visitor(here.server.port)
    with closing(visitor.line):
        button = begun(here, visitor)
        with trouble(here):
            answers = [button.press() for _ in range(3)]
        for answer in answers:
            says_not_saved(answer, button)
        sent_again = visitor.send(button.address, answers[-1].hidden or button.fields)
        assert sent_again.status == 302, sent_again.title
        assert sent_again.to in {button.press().to, ELSEWHERE}
    assert here.written() == before + button.adds


def says_not_saved(answer: Answer, button: Button) -> None:
    """Hold that a page says so, has the words, and does not say that anything is recorded."""
    assert answer.status in {500, 503}, answer.title
    assert "Not saved. Your words are still here" in answer.said
    assert button.words in answer.said
    assert "ecorded" not in answer.said


BEGUN: tuple[Begun, ...] = (an_act, a_letter, a_complaint, a_tie, a_hold)
