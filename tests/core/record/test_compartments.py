"""Contact details are kept apart by whom they are about."""

from typing import Any

import pytest

from reconvene.core.record.compartments import OF_CONTACT, contact_of
from reconvene.core.record.event import payload

SAID = [
    ("home.noted", {"who": "jay", "postcode": "EX1 4MP", "house": "12"}, "jay"),
    ("contact.noted", {"who": "jay", "way": "post", "where": "12 High Street"}, "jay"),
    ("contact.confirmed", {"who": "jay", "way": "post", "how": "She rang."}, "jay"),
    ("letter.left", {"sent": 3, "how": "post", "who": "jay"}, "jay"),
    ("confidentiality.decided", {"who": "jay", "kept": "yes", "reason": "She said."}, "jay"),
    ("letter.passed", {"sent": 3, "reason": "It tells nothing."}, "complainant"),
    ("letter.came-back", {"sent": 3}, "complainant"),
    ("contact.ended", {"who": "Otto Wynne", "way": "email", "reason": "wished"}, "Otto Wynne"),
    ("supporter.named", {"name": "Otto Wynne"}, "Otto Wynne"),
    ("supporter.ended", {"name": "Otto Wynne"}, "Otto Wynne"),
    ("advocate.offered", {"response": "accepted"}, "complainant"),
]


@pytest.mark.parametrize(("kind", "plain", "whose"), SAID)
def test_contact_details_are_somebodys(kind: str, plain: dict[str, Any], whose: str) -> None:
    assert contact_of(payload(kind, plain)) == whose


def test_every_kind_is_told_of() -> None:
    assert {kind for kind, _, _ in SAID} == OF_CONTACT
