"""A few cases of two authorities, and everybody who might ask for them: who has a part, a tie, none."""

from dataclasses import dataclass

from reconvene.core.access.asking import Purpose, See, Sight
from reconvene.core.access.matter import Matter
from reconvene.core.access.reach import reach
from reconvene.core.record.event import payload
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load_whole
from reconvene.desk.reaching import viewer_of
from reconvene.people.models import Person
from tests.support.cast import person
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import noon

TODAY = day("Wed 30 Jul 2025")
LIVED = {
    "partnership": {"Wren": 0, "Ash": 2, "Yarrow": 9},
    "elsewhere": {"Sorrel": 1},
}
"""Steps of a life that the cases of each authority have behind them, by a word that names each."""


@dataclass(frozen=True)
class Known:
    """One case: whose it is, what it goes by, and a word that stands in it and nowhere else."""

    authority: str
    case_id: str
    reference: str
    word: str


@dataclass(frozen=True)
class ManyCases:
    """The cases there are, and the people, by a name that says which authority they are of."""

    cases: tuple[Known, ...]
    people: dict[str, Person]

    def there(self, who: Person, why: Purpose = Purpose.WORK) -> frozenset[str]:
        """Return the ids of the cases that are there for somebody, by the core's one question."""
        viewer, case = viewer_of(who, TODAY), See(Sight.CASE)
        return frozenset(
            one.case_id for one in self.cases if reach(viewer, self._matter(one), case, why)
        )

    def _matter(self, one: Known) -> Matter:
        """Return a case as it is, read by somebody who sees every case of its authority."""
        return load_whole(self.people[f"ben.{one.authority}"], one.case_id, TODAY).matter


def many_cases() -> ManyCases:
    """
    Return the cases of two authorities, at several ages.

    In one of them the reviewing manager is a friend of the family. Besides those who
    work on cases there is somebody without a post, and somebody who looks after who looks.
    """
    cases: list[Known] = []
    people: dict[str, Person] = {}
    for slug, lived in LIVED.items():
        desk = Desk.at(slug)
        for word, steps in lived.items():
            receipt = desk.open(name=f"Ewa {word}")
            desk.live(receipt.case_id, steps)
            cases.append(Known(slug, receipt.case_id, receipt.reference, word))
        at = desk.people["ben"].authority
        desk.people["idle"] = person(at, "Idle Ivor")
        desk.people["ines"] = person(at, "Ines Ortega", "information-governance")
        people |= {f"{name}.{slug}": one for name, one in desk.people.items()}
    _tie(people["ben.partnership"], people["rhys.partnership"], cases[2].case_id)
    return ManyCases(tuple(cases), people)


def _tie(ben: Person, rhys: Person, case_id: str) -> None:
    person = {"id": rhys.id, "name": rhys.name, "role": "reviewing-manager"}
    tie = payload("interest.declared", {"person": person, "tie": "friend", "reason": "So."})
    now = noon(TODAY)
    kept = record(ben, case_id, "interest.declared", tie, happened_on=TODAY, key="tie", now=now)
    assert isinstance(kept, Receipt), kept
