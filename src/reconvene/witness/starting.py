"""Whether a copy may serve: its database must hold all that its witness has seen."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.comparing import compare
from reconvene.witness.recovering import mark_of
from reconvene.witness.verifier import read_log


@dataclass(frozen=True, slots=True)
class Recovery:
    """That a database is served though it is behind: what is given up, and why, in people's words."""

    mark: str
    reason: str

    @classmethod
    def declared(cls, given: str) -> "Recovery":
        """Return what was declared as a mark, a space and a reason; both empty where nothing was."""
        mark, _, reason = given.partition(" ")
        return cls(mark, reason.strip())


class NotAsWitnessed(RuntimeError):
    """The database is behind what was witnessed, or different. `mark` is empty for the latter."""

    def __init__(self, *, found: str, mark: str) -> None:
        self.found, self.mark = found, mark
        super().__init__(
            f"Cannot start: the database is not what was witnessed ({found}). "
            f"{_OLDER.format(mark=mark) if mark else _DIFFERENT}"
        )


_OLDER = (
    "If an older copy was restored by mistake, restore the newest. If this one is to be served all "
    "the same, two people decide so, and start it with RECONVENE_RECOVERY='{mark} why, and who "
    "decided it'; it stands for what is missing now and for nothing else."
)
_DIFFERENT = (
    "That is not what an older copy looks like: entries were changed, renamed or taken out, and "
    "nothing can be declared that gives them up. Compare it with a back-up, and tell whoever "
    "answers for security. Only where people worked in a copy that was behind, two people begin "
    "another log of it, as docs/explanation/proof.md says."
)


def demand_witnessed(folder: Path | None, recovery: Recovery = Recovery("", "")) -> bool:
    """
    Return whether a recovery was needed, and declared, for the database to hold all a log has seen.

    Args:
        folder: A log, as its witness has it; None where there is no witness.
        recovery: What is known to be missing and given up; it stands for just that.

    Raises:
        NotAsWitnessed: It does not hold it, and no recovery is declared for what is missing, or
            more is wrong than that something is missing, or nobody said why.
        Refused: The log does not hold together, or there is none.
    """
    if folder is None:
        return False
    log = read_log(folder)
    with connection.cursor() as cursor:
        differences = compare(cursor, log, folder).differences
    if not differences:
        return False
    mark = mark_of(log, differences)
    if not mark or recovery.mark != mark or not recovery.reason:
        found = f"first {differences[0]}; in all: {len(differences)}"
        raise NotAsWitnessed(found=found, mark=mark)
    tell(Event.RECOVERY_DECLARED, reason="older-than-witnessed", differences=len(differences))
    return True
