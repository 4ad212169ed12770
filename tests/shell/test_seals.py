"""What binds a record: nothing that was written can change without its link changing too."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from reconvene.ledger.chain import (
    BEFORE_THE_FIRST,
    SALT_LENGTH,
    Header,
    commitment,
    link,
    short_code,
)
from reconvene.ledger.requests import Request
from reconvene.ledger.sealing import seal, unseal
from reconvene.sealing.keyring import Place
from reconvene.sealing.models import Compartment
from tests.support.depth import tried
from tests.support.sealing import ring

law = tried(usually=20, deeply=5000)

parts = st.tuples(st.binary(min_size=SALT_LENGTH, max_size=SALT_LENGTH), st.binary(min_size=1))
headers = st.builds(Header, number=st.integers(1, 10_000), schema=st.integers(1, 99))
records = st.lists(st.tuples(headers, parts), min_size=1, max_size=3)

Record = list[tuple[Header, tuple[bytes, bytes]]]


def links(record: Record) -> list[bytes]:
    """Return the link of every entry, in order."""
    found = [BEFORE_THE_FIRST]
    for header, (salt, payload) in record:
        found.append(link(found[-1], header, commitment(salt, payload)))
    return found[1:]


def _other(value: str | int | bytes | None) -> str | int | bytes:
    """Return another value of the same kind, as near to it as can be."""
    if isinstance(value, int):
        return value + 1
    return value + "\0" if isinstance(value, str) else (value or b"") + b"\0"


@law
@for_all(records, st.data())
def test_a_changed_byte_changes_every_link_from_there_on(
    record: Record, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(record) - 1), label="entry")
    header, sealed = record[place]
    whole = b"".join(sealed)
    byte = data.draw(st.integers(0, len(whole) - 1), label="byte")
    flipped = bytes([*whole[:byte], whole[byte] ^ 1, *whole[byte + 1 :]])
    changed = (header, (flipped[:SALT_LENGTH], flipped[SALT_LENGTH:]))

    before, after = links(record), links([*record[:place], changed, *record[place + 1 :]])

    assert after[:place] == before[:place]
    assert not set(after[place:]) & set(before)


@law
@for_all(headers, st.sampled_from(Header.__struct_fields__))
def test_every_field_of_a_header_is_bound(header: Header, field: str) -> None:
    plain = {name: getattr(header, name) for name in Header.__struct_fields__}
    changed = Header(**{**plain, field: _other(plain[field])})

    assert changed.digest != header.digest


@law
@for_all(records)
def test_an_entry_left_out_or_moved_changes_the_last_link(record: Record) -> None:
    assert links(record[:-1])[-1:] != links(record)[-1:]
    assert (
        len(record) == 1
        or record[0] == record[1]
        or (links([record[1], record[0], *record[2:]])[-1] != links(record)[-1])
    )


@law
@for_all(headers, parts, st.sampled_from(Compartment))
def test_what_is_sealed_is_opened_the_same(
    header: Header, part: tuple[bytes, bytes], compartment: Compartment
) -> None:
    keys = ring(place := Place(compartment))

    assert unseal(header, seal(keys.key_of(place), header, *part), keys) == part


@law
@for_all(st.integers(1, 10_000), st.binary(min_size=32, max_size=32))
def test_a_code_that_is_read_out_names_the_entry_in_letters_that_cannot_be_mistaken(
    number: int, entry_link: bytes
) -> None:
    first, *rest = short_code(number, entry_link).split("-")

    assert int(first) == number
    assert [len(part) for part in rest] == [4, 4]
    assert not set("".join(rest)) & set("ilou")


def test_what_was_submitted_cannot_be_found_out_by_trying() -> None:
    """It may be a yes or a no, and the digest stands in clear; the key it goes with is not kept."""
    yes = {Request.of("ben", key, b"yes").body for key in ("one", "another")}

    assert len(yes) == 2
