"""What was answered when the same was sent before: looked up before anything is judged again."""

from django.db import connection

from reconvene.desk.answers import Conflict, Receipt, again, receipt
from reconvene.ledger.history import Submitted, load_submitted
from reconvene.ledger.requests import Request
from reconvene.people.models import Person


def sent_before(person: Person, key: str) -> Receipt | None:
    """
    Return the receipt of whatever a person put on the record under a key; None for nothing.

    To be asked where the key alone is sent again; else `sent_again`, which compares what it
    was used for.
    """
    earlier = _earlier(person, Request.of(person.id, key))
    return receipt(earlier) if earlier else None


def sent_again(
    person: Person, case_id: str, kind: str, key: str, sent: bytes
) -> Receipt | Conflict | None:
    """
    Return what sending an act again is answered with; None where its key is not used yet.

    Args:
        person: Who sends it.
        case_id: Which case.
        kind: The kind of entry.
        key: The key it is sent under.
        sent: Everything that was sent, as it was given to `record`.
    """
    request = request_as_sent(person, case_id, kind, key, sent)
    earlier = _earlier(person, request)
    return again(earlier, request) if earlier else None


def request_as_sent(person: Person, case_id: str, kind: str, key: str, sent: bytes) -> Request:
    """Return the submission of an act that is compared by what was sent, not what was made of it."""
    return Request.of(person.id, key, case_id.encode(), kind.encode(), sent)


def _earlier(person: Person, request: Request) -> Submitted | None:
    with connection.cursor() as cursor:
        return load_submitted(cursor, person.authority_id, request)
