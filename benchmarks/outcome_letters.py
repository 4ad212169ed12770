"""An office that has many outcome letters to write, made ready so that only these are timed."""

from dataclasses import dataclass
from io import BytesIO

import msgspec
from pdfminer.high_level import extract_text

from reconvene.core.record.contact import ContactNoted
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.payload import Payload
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.desk.opening import receive_complaint
from reconvene.desk.sending import Lying, send
from reconvene.outbox.models import Sending
from reconvene.post.letter import Letter
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.pdf import compiler, typst_inputs
from reconvene.web.acts.letter_files import FORMS, made
from reconvene.web.acts.letter_page import sent
from tests.support.cast import SP_ROLES, partnership
from tests.support.days import day
from tests.support.sp_life import RECEIVED_ON, STEPS, Step, complaint, noon

LETTER = "stage-1-outcome"


def _writes_it(step: Step) -> bool:
    return step.kind == "letter.sent" and step.details["letter"] == LETTER


BEFORE = STEPS[: next(place for place, step in enumerate(STEPS) if _writes_it(step))]
ON = BEFORE[-1].happened_on


@dataclass(frozen=True)
class Waiting:
    """A case in which everything stands that its outcome letter has to say."""

    case_id: str
    family: str


@dataclass(frozen=True)
class Written:
    """A letter that lies in the outbox: its words, what is printed beside them, and it set in type."""

    case: Waiting
    letter: Letter
    pdf: bytes


class Office:
    """One authority's people, and the cases in which a letter is due."""

    def __init__(self) -> None:
        self.people = partnership()
        self.named = {
            key: Named(id=person.id, name=person.name, role=SP_ROLES[key][1])
            for key, person in self.people.items()
        }
        self.steps = [(step, step.data(self.named)) for step in BEFORE]

    def case(self, number: int) -> Waiting:
        """Take a complaint to the moment at which its stage 1 outcome is to be told, by email."""
        family = f"Ewa Zielińska-{number:05}"
        on = day(RECEIVED_ON)
        told = complaint(self.named["amina"], name=family)
        opened = receive_complaint(
            self.people["ben"], told, happened_on=on, key=f"{number}", now=noon(on)
        )
        assert isinstance(opened, Receipt), opened
        case = Waiting(opened.case_id, family)
        where = f"family-{number}@mail.example"
        safe = ContactNoted(
            who="complainant", way="email", where=where, safe="safe", known_by="She said so.",
            letters=True,
        )  # fmt: skip
        self._do(case, "ben", "contact.noted", safe, Step("ben", RECEIVED_ON, "contact.noted"))
        for step, data in self.steps:
            self._do(case, step.by, step.kind, _of(data, family), step)
        return case

    def _do(self, case: Waiting, by: str, kind: str, data: Payload, step: Step) -> int:
        key = f"{case.case_id}-{step.on}-{kind}-{step.details}"
        done = record(
            self.people[by], case.case_id, kind, data,
            happened_on=step.happened_on, key=key, now=step.now,
        )  # fmt: skip
        assert isinstance(done, Receipt), (kind, done)
        return done.number

    def write(self, case: Waiting) -> Written:
        """Write the letter of a case: proven, on the record, set in type, and in the outbox."""
        lena, ben, now = self.people["lena"], self.people["ben"], noon(ON)
        done = record(
            lena, case.case_id, "letter.sent", LetterSent(letter=LETTER, waits=True),
            happened_on=ON, key=f"{case.case_id}-{LETTER}", now=now,
        )  # fmt: skip
        assert isinstance(done, Receipt), done
        look = load(ben, case.case_id, ON)
        shown = sent(look, done.number)
        pdf = made(look.reference, shown, FORMS["pdf"])
        assert isinstance(send(ben, case.case_id, done.number, seen=0, now=now), Lying)
        return Written(case, shown.letter, pdf)

    def given(self, one: Written) -> dict[str, str]:
        """Return what the typesetter is given for a letter."""
        return typst_inputs(one.letter, paper_for(one.letter))

    def set_alone(self, given: dict[str, str]) -> bytes:
        """Have the typesetter do what it does for a letter, and nothing besides."""
        pdf = compiler().compile(format="pdf", pdf_standards=["a-2a", "ua-1"], sys_inputs=given)
        assert isinstance(pdf, bytes)
        return pdf

    def prove(self, written: list[Written], letters: int) -> None:
        """Make sure that all letters lie in the outbox, and that those given name their own family alone."""
        assert Sending.objects.count() == letters
        for one in written:
            words = extract_text(BytesIO(one.pdf))
            assert one.case.family in words
            assert words.count("Zielińska-") == words.count(one.case.family) > 0
            assert "stands" in words, "an outcome says that the conference's decision stands"


def _of(data: Payload, family: str) -> Payload:
    """Return a step's details with the name of this family, where the complainant is named."""
    plain = msgspec.to_builtins(data)
    for person in plain.get("present", ()):
        if person.get("role") == "complainant":
            person["name"] = family
    return msgspec.convert(plain, type(data))
