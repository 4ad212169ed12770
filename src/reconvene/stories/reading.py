"""A story file into a `Story`: every fault found at once, each with its line.

In: the text of a YAML file. Out: a `Story`, or `StoryUnreadable` with all its faults.
The format is described in docs/reference/stories.md.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from reconvene.core.kinds.written_days import day, is_written_day
from reconvene.core.procedure.happenings import nearest
from reconvene.core.record.event import KINDS
from reconvene.core.record.payload import Person
from reconvene.core.workdays import LONDON
from reconvene.stories.story import Expected, Fault, Step, Story, StoryUnreadable

TOP = ("story", "procedure", "shows", "says", "people", "conference", "complainant", "happenings")
BESIDE = ("on", "recorded", "by", "refused", "warned", "then", "note")
THEN = (
    "owed",
    "only_owed",
    "targets",
    "met",
    "met_late",
    "overdue",
    "not_owed",
    "not_determined",
    "may",
    "lapsed",
    "can",
    "cannot",
    "points",
    "reviewed",
)
_TIMED = re.compile(r"(?P<day>\w{3} \d{1,2} \w{3} \d{4}) (?P<hour>\d{1,2}):(?P<minute>\d{2})")


class _Page:
    """A story file being read: its faults so far, its people, its shared parts."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.people: dict[str, Person] = {}
        self.shared: dict[str, Any] = {}
        self.raw = self._load(text)

    def _load(self, text: str) -> Any:
        try:
            raw = YAML(typ="rt").load(text)
        except YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise StoryUnreadable(
                name=self.name, faults=(Fault(line, f"this is not YAML: {fault}"),)
            ) from fault
        if not isinstance(raw, dict):
            found = (Fault(1, "a story is a mapping that begins with 'story:'"),)
            raise StoryUnreadable(name=self.name, faults=found)
        return raw

    def wrong(self, node: Any, message: str) -> None:
        self.faults.append(Fault(_line(node), message))

    def unknown_keys(self, node: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in node:
            if key not in known:
                at = node.lc.key(key)[0] + 1 if hasattr(node, "lc") else 0
                self.faults.append(Fault(at, f"unknown key '{key}'{nearest(str(key), known)}"))

    def day(self, node: Any, value: Any) -> date | None:
        try:
            return value if isinstance(value, date) else day(str(value))
        except ValueError as fault:
            self.wrong(node, str(fault))
            return None


def read_story(text: str, name: str = "story") -> Story:
    """
    Return the story a file tells.

    Raises:
        StoryUnreadable: With every fault found, each with its line.
    """
    page = _Page(name, text)
    raw = page.raw
    page.unknown_keys(raw, TOP)
    for key in ("story", "procedure", "happenings"):
        if key not in raw:
            page.wrong(raw, f"'{key}' is missing")
    page.people = _people(page, raw.get("people") or {})
    page.shared = {key: raw[key] for key in ("conference", "complainant") if key in raw}
    steps = [_step(page, node) for node in raw.get("happenings") or ()]
    if page.faults:
        raise StoryUnreadable(name=name, faults=tuple(sorted(page.faults, key=lambda f: f.line)))
    return Story(
        name,
        str(raw["story"]),
        str(raw["procedure"]),
        tuple(str(clause) for clause in raw.get("shows") or ()),
        tuple(step for step in steps if step is not None),
        str(raw.get("says") or ""),
    )


def _people(page: _Page, raw: Mapping[str, Any]) -> dict[str, Person]:
    found = {}
    for name, about in raw.items():
        if not isinstance(about, dict):
            page.wrong(raw, f"say of {name} at least the role, such as {{role: police-member}}")
            continue
        page.unknown_keys(about, ("name", "role", "agency"))
        found[name] = Person(
            id=name,
            name=str(about.get("name") or name.capitalize()),
            role=str(about.get("role") or ""),
            agency=str(about.get("agency") or ""),
        )
    return found


def _step(page: _Page, node: Any) -> Step | None:
    if not isinstance(node, dict):
        page.wrong(node, "each happening is a mapping that begins with 'on:'")
        return None
    kinds = [key for key in node if key in KINDS]
    page.unknown_keys(node, (*BESIDE, *KINDS))
    if len(kinds) > 1:
        page.wrong(node, f"one thing happens at a time, found {' and '.join(kinds)}")
    if "on" not in node:
        page.wrong(node, "'on' is missing: say which day")
    on, at = _moment(page, node, node["on"]) if "on" in node else (None, None)
    kind = kinds[0] if kinds else None
    recorded = page.day(node, node["recorded"]) if "recorded" in node else None
    return Step(
        line=_line(node),
        on=on or date.min,
        at=at,
        kind=kind,
        details=_details(page, node, kind) if kind else {},
        recorded_on=recorded,
        by=_person(page, node, str(node.get("by") or "complaints-officer").removeprefix("@")),
        refused=_refused(page, node),
        warned=_words(node.get("warned")),
        expected=_expected(page, node["then"]) if isinstance(node.get("then"), dict) else None,
        note=str(node.get("note") or ""),
    )


def _moment(page: _Page, node: Any, value: Any) -> tuple[date | None, datetime | None]:
    timed = _TIMED.fullmatch(str(value))
    if timed is None:
        return page.day(node, value), None
    on = page.day(node, timed["day"])
    if on is None:
        return None, None
    clock = time(int(timed["hour"]), int(timed["minute"]))
    return on, datetime.combine(on, clock, tzinfo=LONDON)


def _person(page: _Page, node: Any, name: str) -> Person:
    """Somebody from `people`, or else somebody who is just their role."""
    if name in page.people:
        return page.people[name]
    if name.startswith("@"):
        page.wrong(node, f"nobody called '{name[1:]}' is in people{nearest(name[1:], page.people)}")
    return Person(id=name, name=name, role=name)


def _details(page: _Page, node: Any, kind: str) -> dict[str, Any]:
    raw = node[kind]
    about = KINDS[kind].about
    if isinstance(raw, str) and about:
        raw = {about: raw}
    if raw is None:
        raw = {}
    if not isinstance(raw, dict):
        page.wrong(node, f"the details of {kind} are a mapping")
        return {}
    found = {key: _plain(page, raw, value) for key, value in raw.items()}
    if kind == "complaint.received":
        for key, value in page.shared.items():
            found.setdefault(key, _plain(page, value, value))
    return found


def _plain(page: _Page, node: Any, value: Any) -> Any:
    """A value as a payload takes it: written days as dates, "@amina" as that person."""
    if isinstance(value, dict):
        return {str(key): _plain(page, value, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(page, node, one) for one in value]
    if isinstance(value, str):
        if value.startswith("@"):
            return _as_dict(
                _person(page, node, value if value[1:] not in page.people else value[1:])
            )
        if is_written_day(value):
            return page.day(node, value)
        return str(value)
    return value


def _as_dict(person: Person) -> dict[str, str]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "agency": person.agency,
    }


def _refused(page: _Page, node: Any) -> tuple[str, str] | None:
    raw = node.get("refused")
    if raw is None:
        return None
    if isinstance(raw, str):
        return raw, ""
    if isinstance(raw, dict):
        page.unknown_keys(raw, ("ground", "clause"))
        return str(raw.get("ground") or ""), str(raw.get("clause") or "")
    page.wrong(node, "write refused as a ground, or {ground: ..., clause: ...}")
    return None


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def _days(page: _Page, node: Any) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    for key, value in (node or {}).items():
        found[str(key)] = None if value == "none stated" else page.day(node, value)
    return found


def _acts(page: _Page, node: Any, value: Any) -> tuple[tuple[str, str | None], ...]:
    """Acts that are open: each a kind, or {kind: about}."""
    found: list[tuple[str, str | None]] = []
    for one in value or ():
        if isinstance(one, dict) and len(one) != 1:
            page.wrong(one, "write one act, such as {letter.sent: stage-1-outcome}")
            continue
        kind, about = next(iter(one.items())) if isinstance(one, dict) else (one, None)
        _known_act(page, one if isinstance(one, dict) else node, str(kind))
        found.append((str(kind), str(about) if about is not None else None))
    return tuple(found)


def _known_act(page: _Page, node: Any, kind: str) -> None:
    if kind not in KINDS:
        page.wrong(node, f"there is no act '{kind}'{nearest(kind, KINDS)}")


def _expected(page: _Page, node: Any) -> Expected:
    page.unknown_keys(node, THEN)
    owed = _days(page, node.get("owed"))
    targets = {key: on for key, on in _days(page, node.get("targets")).items() if on}
    return Expected(
        line=_line(node),
        owed=owed,
        targets=targets,
        met=_words(node.get("met")),
        met_late=_words(node.get("met_late")),
        overdue=_words(node.get("overdue")),
        not_owed=_words(node.get("not_owed")),
        not_determined={str(k): str(v) for k, v in (node.get("not_determined") or {}).items()},
        may=_days(page, node.get("may")),
        lapsed=_words(node.get("lapsed")),
        can=_acts(page, node, node.get("can")),
        cannot=_cannot(page, node, node.get("cannot")),
        points={str(k): str(v) for k, v in (node.get("points") or {}).items()},
        reviewed_on=page.day(node, node["reviewed"]) if "reviewed" in node else None,
        only_owed=_words(node.get("only_owed")) if "only_owed" in node else None,
    )


def _cannot(page: _Page, node: Any, value: Any) -> tuple[tuple[str, str | None, str], ...]:
    """Acts that are not open: each a kind, or {kind: about}, perhaps with `ground`."""
    found: list[tuple[str, str | None, str]] = []
    for one in value or ():
        if not isinstance(one, dict):
            _known_act(page, node, str(one))
            found.append((str(one), None, ""))
            continue
        ground = str(one.get("ground") or "")
        rest = [(kind, about) for kind, about in one.items() if kind != "ground"]
        if len(rest) != 1:
            page.wrong(one, "write one act, such as {letter.sent: stage-1-outcome, ground: ...}")
            continue
        kind, about = rest[0]
        _known_act(page, one, str(kind))
        found.append((str(kind), str(about) if about is not None else None, ground))
    return tuple(found)


def _line(node: Any) -> int:
    return node.lc.line + 1 if hasattr(node, "lc") and node.lc.line is not None else 1
