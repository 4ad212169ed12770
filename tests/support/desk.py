"""The standing cast at the desk: a case opened, and taken as far as a test wants it."""

from dataclasses import dataclass, field

from reconvene.core.conduct.answer import Refused
from reconvene.core.record.payload import Person as Named
from reconvene.desk.act import record
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.opening import Draw, receive_complaint
from reconvene.people.models import Person
from tests.support.cast import SP_ROLES, partnership
from tests.support.days import day
from tests.support.references import drawing
from tests.support.sp_life import RECEIVED_ON, STEPS, Step, complaint, noon


@dataclass
class Desk:
    """
    People of one authority, and the acts they do; each act has a key of its own, and what its cases
    are called is drawn the same each time.
    """

    people: dict[str, Person]
    draw: Draw = field(default_factory=drawing)
    acts: int = field(default=0)

    @classmethod
    def at(cls, slug: str = "partnership") -> "Desk":
        return cls(partnership(slug), drawing(slug))

    @property
    def named(self) -> dict[str, Named]:
        return {
            key: Named(id=person.id, name=person.name, role=SP_ROLES[key][1])
            for key, person in self.people.items()
            if key in SP_ROLES
        }

    def open(self, *, key: str = "", name: str = "Ewa Zielińska") -> Receipt:
        """Return the receipt of a complaint that Ben takes."""
        self.acts += 1
        on = day(RECEIVED_ON)
        receipt = receive_complaint(
            self.people["ben"],
            complaint(self.named["amina"], name=name),
            happened_on=on,
            key=key or f"act-{self.acts}",
            now=noon(on),
            draw=self.draw,
        )
        assert isinstance(receipt, Receipt), receipt
        return receipt

    def act(self, case_id: str, step: Step, *, key: str = "") -> Receipt | Refused | Conflict:
        self.acts += 1
        return record(
            self.people[step.by],
            case_id,
            step.kind,
            step.data(self.named),
            happened_on=step.happened_on,
            key=key or f"act-{self.acts}",
            now=step.now,
        )

    def live(self, case_id: str, steps: int = len(STEPS)) -> None:
        """Take an open case through so many steps of its life."""
        for step in STEPS[:steps]:
            answer = self.act(case_id, step)
            assert isinstance(answer, Receipt), (step, answer)
