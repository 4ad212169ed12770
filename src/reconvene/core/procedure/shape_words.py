"""Plain words for what a value should have been.

In: an error as the models report it. Out: a `Problem` that says how to put it right.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from reconvene.core.kinds.limit import LimitUnreadable
from reconvene.core.procedure.happenings import nearest
from reconvene.core.procedure.problem import Path, Problem

_SUGGESTED = re.compile(r"did you mean '([^']+)'\?$")
_QUOTED = re.compile(r"'([^']*)'")

# What to write where a key is most often forgotten.
_HINTS: Mapping[str, str] = {
    "source": "cite the clause in quotes, or write law, practice or local",
    "limit": "write 'none stated' where the procedure is silent",
    "late": "say what becomes of a late step: late: {rule: decide, source: ...}",
    "label": "a few words for people",
    "format": "write format: 1",
}

_CALLED: Mapping[str, str] = {
    "DutyRule": "a duty",
    "RightRule": "a right",
    "ComplainantRule": "a complainant",
    "AnchorDate": "a date",
    "LaterConference": "a conference",
    "Definition": "a definition",
    "Members": "the key 'members'",
    "Attendance": "'attended_by'",
    "Agency": "an agency",
    "Independence": "'independence'",
    "Extension": "'extension'",
    "Origin": "'origin'",
    "Results": "the key 'results'",
}


def problem_of(error: Mapping[str, Any], path: Path, model: type[BaseModel] | None) -> Problem:
    """Return the problem behind an error; `model` is the part that the last key belongs to."""
    kind = str(error["type"])
    if kind == "extra_forbidden" and model is not None:
        return unknown_key(str(path[-1]), model, path)
    if kind == "missing":
        return _missing(str(path[-1]), model, path[:-1])
    message = _WORDS.get(kind, _unfit)(error)
    found = _SUGGESTED.search(message)
    return Problem(
        code=_CODES.get(kind, "wrong-shape") if kind in _WORDS else "does-not-fit",
        message=message,
        path=path,
        suggestion=found[1] if found else "",
    )


def unknown_key(key: str, model: type[BaseModel], path: Path = ()) -> Problem:
    """Return the problem of a key that a part does not have, with the nearest that it has."""
    near = get_close_matches(key, list(model.model_fields), n=1, cutoff=0.6)
    hint = f", did you mean '{near[0]}'?" if near else f"; {_called(model)} takes {_keys(model)}"
    return Problem(
        code="unknown-key",
        message=f"unknown key '{key}'{hint}",
        path=path,
        is_about_key=True,
        suggestion=near[0] if near else "",
    )


def _called(model: type[BaseModel]) -> str:
    return _CALLED.get(model.__name__, f"a {model.__name__.lower()}")


def _keys(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)


def _missing(key: str, model: type[BaseModel] | None, path: Path) -> Problem:
    whose = f" from {_called(model)}" if model else ""
    hint = f": {_HINTS[key]}" if key in _HINTS else ""
    return Problem(code="missing-key", message=f"'{key}' is missing{whose}{hint}", path=path)


def _shown(value: Any) -> str:
    """Return what was found, short enough to stand in a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "'key: value' lines"
    if isinstance(value, list | tuple):
        return "a list"
    return f"'{value}'" if len(str(value)) <= 40 else f"'{str(value)[:37]}...'"


def _text(error: Mapping[str, Any]) -> str:
    value = error["input"]
    if value is None or isinstance(value, dict | list | tuple):
        return f"words are wanted here, found {_shown(value)}"
    return f"put this in quotes: '{_shown(value).strip(chr(39))}'"


def _instead(wanted: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda error: f"{wanted}, found {_shown(error['input'])}"


def _literal(error: Mapping[str, Any]) -> str:
    words = _QUOTED.findall(error["ctx"]["expected"])
    found = error["input"]
    if not words:
        return f"write {error['ctx']['expected']} here, found {_shown(found)}"
    return f"write {_either(words)} here, found {_shown(found)}{nearest(str(found), words)}"


def _either(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _id(error: Mapping[str, Any]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", str(error["input"]).lower()).strip("-").lstrip("0123456789-")
    hint = f", did you mean '{slug}'?" if slug else ""
    return (
        f"an id is made of small letters, digits and hyphens, found {_shown(error['input'])}{hint}"
    )


def _said(error: Mapping[str, Any]) -> str:
    fault = error["ctx"]["error"]
    if isinstance(fault, LimitUnreadable):
        return f"'{fault.text}' is not a limit: {fault.next_step}"
    return str(fault)


def _unfit(error: Mapping[str, Any]) -> str:
    return f"this does not fit here: {_shown(error['input'])}"


def _date(error: Mapping[str, Any]) -> str:
    """Say how a date is written; of one that is written so, that there is no such day."""
    shown = _shown(error["input"])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(error["input"])):
        return f"there is no such day: {shown}"
    return f"write a date as 2024-04-01, found {shown}"


_LINES = _instead("'key: value' lines are wanted here")

_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "string_type": _text,
    "string_too_short": lambda _: "words are wanted here, found none",
    "string_too_long": lambda error: f"at most {error['ctx']['max_length']} characters fit here",
    "string_pattern_mismatch": _id,
    "int_type": _instead("a whole number is wanted here"),
    "bool_type": _instead("write true or false here"),
    "date_type": _date,
    "tuple_type": _instead("a list is wanted here, each item after a dash"),
    "dict_type": _LINES,
    "model_type": _LINES,
    "too_short": lambda _: "name at least one",
    "greater_than_equal": lambda error: f"this is {error['ctx']['ge']} at least",
    "less_than_equal": lambda error: f"this is {error['ctx']['le']} at most",
    "literal_error": _literal,
    "value_error": _said,
}

_CODES: Mapping[str, str] = {
    "string_pattern_mismatch": "bad-id",
    "literal_error": "unknown-word",
    "value_error": "cannot-be-read",
}
