"""Whether a copy may serve: its database must hold all that its witness has seen."""

from pathlib import Path

from django.db import connection

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.witness.comparing import compare
from reconvene.witness.verifier import read_log


class NotAsWitnessed(RuntimeError):
    """The database is behind what was witnessed, or different."""

    def __init__(self, *, found: str, mark: str) -> None:
        self.found, self.mark = found, mark
        super().__init__(
            f"Cannot start: the database is not what was witnessed ({found}). If an older copy "
            "was restored by mistake, restore the newest. If this one is to be served all the "
            f"same, two people decide so, and start it once with RECONVENE_RECOVERY={mark}"
        )


def demand_witnessed(folder: Path | None, recovery: str = "") -> None:
    """
    Return where the database holds what the log in a folder has seen, or a recovery is declared.

    Args:
        folder: A log, as its witness has it; None where there is no witness.
        recovery: The root of the checkpoint that the database is known not to reach; it stands for
            that checkpoint and no later one.

    Raises:
        NotAsWitnessed: It does not, and none is declared for the newest checkpoint.
        Refused: The log does not hold together, or there is none.
    """
    if folder is None:
        return
    log = read_log(folder)
    mark = log.checkpoints[-1].text.split("\n")[2]
    with connection.cursor() as cursor:
        differences = compare(cursor, log, folder).differences
    if not differences:
        return
    found = f"first {differences[0]}; in all: {len(differences)}"
    if recovery != mark:
        raise NotAsWitnessed(found=found, mark=mark)
    tell(Event.RECOVERY_DECLARED, reason="older-than-witnessed", differences=len(differences))
