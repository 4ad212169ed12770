"""The certificate of an erasure, in plain words: what is gone, and from which day nobody has it."""

from dataclasses import dataclass
from datetime import date, datetime

from reconvene.core.workdays import london_day
from reconvene.erasure.carrying_out import no_copy_opens_after
from reconvene.erasure.models import Basis, Erasure
from reconvene.library.words.plain import said_day


@dataclass(frozen=True, slots=True)
class Certificate:
    """
    What can be said of one erasure. Approvers are named by whoever shows it.

    `basis` says by what it was known how long the case was kept. `code` holds the record to the entry that ends it. `is_final` once no copy opens the case;
    until then `opens_until` is a promise, and `is_broken` on `today` if it was not kept.
    """

    reference: str
    rule: str
    kept_until: date
    destroyed_on: date
    opens_until: date
    is_final: bool
    today: date
    first_by: str
    second_by: str
    code: str
    basis: str = Basis.RECORD

    @property
    def is_broken(self) -> bool:
        return not self.is_final and self.opens_until < self.today


def certificate(erasure: Erasure, destroyed_at: datetime, code: str, today: date) -> Certificate:
    """Return what can be certified today of an erasure whose keys are destroyed."""
    return Certificate(
        reference=erasure.reference,
        rule=erasure.rule,
        kept_until=erasure.kept_until,
        destroyed_on=london_day(destroyed_at),
        opens_until=no_copy_opens_after(destroyed_at, erasure.certified_at),
        is_final=erasure.certified_at is not None,
        today=today,
        first_by=erasure.first_by,
        second_by=erasure.second_by,
        code=code,
        basis=erasure.basis,
    )


def in_words(given: Certificate, office: str, first: str, second: str) -> str:
    """
    Return a certificate as a text to be kept or sent; paragraphs with empty lines between.

    Args:
        given: What it certifies.
        office: The authority, as its letters name it.
        first: Who approved first, by name.
        second: Who approved second, by name.
    """
    title = f"{office}\nCertificate of erasure: {given.reference}"
    return "\n\n".join((title, *paragraphs(given, first, second))) + "\n"


def paragraphs(given: Certificate, first: str, second: str) -> tuple[str, ...]:
    """Return what a certificate says: why, what is gone, until when copies open it, what stays."""
    why = f"{_kept(given)} {first} and {second} approved that it be erased."
    gone = (
        f"On {said_day(given.destroyed_on)} its keys were destroyed, what was said in it was "
        "overwritten with nothing, any files in it were deleted, and it was taken off every list."
    )
    stays = (
        "What stays: the reference, how many entries there were, which sort each was and on which "
        "day, and digests that show that nothing else was changed. It names nobody but by ids. "
        f"The entry that says so is {given.code}."
    )
    return why, gone, _copies(given), stays


def _kept(given: Certificate) -> str:
    """Return until when a case was kept; where nobody could read it, what is not known of it."""
    until = said_day(given.kept_until)
    if given.basis == Basis.RECORD:
        return f"The record of this case was kept until {until}, under the rule {given.rule}."
    known = (
        f"By what stands in clear beside what was said, it was closed and kept until {until}, under "
        f"the rule {given.rule}."
        if given.basis == Basis.CLOSING
        else f"On which day it was closed is not known, nor whether it was. It was kept until "
        f"{until}: the years of the rule {given.rule}, counted from the last day on which anything "
        "was recorded."
    )
    return (
        f"The record of this case did not open any more, so nobody could read it. {known} How its "
        "complaint ended is not known, and it is counted in no figure."
    )


def _copies(given: Certificate) -> str:
    """Return what can be said of copies: what is so, what is to be, or that it has not come about."""
    until, today = said_day(given.opens_until), said_day(given.today)
    if given.is_broken:
        return (
            f"A copy of the database from before then may still open this case. The keys that open "
            f"it should have been destroyed by {until}; on {today}, when this was written, that "
            "was not established. This certificate is not final, and does not say that the case "
            "is gone from every copy."
        )
    if not given.is_final:
        return (
            f"A back-up of the time opens this case until keys are changed, which on {today}, when "
            f"this was written, had not been done. After {until} at the latest no copy of the "
            "database is to open it any more. This certificate is not final until that is so."
        )
    return (
        f"Since {until} no copy of the database opens this case: the keys that could still have "
        "opened a back-up of the time are destroyed. A copy of the key file that was made before "
        "that day still has them, wherever somebody kept one, and is to be destroyed. None made "
        "since opens it."
    )
