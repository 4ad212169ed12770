"""
What a value of an entry says, for people: an id by its label, an answer in the words it was chosen by.

In: a part of an entry, one of its fields, and the names of its case. Out: words; nothing where it
says nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from reconvene.core.procedure.letters import CONTENTS
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.core.record.after import AttendeeBriefed, CaseMoved, ConcernCommunicated
from reconvene.core.record.contact import (
    ConfidentialityDecided,
    ContactConfirmed,
    ContactEnded,
    ContactNoted,
)
from reconvene.core.record.exchange import MeetingDeclined
from reconvene.core.record.interests import InterestDeclared
from reconvene.core.record.leaving import LetterLeft
from reconvene.core.record.opening import AdvocateOffered, ComplaintReceived, SupporterNamed
from reconvene.core.record.panels import Details, PanelistAppointed
from reconvene.core.record.papers import (
    LeftOut,
    Packed,
    PackPart,
    PaperAdded,
    RedactionMade,
    TakenOut,
)
from reconvene.core.record.payload import Child, Conference, Person
from reconvene.core.record.points import ActionDone, PointAnswered, ReferralAnswered
from reconvene.core.record.stages import CriterionTest, GateDecided, StageRequested
from reconvene.library.procedure_files import load_procedures
from reconvene.library.words.plain import said_hour
from reconvene.library.words.sentences import read_names
from reconvene.post.wording.saying import language_name
from reconvene.web.browse.names import Names, listed, sentence_case
from reconvene.web.components.wording import day, file_size

Say = Callable[[Names, str], str]

CHOSEN: Mapping[type[msgspec.Struct], Mapping[str, str]] = {
    AdvocateOffered: {"response": "response"},
    AttendeeBriefed: {"how": "briefed"},
    Child: {"decision": "decision"},
    ComplaintReceived: {"channel": "channel", "form": "form"},
    Conference: {"kind": "conference"},
    ConcernCommunicated: {"theme": "theme"},
    ConfidentialityDecided: {"kept": "kept"},
    ContactConfirmed: {"way": "way"},
    ContactEnded: {"way": "way", "reason": "way-ended"},
    ContactNoted: {"way": "way", "safe": "safe"},
    Details: {"chair": "which-chair"},
    GateDecided: {"decision": "gate"},
    InterestDeclared: {"tie": "tie"},
    LetterLeft: {"how": "how-left"},
    MeetingDeclined: {"declined": "declined"},
    PanelistAppointed: {"seat": "seat"},
    PointAnswered: {"finding": "finding"},
    Packed: {"looked": "looked"},
    RedactionMade: {"looked": "looked"},
    ReferralAnswered: {"state": "referral"},
    StageRequested: {"form": "form"},
    SupporterNamed: {"kind": "supporter"},
    TakenOut: {"why": "taken-out"},
    LeftOut: {"why": "left-out"},
}
"""What was chosen from answers of a fixed wording, by the family of its names."""


def said(names: Names, part: msgspec.Struct, field: str, *, of: str = "") -> str:
    """
    Return what a field of an entry, or of one of its parts, says.

    Args:
        names: What ids are called in the case.
        part: What has the field.
        field: Its name in the record.
        of: The field that holds the part, where it is one of several.
    """
    value = getattr(part, field)
    family = CHOSEN.get(type(part), {}).get(field)
    if family and value in read_names(family):
        return sentence_case(read_names(family)[value])
    if isinstance(part, PanelistAppointed) and field == "seat":
        return sentence_case(names.seat(part.panel, value))
    if isinstance(part, PaperAdded | RedactionMade | PackPart) and field in _OF_A_FILE:
        return _OF_A_FILE[field](names, value)
    if isinstance(part, CaseMoved) and field == "to":
        return _version(names, value)
    if isinstance(part, CriterionTest) and field == "limbs":
        return _pairs(names, value, lambda limb: names.limb(part.criterion, limb))
    if isinstance(part, ActionDone) and field == "paper" and value:
        return names.file(value)
    if field == "what":  # of what was agreed it is words; of who or what was missing, an id
        return _SAY.get(of, _as_it_is)(names, value)
    return _said(names, field, value)


def _said(names: Names, field: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Person):
        return names.with_role(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        say = _KEYS.get(field, _as_it_is)
        return _pairs(names, value, lambda key: say(names, key))
    if isinstance(value, tuple):
        parts = [_said(names, field, one) for one in value]
        return "; ".join(parts) if field in _LONG else listed(parts)
    if value is None or value == "":
        return ""
    return _SAY.get(field, _as_it_is)(names, str(value))


def _pairs(names: Names, value: Mapping[str, Any], say: Callable[[str], str]) -> str:
    return "; ".join(f"{say(key)}: {_said(names, key, one)}" for key, one in value.items())


def _as_it_is(_names: Names, value: str) -> str:
    return value


def _label(section: str) -> Say:
    return lambda names, value: names.label(section, value)


def _from(words: Mapping[str, str]) -> Say:
    return lambda _names, value: sentence_case(words.get(value, value))


def _point(names: Names, value: str) -> str:
    return names.point(value)


def _child(names: Names, value: str) -> str:
    return names.child(value)


def _person(names: Names, value: str) -> str:
    return names.person(value)


def _paper(names: Names, value: str) -> str:
    return names.paper(value)


def _criterion(names: Names, value: str) -> str:
    return names.criterion(value)


def _action(names: Names, value: str) -> str:
    return names.action(value)


def _hour(_names: Names, value: str) -> str:
    return said_hour(value)


def _written(_names: Names, value: str) -> str:
    return read_names("written").get(value, value)


def _language(_names: Names, value: str) -> str:
    return language_name(value)


def _party(names: Names, value: str) -> str:
    return names.party(value)


def _version(_names: Names, value: str) -> str:
    known = load_procedures().get(value)
    version = f"version {value.partition('/')[2]}"
    return f"{known.title}, {version}" if known else version


_OF_A_FILE: Mapping[str, Callable[[Names, Any], str]] = {
    "kind": lambda names, value: names.paper(value),
    "of": lambda names, value: names.file(value),
    "readers": lambda names, value: listed([names.reader(one) for one in value]),
    "size": lambda _names, value: file_size(value),
}
"""What is said of a file otherwise than of all else."""

_LONG = frozenset({"said"})
"""Of what is several things here, each may have commas of its own."""

_KEYS: Mapping[str, Say] = {
    "added": _from(CONTENTS),
    "promised": _label("rights"),
    "declared": _from(BAR_KINDS),
    "words": _written,
}
"""What pairs of an entry begin with, by their field."""

_SAY: Mapping[str, Say] = {
    **{
        field: _label(section)
        for field, section in {
            "absent": "roles",
            "agency": "agencies",
            "body": "bodies",
            "capacity": "complainants",
            "channel": "channels",
            "conference": "conferences",
            "date": "dates",
            "decision": "decisions",
            "document": "documents",
            "duty": "duties",
            "gate": "gates",
            "ground": "grounds",
            "letter": "letters",
            "matter": "matters",
            "meeting": "meetings",
            "notice": "notices",
            "owner": "roles",
            "panel": "panels",
            "result": "results",
            "right": "rights",
            "role": "roles",
            "stage": "stages",
            "task": "tasks",
            "traits": "traits",
        }.items()
    },
    **dict.fromkeys(("point", "points"), _point),
    **dict.fromkeys(("child", "children"), _child),
    **dict.fromkeys(
        (
            "abstained",
            "against",
            "also",
            "others_present",
            "person",
            "present",
            "recipient",
            "votes_for",
        ),
        _person,
    ),
    **dict.fromkeys(("considered", "missing", "papers_missing"), _paper),
    "action": _action,
    "at": _hour,
    "also_in": _language,
    "bar": _from(BAR_KINDS),
    "criterion": _criterion,
    "meets": lambda names, value: sentence_case(names.met(value)),
    "earliest": _hour,
    "latest": _hour,
    "procedure": _version,
    "said": _from(CONTENTS),
    "who": _party,
}
