"""A story file into a `Story`: every fault found at once, each with its line.

In: the text of a YAML file. Out: a `Story`, or `StoryUnreadable` with all its faults.
The format is described in docs/reference/stories.md.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from reconvene.core.kinds.written_days import is_written_day
from reconvene.core.record.event import KINDS
from reconvene.core.record.payload import Person
from reconvene.core.workdays import LONDON
from reconvene.stories.expecting import expected
from reconvene.stories.page import Page
from reconvene.stories.story import Step, Story, StoryUnreadable

TOP = ("story", "procedure", "shows", "says", "people", "conference", "complainant", "happenings")
SHARED = ("conference", "complainant")
BESIDE = ("on", "recorded", "by", "refused", "warned", "then", "note")
_TIMED = re.compile(
    r"(?P<day>\w{3} \d{1,2} \w{3} \d{4}) (?P<time>(?P<hour>\d{1,2}):(?P<minute>\d{2}))"
)


def read_story(text: str, name: str = "story") -> Story:
    """
    Return the story a file tells.

    Raises:
        StoryUnreadable: With every fault found, each with its line.
    """
    page = Page(name, text)
    raw = page.raw
    page.unknown_keys(raw, TOP)
    for key in ("story", "procedure", "happenings"):
        if key not in raw:
            page.wrong(raw, f"'{key}' is missing")
    page.people = _people(page, raw)
    page.shared = {key: page.mapping(raw, key) for key in SHARED if key in raw}
    story = Story(
        name,
        page.word(raw, "story"),
        page.word(raw, "procedure"),
        page.words(raw, "shows"),
        tuple(_step(page, line, node) for line, node in page.items(raw, "happenings")),
        page.word(raw, "says"),
    )
    if page.faults:
        raise StoryUnreadable(name=name, faults=tuple(sorted(page.faults, key=lambda f: f.line)))
    return story


def _people(page: Page, story: Mapping[str, Any]) -> dict[str, Person]:
    raw = page.mapping(story, "people")
    found = {}
    for name, about in raw.items():
        if not isinstance(about, dict):
            page.wrong(raw, f"say of {name} at least the role, such as {{role: officer}}", name)
            continue
        page.unknown_keys(about, ("name", "role", "agency"))
        found[str(name)] = Person(
            id=str(name),
            name=page.word(about, "name") or str(name).capitalize(),
            role=page.word(about, "role"),
            agency=page.word(about, "agency"),
        )
    return found


def _step(page: Page, line: int, node: Any) -> Step:
    if not isinstance(node, dict):
        page.wrong_on(line, "each happening is a mapping that begins with 'on:'")
        return Step(line, date.min)
    kinds = [key for key in node if key in KINDS]
    page.unknown_keys(node, (*BESIDE, *KINDS))
    if len(kinds) > 1:
        page.wrong(node, f"one thing happens at a time, found {' and '.join(kinds)}")
    if "on" not in node:
        page.wrong(node, "'on' is missing: say which day")
    for key in ("refused", "warned"):
        if key in node and not kinds:
            page.wrong(node, f"nothing happens here that could be {key}", key)
    on, at = _moment(page, node) if "on" in node else (None, None)
    kind = kinds[0] if kinds else None
    return Step(
        line=line,
        on=on or date.min,
        at=at,
        kind=kind,
        details=_details(page, node, kind) if kind else {},
        recorded_on=page.day(node, "recorded") if "recorded" in node else None,
        by=page.person(node, page.word(node, "by", "complaints-officer").removeprefix("@")),
        refused=_refused(page, node),
        warned=page.words(node, "warned"),
        expected=expected(page, node),
        note=page.word(node, "note"),
    )


def _moment(page: Page, node: Mapping[str, Any]) -> tuple[date | None, datetime | None]:
    timed = _TIMED.fullmatch(str(node["on"]))
    if timed is None:
        return page.day(node, "on"), None
    on = page.day_written(node, timed["day"], "on")
    try:
        clock = time(int(timed["hour"]), int(timed["minute"]))
    except ValueError:
        page.wrong(node, f"there is no such time of day as {timed['time']}", "on")
        return None, None
    return on, datetime.combine(on, clock, tzinfo=LONDON) if on else None


def _details(page: Page, node: Mapping[str, Any], kind: str) -> dict[str, Any]:
    raw = node[kind]
    about = KINDS[kind].about
    if isinstance(raw, str) and about:
        raw = {about: raw}
    if raw is None:
        raw = {}
    if not isinstance(raw, dict):
        page.wrong(node, f"the details of {kind} are a mapping", kind)
        return {}
    found = {str(key): _plain(page, raw, value) for key, value in raw.items()}
    if kind == "complaint.received":
        for key, value in page.shared.items():
            found.setdefault(key, _plain(page, value, value))
    return found


def _plain(page: Page, node: Any, value: Any) -> Any:
    """A value as a payload takes it: written days as dates, "@amina" as that person."""
    if isinstance(value, dict):
        return {str(key): _plain(page, value, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(page, node, one) for one in value]
    if isinstance(value, str):
        if value.startswith("@"):
            return _as_dict(page.person(node, value if value[1:] not in page.people else value[1:]))
        if is_written_day(value):
            return page.day_written(node, value)
        return str(value)
    return value


def _as_dict(person: Person) -> dict[str, str]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "agency": person.agency,
    }


def _refused(page: Page, node: Mapping[str, Any]) -> tuple[str, str] | None:
    raw = node.get("refused")
    if isinstance(raw, str):
        return raw, ""
    if isinstance(raw, dict):
        page.unknown_keys(raw, ("ground", "clause"))
        return page.word(raw, "ground"), page.word(raw, "clause")
    if "refused" in node:
        page.wrong(node, "write refused as a ground, or {ground: ..., clause: ...}", "refused")
    return None
