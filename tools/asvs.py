"""In: the answers in assurance/asvs.yaml. Out: the page they can be read on, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "assurance" / "asvs.yaml"
LEVELS = ROOT / "assurance" / "asvs-5.0.0.txt"
PAGE = "docs/reference/asvs.md"

STANDINGS = ("shown", "written down", "in part", "not yet", "does not apply")
CHAPTERS = {
    "V1": "What is read in and written out",
    "V2": "Checks and order of work",
    "V3": "Browsers",
    "V4": "Requests",
    "V5": "Files",
    "V6": "Proving who you are",
    "V7": "Sessions",
    "V8": "Who may see and do what",
    "V9": "Tokens that speak for themselves",
    "V10": "Signing in elsewhere",
    "V11": "Ciphers",
    "V12": "On the wire",
    "V13": "Configuration",
    "V14": "Personal data",
    "V15": "How the code is made",
    "V16": "Logs and faults",
    "V17": "Sound and picture",
}

OPENING = """\
# The verification standard

Made by `make docs` from `assurance/asvs.yaml`.

The Application Security Verification Standard of OWASP, version 5.0.0, lists 345 requirements on three levels, the third the strictest.
This page says of each how it stands with Reconvene today.
It is our own account: nobody from outside has checked it.
What a requirement asks is told in a few words of ours; [the standard](https://github.com/OWASP/ASVS) has the exact ones.

| Standing | Means |
|---|---|
| shown | the tests named fail if it is not so |
| written down | it asks for a document, or a document says how it is done; no test shows it |
| in part | something of it is there, and what is missing is said |
| not yet | it is not there, or nothing shows it |
| does not apply | there is nothing here that it could apply to, for the reason given |

The authority that runs a copy has to meet some of these itself, above all for TLS, accounts on its machines and its logs.
"""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one requirement stands."""

    level: int
    asks: str
    tests: list[str] = []
    documents: list[str] = []
    note: str = ""
    missing: str = ""
    absent: str = ""

    @property
    def standing(self) -> str:
        """Return one of STANDINGS."""
        if self.absent:
            return "does not apply"
        if self.missing:
            return "in part" if self.tests or self.documents else "not yet"
        return "shown" if self.tests else "written down"


def read_answers(path: Path = ANSWERS) -> dict[str, Answer]:
    """Return every answer by the requirement's id, in order; an id said twice is a fault."""
    plain = YAML(typ="safe").load(path)
    return msgspec.convert(plain, dict[str, Answer])


def read_levels(path: Path = LEVELS) -> dict[str, int]:
    """Return the level of every requirement of the standard by its id, in order."""
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    return {requirement: int(level) for requirement, level in lines}


def problems(answers: Mapping[str, Answer], levels: Mapping[str, int]) -> Iterator[str]:
    """Say what is wrong with the answers, a sentence for each."""
    for requirement in levels.keys() - answers.keys():
        yield f"{requirement} has no answer."
    for requirement, answer in answers.items():
        if levels.get(requirement) != answer.level:
            yield f"{requirement} is not of level {answer.level} in the standard."
        is_answered = answer.tests or answer.documents or answer.missing
        if bool(answer.absent) is bool(is_answered):
            yield f"{requirement} either applies and is answered, or does not apply."
        for name in [*answer.tests, *answer.documents]:
            if not (ROOT / name).is_file():
                yield f"{requirement} names {name}, which is not there."
        for name in answer.tests:
            if not name.startswith("tests/") or not PurePosixPath(name).match("test_*.py"):
                yield f"{requirement} names {name} as a test."


def page() -> str:
    """Return the whole page."""
    answers = read_answers()
    return "\n".join([OPENING, _summary(answers), *(_chapter(one, answers) for one in CHAPTERS)])


def _summary(answers: Mapping[str, Answer]) -> str:
    counted = Counter((answer.level, answer.standing) for answer in answers.values())
    rows = [
        f"| {level} | " + " | ".join(str(counted[level, one]) for one in STANDINGS) + " |"
        for level in (1, 2, 3)
    ]
    return "\n".join([f"| Level | {' | '.join(STANDINGS)} |", "|---" * 6 + "|", *rows, ""])


def _chapter(chapter: str, answers: Mapping[str, Answer]) -> str:
    rows = [
        f"| {requirement} | {answer.level} | {answer.asks} | {answer.standing} | {_how(answer)} |"
        for requirement, answer in answers.items()
        if requirement.startswith(f"{chapter}.")
    ]
    head = ["| | Level | Asks that | Standing | How |", "|---|---|---|---|---|"]
    return "\n".join([f"## {chapter}: {CHAPTERS[chapter]}", "", *head, *rows, ""])


def _how(answer: Answer) -> str:
    links = ", ".join(_link(name) for name in [*answer.tests, *answer.documents])
    lacking = f"missing: {answer.missing}" if answer.missing else ""
    return "; ".join(part for part in (links, answer.note, lacking, answer.absent) if part)


def _link(name: str) -> str:
    path = PurePosixPath(name)
    to = path.relative_to("docs") if path.is_relative_to("docs") else PurePosixPath("..", path)
    return f"[{path.stem}](../{to})"
