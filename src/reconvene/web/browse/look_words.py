"""Looks in words. In: looks as they are kept. Out: rows that a page or a file shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reconvene.access_log.looks import Looked
from reconvene.access_log.reading import Purpose, Relation, Sight
from reconvene.core.workdays import LONDON
from reconvene.library.words.plain import said_day as day
from reconvene.library.words.plain import said_time

SIGHTS: Mapping[str, str] = {
    Sight.CASE: "The case",
    Sight.ENTRY: "Entry {entry} of the record",
    Sight.WHERE: "Where somebody is, in entry {entry}",
    Sight.LETTER: "The letter that is entry {entry}",
    Sight.PAPER: "What is known of the file that is entry {entry}",
    Sight.PAPER_TAKEN: "The file that is entry {entry}, taken out",
    Sight.PACK_TAKEN: "The pack that is entry {entry}, taken out",
    Sight.BUNDLE: "What is in the bundle that is entry {entry}",
    Sight.BUNDLE_TAKEN: "The bundle that is entry {entry}, taken out",
    Sight.PANEL: "A panel",
    Sight.MEETING: "A meeting",
    Sight.MEETING_PLACE: "Where a meeting is held",
    Sight.MEETING_TAKEN: "A meeting, taken out for a calendar",
    Sight.RECEIPT: "The receipt",
    Sight.LIST: "The list of cases",
    Sight.SEARCH: "A search",
    Sight.READERS: "Who has looked",
    Sight.EXPORT: "Who has looked, as a file",
    Sight.GLASS: "Opened in an emergency",
    Sight.ERASURES: "How far its erasure is",
    Sight.HOLD: "Why it is held",
}
PURPOSES: Mapping[str, str] = {
    Purpose.CASEWORK: "casework",
    Purpose.TO_SPEAK: "speaking to them",
    Purpose.TO_WRITE: "writing to them",
    Purpose.TO_MEET: "meeting them",
    Purpose.TO_CHECK: "checking it, or putting it right",
    Purpose.EMERGENCY: "an emergency",
    Purpose.OVERSIGHT: "looking after who looks",
    Purpose.RETENTION: "keeping and erasing",
}
RELATIONS: Mapping[str, str] = {
    Relation.SUBJECT: "complained of",
    Relation.BOUND: "has a part in the case",
    Relation.OWES: "has something to do in it",
    Relation.RECORDED: "recorded something in it",
    Relation.POST: "by their post alone",
    Relation.OVERSEES: "looks after information governance",
    Relation.WATCHES: "by their post",
    Relation.UNREAD: "not known, since it did not open",
    Relation.NONE: "none",
}


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look as it is shown."""

    at: datetime
    who: str
    what: str
    case: str
    purpose: str
    relation: str
    is_refused: bool

    @property
    def when(self) -> str:
        """The London day and minute, as people write them."""
        here = self.at.astimezone(LONDON)
        return f"{day(here.date())}, {said_time(here.time())}"


def rows(
    looks: Sequence[Looked], names: Mapping[str, str], references: Mapping[str, str]
) -> tuple[LookRow, ...]:
    """Return looks as they are shown, in the order given."""
    return tuple(
        LookRow(
            at=one.at,
            who=names.get(one.reader, "Somebody who is not here any more"),
            what=SIGHTS[one.sight].format(entry=one.entry),
            case=references.get(one.case_id, ""),
            purpose=PURPOSES[one.purpose],
            relation=RELATIONS[one.relation],
            is_refused=one.outcome == "refused",
        )
        for one in looks
    )
