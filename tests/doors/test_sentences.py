"""The record in sentences: every kind of entry is said, in words a person knows."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache

import msgspec
import pytest

from reconvene.core.conduct.acts import ACTS, subjects
from reconvene.core.conduct.context import Context
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.procedure.parts import Ref
from reconvene.core.record.event import KINDS, Event
from reconvene.core.record.opening import ComplaintReceived, SupporterNamed
from reconvene.core.record.panels import PanelistAppointed
from reconvene.core.record.payload import (
    Child,
    Complainant,
    Conference,
    Payload,
    Person,
)
from reconvene.core.record.stages import GateDecided
from reconvene.library.procedure_files import load_procedures
from reconvene.library.words.naming import people_in
from reconvene.web.acts.act_pages import ACT_PAGES
from reconvene.web.browse.act_words import BUTTONS, TOPICS, act_meant
from reconvene.web.browse.case.entry import Detail, details
from reconvene.web.browse.happens import WORDS, happens
from reconvene.web.browse.names import Names, from_where, listed, within
from reconvene.web.browse.sentences import SENTENCES, sentence
from tests.support.core.details import candidates
from tests.support.raw_codes import labelled, raw, written
from tests.support.tellings import shipped_stories, told

STORIES = shipped_stories()
LIVED = ("sp-cpc/adjourned-and-reconvened", "ox-cpc/mixed-points")


@cache
def lived(story: str) -> Context:
    return told(story).context()


def as_event(kind: str, ctx: Context, about: str | None) -> Event:
    return Event(
        kind=kind,
        happened_on=ctx.today,
        data=candidates(ctx, kind, about)[0],
        number=len(ctx.events) + 1,
        recorded_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
        actor="ben",
        role=ctx.definition.roles[0].id,
    )


def names_of(ctx: Context) -> Names:
    return Names.of(ctx.case, ctx.events, {"ben": "Ben Ode"})


def test_no_brackets_stand_inside_brackets() -> None:
    assert from_where("Hal", "Police") == "Hal (Police)"
    assert from_where("Hal", "Health (integrated care board)") == (
        "Hal from Health (integrated care board)"
    )
    assert from_where("Hal", "") == "Hal"


def test_every_kind_of_entry_has_its_sentence() -> None:
    assert set(SENTENCES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("story", LIVED)
def test_an_entry_is_said_in_whole_sentences(kind: str, story: str) -> None:
    ctx = lived(story)
    for about in subjects(ctx, kind) if kind in ACTS else (None,):
        event = as_event(kind, ctx, about)
        names = names_of(ctx)
        said = sentence(names, event)

        assert said[0].isupper() or said[0].isdigit(), said
        assert said.rstrip()[-1] in ".”?!", said
        assert ".." not in said, said
        assert "  " not in said, said
        assert not re.search(r"\b[a-z]+\.[a-z]+\b", said), said
        assert all(is_said(one) for one in details(names, event))


def is_said(one: Detail) -> bool:
    """Tell whether a detail has its words, or is several things that each have theirs."""
    parts = [is_said(each) for part in one.parts for each in part]
    return bool(one.label) and (bool(one.words.strip()) != bool(parts)) and all(parts)


def test_what_was_agreed_is_said_without_the_record_s_own_names() -> None:
    ctx = lived("sp-cpc/adjourned-and-reconvened")
    answered = next(event for event in ctx.events if event.kind == "point.answered")

    agreed = next(one for one in details(names_of(ctx), answered) if one.machine == "actions")

    assert agreed.label == "What was agreed to be done"
    (action,) = agreed.parts
    assert [(one.label, one.words) for one in action] == [
        ("What", "Correct the report"),
        ("Who does it", "Conference chair"),
        ("To be done by", "Tuesday 4 November 2025"),
    ]


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("complaint.received", "By way of", "By letter"),
        ("complaint.received", "How it was made", "Spoken"),
        ("complaint.received", "Conference: Which kind", "Pre-birth conference"),
        ("complaint.received", "Decision", "The plan was continued"),
        ("supporter.named", "Which kind", "Friend or relative"),
        ("gate.decided", "Decision", "It does not go on"),
        ("panelist.appointed", "Seat", "Panel chair"),
    ],
)
def test_an_answer_is_said_in_the_words_it_was_chosen_by(kind: str, label: str, words: str) -> None:
    """They are those of the form, and not the record's own: "continue", "pre-birth"."""
    ctx = lived("sp-cpc/adjourned-and-reconvened")
    event = msgspec.structs.replace(as_event("complaint.received", ctx, None), kind=kind)
    chosen = msgspec.structs.replace(event, data=CHOSEN[kind])

    found = [*details(names_of(ctx), chosen)]
    found += [one for many in found for part in many.parts for one in part]

    assert (label, words) in {(one.label, one.words) for one in found}


def words_in(found: Iterable[Detail]) -> Iterator[tuple[str, str]]:
    for one in found:
        yield one.label, one.words
        for part in one.parts:
            yield from words_in(part)


