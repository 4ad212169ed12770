"""What an entry comes to where it is a correction: what it says, and how its entry would then hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import structs

from reconvene.core.casefile.corrections import effective
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Entry, Event, payload
from reconvene.core.record.exchange import MeetingOffered
from reconvene.core.record.opening import ComplaintReceived
from reconvene.desk.look import Look, seen


class PutRightMeanwhile(RuntimeError):
    """An entry was put right by another after somebody had read it, and before they put it right."""

    def __init__(self, *, entry: int) -> None:
        self.entry = entry
        super().__init__(
            f"Nothing was recorded: entry {entry} was put right since it was read. Read what it says "
            "now, and put that right."
        )


def demand_newest(events: Sequence[Event], entry: Entry, read: int | None) -> None:
    """
    Return where no correction goes over one that whoever makes it has not read.

    Args:
        events: The record as it is.
        entry: What is to be recorded; anything but a correction goes over nothing.
        read: How many entries the record had as they read it; None where nobody says.

    Raises:
        PutRightMeanwhile: It would.
    """
    correction = entry.data
    if read is None or not isinstance(correction, EntryCorrected):
        return
    later = (one.data for one in events[read:])
    if any(isinstance(one, EntryCorrected) and one.entry == correction.entry for one in later):
        raise PutRightMeanwhile(entry=correction.entry)


def as_it_would_hold(look: Look, entry: Entry) -> Entry:
    """
    Return what a correction puts in the place of its entry; any other entry as it is.

    A correction that strikes its entry puts nothing there.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or correction.struck:
        return entry
    before = _as_it_holds(look.whole.events, correction.entry)
    assert before is not None  # noqa: S101 - the core has looked
    data = before.data if correction.data is None else payload(before.kind, correction.data)
    day = correction.happened_on or before.happened_on
    return structs.replace(entry, kind=before.kind, happened_on=day, data=data)


def with_what_is_not_shown(look: Look, entry: Entry) -> Entry:
    """
    Return a correction of a complaint with how to reach the family as it is, and of an offer with
    where the meeting is held, where whoever corrects is not shown that; any other entry as it is.

    They cannot have meant to change it, and their form had it not. Who took the complaint down is
    shown their own words until somebody puts it right, and can change them as long.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or not correction.data:
        return entry
    offer = _offer(look.whole.events, correction.entry)
    if offer and not look.sees_place(offer.meeting):
        kept = {**correction.data, "place": offer.place, "link": offer.link}
        return structs.replace(entry, data=structs.replace(correction, data=kept))
    if look.sees_contact:
        return entry
    whole = _complaint(look.whole.events, correction.entry)
    shown = _complaint(seen(look).events, correction.entry)
    if whole is None or (shown and _is_changed(shown, correction.data)):
        return entry
    kept = {**correction.data, "safe_contact": whole.safe_contact}
    return structs.replace(entry, data=structs.replace(correction, data=kept))


def unseen_refusal(look: Look, entry: Entry) -> Refused | None:
    """
    Return the refusal of a correction that says how to reach the family, where whoever corrects is
    shown nothing of that any more; None otherwise.

    They wrote it when they were: without a word it would be lost, and go over newer words with one.
    """
    correction = entry.data
    if not isinstance(correction, EntryCorrected) or not correction.data or look.sees_contact:
        return None
    shown = _complaint(seen(look).events, correction.entry)
    is_unseen = shown is not None and not shown.safe_contact
    says = is_unseen and correction.data.get("safe_contact")
    return Refused(Ground.NOT_OPEN_TO_YOU, LAW) if says else None


def _is_changed(shown: ComplaintReceived, said: Mapping[str, Any]) -> bool:
    """Tell whether a correction says another way to reach the family than the one that is shown."""
    new: object = said.get("safe_contact", shown.safe_contact)
    return bool(shown.safe_contact) and new != shown.safe_contact


def _complaint(events: Sequence[Event], number: int) -> ComplaintReceived | None:
    """Return a complaint as it holds, by the number of its entry; None of any other entry."""
    found = _as_it_holds(events, number)
    return found.data if found and isinstance(found.data, ComplaintReceived) else None


def _offer(events: Sequence[Event], number: int) -> MeetingOffered | None:
    """Return an offer of a meeting as it holds, by the number of its entry; None of any other."""
    found = _as_it_holds(events, number)
    return found.data if found and isinstance(found.data, MeetingOffered) else None


def _as_it_holds(events: Sequence[Event], number: int) -> Event | None:
    return next((one for one in effective(events) if one.number == number), None)
