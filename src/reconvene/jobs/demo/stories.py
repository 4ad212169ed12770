"""The demo's cases as ordinary stories, dated for one day.

In: the case files and passages of a procedure, the people, a day. Out: stories, oldest first.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from string import Template
from typing import Any

from reconvene.core.kinds.written_days import written
from reconvene.jobs.demo.days import ToldDays
from reconvene.library.demo.files import House, read_cases, read_passages
from reconvene.stories.reading import read_story
from reconvene.stories.story import Story

_EACH = "variants"
_MOMENT_LENGTH = len(" 09:15")


def stories(house: House, days: ToldDays) -> list[Story]:
    """Return every case of an authority of the demo as a story, in the order they come in."""
    passages = read_passages(house.procedure)
    found = [
        _story(f"{house.procedure}/{name}", raw, house, passages, days)
        for name, file in read_cases(house.procedure)
        for raw in _variants(file)
    ]
    return sorted(found, key=lambda story: (story.steps[0].on, story.name, story.title))


def _variants(file: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a file as it is or, where it lists variants, once for each with its words filled in."""
    shape = {key: value for key, value in file.items() if key != _EACH}
    for words in file.get(_EACH, ({},)):
        yield _filled(shape, words)


def _story(
    name: str,
    raw: dict[str, Any],
    house: House,
    passages: Mapping[str, Mapping[str, Any]],
    days: ToldDays,
) -> Story:
    plain = {
        **raw,
        "procedure": f"{house.procedure}/1",
        "people": _people(house, raw),
        "happenings": list(_joined(raw["happenings"], passages)),
    }
    return read_story(json.dumps(_dated(plain, days), ensure_ascii=False, indent=1), name)


def _people(house: House, raw: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Everybody a case can name: the authority's own, the complainant, and those it brings."""
    own = {
        member.name: {
            "name": member.full_name,
            "role": member.roles[0] if member.roles else "panel-member",
            "agency": member.agency,
        }
        for member in house.members
    }
    complainant = {"name": raw["complainant"]["name"], "role": "complainant"}
    return {**own, "complainant": complainant, **raw.get("people", {})}


def _joined(
    steps: Sequence[Mapping[str, Any]], passages: Mapping[str, Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield the steps of a case, each passage it names put in its place."""
    for step in steps:
        if "passage" in step:
            passage = passages[step["passage"]]
            yield from _joined(_filled(passage["steps"], {**passage["given"], **step}), passages)
        else:
            yield step


def _filled(value: Any, words: Mapping[str, Any]) -> Any:
    """A value with "$who" replaced: by what it stands for where it stands alone, else as text."""
    if isinstance(value, dict):
        return {key: _filled(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, words) for one in value]
    if not isinstance(value, str) or "$" not in value:
        return value
    alone = value.removeprefix("$")
    return words[alone] if alone in words else Template(value).substitute(words)


def _dated(value: Any, days: ToldDays) -> Any:
    """A value with every day in it written as stories write days."""
    if isinstance(value, dict):
        return {key: _dated(one, days) for key, one in value.items()}
    if isinstance(value, list):
        return [_dated(one, days) for one in value]
    if not isinstance(value, str):
        return value
    if days.is_told(value):
        return written(days.on(value))
    day, hour = value[:-_MOMENT_LENGTH], value[-_MOMENT_LENGTH:]
    if days.is_told(day):
        return written(days.on(day)) + hour
    return days.in_prose(value)
