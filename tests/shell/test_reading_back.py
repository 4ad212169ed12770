"""Reading the record back: old forms are lifted, unknown ones refused."""

import pytest

from reconvene.core.record.event import SCHEMAS
from reconvene.ledger.chain import Header
from reconvene.ledger.lifting import LIFTERS, SchemaUnknown, lifted
from reconvene.ledger.sealing import unseal
from reconvene.sealing import parts
from reconvene.sealing.keyring import STORY, Keyring
from reconvene.sealing.parts import PartUnreadable
from tests.support.sealing import ring

HEADER = Header("at", "case", 1, "kind", 1, "on", "", "at", "actor", "role", None, None)


def test_the_present_form_is_read_as_it_stands() -> None:
    assert lifted("case.closed", SCHEMAS["case.closed"], b"{}") == b"{}"


def test_an_old_form_is_lifted_a_step_at_a_time() -> None:
    lifters = {
        ("tea.made", 1): lambda plain: {"sort": plain["kind"]},
        ("tea.made", 2): lambda plain: {**plain, "cups": 1},
    }

    found = lifted("tea.made", 1, b'{"kind":"green"}', lifters=lifters, schemas={"tea.made": 3})

    assert found == b'{"sort":"green","cups":1}'


def test_a_later_form_is_a_fault() -> None:
    with pytest.raises(SchemaUnknown, match="Run the release that wrote it"):
        lifted("case.closed", 2, b"{}", schemas={"case.closed": 1})


def test_every_form_there_ever_was_has_its_step_to_the_next() -> None:
    steps = {(kind, form) for kind, newest in SCHEMAS.items() for form in range(1, newest)}

    assert set(LIFTERS) == steps


@pytest.mark.parametrize(
    "sealed", [b"", b"\0", b"\0" + bytes(32), b"\0" + bytes(64), b"\1", b"\2" + bytes(64)]
)
def test_a_part_in_no_form_that_may_be_read_is_a_fault(sealed: bytes) -> None:
    with pytest.raises(PartUnreadable, match="could not be opened"):
        unseal(HEADER, sealed, Keyring("case"))


@pytest.mark.parametrize("plain", [b"", bytes(31), bytes(32)])
def test_a_part_that_opens_and_is_too_short_for_words_is_a_fault(plain: bytes) -> None:
    keys = ring()
    sealed = parts.seal(keys.key_of(STORY), plain, bound_to=HEADER.digest)

    with pytest.raises(PartUnreadable, match="could not be opened"):
        unseal(HEADER, sealed, keys)
