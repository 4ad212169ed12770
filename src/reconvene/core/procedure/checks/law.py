"""What holds whatever a procedure says, because the law does.

In: an outline. Out: problems about decisions that no procedure can make, and families not told.
"""

import re
from collections.abc import Iterator

from reconvene.core.procedure.checks.found import wrong
from reconvene.core.procedure.checks.letters import is_outcome, is_waited_for
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.letters import Letter
from reconvene.core.procedure.panels import Decision
from reconvene.core.procedure.problem import Problem

_CLAIM = re.compile(
    r"\b(overturn|overrul|revers|quash|set(s|ting)? aside|annul|rescind|revok|substitut)"
    r"|\b(chang(e[sd]?|ing)|alter(s|ed|ing)?|amend(s|ed|ing)?|replac(e[sd]?|ing)|remov(e[sd]?|ing)"
    r"|cancel(s|led|ling)?|withdraw(s|n|ing)?|end(s|ed|ing)?|var(y|ies|ied|ying))"
    r"\b.*\b(decision|plan|category)\b"
    r"|\b(decision|plan|category)\b.*\b(changed|altered|amended|replaced|removed|cancelled|withdrawn"
    r"|ended|varied)\b",
    re.IGNORECASE,
)
# A panel may advise, and a result may say that nothing changed.
_ADVISING = re.compile(r"\b(recommend|advis|ask|request)", re.IGNORECASE)
_DENYING = re.compile(r"\b(cannot|not|no|nothing|without|never)\b", re.IGNORECASE)
_OBJECT_FIRST = re.compile(r"decision|plan|category", re.IGNORECASE)


def decisions_beyond_power(outline: Outline) -> Iterator[Problem]:
    """
    Yield a decision or result that claims to undo or change what a conference decided.

    Source: law. Only a conference can; a procedure about complaints can at most recommend it.
    """
    for path, part in outline.parts:
        is_result = path[:1] == ("results",) and len(path) == 3
        if isinstance(part, Decision) or is_result:
            label, name = str(getattr(part, "label", "")), str(getattr(part, "id", ""))
            if claims_too_much(label) or claims_too_much(name.replace("-", " "), said=label):
                message = (
                    f"'{label}' claims to change what the conference decided, which no procedure "
                    "can do; it can recommend that a conference looks at it again"
                )
                yield wrong("beyond-power", message, *path, "label")


def claims_too_much(words: str, *, said: str = "") -> bool:
    """
    Tell whether words claim to undo or change a decision, rather than advise it or deny it.

    `said` is the fuller wording beside a short one; advice there excuses the short one.
    """
    claim = _CLAIM.search(words)
    if claim is None or _ADVISING.search(said):
        return False
    before = words[: claim.start()]
    near = claim[0] if _OBJECT_FIRST.match(claim[0]) else " ".join(before.split()[-2:])
    return not (_ADVISING.search(before) or _DENYING.search(near))


def letters_that_leave_families_unsure(outline: Outline) -> Iterator[Problem]:
    """
    Yield an acknowledgement or outcome letter that does not say that the decision stands.

    Source: law.
    """
    for letter in outline.definition.letters:
        is_due = is_outcome(letter) or _acknowledges(outline.definition, letter)
        if letter.to == "complainant" and is_due and "decision-stands" not in letter.says:
            message = (
                f"the letter '{letter.id}' must say that the conference's decision stands: "
                "add decision-stands"
            )
            yield wrong("decision-untold", message, "letters", letter.id, "says")


def _acknowledges(definition: Definition, letter: Letter) -> bool:
    return any(
        is_waited_for(letter, duty.met_by)
        and any(ref.kind == "complaint.received" for ref in duty.arises_from)
        for duty in definition.duties
    )


def roads_that_end_in_silence(outline: Outline) -> Iterator[Problem]:
    """
    Yield a letter that ends the road here without saying where else a family can go.

    Source: law.
    """
    stages = outline.definition.by_id["stages"]
    for letter in outline.definition.letters:
        stage = stages.get(letter.stage or "")
        is_last = stage is not None and stage.is_last and is_outcome(letter)
        ends = "no-local-step" in letter.says or (is_last and "next-right" not in letter.says)
        if letter.to == "complainant" and ends and "further-challenge" not in letter.says:
            message = (
                f"the letter '{letter.id}' ends the road here and must say where else to go: "
                "add further-challenge"
            )
            yield wrong("challenge-untold", message, "letters", letter.id, "says")
