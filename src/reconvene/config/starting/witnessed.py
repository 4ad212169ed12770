"""Whether the database holds all that a witness has seen, or two people decided to go on without."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reconvene.backup.given_up import write_down
from reconvene.config.starting.refusal import Refusal
from reconvene.witness.starting import NotAsWitnessed, Recovery, demand_witnessed
from reconvene.witness.verifier import Refused

_NO_LOG = (
    "The log of the witness cannot be used. See that RECONVENE_WITNESS names its folder, whole and "
    "readable, as it was copied from the witness."
)


def not_witnessed(settings: Any) -> Iterator[Refusal]:
    """Return that the database is not what was witnessed, or that nobody can tell."""
    recovery = Recovery.declared(settings.RECOVERY)
    try:
        is_behind = demand_witnessed(settings.WITNESS, recovery)
    except NotAsWitnessed as differs:
        yield Refusal("witness", str(differs))
        return
    except (Refused, OSError) as unusable:
        yield Refusal("witness", f"{_NO_LOG} It was found: {unusable}.")
        return
    if is_behind:
        decided = {"at": datetime.now(UTC).isoformat(), "is": "served"}
        said = {"behind": recovery.mark, "reason": recovery.reason}
        write_down(settings.RECOVERIES, decided | said)
