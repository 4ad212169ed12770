"""What an act says beside what was typed, known only once files were looked at and parts made."""

from datetime import datetime

from reconvene.core.conduct.answer import Refused
from reconvene.core.record.papers import PackMade, RedactionMade
from reconvene.core.record.payload import Payload
from reconvene.desk.look import Look
from reconvene.desk.redacting import looked_at
from reconvene.web.acts.packs.making import made_up


def completed(look: Look, data: Payload, *, now: datetime) -> Payload | Refused:
    """Return details as they go on the record, or why what they are about is not taken."""
    match data:
        case RedactionMade():
            return looked_at(look, data, now=now)
        case PackMade():
            return made_up(look, data, now=now)
        case _:
            return data
