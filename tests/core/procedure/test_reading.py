"""A definition read from a file: every problem at once, each with its place and plain words."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.procedure.problem import Problem
from reconvene.core.procedure.reading import read
from reconvene.core.procedure.shape_words import problem_of
from reconvene.library.procedure_files import check_text, read_definition
from reconvene.library.yaml_text import read_yaml
from tests.core.procedure.sound import SOUND, one, sound
from tests.support.depth import tried


def complaints(*changes: tuple[str, str]) -> list[str]:
    """Return what is said of a sound text with some of its words replaced, each once."""
    text = SOUND
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return [str(problem) for problem in check_text("ex.yaml", text)]


def test_a_sound_text_becomes_a_definition() -> None:
    definition = read_definition(SOUND, "ex.yaml")

    assert isinstance(definition, Definition)
    assert definition.reference == "exampleshire-cpc/1"
    assert definition.effective_from == date(2025, 1, 1)
    assert str(definition.right("ask-for-review").limit) == "1 month"


def test_every_problem_of_shape_is_reported_in_the_order_of_the_file() -> None:
    assert complaints(
        ("format: 1", "format: 2"),
        ("version: 1", "version: one"),
        ("status: draft", "status: drafft"),
        ("2025-01-01\ncited", "2025-1-1\ncited"),
        ("label: Conference chair", "lable: Conference chair"),
        ("is_council: true", "is_council: yes"),
        ("limit: 10 working days", "limit: 10 days"),
        ("arises_from: conference.took-place", "arises_from: conference.took-plase"),
        ('all: conference-chair, source: "3"', "all: conference-chair, source: 3.10"),
        ("limbs: {serious: It is serious}", "limbs: It is serious"),
        ("at_least: 2", "at_least: -2"),
        ("kind: earlier-stage", "kind: earlier-stages"),
        ("id: acknowledge\n", "id: Acknowledge it\n"),
        ("for_each: point", "for_each: points"),
        ("rights:\n", "rights: none\nnothing:\n"),
    ) == [
        "ex.yaml:1:9: write 1 here, found '2'",
        "ex.yaml:3:10: a whole number is wanted here, found 'one'",
        (
            "ex.yaml:6:9: write draft, published or withdrawn here, found 'drafft', "
            "did you mean 'draft'?"
        ),
        "ex.yaml:7:17: write a date as 2024-04-01, found '2025-1-1'",
        "ex.yaml:20:28: unknown key 'lable', did you mean 'label'?",
        "ex.yaml:25:47: write true or false here, found 'yes'",
        (
            "ex.yaml:57:16: nothing called 'conference.took-plase' ever happens, "
            "did you mean 'conference.took-place'?"
        ),
        (
            "ex.yaml:59:10: '10 days' is not a limit: Say which kind of day: 'calendar days' or "
            "'working days'."
        ),
        "ex.yaml:75:43: put the clause in quotes: '3.10'",
        "ex.yaml:101:60: 'key: value' lines are wanted here, found 'It is serious'",
        "ex.yaml:107:25: this is 0 at least",
        (
            "ex.yaml:109:16: write line-management, attended-conference, reported-to-conference, "
            "chaired-conference, earlier-stage, adjudicated, involved-with-family or "
            "personal-interest here, found 'earlier-stages', did you mean 'earlier-stage'?"
        ),
        (
            "ex.yaml:159:9: an id is made of small letters, digits and hyphens, found "
            "'Acknowledge it', did you mean 'acknowledge-it'?"
        ),
        (
            "ex.yaml:205:15: write occurrence, once, point, child, agency, person or recipient here, "
            "found 'points', did you mean 'point'?"
        ),
        "ex.yaml:209:9: a list is wanted here, each item after a dash, found 'none'",
        "ex.yaml:210:1: unknown key 'nothing'; a definition takes "
        + ", ".join(Definition.model_fields),
    ]


def test_shape_and_meaning_are_reported_together() -> None:
    assert complaints(
        ("limit: 3 working days", "limit: three days"), ("owner: conference-chair", "owner: nobody")
    ) == [
        (
            "ex.yaml:164:12: 'three days' is not a limit: Write a whole number and one of "
            "'working days', 'calendar days', 'weeks', 'months', 'years', 'hours', 'minutes', with "
            "'before' after it if it is counted back; or write 'none stated'."
        ),
        (
            "ex.yaml:168:12: there is no role 'nobody'; there is complaints-officer, "
            "conference-chair, minute-taker, service-manager"
        ),
    ]


def test_a_rule_that_cannot_be_read_is_still_there_for_others_to_name() -> None:
    assert complaints(("id: complaints-officer, label: ", "id: complaints-officer, lable: ")) == [
        "ex.yaml:21:30: unknown key 'lable', did you mean 'label'?"
    ]


@pytest.mark.parametrize("key", ["roles", "lodging", "clauses", "origin", "stages"])
def test_a_part_that_is_missing_is_said_once_and_hides_nothing_else(key: str) -> None:
    plain = sound()
    del plain[key]
    one(plain["duties"], "acknowledge")["limit"] = "soon"
    one(plain["letters"], "review-outcome")["says"].remove("decision-stands")

    problems = read(plain)[1]

    assert [problem.code for problem in problems] == [
        "missing-key",
        "cannot-be-read",
        "decision-untold",
    ]
    assert problems[0].message.startswith(f"'{key}' is missing from a definition")


def test_a_section_under_a_misspelt_name_is_said_once() -> None:
    assert complaints(("\nroles:", "\nrolls:")) == [
        "ex.yaml:19:1: unknown key 'rolls', did you mean 'roles'?"
    ]


def test_every_wrong_item_of_a_list_is_reported() -> None:
    assert complaints(
        (
            "opens_on: [complaint.received, point.added,",
            "opens_on: [complaint.recieved, point.add,",
        ),
        ("only_if: {matter: agency}", "only_if: {mater: agency, form: typed}"),
    ) == [
        (
            "ex.yaml:67:16: nothing called 'complaint.recieved' ever happens, "
            "did you mean 'complaint.received'?"
        ),
        "ex.yaml:67:36: nothing called 'point.add' ever happens, did you mean 'point.added'?",
        "ex.yaml:206:22: there is no condition 'mater', did you mean 'matter'?",
        "ex.yaml:206:36: condition 'form' takes written or spoken, found 'typed'",
    ]


def test_one_happening_to_a_line() -> None:
    (said,) = complaints(
        (
            "met_by: {notice.given: copy}",
            "met_by: {notice.given: copy, letter.sent: acknowledgement}",
        )
    )

    assert said.startswith("ex.yaml:179:13: name one happening, such as ")


def test_a_missing_key_says_what_to_write() -> None:
    assert complaints(("    limit: 3 working days\n", "")) == [
        (
            "ex.yaml:159:5: 'limit' is missing from a duty: write 'none stated' where the procedure "
            "is silent"
        )
    ]


def test_an_id_taken_twice_is_found_where_it_is_said_again() -> None:
    assert complaints(("id: find-room", "id: meet"), ("id: adjourn", "id: support")) == [
        "ex.yaml:116:13: the id 'support' is taken by an earlier one of the decisions",
        "ex.yaml:184:9: the id 'meet' is taken by an earlier one of the duties",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Complaints about conferences", "title: 5", "put this in quotes: '5'"),
        ("title: Complaints about conferences", "title:", "words are wanted here, found nothing"),
        ("title: Complaints about conferences", "title: ''", "words are wanted here, found none"),
        ("title: Complaints about conferences", "title: [a]", "words are wanted here, found a list"),
        ("title: Complaints about conferences", "title: true", "put this in quotes: 'true'"),
        ("id: exampleshire-cpc", "id: 2025-cpc", ("an id is made of small letters, digits and "
         "hyphens, found '2025-cpc', did you mean 'cpc'?")),
        ("id: exampleshire-cpc", "id: '?'", ("an id is made of small letters, digits and hyphens, "
         "found '?'")),
        ("id: exampleshire-cpc", f"id: {'a' * 61}", "at most 60 characters fit here"),
        ("is_child: true", "presumed_from_age: 19", "this is 18 at most"),
        ('decision_stands: "1"', "decision_stands: []", "name at least one"),
        ("arises_from: complaint.received", "arises_from: []", "name at least one"),
        ('fit: {senior: true}, source: "5"}', "fit: [senior]}", ("'key: value' lines are wanted "
         "here, found a list")),
        ("limit: 10 working days", "limit: 10", ("a limit is a number and a unit, such as "
         "'10 working days'; found 10")),
        ("authority: Exampleshire", f"authority: {{{'x' * 50}: 1}}", ("words are wanted here, found "
         "'key: value' lines")),
        ("is_council: true", f"is_council: {'x' * 50}", (f"write true or false here, found "
         f"'{'x' * 37}...'")),
        (
            "arises_from: conference.took-place",
            "arises_from: {conference.took-place: x}",
            "conference.took-place is not about anything: leave out 'x'",
        ),
        ("only_if: {matter: agency}", "only_if: agency",
         "write conditions as a mapping, such as complainant: child"),
        ("only_if: {matter: agency}", "only_if: {matter: 3}", "condition 'matter' takes words, found 3"),
        ("{letter.sent: acknowledgement}", "{letter.sent: [acknowledgement]}",
         "what letter.sent is about must be one word, found ['acknowledgement']"),
        ('"1": Everyone is told that the decision stands.', '"1": 5', "put this in quotes: '5'"),
        ("status: draft", "status: true", "write draft, published or withdrawn here, found true"),
    ],
)  # fmt: skip
def test_what_should_have_been_written_is_said_plainly(old: str, new: str, said: str) -> None:
    assert said in [line.partition(": ")[2] for line in complaints((old, new))]


def test_an_error_nobody_foresaw_still_points_at_its_place() -> None:
    problem = problem_of({"type": "of-tomorrow", "input": 3}, ("duties", 0), None)

    assert (problem.code, problem.message) == ("does-not-fit", "this does not fit here: '3'")


# --- The text itself ---------------------------------------------------------------------------


def test_a_key_said_twice_is_found_at_its_second_place() -> None:
    assert complaints(("version: 1\n", "version: 1\nversion: 2\n")) == [
        "ex.yaml:4:1: 'version' is said twice"
    ]


def test_words_that_other_dialects_take_for_values_stay_words() -> None:
    page = read_yaml("x.yaml", "a: [no, on, off, y, 0o7, 1_000, 2024-13-01, !!str 3, null, ~]\n")

    assert page.plain == {"a": ["no", "on", "off", "y", "0o7", 1000, "2024-13-01", "3", None, None]}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label: Ask for a review", "label: 'Ask for a review", ("the quotation mark opened here is "
         "never closed")),
        ("roles:\n  -", "roles:\n\t-", "a tab cannot indent here; use spaces"),
        ("title: Complaints", "title: Complaints: all", ("there is a ':' too many; put words that "
         "hold ': ' in quotes")),
        ("title: Complaints", "title: @Complaints", ("words cannot begin with this sign; put them "
         "in quotes")),
        ("title: Complaints", "title: *Complaints", ("words cannot begin with '*'; put them in "
         "quotes")),
        ("opens_on: [complaint.received", "opens_on: [[complaint.received", ("the bracket '[' "
         "opened here is never closed, or a comma is missing")),
        ('held: in the case, source: "3"}', "held: in the case", ("the brace '{' opened here is "
         "never closed, or a comma is missing")),
        ("  - id: child\n    label: Child", "  - id: child\n   label: Child", ("this line is not "
         "indented like the lines it belongs with")),
        ("version: 1\n", "version: 1\n---\n", ("one file holds one definition; take out the line "
         "'---'")),
    ],
)  # fmt: skip
def test_broken_yaml_is_explained(old: str, new: str, said: str) -> None:
    assert [line.partition(": ")[2] for line in complaints((old, new))] == [said]


def test_broken_yaml_in_one_section_does_not_hide_the_others() -> None:
    assert complaints(
        ("roles:\n  -", "roles:\n\t-"),
        ('source: "6"}\nmatters', 'source: "6"\nmatters'),
        ("limit: 3 working days", "limit: 3 days"),
        ("owner: conference-chair", "owner: nobody"),
        ("letter.sent: meeting-outcome", "letter.sent: meeting-outcom"),
    ) == [
        "ex.yaml:20:1: a tab cannot indent here; use spaces",
        "ex.yaml:40:5: the brace '{' opened here is never closed, or a comma is missing",
        "ex.yaml:68:30: there is no letter 'meeting-outcom', did you mean 'meeting-outcome'?",
        ("ex.yaml:164:12: '3 days' is not a limit: Say which kind of day: 'calendar days' or "
        "'working days'."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ex.yaml:1:1: the file is empty"),
        ("# only a remark\n", "ex.yaml:1:1: the file is empty"),
        ("- a\n- b\n", "ex.yaml:1:1: a definition is made of 'key: value' lines"),
        ("  'a\n", "ex.yaml:1:3: the quotation mark opened here is never closed"),
        ("%FOO\n", "ex.yaml:2:1: this cannot be read as YAML: "),
    ],
)
def test_a_text_that_is_no_definition_at_all(text: str, said: str) -> None:
    problems = read_definition(text, "ex.yaml")

    assert isinstance(problems, tuple)
    assert str(problems[0]).startswith(said)


def test_the_place_of_one_word_in_a_list_is_found() -> None:
    assert complaints(("owner: conference-chair", "owner: [service-manager, nobody]")) == [
        (
            "ex.yaml:168:30: there is no role 'nobody'; there is complaints-officer, "
            "conference-chair, minute-taker, service-manager"
        )
    ]


def test_rules_that_are_read_already_can_make_a_definition() -> None:
    definition = read_definition(SOUND, "ex.yaml")

    assert isinstance(definition, Definition)
    again = {name: getattr(definition, name) for name in Definition.model_fields}
    refer = one(sound()["duties"], "refer")
    rule = DutyRule.model_validate(refer | {"only_if": definition.duties[-1].only_if})
    assert rule == definition.duties[-1]
    assert Definition.model_validate(again) == definition


def test_aliases_and_odd_keys_are_refused() -> None:
    page = read_yaml("x.yaml", "a: &it [1]\nb: *it\n? [c]\n: d\n")

    assert [str(problem) for problem in page.problems] == [
        "x.yaml:1:4: write this out in full; aliases are not read here",
        "x.yaml:3:3: a key is one word",
    ]


def test_a_problem_shows_its_line_and_a_caret() -> None:
    (problem,) = check_text("ex.yaml", SOUND.replace('working days\n    source: "1"', "wekks\n"
                                                     '    source: "1"'))  # fmt: skip

    assert problem.shown().splitlines()[1:] == ["        limit: 3 wekks", "               ^"]


def test_a_problem_without_a_file_shows_its_path() -> None:
    problem = Problem(code="x", message="something", path=("duties", "meet"), level="advice")

    assert problem.shown() == "duties.meet: advice: something"
    assert str(Problem(code="x", message="something")) == "something"


WORDS = st.sampled_from(
    ["", "x", "3", 3, 3.5, None, True, [], ["x"], {}, {"x": "y"}, [{"id": "x"}]]
)


@tried(usually=20, deeply=2000)
@given(data=st.data())
def test_whatever_is_put_in_any_place_is_read_or_explained(data: st.DataObject) -> None:
    plain: Any = sound()
    place: Any = plain
    while True:
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(steps))
        is_home = isinstance(place[step], dict | list) and bool(place[step])
        if not is_home or data.draw(st.booleans()):
            break
        place = place[step]
    place[step] = data.draw(WORDS)

    definition, problems = read(plain)

    assert definition is not None or problems
    said = " ".join(problem.message for problem in problems)
    assert "Input should" not in said
    assert "pydantic" not in said
    assert "does-not-fit" not in {problem.code for problem in problems}


def test_a_day_that_is_written_well_and_is_none_is_said_to_be_none() -> None:
    found = complaints(("2025-01-01\ncited", "2025-02-30\ncited"))
    assert found == ["ex.yaml:7:17: there is no such day: '2025-02-30'"]
