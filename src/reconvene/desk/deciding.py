"""Whether a person may do an act in a case, and in which of their roles."""

from collections.abc import Sequence
from datetime import datetime

from reconvene.core.conduct.answer import Allowed, Answer, Ground, Refused, first
from reconvene.core.conduct.context import LAW
from reconvene.core.conduct.decide import decide
from reconvene.core.record.after import CaseMoved
from reconvene.core.record.event import Entry
from reconvene.desk.corrected import unseen_refusal, with_what_is_not_shown
from reconvene.desk.foreseen import foreseen
from reconvene.desk.letting_in import letting_in_refusal
from reconvene.desk.look import Look
from reconvene.desk.named_roles import named_role_refusal
from reconvene.desk.proving import put_in_words
from reconvene.desk.reaching import entry_denied, refusal_of
from reconvene.desk.untold_roles import with_untold_roles
from reconvene.library.procedure_files import load_procedures


def decided(look: Look, entry: Entry, role: str | None) -> tuple[Answer, str]:
    """
    Return the answer to an act, and the role it is done in.

    People named in the entry must hold the roles it gives them, and a role that bars them counts
    though nobody wrote it down: see `named_roles`, `untold_roles`.

    Args:
        look: The case as the person meets it.
        entry: What is to go on the record.
        role: The role to act in; None for the first of theirs in which it may be done.
    """
    if isinstance(entry.data, CaseMoved) and entry.data.to not in load_procedures():
        return Refused(Ground.UNKNOWN, LAW, {"detail": entry.data.to}), ""
    reserved = first(_reach_refusal(look, entry), unseen_refusal(look, entry))
    if reserved is not None:
        return reserved, role or ""
    entry = with_what_is_not_shown(look, entry)
    answer, acting = _in_a_role(look, entry, role)
    if isinstance(answer, Refused):
        return answer, acting
    refusal = first(
        named_role_refusal(look, entry),
        _untold_refusal(look, entry, acting),
        letting_in_refusal(look, answer.entries, acting),
    )
    return (put_in_words(look, answer) if refusal is None else refusal), acting


def _reach_refusal(look: Look, entry: Entry) -> Refused | None:
    """The refusal of an act that is not for them to do here; None while a case is being opened."""
    if not look.case_id:
        return None
    denied = entry_denied(look.viewer, look.matter, entry)
    return None if denied is None else refusal_of(denied)


def _untold_refusal(look: Look, entry: Entry, acting: str) -> Refused | None:
    """The refusal of an act that a role bars, which was left out beside a name; None otherwise."""
    seen = with_untold_roles(look, entry)
    if seen is entry:
        return None
    answer = decide(look.judged_as(acting), seen)
    return answer if isinstance(answer, Refused) else None


def decided_together(
    look: Look, entries: Sequence[Entry], role: str | None, now: datetime
) -> tuple[Answer, str]:
    """
    Return the answer to several acts done as one, and the role they are all done in.

    Each is judged on the case as those before it would leave it; the refusal of any refuses all.
    Arguments are those of `decided`; `entries` is never empty, and `now` is when they are recorded.
    """
    answer, acting = decided(look, entries[0], role)
    for entry in entries[1:]:
        if isinstance(answer, Refused):
            break
        before, warned = answer.entries, answer.warnings
        answer, _ = decided(foreseen(look, before, acting, now), entry, acting)
        if not isinstance(answer, Refused):
            answer = Allowed((*before, *answer.entries), (*warned, *answer.warnings))
    return answer, acting


def decided_with_notes(
    look: Look, entries: Sequence[Entry], noted: Sequence[Entry], role: str | None, now: datetime
) -> tuple[Answer, str]:
    """
    Return the answer to several acts done as one, with what the desk notes after them.

    Where a note would be refused all notes are left out: none stands in the way of what was asked.
    """
    answer, acting = decided_together(look, (*entries, *noted), role, now)
    if noted and isinstance(answer, Refused):
        return decided_together(look, entries, role, now)
    return answer, acting


def _in_a_role(look: Look, entry: Entry, role: str | None) -> tuple[Answer, str]:
    if role is not None:
        if role not in look.roles:
            return not_theirs(), role
        return decide(look.judged_as(role), entry), role
    if not look.roles:
        return not_theirs(), ""
    answers = [(decide(look.whole, entry), look.roles[0])]
    while _turns_on_role(answers[-1][0]) and len(answers) < len(look.roles):
        other = look.roles[len(answers)]
        answers.append((decide(look.judged_as(other), entry), other))
    return next((one for one in reversed(answers) if not _turns_on_role(one[0])), answers[0])


def _turns_on_role(answer: Answer) -> bool:
    return isinstance(answer, Refused) and answer.ground is Ground.NOT_THEIRS_TO_DECIDE


def not_theirs() -> Refused:
    """Return the refusal of everybody who holds no role in a case, or not the one they name."""
    return Refused(Ground.NOT_THEIRS_TO_DECIDE, LAW)
