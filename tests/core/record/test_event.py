"""The kinds of entry, and the one canonical form of what each says."""

import pytest

from reconvene.core.record.event import (
    KINDS,
    SCHEMAS,
    PayloadUnreadable,
    decode,
    encode,
    payload,
    subject,
)
from reconvene.core.record.exchange import LetterSent


def test_every_kind_has_a_schema_number() -> None:
    assert set(SCHEMAS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_entry_is_about_is_one_of_its_fields(kind: str) -> None:
    about = KINDS[kind].about

    assert about is None or about in KINDS[kind].__struct_fields__


def test_a_payload_has_sorted_keys_and_leaves_defaults_out() -> None:
    sent = LetterSent(letter="acknowledgement", points=("A",))

    assert encode(sent) == b'{"letter":"acknowledgement","points":["A"]}'
    assert decode("letter.sent", encode(sent)) == sent


def test_a_subject_is_what_the_entry_is_about() -> None:
    assert subject(LetterSent(letter="acknowledgement")) == "acknowledgement"
    assert subject(payload("point.withdrawn", {"point": "A"})) is None


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        ("letter.sent", b"{}", "missing required field `letter`"),
        ("letter.sent", b'{"letter":"x","lettre":"y"}', "unknown field `lettre`"),
        ("letter.sent", b'{"letter":1}', "Expected `str`, got `int`"),
        ("letter.sent", b"{", "truncated"),
        ("letter.lost", b"{}", "letter.lost"),
    ],
)
def test_bytes_that_do_not_fit_their_kind_are_a_fault(kind: str, raw: bytes, found: str) -> None:
    with pytest.raises(PayloadUnreadable, match=r"could not be read") as caught:
        decode(kind, raw)

    assert caught.value.kind == kind
    assert found in caught.value.found


@pytest.mark.parametrize(
    ("kind", "plain", "found"),
    [
        ("letter.lost", {}, "there is no such kind of entry"),
        ("point.answered", {"stage": "x", "point": "A", "answer": "", "finding": "maybe"}, "maybe"),
        ("point.withdrawn", {"pint": "A"}, "unknown field `pint`"),
    ],
)
def test_plain_values_that_do_not_fit_their_kind_are_a_fault(
    kind: str, plain: dict[str, object], found: str
) -> None:
    with pytest.raises(PayloadUnreadable) as caught:
        payload(kind, plain)

    assert found in caught.value.found
