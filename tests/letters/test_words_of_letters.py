"""Wording is data: what it can say, what it cannot leave out, and how a fault in it is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from ruamel.yaml import YAML

from reconvene.core.letters.draft import Said
from reconvene.core.letters.samples import LAST, SAMPLES
from reconvene.core.procedure.letters import CONTENTS
from reconvene.library.procedure_files import procedure
from reconvene.post.specimens import specimens
from reconvene.post.wording.checking import problems_of
from reconvene.post.wording.reading import (
    WordingFaulty,
    read_wording,
    shipped_wording,
    wording_of,
)
from reconvene.post.wording.saying import said_day
from reconvene.post.wording.shape import READERS, Wording
from reconvene.post.wording.stating import failings, section_of
from reconvene.stories.telling import OFFICE
from tests.support.wording import silenced

SHIPPED = (files("reconvene.library") / "letters" / "en.yaml").read_text("utf-8")
PROCEDURES = ("sp-cpc/1", "ox-cpc/1")
Place = tuple[str | int, ...]


@cache
def plain() -> Mapping[str, Any]:
    found: Mapping[str, Any] = YAML(typ="safe").load(SHIPPED)
    return found


def places(passages: Sequence[Mapping[str, Any]], before: Place) -> Iterator[Place]:
    """Where each passage that says something stands in the file."""
    for number, passage in enumerate(passages):
        at = (*before, number)
        if "say" in passage:
            yield at
        for inner in ("bullets", "passages"):
            yield from places(passage.get(inner, ()), (*at, inner))


PLACES = [
    place
    for content, said in plain()["contents"].items()
    for place in places(said["passages"], ("contents", content, "passages"))
]


def without(place: Place) -> Any:
    """The shipped wording as plain values, without one of its passages."""
    values: Any = deepcopy(plain())
    around = values
    for step in place[:-1]:
        around = around[step]
    around[place[-1]] = {"states": "nothing", "when": "not " + any_fact(place), "say": "-"}
    return values


def any_fact(place: Place) -> str:
    return next(iter(SAMPLES[str(place[1])][0]))


def changed(old: str, new: str) -> str:
    assert old in SHIPPED
    return SHIPPED.replace(old, new, 1)


class TestShipped:
    def test_says_all_that_letters_have_to_say(self) -> None:
        assert problems_of(shipped_wording()) == ()

    @pytest.mark.parametrize("content", sorted(CONTENTS))
    @pytest.mark.parametrize("reader", READERS)
    def test_fills_in_every_fact(self, content: str, reader: Any) -> None:
        for facts in SAMPLES[content]:
            section = section_of(Said(content, facts), shipped_wording(), reader)

            assert not any(set("{}") & set(line) for b in section.blocks for line in b.lines)
            assert failings(Said(content, facts), section, shipped_wording()) == ()

    @pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(map(str, place[1:])))
    def test_without_any_one_passage_cannot_be_used(self, place: Place) -> None:
        wording = Wording.model_validate(without(place))
        problems = problems_of(wording)

        assert problems
        assert {problem.path[1] for problem in problems} == {place[1]}

    def test_a_passage_is_not_missed_by_accident_of_the_test(self) -> None:
        assert len(PLACES) > len(CONTENTS)
        assert problems_of(Wording.model_validate(deepcopy(plain()))) == ()


class TestLetters:
    @pytest.mark.parametrize("reference", PROCEDURES)
    def test_without_any_one_passage_a_letter_has_a_gap(self, reference: str) -> None:
        """Each passage that stands in a letter is one that it cannot go without."""
        definition = procedure(reference)
        whole = [*specimens(definition, shipped_wording(), OFFICE)]
        assert [one.rule.id for one in whole if one.letter.gaps] == []
        stood = {
            (section.content, stated.name)
            for one in whole
            for section in one.letter.sections
            for stated in section.stated
        }
        for content, name in sorted(stood):
            lacking = silenced(shipped_wording(), content, name)
            gaps = {
                one.rule.id
                for one in specimens(definition, lacking, OFFICE)
                if f"wording:{content}.{name}" in {gap.needs for gap in one.letter.gaps}
            }
            holding = {
                one.rule.id
                for one in whole
                if any(
                    section.content == content and name in {s.name for s in section.stated}
                    for section in one.letter.sections
                )
            }
            assert gaps == holding, (content, name)


def apart() -> str:
    """The shipped words, with each last day after both rights."""
    day = next(line for line in SHIPPED.splitlines() if LAST_DAY in line)
    after = f"      - {{each: rights, {day.strip().removeprefix('- {')}\n"
    words = changed(f"{day}\n", "")
    return words.replace(
        "  no-local-step:\n    heading", f"{after}\n  no-local-step:\n    heading", 1
    )


def headed_last() -> str:
    """The shipped words, with each point after the answers to it."""
    point = """          - {states: point, style: quote, say: "You said: “{words}”"}\n"""
    end = '              - {states: answer, say: "{answer}"}\n'
    return changed(point, "").replace(end, end + point, 1)


def swapped(one: str, other: str) -> str:
    """The shipped words, with two findings each said where the other is so."""
    words = changed(f"when: finding is {one},", "when: ONE,")
    words = words.replace(f"when: finding is {other},", f"when: finding is {one},", 1)
    return words.replace("when: ONE,", f"when: finding is {other},", 1)


def deep(levels: int) -> str:
    """The shipped words, with a passage that stands inside so many others."""
    inner = "{passages: [" * levels + "{states: a, say: b}" + "]}" * levels
    return changed("      - states: reviewed\n", f"      - {inner}\n      - states: reviewed\n")


STANDS = "Only a conference can look at it again."
LAST_DAY = "You can do this until the end of {last_on}."
FAULTS: list[tuple[str, Callable[[], str], str]] = [
    (
        "a fact there is not",
        lambda: changed("decided on {held_on} stands", "decided on {heldon} stands"),
        "'{heldon}' is no fact that can be said here; there are: held_on, reviewed_on",
    ),
    (
        "a last day left out",
        lambda: changed(LAST_DAY, "You can do this for four weeks."),
        "to an adult nothing states 'last-day' with 2025-06-06",
    ),
    (
        "code",
        lambda: changed(LAST_DAY, "Until {last_on.__class__}."),
        "'{last_on.__class__}' is no fact that can be said here",
    ),
    (
        "a way to print",
        lambda: changed(LAST_DAY, "Until {last_on!r:>40}."),
        "'{last_on}' is no fact that can be said here",
    ),
    (
        "what is not so, beside what is",
        lambda: changed("when: finding is not upheld, say", "say"),
        "'not-upheld' is stated where it is not so",
    ),
    (
        "one finding for another",
        lambda: swapped("upheld", "partly upheld"),
        "nothing states 'upheld'",
    ),
    (
        "one finding for none",
        lambda: swapped("partly upheld", "no finding"),
        "nothing states 'no-finding'",
    ),
    (
        "last days that belong to no right",
        apart,
        "'last-day' stands apart from what else is stated of the same item",
    ),
    (
        "a point after what is stated of it",
        headed_last,
        "'point' stands apart from what else is stated of the same item, or after",
    ),
    (
        "a refusal of what was accepted",
        lambda: changed(
            """- states: refused
        when: not accepted""",
            "- states: refused",
        ),
        "'refused' is stated where it is not so",
    ),
    (
        "another day than the one meant",
        lambda: changed(
            "offered to meet you on {planned_on}, to", "offered to meet you on {last_on}, to"
        ),
        "nothing states 'planned' with 2025-07-08",
    ),
    (
        "no reference",
        lambda: changed("Our reference: {reference}", "Our reference"),
        "has to name reference",
    ),
    (
        "a reference in braces of its own",
        lambda: changed("Our reference: {reference}", "Our reference: {{reference}}"),
        "has to name reference",
    ),
    (
        "a late letter that does not say since when",
        lambda: changed("had it by {last_on}.", "had it by {{last_on}}."),
        "has to name last_on",
    ),
    (
        "a frame with a brace alone",
        lambda: changed("Our reference: {reference}", "Our reference: {reference"),
        "a brace is opened or closed alone",
    ),
    (
        "no language",
        lambda: changed("language: en", "language: xx"),
        "'xx' is no code of a language",
    ),
    ("a brace alone", lambda: changed(LAST_DAY, "Until {last_on."), "a brace is opened"),
    (
        "a condition on nothing",
        lambda: changed("when: [not reviewed_on, review_due_on]", "when: reviewd_on"),
        "there is no fact 'reviewd_on' here",
    ),
    (
        "a choice there is not",
        lambda: changed("when: finding is upheld", "when: finding is agreed"),
        "'finding' is never 'agreed': it has 'upheld', 'partly upheld'",
    ),
    (
        "a choice of what has none",
        lambda: changed("when: asks_whether_right", "when: asks_whether_right is no"),
        "'asks_whether_right' is never 'no': it has no choices",
    ),
    ("a list there is not", lambda: changed("each: ours", "each: theirs"), "'theirs' is no list"),
    (
        "a list inside itself",
        lambda: changed(
            "each: ours\n",
            "each: ours\n                passages: [{each: ours, "
            "states: a, say: b}]\n              - each: ours\n",
        ),
        "'ours' is no list here",
    ),
    (
        "a label in the place of a website and a number",
        lambda: changed(
            "Its website is {website} and its telephone number is {phone}.", "It has a site."
        ).replace(
            "language: en\n",
            "language: en\nlabels: {ombudsman.example.org: a, '01632 960061': a}\n",
            1,
        ),
        "to an adult nothing states 'ombudsman' with",
    ),
    (
        "an hour that is not said",
        lambda: changed('say: "Time: {at}"', 'say: "Come early."'),
        "to an adult nothing states 'at' with 14:30:00",
    ),
    (
        "what may be unknown",
        lambda: changed("when: [role, by_on], say", "when: role, say"),
        "names 'by_on', which is not known here",
    ),
    (
        "two things at once",
        lambda: changed(
            '{states: held, say: "We',
            '{states: held, bullets: [], passages: [{states: a, say: b}], say: "We',
        ),
        "give one of say, bullets and passages",
    ),
    (
        "nothing stated",
        lambda: changed('{states: held, say: "We', '{say: "We'),
        "give both or neither",
    ),
    (
        "no words for a content",
        lambda: changed("  goes-on:\n", "  gone-on:\n"),
        "'goes-on' is missing",
    ),
    ("no opening", lambda: changed('  any: "We', '  all: "We'), "under 'any'"),
    ("not YAML", lambda: changed("contents:\n", "contents: ["), "never closed"),
    (
        "a sign that cannot be read",
        lambda: changed("language: en\n", "language: en\0\n"),
        "the sign U+0000 cannot stand in a file",
    ),
    (
        "words that nobody can see",
        lambda: changed('"The panel needs to know more before it can decide."', r'"\u200b \u202e"'),
        "nothing of this can be seen on paper",
    ),
    (
        "a label that nobody can see",
        lambda: changed("language: en\n", 'language: en\nlabels: {A: "\\u2060"}\n'),
        "nothing of this can be seen on paper",
    ),
    (
        "English from the right",
        lambda: changed("language: en\n", "language: en\ndirection: rtl\n"),
        "'en' is read ltr",
    ),
    ("passages without end", lambda: deep(300), "inside more than 40 others"),
    (
        "brackets without end",
        lambda: changed("language: en\n", f"language: en\nlabels: {'[' * 3000}\n"),
        "inside more than 40 others",
    ),
    ("an unknown key", lambda: changed("language: en", "langauge: en"), "langauge"),
]


@pytest.mark.parametrize(
    ("change", "told"), [row[1:] for row in FAULTS], ids=[r[0] for r in FAULTS]
)
def test_a_fault_is_told_with_its_line(change: Callable[[], str], told: str) -> None:
    with pytest.raises(WordingFaulty) as raised:
        read_wording(change(), name="ours.yaml")

    assert told in str(raised.value)
    assert "ours.yaml:" in str(raised.value)
    assert all(problem.line for problem in raised.value.problems)


def test_signs_and_depth_are_told_where_they_stand() -> None:
    lines = {
        "language: en\0": LINE_OF_DAY - 1,
        'language: en\nlabels: {a: "\\UFFFFFFFF"}': LINE_OF_DAY,
        f"language: en\nlabels: {'[' * 3000}": LINE_OF_DAY,
    }
    for words, line in lines.items():
        with pytest.raises(WordingFaulty) as raised:
            read_wording(changed("language: en", words), name="ours.yaml")

        assert [problem.line for problem in raised.value.problems] == [line]


def test_words_of_ones_own_are_used_as_they_are(tmp_path: Any) -> None:
    own = changed(STANDS, "A conference alone can look at it again.")
    (tmp_path / "harbourshire.yaml").write_text(own, "utf-8")

    wording = wording_of("harbourshire", folder=tmp_path)
    section = section_of(Said("decision-stands", SAMPLES["decision-stands"][0]), wording, "adult")
    assert "A conference alone can look at it again." in section.blocks[0].lines[0]
    assert wording_of("elsewhere", folder=tmp_path) is shipped_wording()
    assert wording_of("harbourshire") is shipped_wording()


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("pl", "ltr"), ("ur", "rtl"), ("fa", "rtl")]
)
def test_a_direction_is_that_of_the_language(language: str, direction: str) -> None:
    own = changed("language: en\n", f"language: {language}\n")

    assert read_wording(own, name="ours.yaml").direction == direction


class TestDay:
    """Every last day is said by this pattern, so it may leave nothing of a day out."""

    @pytest.mark.parametrize(
        "pattern",
        [
            *("EEEE", "'soon'", "y", "G{", "EEEE d MMMM", "EEEE d y", "MMMM y", "d MMMM yy"),
            *("D y", "d MMMMM y", "dddd", "h:mm", "zzzz", "%s", "'d MMMM y'", "EEEE d MMMM y h"),
        ],
    )
    def test_is_never_said_in_part(self, pattern: str) -> None:
        with pytest.raises(WordingFaulty) as raised:
            read_wording(with_day(pattern), name="ours.yaml")

        assert [(one.path, one.line) for one in raised.value.problems] == [(("day",), LINE_OF_DAY)]

    @pytest.mark.parametrize(
        ("pattern", "said"),
        [
            ("d. LLLL y", "6. June 2025"),
            ("d 'de' MMMM 'de' y", "6 de June de 2025"),
            ("dd/MM/yyyy", "06/06/2025"),
            ("EEE, d MMM y 100%", "Fri, 6 Jun 2025 100%"),
        ],
    )
    def test_is_said_in_any_order(self, pattern: str, said: str) -> None:
        wording = read_wording(with_day(pattern), name="ours.yaml")

        assert said_day(wording, LAST) == said


def with_day(pattern: str) -> str:
    return changed("language: en\n", f'language: en\nday: "{pattern}"\n')


LINE_OF_DAY = SHIPPED.splitlines().index("language: en") + 2


@pytest.mark.parametrize("words", ["...", ".", "…"])
def test_words_that_are_but_full_stops_are_said_as_they_are(words: str) -> None:
    facts = {**SAMPLES["points"][2], "ours": [{"words": words, "matter": "How it was run"}]}
    section = section_of(Said("points", facts), shipped_wording(), "adult")

    assert failings(Said("points", facts), section, shipped_wording()) == ()
    assert any(f"“{words}”" in line for block in section.blocks for line in block.lines)


def test_a_finding_under_another_point_is_not_taken_for_its_own() -> None:
    wording = Wording.model_validate(YAML(typ="safe").load(swapped("upheld", "partly upheld")))
    answer = {"child": "", "answer": "We looked."}
    facts = {
        "points": [
            {"words": "One.", "answers": [{**answer, "finding": "upheld"}]},
            {"words": "Two.", "answers": [{**answer, "finding": "partly upheld"}]},
        ]
    }
    section = section_of(Said("answers", facts), wording, "adult")

    assert {one.name for one in failings(Said("answers", facts), section, wording)} == {
        "upheld",
        "partly-upheld",
    }


def test_what_somebody_wrote_is_not_taken_for_a_label() -> None:
    label = "How the conference was run"
    facts = {**SAMPLES["points"][2], "ours": [{"words": label, "matter": label}]}
    wording = shipped_wording("ar")
    section = section_of(Said("points", facts), wording, "child")

    assert failings(Said("points", facts), section, wording) == ()


def test_a_passage_of_ones_own_may_stand_anywhere() -> None:
    own = changed("  decision-stands:\n", "  decision-stands:\n").replace(
        "      - states: reviewed\n",
        "      - {states: our-own, say: We mean it.}\n      - states: reviewed\n",
        1,
    )

    assert problems_of(read_wording(own, name="ours.yaml")) == ()
