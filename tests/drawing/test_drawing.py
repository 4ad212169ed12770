"""Drawings of procedures and panels: whole, readable without seeing, and safe on any page."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from reconvene.core.procedure.definition import Definition
from reconvene.drawing import described, described_panel, draw, draw_panel, places
from reconvene.drawing.lettering import initials, lines, width
from reconvene.drawing.road import road
from reconvene.drawing.words import panel_words
from reconvene.library.procedure_files import load_procedures
from tests.core.procedure.sound import one, sound

SVG = "{http://www.w3.org/2000/svg}"


def winding() -> Definition:
    """Return a procedure with everything a drawing has to find its way round."""
    plain = sound()
    plain["matters"] += [
        {"id": "minor", "label": "Small things", "route": "shortcut", "source": "2"},
        {"id": "manner", "label": "Manners", "route": "also-here", "source": "2"},
    ]
    plain["routes"] += [
        {"id": "shortcut", "label": "Straight to review", "begins": "review", "source": "2"},
        {"id": "also-here", "label": "Also this procedure", "begins": "meeting", "source": "2"},
        {"id": "unused", "label": "Nobody's", "begins": "meeting", "source": "2"},
    ]
    plain["stages"] += [
        stage("other", "handover", {"stage.requested": "other"}, hands_over_to="police-complaint"),
        stage("after", "writing", {"decision.made": "support"}),
        stage("beside", "meeting", "case.suspended", answered_by="service-manager"),
        stage("told", "writing", {"letter.sent": "acknowledgement"}),
    ]
    plain["rights"].append(
        {
            **plain["rights"][0],
            "id": "ask-other",
            "label": "Ask for <another> & more",
            "opens": "other",
            "limit": "none stated",
            "form": "written",
        }
    )
    plain["rights"].append({**plain["rights"][0], "id": "any", "arises_from": "complaint.received"})
    plain["gates"][0]["criteria"].append(
        {"id": "new", "label": "NHS staff were there", "limbs": {"x": "X"}, "source": "4"}
    )
    plain["bodies"] = [{"id": "ombudsman", "label": "The ombudsman", "source": "5"}]
    return Definition.model_validate(plain)


def stage(name: str, form: str, opens_on: Any, **more: Any) -> dict[str, Any]:
    label = f"The stage called {name}"
    return {"id": name, "label": label, "form": form, "opens_on": opens_on, "source": "5", **more}


DEFINITIONS = [*load_procedures().values(), Definition.model_validate(sound()), winding()]


@pytest.fixture(params=DEFINITIONS, ids=lambda definition: str(definition.reference))
def definition(request: pytest.FixtureRequest) -> Definition:
    found = request.param
    assert isinstance(found, Definition)
    return found


def words_in(drawn: str) -> str:
    """Return all words of a drawing that are seen, in the order they are drawn."""
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_every_stage_stands_on_the_road_once(definition: Definition) -> None:
    stations = [station.stage.id for track in road(definition).tracks for station in track.stations]

    assert sorted(stations) == sorted(stage.id for stage in definition.stages)


def test_everything_on_the_road_is_written_on_the_drawing(definition: Definition) -> None:
    seen = re.sub(r"\s+", " ", words_in(draw(definition)))

    for stage in definition.stages:
        assert stage.label in seen
    for right in definition.rights:
        assert right.label in seen
    for gate in definition.gates:
        assert gate.label in seen


def test_the_sentences_say_all_that_the_drawing_does(definition: Definition) -> None:
    said = " ".join(described(definition)).lower()

    labels = [rule.label for rule in (*definition.stages, *definition.rights, *definition.gates)]
    labels += [criterion.label for gate in definition.gates for criterion in gate.criteria]
    labels += [body.label for body in definition.bodies]
    assert [label for label in labels if label.lower() not in said] == []


def test_a_drawing_carries_its_sentences_for_those_who_do_not_see_it(
    definition: Definition,
) -> None:
    root = ET.fromstring(draw(definition))  # noqa: S314 - our own text

    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == definition.title
    assert description.text == " ".join(described(definition))


def test_a_drawing_styles_nothing_in_place_and_loads_nothing(definition: Definition) -> None:
    drawn = draw(definition)

    assert not re.search(r"\sstyle=|<style|<script|<image|href|\son[a-z]+=|url\(", drawn)


def test_nothing_is_drawn_outside_the_sheet(definition: Definition) -> None:
    root = ET.fromstring(draw(definition))  # noqa: S314 - our own text

    height = float(root.get("height") or 0)
    for element in root.iter(f"{SVG}text"):
        x, y, size = (float(element.get(key) or 0) for key in ("x", "y", "font-size"))
        assert 0 < y < height
        assert x + width(element.text or "", size) <= 360 or element.get("text-anchor")
    for element in root.iter(f"{SVG}rect"):
        assert float(element.get("y") or 0) + float(element.get("height") or 0) <= height


def test_a_case_is_marked_where_it_stands() -> None:
    (last,) = [one for one in DEFINITIONS if one.id == "sp-cpc"]

    assert "Here now" not in words_in(draw(last))
    assert words_in(draw(last, at=("stage-2",))).count("Here now") == 1
    assert words_in(draw(last, at=("stage-1", "stage-2"))).count("Here now") == 2
    assert "The case is at ‘Stage 2: formal complaint meeting’ now." in described(
        last, ("stage-2",)
    )


def test_a_limit_that_is_not_stated_is_dashed_and_said() -> None:
    drawn = draw(winding())

    assert "No limit stated, in writing" in words_in(drawn)
    assert '<line x1="50"' in drawn
    assert "stroke-dasharray" in drawn


def test_words_are_made_safe() -> None:
    assert "Ask for &lt;another&gt; &amp; more" in draw(winding())


def test_a_road_that_winds_is_told_in_sentences() -> None:
    said = described(winding())

    assert "‘Straight to review’ begins at ‘Review’." in said
    assert "Manners: this begins at ‘Meeting the chair’." in said
    assert (
        "From ‘Meeting the chair’ to ‘The stage called other’: ask for <another> & more "
        "(no limit stated, in writing)."
    ) in said
    assert "‘The stage called other’: handed over to police complaints." in said
    assert (
        "From ‘Panel’ to ‘The stage called after’: after the decision ‘Support the decision’."
        in (said)
    )
    assert "To ‘Review’: ask for a review (1 month from receipt of the complaint)." in said
    assert "‘The stage called told’: answered in writing." in said
    assert any("one of these is enough): the matter is serious; NHS staff" in one for one in said)


# --- Panels ------------------------------------------------------------------------------------


def panel(**changes: Any) -> Any:
    plain = sound()
    one(plain["panels"], "review-panel").update(changes)
    return Definition.model_validate(plain).panel("review-panel")


def seated(*seats: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"id": name, "label": label, "source": "5"} for name, label in seats]


def test_a_panel_has_a_place_for_its_chair_each_seat_and_each_member() -> None:
    rule = panel(seats=seated(("police", "Police")))

    assert [(place.id, place.label, place.is_needed) for place in places(rule)] == [
        ("chair", "Chair", True),
        ("police", "Police", True),
        ("member-1", "Member", True),
        ("member-2", "Member", True),
        ("member-3", "Member", False),
        ("member-4", "Member", False),
    ]


def test_seats_fill_in_and_what_is_missing_is_said() -> None:
    filled = {"chair": "Carys Morgan", "member-1": "Dev"}

    seen = words_in(draw_panel(panel(), filled))

    assert "CM" in seen
    assert "Carys Morgan" in seen
    assert "to be found" in seen
    assert "may be added" in seen
    assert described_panel(panel(), filled) == [
        "Chair: Carys Morgan.",
        "Member: Dev.",
        "Member: nobody yet.",
        "Member: nobody, and nobody is needed.",
        "Member: nobody, and nobody is needed.",
        "1 seat still to fill.",
    ]


def test_a_full_panel_says_so() -> None:
    filled = {"chair": "Carys", "member-1": "Dev", "member-2": "Ewa"}

    assert described_panel(panel(), filled)[-1] == "Every seat that is needed is filled."


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"at_least": 2}, "a chair and at least 2 members"),
        ({"at_least": 2, "at_most": 4}, "a chair and 2 to 4 members"),
        ({"at_least": 2, "at_most": 2}, "a chair and 2 members"),
    ],
)
def test_a_panel_is_said_with_how_many_it_has(members: dict[str, int], said: str) -> None:
    assert panel_words(panel(members={**members, "source": "5"})) == said


def test_more_members_than_the_rule_names_still_find_a_chair() -> None:
    rule = panel(members={"at_least": 2, "source": "5"})

    assert len(places(rule)) == 3
    assert "Femi" in words_in(draw_panel(rule, {"member-3": "Femi"}))
    assert "2 seats still to fill" not in " ".join(described_panel(rule, {"member-3": "Femi"}))


def test_a_panel_of_named_seats_has_no_head() -> None:
    rule = panel(chair=None, members=None, seats=seated(("a", "Police"), ("b", "Health")))

    root = ET.fromstring(draw_panel(rule, {}))  # noqa: S314 - our own text

    assert len(list(root.iter(f"{SVG}circle"))) == 2
    assert [place.id for place in places(rule)] == ["a", "b"]


def test_a_chair_alone_still_has_a_table() -> None:
    rule = panel(members=None)

    assert "<rect" in draw_panel(rule, {})


# --- Lettering ---------------------------------------------------------------------------------


def test_lines_are_no_wider_than_they_may_be() -> None:
    found = lines("A sentence that is too long for one line of this width", 120, 14)

    assert len(found) > 1
    assert all(width(line, 14) <= 120 for line in found)


def test_a_word_that_is_too_long_stands_on_a_line_of_its_own() -> None:
    assert lines("so extraordinarily-long", 40, 14) == ("so", "extraordinarily-long")
    assert lines("", 40, 14) == ("",)


def test_initials_are_those_of_the_first_and_last_name() -> None:
    assert [initials(name) for name in ("Ewa", "Jo van der Bright", "")] == ["E", "JB", ""]
