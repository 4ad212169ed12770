"""Questions: what they are drawn with, what they give, and what they say is wrong."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.utils.datastructures import MultiValueDict

from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import (
    AnyOfField,
    LongTextField,
    OneOfField,
    PaperField,
    SelectField,
    TextField,
    UnseenField,
    YesNoField,
)
from reconvene.web.components.forms import Form, PlainField

ROUTES = (("letter", "By letter"), ("telephone", "By telephone"))


class Complaint(Form):
    reference = UnseenField()
    name = TextField("Name", missing="Enter a name", max_length=20, width=20, autocomplete="name")
    words = LongTextField("What happened?", missing="Enter what happened", max_length=2000)
    note = LongTextField("Note", rows=3)
    held_on = DayField(
        "When was it?", name="the date of the conference", missing="Enter the date", hint="Like so"
    )
    route = OneOfField(
        "How did it come?",
        ROUTES,
        missing="Choose how it came",
        hints={"telephone": "Rung through"},
        reveals={"letter": "arrived_on"},
    )
    arrived_on = DayField(
        "When did it arrive?", name="the date it arrived", missing="Enter when it arrived"
    )
    wishes = AnyOfField("What would help?", (("large", "Large print"), ("advocate", "An advocate")))
    has_advocate = YesNoField("An advocate?", missing="Choose yes or no")
    team = SelectField("Team", (("north", "North"), ("south", "South")), missing="Choose a team")
    letter = PaperField("Their letter")


FULL = {
    "reference": "RC-1",
    "name": "Ada Quill",
    "words": "They were late.",
    "held_on-day": "2",
    "held_on-month": "4",
    "held_on-year": "2025",
    "route": "letter",
    "arrived_on-day": "9",
    "arrived_on-month": "apr",
    "arrived_on-year": "2025",
    "wishes": ["large", "advocate"],
    "has_advocate": "no",
    "team": "south",
}


def html(form: Form, name: str) -> str:
    """Draw one question as a page would."""
    return (
        engines["jinja2"]
        .from_string("{{ question(form[name]) }}")
        .render({"form": form, "name": name})
    )


def day_asked(*boxes: str, **bounds: date) -> Form:
    """Return a form that asks one day, with these in its boxes."""

    class OneDay(Form):
        held_on = DayField("When?", name="the date of the conference", missing="Enter the date")

    names = ("held_on-day", "held_on-month", "held_on-year")
    form = OneDay(dict(zip(names, boxes, strict=True)))
    for bound, on in bounds.items():
        setattr(form.day("held_on"), bound, on)
    return form


class TestAnswers:
    def test_are_plain_values(self) -> None:
        form = Complaint(
            FULL, MultiValueDict({"letter": [SimpleUploadedFile("letter.pdf", b"%PDF")]})
        )

        assert form.is_valid(), form.errors
        letter = form.cleaned_data.pop("letter")
        assert letter.name == "letter.pdf"
        assert form.cleaned_data == {
            "reference": "RC-1",
            "name": "Ada Quill",
            "words": "They were late.",
            "note": "",
            "held_on": date(2025, 4, 2),
            "route": "letter",
            "arrived_on": date(2025, 4, 9),
            "wishes": ["large", "advocate"],
            "has_advocate": False,
            "team": "south",
        }

    @pytest.mark.parametrize(("sent", "given"), [("yes", True), ("no", False), ("", None)])
    def test_to_yes_or_no_are_three(self, sent: str, given: object) -> None:
        class Ask(Form):
            agrees = YesNoField("Do you agree?")

        form = Ask({"agrees": sent})

        assert form.is_valid()
        assert form.cleaned_data["agrees"] is given

    def test_that_are_none_of_the_choices_are_refused(self) -> None:
        form = Complaint(FULL | {"team": "east"})

        assert not form.is_valid()
        assert "team" in form.errors

    def test_left_out_of_any_of_several_are_an_empty_list(self) -> None:
        form = Complaint({key: to for key, to in FULL.items() if key != "wishes"})

        assert form.is_valid()
        assert form.cleaned_data["wishes"] == []


class TestOpenedQuestions:
    def test_must_be_answered_where_their_choice_was_taken(self) -> None:
        form = Complaint(
            FULL | {"arrived_on-day": "", "arrived_on-month": "", "arrived_on-year": ""}
        )

        assert form.problems == [{"text": "Enter when it arrived", "href": "#id_arrived_on-day"}]

    def test_are_set_aside_where_another_choice_was_taken(self) -> None:
        form = Complaint(FULL | {"route": "telephone", "arrived_on-day": "31"})

        assert form.is_valid(), form.errors
        assert form.cleaned_data["arrived_on"] is None

    @pytest.mark.parametrize(
        ("ticked", "is_valid"), [(["post"], False), (["email"], True), ([], True)]
    )
    def test_may_be_opened_by_a_tick(self, ticked: list[str], is_valid: bool) -> None:
        class Ask(Form):
            ways = AnyOfField(
                "How may we write?", (("post", "Post"), ("email", "Email")), reveals={"post": "to"}
            )
            to = TextField("Address", missing="Enter an address")

        assert Ask(MultiValueDict({"ways": ticked})).is_valid() is is_valid

    def test_are_left_to_a_form_s_own_checks_as_none(self) -> None:
        class Ask(Form):
            sure = YesNoField("Sure?", missing="Choose", reveals={"no": "why"})
            why = TextField("Why not?", missing="Enter why")

            def clean(self) -> None:
                self.cleaned_data["seen"] = self.cleaned_data["why"]

        form = Ask({"sure": "yes", "why": "left over"})

        assert form.is_valid()
        assert form.cleaned_data["seen"] is None


class TestProblems:
    def test_lead_to_the_first_input_of_each_question(self) -> None:
        form = Complaint({})

        assert form.problems == [
            {"text": "Enter a name", "href": "#id_name"},
            {"text": "Enter what happened", "href": "#id_words"},
            {"text": "Enter the date", "href": "#id_held_on-day"},
            {"text": "Choose how it came", "href": "#id_route"},
            {"text": "Choose yes or no", "href": "#id_has_advocate"},
            {"text": "Choose a team", "href": "#id_team"},
        ]

    def test_have_links_that_are_on_the_page(self) -> None:
        form = Complaint({})

        drawn = "".join(html(form, bound.name) for bound in form.asked)

        for problem in form.problems:
            identity = problem["href"].removeprefix("#")
            assert drawn.count(f'id="{identity}"') == 1, identity
            assert problem["text"] in drawn

    def test_are_none_before_anything_is_sent(self) -> None:
        assert Complaint().problems == []

    def test_of_the_whole_form_stand_without_a_link(self) -> None:
        class Contrary(Form):
            def clean(self) -> None:
                self.add_error(None, "The two answers contradict each other")

        assert Contrary({}).problems == [{"text": "The two answers contradict each other"}]

    def test_of_length_say_how_long(self) -> None:
        form = Complaint(FULL | {"words": "x" * 2001})

        assert form.errors["words"] == ["What happened? must be 2,000 characters or fewer"]

    def test_of_length_there_are_for_every_answer_in_words_and_lose_nothing(self) -> None:
        story = "word\n" * 5000
        form = Complaint({**FULL, "note": story, "name": "x" * 30})

        assert form.errors["note"] == ["Shorten this answer to 20,000 characters: it has 24999"]
        assert form.errors["name"] == ["Name must be 20 characters or fewer"]
        assert story in html(form, "note")
        assert "maxlength" not in html(form, "note"), "a browser would cut what is pasted"
        assert not Complaint({**FULL, "note": "x" * 20_000}).errors
        assert {field.max_length for field in (TextField("A"), LongTextField("B"))} == {500, 20_000}


class TestDays:
    @pytest.mark.parametrize(
        "boxes", [("2", "4", "2025"), (" 02", "04 ", "2025"), ("2", "April", "2025")]
    )
    def test_are_read_from_three_boxes(self, boxes: tuple[str, str, str]) -> None:
        form = day_asked(*boxes)

        assert form.is_valid(), form.errors
        assert form.cleaned_data["held_on"] == date(2025, 4, 2)

    @pytest.mark.parametrize(
        ("boxes", "message", "link"),
        [
            (("", "", ""), "Enter the date", "day"),
            (("2", "", "2025"), "The date of the conference must include a month", "month"),
            (("2", "", ""), "The date of the conference must include a month and year", "month"),
            (("31", "4", "2025"), "The date of the conference must be a real date", "day"),
            (("29", "2", "2025"), "The date of the conference must be a real date", "day"),
            (("2", "13", "2025"), "The date of the conference must be a real date", "month"),
            (("2", "ma", "2025"), "The date of the conference must be a real date", "month"),
            (("0", "4", "2025"), "The date of the conference must be a real date", "day"),
            (("2", "4", "25"), "Year must include 4 numbers", "year"),
            (("2", "4", "20255"), "Year must include 4 numbers", "year"),
            (("2", "4", "2" * 5000), "Year must include 4 numbers", "year"),
            (("2" * 5000, "4", "2025"), "The date of the conference must be a real date", "day"),
            (("2", "4" * 5000, "2025"), "The date of the conference must be a real date", "month"),
            (("2", "4", "1066"), "The date of the conference must be a real date", "year"),
            (("2", "4", "soon"), "The date of the conference must be a real date", "year"),
        ],
    )
    def test_that_cannot_be_read_say_why_at_the_box(
        self, boxes: tuple[str, str, str], message: str, link: str
    ) -> None:
        form = day_asked(*boxes)

        assert form.problems == [{"text": message, "href": f"#id_held_on-{link}"}]

    def test_mark_only_the_boxes_at_fault(self) -> None:
        drawn = html(day_asked("2", "", "2025"), "held_on")

        assert drawn.count("govuk-input--error") == 1
        assert 'value="2025"' in drawn

    @pytest.mark.parametrize(
        ("bounds", "message"),
        [
            (
                {"not_after": date(2025, 4, 1)},
                "The date of the conference must be Tuesday 1 April 2025 or earlier",
            ),
            (
                {"not_before": date(2025, 4, 3)},
                "The date of the conference must be Thursday 3 April 2025 or later",
            ),
        ],
    )
    def test_are_held_to_bounds(self, bounds: dict[str, date], message: str) -> None:
        form = day_asked("2", "4", "2025", **bounds)

        assert form.problems == [{"text": message, "href": "#id_held_on-day"}]
        assert html(form, "held_on").count("govuk-input--error") == 3

    def test_on_their_bounds_are_taken(self) -> None:
        on = date(2025, 4, 2)

        assert day_asked("2", "4", "2025", not_before=on, not_after=on).is_valid()

    def test_that_may_be_left_out_are_none(self) -> None:
        class Ask(Form):
            held_on = DayField("When?", name="the date")

        form = Ask({})

        assert form.is_valid()
        assert form.cleaned_data["held_on"] is None

    def test_known_beforehand_stand_in_their_boxes(self) -> None:
        drawn = html(Complaint(initial={"held_on": date(2025, 4, 2)}), "held_on")

        assert [f'value="{part}"' in drawn for part in (2, 4, 2025)] == [True] * 3

    def test_tell_whether_they_were_changed(self) -> None:
        initial = {"held_on": date(2025, 4, 2)}

        assert "held_on" not in Complaint(FULL, initial=initial).changed_data
        assert "held_on" in Complaint(FULL | {"held_on-day": "3"}, initial=initial).changed_data


class TestDrawing:
    @pytest.mark.parametrize(
        ("name", "seen"),
        [
            ("reference", '<input type="hidden" name="reference" value="RC-1">'),
            ("name", 'value="Ada Quill"'),
            ("name", 'autocomplete="name"'),
            ("name", "govuk-input--width-20"),
            ("words", 'data-module="govuk-character-count"'),
            ("words", 'data-maxlength="2000"'),
            ("note", 'rows="3"'),
            ("note", "Note (optional)"),
            ("held_on", 'id="id_held_on-hint"'),
            ("route", 'type="radio"'),
            ("route", "Rung through"),
            ("wishes", 'type="checkbox"'),
            ("has_advocate", "govuk-radios--inline"),
            ("team", '<option value="south" selected>South</option>'),
            ("letter", 'type="file"'),
        ],
    )
    def test_shows(self, name: str, seen: str) -> None:
        assert seen in html(Complaint(FULL), name)

    def test_never_makes_radios_of_checkboxes(self) -> None:
        drawn = html(Complaint(FULL), "wishes")

        assert 'type="radio"' not in drawn
        assert drawn.count(" checked") == 2

    def test_opens_a_question_inside_the_choice_that_asks_it(self) -> None:
        form = Complaint(FULL)

        assert 'name="arrived_on-month"' in html(form, "route")
        assert "arrived_on" not in [bound.name for bound in form.asked]

    def test_chooses_nothing_beforehand(self) -> None:
        form = Complaint()

        assert " checked" not in html(form, "route") + html(form, "has_advocate")

    def test_shows_a_yes_or_no_that_is_known(self) -> None:
        drawn = html(Complaint(initial={"has_advocate": False}), "has_advocate")

        assert 'value="no" checked' in drawn
        assert 'value="yes" checked' not in drawn

    def test_makes_a_lone_question_the_heading(self) -> None:
        class Lone(Form):
            held_on = DayField("When was it?", name="the date", is_heading=True)
            name = TextField("Name", is_heading=True)

        assert "<h1" in html(Lone(), "held_on")
        assert "<h1" in html(Lone(), "name")

    def test_escapes_what_people_write(self) -> None:
        drawn = html(Complaint(FULL | {"name": '"><script>', "words": "<script>"}), "name")

        assert "<script>" not in drawn

    def test_refuses_a_field_that_knows_no_component(self) -> None:
        class Plain(Form):
            age: Any = forms.IntegerField()

        with pytest.raises(PlainField, match=r"Plain\.age cannot be shown"):
            html(Plain(), "age")


def test_what_is_not_offered_any_more_is_said_in_words() -> None:
    class Choosing(Form):
        one = OneOfField("Which?", ROUTES, missing="Choose which")
        some = AnyOfField("Which of them?", ROUTES)
        where = SelectField("Where?", ROUTES, missing="Choose where", gone="100% of these are gone")

    form = Choosing(MultiValueDict({"one": ["fax"], "some": ["letter", "fax"], "where": ["fax"]}))

    said = "What you chose here cannot be chosen any more. Choose again"
    assert [one["text"] for one in form.problems] == [said, said, "100% of these are gone"]
