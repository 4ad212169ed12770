"""Reading that spreads: far more cases than somebody's work needs, seen while it goes on.

Two signs are counted over a week: cases asked for that are not theirs to see, and cases opened in
which they have neither part nor task. docs/adr/0022 has the reasons for the numbers.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import connection

from reconvene.access_log.chain import instant
from reconvene.access_log.reading import Outcome, Read, Relation

LOOKED_BACK = timedelta(days=7)


class Sign(StrEnum):
    """What tells that reading spreads."""

    REFUSED = "refused"
    NO_TASK = "no-task"


FROM = {Sign.REFUSED: 5, Sign.NO_TASK: 10}
"""How many different ones within a week are told of."""

_DISTANT = tuple(one.value for one in Relation if one.is_distant)
_COUNTED = {
    Sign.REFUSED: f"""
        SELECT COUNT(DISTINCT about) FROM access_log_read
        WHERE reader = %s AND at >= %s AND outcome = '{Outcome.REFUSED.value}'
    """,  # noqa: S608  own words
    Sign.NO_TASK: f"""
        SELECT COUNT(DISTINCT case_id) FROM access_log_read
        WHERE reader = %s AND at >= %s AND outcome = '{Outcome.SHOWN.value}'
        AND case_id <> '' AND relation IN {_DISTANT}
    """,  # noqa: S608  own words
}


@dataclass(frozen=True, slots=True)
class Spread:
    """That somebody's reading spreads: by which sign, and over how many different cases."""

    sign: Sign
    count: int


def spread(read: Read) -> Spread | None:
    """
    Return that reading spreads, as it stands with this look, which is written down already.

    None for a look that is no sign of it, at no cost; else one question.
    """
    sign = sign_of(read)
    if sign is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED[sign], (read.reader, instant(read.at - LOOKED_BACK)))
        (count,) = cursor.fetchone()
    return Spread(sign, count) if count >= FROM[sign] else None


def sign_of(read: Read) -> Sign | None:
    """Return what a look is a sign of, if of anything."""
    if read.outcome == Outcome.REFUSED:
        return Sign.REFUSED
    return Sign.NO_TASK if read.case_id and read.relation.is_distant else None
