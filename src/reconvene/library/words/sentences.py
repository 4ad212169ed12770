"""
In: the files of words beside this one. Out: the sentence for a code, its facts filled in.

A code has several sentences, the fullest first; the first whose facts are all known is the one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter

from ruamel.yaml import YAML


class WordsMissing(LookupError):
    """A code has no words, or none that can be said with the facts at hand."""

    def __init__(self, *, file: str, code: str, facts: tuple[str, ...]) -> None:
        self.file = file
        self.code = code
        self.facts = facts
        super().__init__(
            f"'{code}' could not be put into words: {file}.yaml has no sentence for it that needs "
            f"only {', '.join(facts) or 'no facts'}. Add one."
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one code, fullest first, and what can be done instead."""

    says: tuple[str, ...]
    instead: tuple[str, ...] = ()


@cache
def read_words(file: str) -> Mapping[str, Wording]:
    """Return what a file of words says for each code: "refusals", "warnings" or "needs"."""
    return {
        code: Wording(tuple(found["says"]), tuple(found.get("instead", ())))
        for code, found in _load(file).items()
    }


@cache
def read_names(family: str) -> Mapping[str, str]:
    """Return the plain words for a family of codes, such as "status", in the file's order."""
    return dict(_load("names")[family])


def sentence(file: str, code: str, facts: Mapping[str, str]) -> str:
    """
    Return the fullest sentence for a code that these facts can fill.

    Raises:
        WordsMissing: The code has no words, or each of its sentences needs a fact not given.
    """
    wording = read_words(file).get(code)
    for template in wording.says if wording else ():
        if placeholders(template) <= set(facts):
            return template.format_map(facts)
    raise WordsMissing(file=file, code=code, facts=tuple(sorted(facts)))


def placeholders(template: str) -> set[str]:
    """Return the names of the facts a sentence asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@cache
def _load(file: str) -> Mapping[str, Mapping[str, str]]:
    text = (files("reconvene.library") / "words" / f"{file}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(text)
    return found
