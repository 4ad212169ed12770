"""
In: what the core answered (a refusal, a warning, a letter's need). Out: the words for it.

Every door says it this way, so a refusal reads the same on a page, in a program and in a test.
"""

from dataclasses import dataclass

from reconvene.core.conduct.answer import Refused, Warned
from reconvene.core.conduct.context import LAW, Context
from reconvene.core.letters.draft import Missing
from reconvene.core.procedure.letters import CONTENTS
from reconvene.library.words.naming import facts_in_words, label_of, point_name
from reconvene.library.words.plain import listed
from reconvene.library.words.sentences import placeholders, read_words, sentence


@dataclass(frozen=True, slots=True)
class Said:
    """
    An answer in words. `clause` is as people cite it, empty where no one provision is behind it.

    `instead` says what can be done; it may be empty.
    """

    reason: str
    clause: str = ""
    instead: tuple[str, ...] = ()


def refusal_words(ctx: Context, refused: Refused) -> Said:
    """Return why an act may not be done, in words, and what can be done instead."""
    facts = facts_in_words(ctx, refused.facts)
    if "needs" in refused.facts:
        needs = refused.facts["needs"]
        codes = needs if isinstance(needs, tuple) else (str(needs),)
        facts["needs"] = listed([need_words(ctx, code) for code in codes])
    facts |= _because(refused)
    code = refused.ground.value
    reason = sentence("refusals", code, facts)
    return Said(reason, _cited(refused.clause), read_words("refusals")[code].instead)


def warning_words(ctx: Context, warned: Warned) -> Said:
    """Return what somebody should know before going on."""
    reason = sentence("warnings", warned.code, facts_in_words(ctx, warned.facts))
    return Said(reason, _cited(warned.clause))


def missing_words(ctx: Context, missing: Missing) -> str:
    """Return what a letter still lacks for one of its contents."""
    return need_words(ctx, missing.needs)


def need_words(ctx: Context, code: str) -> str:
    """Return what a letter still lacks, from its code: "answer:A,B", "meeting-date:stage-1"."""
    kind, _, rest = code.partition(":")
    facts = {"what": _what(ctx, kind, rest)} if rest else {}
    return sentence("needs", kind, facts)


def _what(ctx: Context, kind: str, rest: str) -> str:
    if kind == "words":
        return CONTENTS[rest].partition(", in words")[0]
    if kind in {"wording", "nothing"}:
        return CONTENTS[rest.partition(".")[0]]
    if kind.startswith("meeting-"):
        return label_of(ctx, rest)
    return listed([point_name(ctx.case, point) for point in rest.split(",")])


def _because(refused: Refused) -> dict[str, str]:
    """Return why a corrected record would be impossible, where that can be said without facts."""
    ground = refused.facts.get("because")
    wording = read_words("refusals")[str(ground)] if ground else None
    bare = [one for one in wording.says if not placeholders(one)] if wording else []
    return {"because": bare[0] if bare else ""} if ground else {}


def _cited(clause: str) -> str:
    return "" if clause == LAW else clause
