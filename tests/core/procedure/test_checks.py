"""Every check: one thing wrong with a sound definition, and exactly that is found."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reconvene.core.procedure import checks
from reconvene.core.procedure.checks import found
from reconvene.core.procedure.checks.law import claims_too_much
from reconvene.core.procedure.checks.names import NAMING
from reconvene.core.procedure.checks.sources import CITING
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.parts import Clauses, Id, Ids, Part
from reconvene.core.procedure.problem import Problem
from reconvene.core.procedure.reading import read
from reconvene.core.procedure.shape import value_type
from reconvene.library.procedure_files import check_text
from tests.core.procedure.sound import SOUND, one, sound

Plain = dict[str, Any]


def panel(plain: Plain) -> Plain:
    return one(plain["panels"], "review-panel")


def decision(plain: Plain, name: str) -> Plain:
    return one(panel(plain)["decisions"], name)


def letter(plain: Plain, name: str) -> Plain:
    return one(plain["letters"], name)


def stage(plain: Plain, name: str) -> Plain:
    return one(plain["stages"], name)


def duty(plain: Plain, name: str) -> Plain:
    return one(plain["duties"], name)


def without(plain: Plain, *keys: str) -> None:
    for key in keys:
        del plain[key]


def another(section: str, **rule: Any) -> Callable[[Plain], None]:
    """Return a change that adds one more rule to a section."""
    return lambda plain: plain.setdefault(section, []).append({"label": "X", "source": "5", **rule})


def another_letter(**rule: Any) -> Callable[[Plain], None]:
    return another("letters", **{"id": "extra", "sent_by": "service-manager", **rule})


def another_duty(**rule: Any) -> Callable[[Plain], None]:
    plain = {
        "id": "extra",
        "owner": "service-manager",
        "arises_from": "complaint.received",
        "met_by": {"task.done": "room"},
        "limit": "3 working days",
    }
    return another("duties", **(plain | rule))


def another_decision(**rule: Any) -> Callable[[Plain], None]:
    return lambda plain: panel(plain)["decisions"].append({"source": "5", **rule})


def unjudged(plain: Plain) -> None:
    """Say that somebody's standing was judged, where nobody's ever is."""
    plain["complainants"] = [one(plain["complainants"], "parent")]
    another_letter(says=["standing"])(plain)


def never_late(plain: Plain) -> None:
    """Say that lateness was decided, where late steps are always taken on."""
    plain["lodging"]["late"] = {"rule": "accept", "source": "2"}
    another_letter(says=["lateness"])(plain)


def nothing_elsewhere(plain: Plain) -> None:
    """Say where points were sent, where none are."""
    for section, name in (("matters", "agency"), ("routes", "elsewhere"), ("duties", "refer")):
        plain[section].remove(one(plain[section], name))
    plain["channels"] = []
    another_letter(says=["referred"], source="6")(plain)


def nobody_sitting(plain: Plain) -> None:
    """Take everybody off the panel."""
    without(panel(plain), "chair", "members")


def results_of_nothing(plain: Plain) -> None:
    """Tell the results of points in a letter that covers none."""
    plain["results"] = {"source": "5", "one_of": [{"id": "x", "label": "X", "source": "5"}]}
    another_letter(says=["results", "decision-stands"], covers="none")(plain)


def renamed_chair(plain: Plain) -> Plain:
    """Call the chair of the conference something the record does not know."""

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [renamed(inner) for inner in value]
        return "the-chair" if value == "conference-chair" else value

    plain.update(renamed(plain))
    return plain


BROKEN: list[tuple[str, Callable[[Plain], Any]]] = [
    # names
    ("unknown-name", lambda p: duty(p, "meet").update(owner="conference-chiar")),
    ("unknown-name", lambda p: duty(p, "meet").update(met_by={"meeting.held": "tolk"})),
    ("unknown-name", lambda p: duty(p, "refer").update(only_if={"matter": ["agency", "agncy"]})),
    ("unknown-name", lambda p: stage(p, "review")["independence"][0].update(of="meting")),
    ("unknown-name", lambda p: stage(p, "panel").update(closes_on={"decision.made": "suport"})),
    ("unknown-name", lambda p: p["lodging"].update(counted_from={"date.noted": "minutes"})),
    ("unusual-word", lambda p: p["grounds"][0].update(decisions=["become", "continued"])),
    ("unusual-word", lambda p: p["grounds"][0].update(conferences=["inital"])),
    # roads
    ("unreachable-stage", another("stages", id="x", opens_on={"stage.requested": "x"},
                                  closes_on="case.closed", answered_by="service-manager")),
    ("unreachable-stage", another("stages", id="x", opens_on="complaint.received",
                                  closes_on="case.closed", answered_by="service-manager")),
    ("no-way-out", another("stages", id="x", opens_on="point.settled",
                           answered_by="service-manager")),
    ("right-to-nowhere", lambda p: p["rights"][0].update(also_by=["service-manager"])),
    ("right-to-nowhere", another(
        "rights", id="x", arises_from={"letter.sent": "meeting-outcome"}, limit="1 month",
        late={"rule": "accept", "source": "4"})),
    ("right-to-nowhere", another(
        "rights", id="x", arises_from={"letter.sent": "meeting-outcome"}, limit="1 month",
        opens="panel", late={"rule": "accept", "source": "4"})),
    ("gate-to-nowhere", lambda p: p["gates"].append(
        {**p["gates"][0], "id": "x", "opens": "meeting"})),
    ("no-criteria", lambda p: p["gates"][0].update(criteria=[])),
    ("no-limbs", lambda p: p["gates"][0]["criteria"][0].update(limbs={})),
    ("route-to-nowhere", lambda p: (
        p["matters"].append({"id": "x", "label": "X", "route": "x", "source": "2"}),
        p["routes"].append({"id": "x", "label": "X", "source": "2"}))),
    ("first-stage-shut", lambda p: stage(p, "meeting").update(opens_on="point.added")),
    ("first-stage-shut", lambda p: (
        p["matters"].append({"id": "x", "label": "X", "route": "x", "source": "2"}),
        p["routes"].append({"id": "x", "label": "X", "begins": "review", "source": "2"}))),
    ("form-lacks-part", lambda p: stage(p, "review").update(form="meeting")),
    ("form-lacks-part", another("stages", id="x", form="handover", opens_on="point.settled",
                                closes_on="case.closed")),
    ("form-has-no-use", lambda p: stage(p, "review").update(hands_over_to="police-complaint")),
    ("answered-by-anybody", lambda p: without(stage(p, "review"), "answered_by")),
    ("answered-by-nobody", lambda p: stage(p, "review").update(not_answered_by="service-manager")),
    # timing
    ("never-arises", another_duty(arises_from="case.suspended")),
    ("never-arises", another_duty(arises_from={"lateness.refused": "ask-for-review"})),
    ("never-arises", another_duty(arises_from={"stage.passed-on": "review"})),
    ("never-arises", lambda p: p["rights"].append(
        {**p["rights"][0], "id": "x", "arises_from": "case.suspended"})),
    ("cannot-be-met", another_duty(met_by="case.resumed")),
    ("cannot-be-met", another_duty(met_by={"stage.passed-on": "review"})),
    ("cannot-be-met", another_duty(met_by={"limit.extended": "acknowledge"})),
    ("never-counted", another_duty(counted_from="case.suspended")),
    ("never-happens", lambda p: duty(p, "meet").update(met_by=[{"meeting.held": "talk"},
                                                              "case.suspended"])),
    ("before-the-past", another_duty(limit="2 working days before")),
    ("right-before", lambda p: p["lodging"].update(limit="15 minutes before")),
    ("extends-nothing", lambda p: duty(p, "meet").update(limit="none stated")),
    ("nobody-owes", lambda p: duty(p, "meet").update(owner=[])),
    ("owed-outside", lambda p: duty(p, "meet").update(owner="minute-taker")),
    ("recipients-uncounted", lambda p: without(duty(p, "send-minutes"), "for_each")),
    ("unknown-name", lambda p: duty(p, "send-minutes").update(recipients=["complainants"])),
    ("no-recipients", lambda p: without(duty(p, "send-minutes"), "recipients")),
    ("skips-nobody", lambda p: duty(p, "meet").update(skips_author_of="meeting-outcome")),
    ("nothing-agreed", lambda p: duty(p, "meet").update(as_agreed=True)),
    ("agreed-past-limit", another_duty(
        arises_from="action.agreed", met_by="action.done", as_agreed=True, limit="1 week")),
    # letters
    ("no-right-arises", another_letter(says=["next-right"])),
    ("right-untold", lambda p: letter(p, "meeting-outcome")["says"].remove("next-right")),
    ("cannot-be-said", another_letter(says=["points"], covers="none")),
    ("cannot-be-said", another_letter(says=["answers", "decision-stands"])),
    ("cannot-be-said", another_letter(says=["answers", "decision-stands", "further-challenge"],
                                      stage="panel")),
    ("cannot-be-said", another_letter(says=["results", "decision-stands"])),
    ("cannot-be-said", results_of_nothing),
    ("cannot-be-said", another_letter(says=["criteria"], stage="meeting")),
    ("cannot-be-said", another_letter(says=["gate"])),
    ("cannot-be-said", another_letter(says=["panel-decisions", "decision-stands"])),
    ("cannot-be-said", another_letter(says=["recommendations"], stage="review")),
    ("cannot-be-said", another_letter(says=["adjournment"], stage="review")),
    ("cannot-be-said", another_letter(says=["appointment"])),
    ("cannot-be-said", another_letter(says=["meeting"])),
    ("cannot-be-said", another_letter(says=["conference"])),
    ("cannot-be-said", unjudged),
    ("cannot-be-said", never_late),
    ("cannot-be-said", nothing_elsewhere),
    ("sent-by-nobody", another_letter(says=["words"], sent_by=[])),
    ("covers-no-stage", another_letter(says=["words"], covers="stage")),
    ("said-twice", another_letter(says=["words", "words"])),
    # law
    ("beyond-power", another_decision(id="x", label="Overturn the conference's decision")),
    ("beyond-power", another_decision(id="reverse-decision", label="Another outcome")),
    ("beyond-power", lambda p: p.update(results={"source": "5", "one_of": [
        {"id": "x", "label": "The category is replaced", "source": "5"}]})),
    ("decision-untold", lambda p: letter(p, "acknowledgement")["says"].remove("decision-stands")),
    ("decision-untold", lambda p: letter(p, "review-outcome")["says"].remove("decision-stands")),
    ("challenge-untold", lambda p: letter(p, "review-outcome")["says"].remove("further-challenge")),
    ("challenge-untold", lambda p: letter(p, "panel-outcome")["says"].remove("further-challenge")),
    # panels
    ("quorum-impossible", lambda p: panel(p)["quorum"].update(members=5)),
    ("quorum-impossible", lambda p: panel(p)["quorum"].update(agencies=3)),
    ("quorum-impossible", lambda p: panel(p)["quorum"].update(all_seats=True)),
    ("quorum-impossible", lambda p: without(panel(p), "chair")),
    ("members-impossible", lambda p: panel(p)["members"].update(at_least=6)),
    ("seat-for-nobody", lambda p: (
        p["agencies"].append({"id": "school", "label": "School", "is_partner": False}),
        panel(p)["chair"].update(fit={"partner": True, "agencies": ["school"]}))),
    ("seat-name-kept", lambda p: panel(p).update(
        seats=[{"id": "chair", "label": "Chair", "source": "5"}])),
    ("nobody-sits", nobody_sitting),
    ("tie-for-nobody", lambda p: panel(p)["vote"].update(tie="chair decides", chair_votes=False)),
    ("tie-without-majority", lambda p: panel(p)["vote"].update(
        by="unanimous", tie="chair decides")),
    ("excludes-itself", lambda p: decision(p, "support").update(excludes=["support"])),
    ("adjourns-for-good", lambda p: without(decision(p, "adjourn"), "is_final")),
    ("adjourns-without-day", lambda p: decision(p, "adjourn").update(needs=["timescale"])),
    ("result-too-early", lambda p: (
        p.update(results={"source": "5", "one_of": [
            {"id": "x", "label": "As before", "source": "5"}]}),
        decision(p, "adjourn").update(result="x"))),
    ("never-decides", lambda p: panel(p).update(decisions=[decision(p, "adjourn")])),
    ("panel-at-no-stage", lambda p: p["panels"].append(
        {**panel(p), "id": "x", "decisions": [
            {"id": "y", "label": "Y", "source": "5"}]})),
    ("panel-at-two-stages", another("stages", id="x", form="panel", panel="review-panel",
                                    opens_on="point.settled", closes_on="case.closed")),
    # sources
    ("unknown-clause", lambda p: duty(p, "meet").update(source="33")),
    ("cites-both", lambda p: duty(p, "meet").update(source=["law", "3"])),
    ("uncited-clause", lambda p: p["clauses"].update({"7": "Something nobody built."})),
    ("misnamed-reading", lambda p: duty(p, "meet").update(reading="R-1")),
    # people
    ("unused", another("tasks", id="x")),
    ("unused", lambda p: p["roles"].append({"id": "x", "label": "X", "source": "5"})),
    ("no-conference-chair", renamed_chair),
    ("told-without-case", lambda p: one(p["roles"], "service-manager").update(
        told_by="complaint.received")),
    ("sees-beyond-case", lambda p: one(p["roles"], "conference-chair").update(
        sees={"cases": "every case"})),
    ("nobody-sees-all", lambda p: without(one(p["roles"], "complaints-officer"), "sees")),
    ("judged-by-anybody", lambda p: without(one(p["complainants"], "child"), "judged_by")),
    ("nothing-to-judge", lambda p: one(p["complainants"], "parent").update(
        judged_by="service-manager")),
    ("age-without-need", lambda p: one(p["complainants"], "parent").update(presumed_from_age=16)),
    ("need-without-age", lambda p: one(p["complainants"], "child").update(needs="age")),
    ("no-grounds", lambda p: one(p["matters"], "process").update(needs_ground=True)),
    ("expects-nobody", lambda p: stage(p, "meeting")["meeting"]["attended_by"].append(
        {"source": "3"})),
    ("expected-and-excluded", lambda p: stage(p, "meeting")["meeting"].update(
        excludes="conference-chair")),
    ("no-excuses", lambda p: p["rights"][0].update(late={"rule": "with excuse", "source": "4"})),
    ("ends-before-it-begins", lambda p: p.update(effective_to=p["effective_from"].replace(
        year=2024))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "break_it"),
    [pytest.param(*row, id=f"{row[0]}-{number}") for number, row in enumerate(BROKEN)],
)
def test_one_thing_wrong_is_found_and_nothing_else(
    code: str, break_it: Callable[[Plain], Any]
) -> None:
    plain = sound()

    break_it(plain)

    assert [problem.code for problem in read(plain)[1]] == [code]


def test_a_sound_definition_has_no_problem() -> None:
    definition, problems = read(sound())

    assert isinstance(definition, Definition)
    assert problems == ()


def test_every_problem_a_check_can_find_is_shown_above() -> None:
    sources = "".join(
        inspect.getsource(module)
        for name, module in vars(checks).items()
        if inspect.ismodule(module)
    )
    codes = set(re.findall(r'(?:wrong|advice)\(\s*"([a-z-]+)"', sources))

    assert codes | {"unknown-name", "unknown-clause"} == {code for code, _ in BROKEN}


def test_every_check_is_run() -> None:
    run = {check.__name__ for check in checks.OF_WHAT_IS_THERE + checks.OF_WHAT_IS_MISSING}
    written = {
        name
        for module in vars(checks).values()
        if inspect.ismodule(module)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if inspect.signature(function).return_annotation == Iterator[Problem]
        and not name.startswith("_")
    }

    assert run == written


def parts_of(kind: type[Part]) -> set[type[Part]]:
    """What definitions are made of; other files have parts of their own."""
    here = {part for part in kind.__subclasses__() if part.__module__.startswith("reconvene.core")}
    return here | {sub for part in here for sub in parts_of(part)}


def test_every_key_that_cites_is_known_to_the_checks() -> None:
    citing = {
        name
        for part in parts_of(Part)
        for name in part.model_fields
        if value_type(part, name) in (Clauses, Clauses | None)
    }

    assert citing == set(CITING)


# Ids that name no one section's rule: an id of its own, settings, the words of an excuse, and
# recipients, which are groups or roles and have a check of their own.
NAMING_NOTHING = {"id", "calendar", "excuses", "recipients"}


def test_every_key_that_names_a_rule_is_known_to_the_checks() -> None:
    unknown = {
        f"{part.__name__}.{name}"
        for part in parts_of(Part)
        for name in part.model_fields
        if value_type(part, name) in (Id, Id | None, Ids)
        and name not in NAMING.get(part, {})
        and name not in NAMING_NOTHING
    }

    assert unknown == set()


@pytest.mark.parametrize(
    "words",
    [
        "Overturn the decision",
        "Reverse the decision not to make a plan",
        "Change the category of harm",
        "Set aside what was decided",
        "The plan is ended",
    ],
)
def test_words_that_claim_to_change_a_decision_are_found(words: str) -> None:
    assert claims_too_much(words)


@pytest.mark.parametrize(
    "words",
    [
        "Support the original conference decision",
        "Endorse the decision",
        "Recommend that the decision is changed",
        "Ask the conference to change its decision",
        "The decision is not changed",
        "No change to the decision",
        "Nothing can change the decision",
        "The conference is reconvened",
    ],
)
def test_words_that_advise_or_deny_are_left_alone(words: str) -> None:
    assert not claims_too_much(words)


def test_an_unknown_name_with_nothing_near_lists_what_there_is() -> None:
    problem = found.unknown("task", "quite-other", ["room", "papers"], "duties")

    assert problem.message == "there is no task 'quite-other'; there is papers, room"
    assert problem.suggestion == ""


def test_an_unknown_name_in_an_empty_section_says_so() -> None:
    assert (
        found.unknown("task", "room", []).message == "there is no task 'room'; there is none at all"
    )


def test_the_nearest_right_name_is_offered_with_its_place() -> None:
    text = SOUND.replace("owner: conference-chair", "owner: conference-chiar", 1)

    (problem,) = check_text("ex.yaml", text)

    assert problem.shown() == (
        "ex.yaml:168:12: there is no role 'conference-chiar', did you mean 'conference-chair'?\n"
        "        owner: conference-chiar\n"
        "               ^"
    )


def test_a_role_that_is_only_a_recipient_is_used() -> None:
    plain = sound()
    plain["roles"].append({"id": "clerk", "label": "Clerk", "source": "5"})
    duty(plain, "send-minutes").update(recipients=["clerk", "supporters"])

    assert read(plain)[1] == ()


def test_what_is_missing_is_not_looked_for_while_names_lead_nowhere() -> None:
    plain = sound()
    stage(plain, "review").update(opens_on={"stage.requested": "reviw"})

    assert [problem.code for problem in read(plain)[1]] == ["unknown-name"]
