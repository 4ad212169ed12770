"""What chance may change in a module, what comes of that, and where it is told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assurance.last_run import LastRun, Mutated, Score, in_percent
from assurance.mutations.counting import add
from assurance.mutations.making import Mutation, drawn
from assurance.mutations.running import Bench, Verdict
from assurance.mutations.subjects import Harmless, Subject, read_harmless, read_subjects
from assurance.page import page
from tests.support.tree import ROOT

TESTED = '''\
"""Whether somebody is of age."""

from typing import TypeAlias

Age: TypeAlias = int
{body}
'''


def changes(body: str) -> set[str]:
    """Return what may be put in place of a line, over all mutations of a module."""
    return {one.put for one in drawn({"m.py": TESTED.format(body=body)}, None, 1)}


@pytest.mark.parametrize(
    ("body", "put"),
    [
        ("a = b and c", "a = b"),
        ("a = b and c", "a = c"),
        ("a = b and c", "a = b or c"),
        ("a = b < c", "a = b <= c"),
        ("a = 18", "a = 19"),
        ("a = {1: 2, 3: 4}", "a = {3: 4,}"),
        ("a = [each for each in b if each]", "a = [each for each in b]"),
        ("if a or b: c()", "if not (a or b): c()"),
        ("a = 'word'", "a = 'XXwordXX'"),
    ],
)
def test_a_place_is_changed_into(body: str, put: str) -> None:
    assert put in changes(body)


@pytest.mark.parametrize(
    "body",
    [
        "import words",
        "__all__ = ['one', 'two']",
        "Other: TypeAlias = int | str",
        "if TYPE_CHECKING: a = 1",
        "def same(a: int) -> str: pass",
        "@cached\ndef same() -> None: pass",
        "'What people read.'",
        "class Same:\n    'What people read.'",
    ],
)
def test_what_no_program_does_anything_with_stays(body: str) -> None:
    assert changes(body) == set()


def test_a_sentence_for_people_stays_as_it_is() -> None:
    assert changes("say('No such case.')") == {"say(None)"}


MODULE = {"of_age.py": TESTED.format(body="def is_of_age(years: int) -> bool: return years >= 18")}


def test_a_seed_draws_the_same_again_and_each_once() -> None:
    every = list(drawn(MODULE, None, 7))

    assert list(drawn(MODULE, None, 7)) == every
    assert len({one.text for one in every}) == len(every) > 1
    assert list(drawn(MODULE, 1, 7)) == every[:1]
    assert {str(one) for one in drawn(MODULE, None, 8)} == {str(one) for one in every}


def test_a_mutation_says_where_it_is_and_what_it_puts() -> None:
    (one,) = (one for one in drawn(MODULE, None, 1) if "19" in one.put)

    assert (one.file, one.line) == ("of_age.py", 6)
    assert str(one) == (
        "of_age.py:6\n"
        "    - def is_of_age(years: int) -> bool: return years >= 18\n"
        "    + def is_of_age(years: int) -> bool: return years >= 19"
    )


@pytest.fixture
def small(tmp_path: Path) -> Bench:
    """Return a tree of one module whose one test asks about forty and ten."""
    (tmp_path / "of_age.py").write_text("is_of_age = lambda years: years >= 18\n", "utf-8")
    (tmp_path / "test_of_age.py").write_text(
        "from of_age import is_of_age\n\n"
        "def test_it(): assert is_of_age(40) and not is_of_age(10)\n",
        "utf-8",
    )
    subject = Subject(modules=("of_age.py",), tests=("test_of_age.py",))
    return Bench(tmp_path, subject, {"sqlite": 60.0})


@pytest.mark.assures("SU-4")
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("is_of_age = lambda years: years < 18", Verdict.NOTICED),
        ("is_of_age = lambda years: years > 18", Verdict.UNNOTICED),
        ("is_of_age = nobody", Verdict.NOT_RUN),
    ],
)
def test_of_a_mutation_comes(small: Bench, text: str, verdict: Verdict) -> None:
    path = small.tree / "of_age.py"
    before, at = path.read_text("utf-8"), path.stat().st_mtime_ns

    assert small.verdict(mutation(text=text)) is verdict
    assert (path.read_text("utf-8"), path.stat().st_mtime_ns) == (before, at)


def test_where_tests_never_end_that_is_noticed(small: Bench) -> None:
    sleeps = "import time\ndef is_of_age(years): time.sleep(600)"

    assert replace(small, seconds={"sqlite": 1.5}).verdict(mutation(sleeps)) is Verdict.ENDLESS


def mutation(text: str = "") -> Mutation:
    return Mutation(file="of_age.py", line=1, find="years >= 18", put="years > 18", text=text)


def test_only_what_could_have_been_noticed_counts() -> None:
    score = Score()
    for verdict in (*Verdict, Verdict.NOTICED):
        add(score, mutation(), verdict)

    assert (score.noticed, score.counted, score.harmless, score.not_run) == (3, 4, 1, 1)
    assert score.unnoticed == (str(mutation()),)
    assert in_percent([score, Score(noticed=4)]) == 87
    assert in_percent([Score()]) is None


@pytest.mark.parametrize("other", ["file", "find", "put"])
def test_harmless_is_that_change_of_those_lines_in_that_file_alone(other: str) -> None:
    known = Harmless(file="of_age.py", find="years >= 18", put="years > 18", because="So.")

    assert known.is_it(mutation())
    assert not known.model_copy(update={other: "another"}).is_it(mutation())


def run(noticed: int) -> LastRun:
    score = Score(noticed=noticed, unnoticed=("of_age.py:1",), harmless=2)
    found = Mutated(on="2025-11-21", seed=7, modules={"src/of_age.py": score})
    return LastRun(on="2025-11-20", is_full=True, mutations={"Ages": found})


def test_the_page_says_how_much_was_noticed_of_what_chance_changed() -> None:
    nothing: dict[str, dict[str, Any]] = {"assures": {}, "sizes": {}}

    text = page(nothing, run(noticed=8))

    assert "|  | of_age.py | 8 of 9 | 2 | 0 | 88 |  |" in text
    assert "| **Ages** | all | 8 of 9 | 2 | 0 | 88 | 2025-11-21, seed 7 |" in text


def test_eighty_five_in_a_hundred_are_enough() -> None:
    assert run(noticed=6).notices_enough
    assert not run(noticed=5).notices_enough


def test_every_subject_has_modules_and_tests() -> None:
    for name, subject in read_subjects().items():
        assert all(list(ROOT.glob(one)) for one in subject.modules), name
        assert all((ROOT / one).exists() for one in subject.tests), name


def test_what_is_said_to_be_harmless_is_about_the_code_as_it_is() -> None:
    def lines(text: str) -> str:
        return "\n".join(line.strip() for line in text.splitlines())

    for one in read_harmless():
        assert lines(one.find) in lines((ROOT / one.file).read_text("utf-8")), one.find
