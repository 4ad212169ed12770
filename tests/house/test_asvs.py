"""The answers to the verification standard: each requirement has one, and it names files that are there."""

from pathlib import Path

import msgspec
import pytest
from ruamel.yaml.constructor import DuplicateKeyError

from tools.asvs import STANDINGS, Answer, page, problems, read_answers, read_levels

LEVELS = {"V1.1.1": 2}
SHOWN = Answer(level=2, asks="something", tests=["tests/house/test_asvs.py"])


def test_every_requirement_has_one_answer_that_is_in_order() -> None:
    assert list(problems(read_answers(), read_levels())) == []


def test_answers_stand_in_the_order_of_the_standard() -> None:
    assert list(read_answers()) == list(read_levels())


def test_the_list_of_requirements_is_whole() -> None:
    levels = list(read_levels().values())

    assert {level: levels.count(level) for level in (1, 2, 3)} == {1: 70, 2: 183, 3: 92}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "V1.1.1 has no answer."),
        ({"V1.1.1": SHOWN, "V1.1.2": SHOWN}, "V1.1.2 is not of level 2 in the standard."),
        ({"V1.1.1": msgspec.structs.replace(SHOWN, level=1)}, "is not of level 1"),
        ({"V1.1.1": Answer(level=2, asks="something", note="of course")}, "is answered"),
        ({"V1.1.1": msgspec.structs.replace(SHOWN, absent="no need")}, "or does not apply"),
        ({"V1.1.1": msgspec.structs.replace(SHOWN, tests=["tests/test_gone.py"])}, "is not there"),
        ({"V1.1.1": msgspec.structs.replace(SHOWN, documents=["docs/gone.md"])}, "is not there"),
        ({"V1.1.1": msgspec.structs.replace(SHOWN, tests=["tools/asvs.py"])}, "as a test"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(answers: dict[str, Answer], said: str) -> None:
    assert [said in problem for problem in problems(answers, LEVELS)] == [True]


def test_an_answer_given_twice_is_a_fault(tmp_path: Path) -> None:
    twice = tmp_path / "answers.yaml"
    twice.write_text("V1.1.1: {level: 2, asks: one}\nV1.1.1: {level: 2, asks: another}\n")

    with pytest.raises(DuplicateKeyError):
        read_answers(twice)


def test_a_word_that_no_answer_knows_is_a_fault(tmp_path: Path) -> None:
    misspelt = tmp_path / "answers.yaml"
    misspelt.write_text("V1.1.1: {level: 2, asks: something, test: [tests/house/test_asvs.py]}\n")

    with pytest.raises(msgspec.ValidationError, match="unknown field `test`"):
        read_answers(misspelt)


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        (SHOWN, "shown"),
        (Answer(level=2, asks="something", documents=["README.md"]), "written down"),
        (msgspec.structs.replace(SHOWN, missing="the rest"), "in part"),
        (Answer(level=2, asks="something", missing="all of it"), "not yet"),
        (Answer(level=2, asks="something", absent="there is none"), "does not apply"),
    ],
)
def test_where_a_requirement_stands_follows_from_its_answer(answer: Answer, standing: str) -> None:
    assert answer.standing == standing
    assert standing in STANDINGS


def test_the_page_has_a_row_for_every_requirement() -> None:
    made = page()

    assert [one for one in read_levels() if made.count(f"\n| {one} |") != 1] == []
