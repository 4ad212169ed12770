"""Names: found by every form that was agreed, exactly; and hard to guess without the index key."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random
from unittest.mock import Mock

import pytest
from django.db import connection

from reconvene.worklist import sealed_names
from reconvene.worklist.finding import cases_named
from reconvene.worklist.keeping import keep
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import words_kept, words_sought
from reconvene.worklist.rows import Row
from reconvene.worklist.sealed_names import tag_in, tags_of
from tests.support.audience import everybody
from tests.support.sealing import kept_rows
from tests.support.sizes import sized
from tests.support.tree import ROOT

pytestmark = pytest.mark.django_db

AUTHORITY = "here"
PEOPLE = sized(250, 5000, "people, looked for by every word of their names")
SOUGHT = sized(40, 1000)
TOLD_APART = 0.55
MEASURED = 5000

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


_PAGE = (ROOT / "docs/explanation/names.md").read_text(encoding="utf-8")
AGREED = [
    (name, found.split("; "), not_found.split("; "))
    for name, found, not_found in (
        line.strip("| ").split(" | ") for line in _PAGE.splitlines() if line.startswith("| ")
    )
    if name != "On the record"
]


@dataclass(frozen=True)
class Bearer:
    """Somebody in a case, and a child of theirs."""

    case_id: str
    names: tuple[str, str]


def bearers(many: int) -> list[Bearer]:
    chance = Random(5)  # noqa: S311  who bears which name
    often = [1 / rank**0.5 for rank in range(1, len(COMMON) + 1)]

    def surname() -> str:
        kind = chance.random()
        if kind < 0.23:
            return chance.choices(COMMON, often)[0]
        return chance.choice(WRITTEN if kind < 0.3 else RARE)

    def first() -> str:
        return chance.choices(FIRST, [1 / (rank + 8) for rank in range(len(FIRST))])[0]

    return [Bearer(f"c{n:05}", (f"{first()} {surname()}", first())) for n in range(many)]


def rows(people: Iterable[Bearer]) -> Iterator[Row]:
    for number, one in enumerate(people):
        day = date(2025, 1, 1) + timedelta(days=number % 300)
        row = Row(one.case_id, AUTHORITY, f"R-{number}", one.names[0], "p/1", "case", sort_on=day)
        yield row
        to = "complaints-officer"
        yield Row(one.case_id, AUTHORITY, "", "", "", Shelf.OPEN.value, owner=to, sort_on=day)
        for word in words_kept(one.names):
            yield Row(one.case_id, AUTHORITY, "", "", "", Shelf.NAME.value, owner=word, sort_on=day)


def put_down(people: Iterable[Bearer]) -> None:
    with connection.cursor() as cursor:
        keep(cursor, kept_rows(cursor, rows(people)), is_new=True)


@pytest.fixture
def people() -> list[Bearer]:
    found = bearers(PEOPLE)
    put_down(found)
    return found


def plain(text: str) -> str:
    """Return a word without accents, marks and capitals: the agreed form, told another way."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(one for one in apart if unicodedata.category(one)[0] in "LN")
    return letters.replace("mac", "mc", 1) if letters[:3] == "mac" else letters


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


@pytest.mark.assures("CR-5")
@pytest.mark.parametrize(("name", "typed", "not_typed"), AGREED, ids=[one[0] for one in AGREED])
def test_a_name_is_found_by_every_agreed_form_and_by_no_other(
    name: str, typed: list[str], not_typed: list[str]
) -> None:
    put_down([Bearer("this", (name, "Kit"))])

    assert [form for form in (name, *typed) if found(form) != ["this"]] == []
    assert [form for form in not_typed if found(form)] == []


def test_the_agreed_forms_are_of_every_sort() -> None:
    names = " ".join(name for name, _, _ in AGREED)
    assert all(mark in names for mark in ("’", "'", "-", ".", "ł", "ø", "ß", "đ", "Mc", "formerly"))


@pytest.mark.assures("CR-5")
def test_how_often_a_tag_occurs_tells_a_common_name_from_a_rare_one_no_better_than_chance() -> None:
    """Who has the database and not the key guesses from how often each tag occurs."""
    people = bearers(MEASURED)

    assert 0.45 < guessed(people) < TOLD_APART


def test_a_word_with_one_tag_would_be_told_by_how_often_it_occurs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sealed_names, "SPREAD", 1)
    people = bearers(MEASURED // 4)

    assert guessed(people) > TOLD_APART


def guessed(people: Iterable[Bearer]) -> float:
    """Return how often a row of a common surname has a commoner tag than one of a rare surname."""
    kept = kept_rows(Mock(), rows(people))
    often = Counter(row.owner for row in kept if row.shelf == Shelf.NAME)
    borne = {one.case_id: set(words_kept(one.names)) for one in people}

    def counts(surnames: Iterable[str]) -> list[int]:
        meant = {plain(name) for name in surnames}
        return [
            often[tag_in(AUTHORITY, case_id, word)]
            for case_id, words in borne.items()
            for word in words & meant
        ]

    return told_apart(counts(COMMON), counts(RARE))


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
    ours = {word: tag_in(AUTHORITY, "case", word) for word in words}
    elsewhere = {word: tag_in("elsewhere", "case", word) for word in words}

    assert sum(ours[word] == elsewhere[word] for word in words) < len(words) / 100
    assert max(Counter(ours.values()).values()) < 10


def test_a_search_asks_for_whatever_tag_a_case_may_take() -> None:
    asked = tags_of(AUTHORITY, ["smith"])
    taken = {tag_in(AUTHORITY, f"case{number}", "smith") for number in range(5000)}

    assert taken == set(asked)
    assert len(asked) > sealed_names.SPREAD * 0.98


def test_what_is_not_a_name_is_not_looked_for() -> None:
    assert words_sought(" – . ") == ()
    assert words_kept([" – "]) == ()
