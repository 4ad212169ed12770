"""What changed between two versions, in words."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.diff import Difference, differences
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.procedure.parts import Ref
from reconvene.core.procedure.phrases import NOUNS, event, limit_from, lower
from reconvene.library.procedure_files import procedure, read_definition
from tests.core.procedure.sound import SOUND, one, sound
from tests.support.depth import tried
from tests.support.given import SP


@cache
def version(*changes: tuple[str, str]) -> Definition:
    """Return the sound definition with some of its words replaced."""
    text = SOUND
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    definition = read_definition(text, "ex.yaml")
    assert isinstance(definition, Definition), [str(problem) for problem in definition]
    return definition


def told(*changes: tuple[str, str]) -> list[str]:
    return [change.words for change in differences(version(), version(*changes))]


def test_a_version_differs_from_itself_in_nothing() -> None:
    assert differences(version(), version()) == ()


def test_a_new_number_and_its_note_are_no_difference() -> None:
    assert told(("version: 1\n", "version: 2\nchanges: Nothing much.\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("limit: 3 working days", "limit: 5 working days",
         "The complaints officer now has 5 working days, not 3, to acknowledge the complaint."),
        ("limit: 3 working days", "limit: 1 week",
         "The complaints officer now has 1 week, not 3 working days, to acknowledge the complaint."),
        ("limit: 3 working days", "limit: none stated",
         ("The complaints officer now has no stated limit, where it was 3 working days, to "
         "acknowledge the complaint.")),
        ("limit: 1 month", "limit: 2 months",
         "A family now has 2 months, not 1, to ask for a review."),
        ("limit: 1 month", "limit: 1 month\n    form: written",
         "‘Ask for a review’: asking now has to be in writing."),
        ("counted_from: {date.noted: minutes-received}", "counted_from: first.contact",
         ("The time to complain now runs from the first contact, not from this date: ‘The day the "
         "minutes came’.")),
        ("counted_from: {date.noted: minutes-received}", "counted_from: conference.took-place",
         ("The time to complain now runs from the conference, not from this date: ‘The day the "
         "minutes came’.")),
        ("limit: 1 month\n", "limit: 1 month\n    counted_from: {letter.sent: meeting-outcome}\n",
         "‘Ask for a review’: the day its time runs from is written in another way."),
        ("limit: none stated\n    local_target", "limit: 1 week\n    local_target",
         ("The conference chair now has 1 week, where no limit was stated, to tell the complaints "
         "officer.")),
        ("label: Support the decision", "label: Back the decision",
         ("‘Review panel’: decisions, support, label is now Back the decision, not Support the "
         "decision.")),
        ("limbs: {serious: It is serious}", "limbs: {grave: It is grave}",
         "‘Whether a panel is needed’ now has criteria, serious, limbs, grave: It is grave."),
        ("local_target: 5 working days", "local_target: 4 working days",
         "The authority now aims to tell the complaints officer within 4 working days, not 5."),
        ("local_target: 5 working days", "note: no aim",
         "The authority no longer aims to tell the complaints officer within 5 working days."),
        ("for_each: point\n", "for_each: point\n    local_target: 1 week\n",
         "The authority now aims to send the point on within 1 week."),
        ("owner: conference-chair\n    stage", "owner: [conference-chair, service-manager]\n    stage",
         ("The conference chair or the service manager, not the conference chair, now has to meet "
         "the complainant.")),
        ("arises_from: {stage.opened: meeting}", "arises_from: complaint.received",
         ("To meet the complainant now follows receipt of the complaint, not the start of ‘Meeting "
         "the chair’.")),
        ("met_by: {meeting.held: talk}", "met_by: {meeting.offered: talk}",
         ("To meet the complainant is now done by the offer of ‘A talk with the chair’, not by the "
         "meeting ‘A talk with the chair’.")),
        ("[points, decision-stands, advocate]", "[points, decision-stands, who-to-write-to]",
         "The letter ‘Acknowledgement’ now also says who to write to, and where."),
        ("[points, decision-stands, advocate]", "[decision-stands, points, advocate]",
         "The letter ‘Acknowledgement’ says the same in another order."),
        ("at_least: 2", "at_least: 3", "‘Review panel’: members, at least is now 3, not 2."),
        ("is_last: true", "is_last: false", "‘Panel’: is last is now no, not yes."),
        ("extension: {by: 5 working days,", "extension: {by: 6 working days,",
         "‘Meet the complainant’: extension, by is now 6 working days, not 5 working days."),
        ("held: outside", "held: by post", "‘Minute-taker’: held is now by post, not outside."),
        ("title: Complaints about conferences", "title: Appeals",
         "The procedure: title is now Appeals, not Complaints about conferences."),
        ("status: draft", "status: draft\nsupporters: practice",
         "The procedure now has supporters: practice."),
        ("only_if: {matter: agency}", "only_if: {matter: [agency, process]}",
         "‘Send the point on’: only if is now matter is agency or process, not matter is agency."),
        ("    is_child: true\n    needs: understanding\n    judged_by: service-manager\n",
         "    is_child: true\n    needs: discretion\n    judged_by: service-manager\n",
         "‘Child’: needs is now discretion, not understanding."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(old: str, new: str, words: str) -> None:
    assert words in told((old, new))


def test_a_difference_reads_as_its_sentence() -> None:
    difference = Difference("families", "A family may now complain.", ("lodging",))

    assert str(difference) == "A family may now complain."


def test_a_limit_counted_back_is_said_so() -> None:
    definition = version(("limit: 10 working days\n  source", "limit: 10 minutes before\n  source"))

    assert limit_from(definition, definition.lodging) == (
        "10 minutes before this date: ‘The day the minutes came’"
    )


def test_a_duty_to_do_as_agreed_has_the_day_agreed() -> None:
    shipped = procedure(SP)
    rule = shipped.by_id["duties"]["do-agreed-action"]

    assert limit_from(shipped, rule) == ("by the day agreed, or no limit stated where none was")


def test_families_come_first_and_rights_before_all_else() -> None:
    found = differences(
        version(),
        version(
            ("limit: 3 working days", "limit: 5 working days"),
            ("limit: 1 month", "limit: 2 months"),
            ("label: Parent", "label: A parent"),
            ('{kind: earlier-stage, source: "5"}', '{kind: personal-interest, source: "5"}'),
            ("points, decision-stands, advocate", "points, decision-stands"),
        ),
    )

    assert [(one.whom, one.path[0]) for one in found] == [
        ("families", "rights"),
        ("families", "letters"),
        ("authority", "duties"),
        ("course", "panels"),
        ("wording", "complainants"),
    ]


def without_duty_and_more(plain: dict[str, Any]) -> dict[str, Any]:
    plain["duties"].remove(one(plain["duties"], "find-room"))
    plain["duties"].append({**one(plain["duties"], "acknowledge"), "id": "x", "label": "Say hello"})
    plain["rights"].append({**plain["rights"][0], "id": "y", "label": "Ask again"})
    plain["complainants"][0].update(id="carer", label="Carer")
    plain["tasks"] = [{"id": "hall", "label": "Find a hall", "source": "5"}]
    return plain


def test_rules_that_came_and_went_are_told() -> None:
    old = Definition.model_validate(sound())
    new = Definition.model_validate(without_duty_and_more(sound()))

    assert [change.words for change in differences(old, new)] == [
        "A family may now ask again: 1 month from the letter ‘What came of the meeting’.",
        "Carer: may now use the procedure.",
        "Parent: may no longer use the procedure.",
        "New among the tasks: ‘Find a hall’.",
        "Gone from the tasks: ‘Find a room’.",
        "The complaints officer now has to say hello: 3 working days from receipt of the complaint.",
        "The complaints officer no longer has to find a room for the panel.",
    ]
    assert "A family can no longer ask again." in [change.words for change in differences(new, old)]


def test_rules_in_another_order_are_told_as_wording() -> None:
    plain = sound()
    plain["roles"].reverse()
    new = Definition.model_validate(plain)

    assert differences(Definition.model_validate(sound()), new) == (
        Difference("wording", "The roles stand in another order.", ("roles",)),
    )


PLACES = st.sampled_from(
    [section for section, value in sound().items() if isinstance(value, list) and value]
)


@tried(usually=20, deeply=2000)
@given(section=PLACES, data=st.data())
def test_nothing_that_changed_is_left_out(section: str, data: st.DataObject) -> None:
    old = Definition.model_validate(sound())
    rules = list(getattr(old, section))
    place = data.draw(st.integers(0, len(rules) - 1))
    key = data.draw(
        st.sampled_from([key for key in type(rules[place]).model_fields if key != "id"])
    )
    another = data.draw(st.sampled_from(rules))
    rules[place] = rules[place].model_copy(update={key: getattr(another, key)})
    new = old.model_copy(update={section: tuple(rules)})

    assert bool(differences(old, new)) == (old != new)


def test_every_happening_can_be_named_in_a_sentence() -> None:
    assert set(NOUNS) == set(HAPPENINGS)
    for kind, happening in HAPPENINGS.items():
        assert ("{}" in NOUNS[kind]) <= bool(happening.about)


def test_a_happening_about_nothing_in_particular_is_named() -> None:
    assert event(version(), Ref(kind="letter.sent")) == "the letter of any kind"


def test_a_label_keeps_its_capital_where_it_is_a_name() -> None:
    assert lower("NHS complaints") == "NHS complaints"
    assert lower("Thames Valley Police") == "Thames Valley Police"
    assert lower("Chair's line manager") == "chair's line manager"
    assert lower("") == ""
