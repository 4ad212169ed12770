"""Addresses as they lie here: as fingerprints, which only the same address has.

In: an authority and addresses as they are compared. Out: fingerprints, and the cases that bear one.

A fingerprint is made under the authority's own key, which is not in the database. Whoever has the
database and not the key learns from it no address, and of no two authorities whether they share one.
"""

from collections.abc import Iterable

from reconvene.sealing.cipher import tag
from reconvene.sealing.keys import provider
from reconvene.worklist.models import Shelf, WorkRow

_BYTES = 24


def fingerprints(authority: str, homes: Iterable[str]) -> dict[str, str]:
    """Return the fingerprint of each address."""
    wanted = set(homes)
    if not wanted:
        return {}
    key = provider().index_key(authority)
    return {home: tag(key, b"home/1", home.encode())[:_BYTES].hex() for home in wanted}


def cases_at(authority: str, fingerprint: str) -> list[str]:
    """Return the ids of the cases of which a party lives there, in order; may be empty."""
    found = WorkRow.objects.filter(authority=authority, shelf=Shelf.HOME.value, owner=fingerprint)
    return list(found.order_by("case_id").values_list("case_id", flat=True))
