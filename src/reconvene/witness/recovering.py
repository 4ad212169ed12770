"""What two people may decide to go on without, where a database is behind its witness.

In: how a database differs from a log. Out: what stands for giving up just that. What is missing as
in an older copy can be given up; what was changed, renamed or taken out of the middle never can.
"""

from collections.abc import Sequence
from hashlib import sha256

from reconvene.witness.comparing import Difference
from reconvene.witness.verifier import Log, framed

_LENGTH = 32


def mark_of(log: Log, differences: Sequence[Difference]) -> str:
    """
    Return the mark that stands for giving up just these differences; empty where nothing does.

    It stands for each case and the entry from which it is missing, and for the newest checkpoint of
    the log: once anything else differs as well, the mark is another.
    """
    if not differences or not all(each.is_older for each in differences):
        return ""
    lost = sorted((each.case_id, each.number) for each in differences)
    fields = (f"{case_id} {number}".encode() for case_id, number in lost)
    newest = log.checkpoints[-1].text.encode()
    return sha256(framed(b"recovery/1", newest, *fields)).hexdigest()[:_LENGTH]
