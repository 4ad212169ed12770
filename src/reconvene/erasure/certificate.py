"""The certificate of an erasure, in plain words: what is gone, and from which day nobody has it."""

from dataclasses import dataclass
from datetime import date, datetime

from reconvene.core.workdays import london_day
from reconvene.erasure.carrying_out import no_copy_opens_after
from reconvene.erasure.models import Erasure
from reconvene.library.words.plain import said_day


@dataclass(frozen=True, slots=True)
class Certificate:
    """
    What can be said of one erasure. Approvers are named by whoever shows it.

    `code` holds the record to the entry that ends it. `is_final` once no copy opens the case.
    """

    reference: str
    rule: str
    kept_until: date
    destroyed_on: date
    opens_until: date
    is_final: bool
    first_by: str
    second_by: str
    code: str


def certificate(erasure: Erasure, destroyed_at: datetime, code: str) -> Certificate:
    """Return the certificate of an erasure whose keys are destroyed."""
    return Certificate(
        reference=erasure.reference,
        rule=erasure.rule,
        kept_until=erasure.kept_until,
        destroyed_on=london_day(destroyed_at),
        opens_until=no_copy_opens_after(destroyed_at, erasure.certified_at),
        is_final=erasure.certified_at is not None,
        first_by=erasure.first_by,
        second_by=erasure.second_by,
        code=code,
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
    if given.is_final:
        day = f"Since {said_day(given.opens_until)} no copy of the database opens this case"
    else:
        day = (
            f"After {said_day(given.opens_until)} at the latest no copy of the database will open "
            "this case"
        )
    why = (
        f"The record of this case was kept until {said_day(given.kept_until)}, under the rule "
        f"{given.rule}. {first} and {second} approved that it be erased."
    )
    gone = (
        f"On {said_day(given.destroyed_on)} its keys were destroyed, what was said in it was "
        "overwritten with nothing, and it was taken off every list."
    )
    copies = (
        f"{day}: the keys that could still have opened a back-up of the time are destroyed by "
        "then. A copy of the key file that was made before that day still has them, wherever "
        "somebody kept one, and is to be destroyed. None made since opens it."
    )
    stays = (
        "What stays: the reference, how many entries there were, which sort each was and on which "
        "day, and digests that show that nothing else was changed. It names nobody but by ids. "
        f"The entry that says so is {given.code}."
    )
    return why, gone, copies, stays
