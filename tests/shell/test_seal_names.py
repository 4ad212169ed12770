"""Names: found by every form that was agreed, exactly; and hard to guess without the index key."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from django.db import connection

from reconvene.worklist.finding import cases_named
from reconvene.worklist.keeping import keep
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import words_kept
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tags
from tests.support.audience import everybody
from tests.support.sealing import kept_rows
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db

AUTHORITY = "here"
PEOPLE = sized(250, 5000, "people, looked for by every word of their names")
SOUGHT = sized(40, 1000)
TOLD_APART = 0.8

# A hundred that are borne very often, a few hundred first names, and a great many that are rare.
COMMON = [f"{one}{two}" for one, two in product(
    "Smi Jon Tay Bro Wil Dav Eva Tho Rob Joh".split(), "th es lor wn son ies ms ley ton ard".split()
)]  # fmt: skip
FIRST = [f"{one}{two}" for one, two in product(
    "Ewa Kit Amy Ben Car Dev Fem Gai Ina Leo Mia Noa Ori Pia Rae".split(),
    " l n ra lia s an ie o na".split(" "),
)]  # fmt: skip
RARE = [f"{one}{two}{three}" for one, two, three in product(
    "Ab Be Co Du El Fa Gu Ha Il Ju".split(), "ber dor fin gal hur kel lin mor".split(),
    "ack bury combe dale by field ford ham ley more".split(),
)]  # fmt: skip
WRITTEN = "O’Néill O'Dowd Smith-Jones Zielińska Müller McAdam MacAdam St.John D’Arcy Nguyễn Çelik İnan".split()


@dataclass(frozen=True)
class Bearer:
    """Somebody in a case, and a child of theirs."""

    case_id: str
    names: tuple[str, str]


def bearers() -> list[Bearer]:
    chance = Random(5)  # noqa: S311  who bears which name
    often = [1 / rank**0.5 for rank in range(1, len(COMMON) + 1)]

    def surname() -> str:
        kind = chance.random()
        if kind < 0.23:
            return chance.choices(COMMON, often)[0]
        return chance.choice(WRITTEN if kind < 0.3 else RARE)

    def first() -> str:
        return chance.choices(FIRST, [1 / (rank + 8) for rank in range(len(FIRST))])[0]

    return [Bearer(f"c{n:05}", (f"{first()} {surname()}", first())) for n in range(PEOPLE)]


def rows(people: Iterable[Bearer]) -> Iterator[Row]:
    for number, one in enumerate(people):
        day = date(2025, 1, 1) + timedelta(days=number % 300)
        row = Row(one.case_id, AUTHORITY, f"R-{number}", one.names[0], "p/1", "case", sort_on=day)
        yield row
        to = "complaints-officer"
        yield Row(one.case_id, AUTHORITY, "", "", "", Shelf.OPEN.value, owner=to, sort_on=day)
        for word in words_kept(one.names):
            yield Row(one.case_id, AUTHORITY, "", "", "", Shelf.NAME.value, owner=word, sort_on=day)


@pytest.fixture
def people() -> list[Bearer]:
    found = bearers()
    with connection.cursor() as cursor:
        keep(cursor, kept_rows(cursor, rows(found)), is_new=True)
    return found


def plain(text: str) -> str:
    """Return a word without accents, marks and capitals: the agreed form, told another way."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in apart if unicodedata.category(one)[0] in "LN")


def bears(one: Bearer, sought: str) -> bool:
    words = {
        plain(part)
        for name in one.names
        for word in name.split()
        for part in (word, *word.replace(".", "-").split("-"))
    }
    return all(plain(word) in words for word in sought.split())


def found(sought: str) -> list[str]:
    """Return every case that is found by a name, page by page."""
    cases: list[str] = []
    after = None
    while True:
        page = cases_named(everybody(AUTHORITY), sought, after=after)
        cases += [row.case_id for row in page.rows]
        if page.next is None:
            return cases
        after = page.next


@pytest.mark.assures("CR-5", size=PEOPLE)
def test_whoever_is_looked_for_is_found_and_nobody_else(people: list[Bearer]) -> None:
    chance = Random(6)  # noqa: S311  who is looked for
    some = chance.sample(people, SOUGHT)
    typed = [name for one in some for name in (one.names[0], *one.names[0].upper().split())]
    written = [form for name in WRITTEN for form in (name, plain(name), name.lower())]
    nobody = ["Quetzalli", "Smit", "Ewa Quetzalli"]

    for sought in {*typed, *written, *nobody}:
        meant = [one.case_id for one in people if bears(one, sought)]
        assert sorted(found(sought)) == meant, sought
        assert bool(meant) == (sought not in nobody) or sought in written


def test_how_often_a_tag_occurs_tells_no_more_than_it_did(people: list[Bearer]) -> None:
    """
    It still tells something: a surname that many bear from one that hardly anybody does.

    docs/adr/0017 says how much, and what it would take to tell less.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, owner FROM worklist_row WHERE shelf = 'name'")
        lying = cursor.fetchall()
    often = Counter(tag for _, tag in lying)
    by_case = {one.case_id: set(words_kept(one.names)) for one in people}
    of_word = tags(AUTHORITY, {word for words in by_case.values() for word in words})

    def counts(surnames: Iterable[str]) -> list[int]:
        meant = {plain(name) for name in surnames}
        return [
            often[tag]
            for case_id, tag in lying
            if any(of_word[word] == tag for word in by_case[case_id] & meant)
        ]

    assert 0.5 < told_apart(counts(COMMON), counts(RARE)) < TOLD_APART


def told_apart(them: list[int], others: list[int]) -> float:
    """Return how often one of them counts more than one of the others; half is by chance."""
    less, score = 0, 0.0
    counted = Counter(others)
    for value, many in sorted(Counter(them).items()):
        less = sum(count for one, count in counted.items() if one < value)
        score += many * (less + counted[value] / 2)
    return score / (len(them) * len(others))


@pytest.mark.assures("CR-5")
def test_a_tag_is_no_use_without_the_index_key() -> None:
    words = [plain(name) for name in (*RARE, *COMMON)]
    ours = tags(AUTHORITY, words)
    elsewhere = tags("elsewhere", words)
    assert sum(ours[word] == elsewhere[word] for word in words) < len(words) / 100
    assert max(Counter(ours.values()).values()) < 10