def every_entry(story: str) -> Iterator[tuple[Context, Event]]:
    """Yield what a story holds, and every kind of entry in its case with any details."""
    ctx = lived(story)
    yield from ((ctx, event) for event in ctx.events)
    for kind in KINDS if story in LIVED else ():
        for about in subjects(ctx, kind) if kind in ACTS else (None,):
            blank = as_event(kind, ctx, about)
            for data in candidates(ctx, kind, about):
                yield ctx, msgspec.structs.replace(blank, data=data)


@pytest.mark.parametrize("story", STORIES)
def test_no_entry_shows_a_code_that_has_words(story: str) -> None:
    shown = []
    words = labelled(lived(story).definition)
    for ctx, event in every_entry(story):
        plain = msgspec.to_builtins(event.data)
        people = [one.id for past in (*ctx.events, event) for one in people_in(past.data)]
        known = dict.fromkeys((*people, "other-chair", "minute-taker", event.actor), "Ada Example")
        names = Names.of(ctx.case, ctx.events, known)
        told = [("", sentence(names, event)), *words_in(details(names, event))]
        shown += [
            (event.kind, label, found)
            for label, said in told
            for found in raw(said, words, written(plain))
        ]

    assert sorted(set(shown)) == []


def test_every_kind_of_entry_is_looked_through_for_codes() -> None:
    walked = {event.kind for story in STORIES for _, event in every_entry(story)}

    assert set(KINDS) - walked == {"date.noted"}, "no shipped procedure has such dates"


BEN = Person(id="ben", name="Ben")
CHOSEN: dict[str, Payload] = {
    "complaint.received": ComplaintReceived(
        procedure="sp-cpc/1",
        complainant=Complainant(name="Ewa", capacity="parent"),
        conference=Conference(
            held_on=datetime(2025, 4, 10, tzinfo=UTC).date(),
            kind="pre-birth",
            children=(Child(id="c1", name="Kit", decision="continue"),),
        ),
        points=(),
        form="spoken",
        channel="letter",
    ),
    "supporter.named": SupporterNamed(name="Gus", kind="friend"),
    "gate.decided": GateDecided(
        gate="stage-2", point="p1", decision="decline", decided_by=BEN, reasons="None."
    ),
    "panelist.appointed": PanelistAppointed(
        panel="appeal-panel", person=BEN, seat="chair", is_senior=True
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_without_the_ids_of_its_rules(story: str) -> None:
    ctx = told(story).context()
    rules = {
        id_
        for section, by_id in ctx.definition.by_id.items()
        if section not in ("agencies", "roles")
        for id_ in by_id
        if "-" in id_
    }
    for event in ctx.events:
        said = sentence(names_of(ctx), event)

        assert not [one for one in rules if one in said.split()], said


def test_names_are_given_before_ids_and_roles_before_nothing() -> None:
    ctx = told("sp-cpc/easter").context()
    names = Names.of(ctx.case, ctx.events, {"lena": "Lena Moss"})

    assert names.person("lena") == "Lena"
    assert names.person("complainant") == "Ewa Example"
    assert names.person("nobody") == "nobody"
    assert names.point("A") == "point 1"
    assert names.points(()) == "every point"
    assert names.label("letters", "no-such-letter") == "No such letter"


def test_labels_are_lowered_but_names_are_not() -> None:
    assert within("Conference chair") == "conference chair"
    assert within("NHS complaints") == "NHS complaints"
    assert within("Thames Valley Police") == "Thames Valley Police"
    assert within("See that the Children Act complaint is answered").startswith("see that")
    assert listed([]) == ""
    assert listed(["one", "two", "three"]) == "one, two and three"


@pytest.mark.parametrize("kind", ["point.rerouted", "point.withdrawn"])
def test_an_act_is_called_the_same_in_its_list_and_on_its_page(kind: str) -> None:
    (listed,) = (verbs[kind] for _, verbs in TOPICS if kind in verbs)

    assert listed == ACT_PAGES[kind].title


def test_every_act_has_its_button_and_its_topic() -> None:
    in_topics = [kind for _, verbs in TOPICS for kind in verbs]

    assert set(BUTTONS) == set(KINDS)
    assert set(in_topics) == set(ACTS) - {"complaint.received"}
    assert len(set(in_topics)) == len(in_topics)


def test_everything_that_happens_can_be_said_within_a_sentence() -> None:
    assert set(WORDS) == set(HAPPENINGS)
    for definition in load_procedures().values():
        for kind in HAPPENINGS:
            said = happens(definition, (Ref(kind=kind),))
            assert said
            assert "  " not in said


@pytest.mark.parametrize("reference", load_procedures())
def test_every_duty_is_met_by_an_act_about_something_known(reference: str) -> None:
    definition = load_procedures()[reference]
    for duty in definition.duties:
        for ref in duty.met_by:
            kind, about = act_meant(ref)
            section = ACTS[kind].section
            assert about is None or (section and about in definition.by_id[section]), (duty.id, ref)
