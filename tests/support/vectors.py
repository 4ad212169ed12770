"""Made-up entries whose digests are published in docs/reference/test-vectors."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from reconvene.ledger.chain import BEFORE_THE_FIRST, Header, commitment, link, short_code
from reconvene.witness.tree import consistency, leaf_hash, paths, root

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]


def headers(case: str, length: int) -> Iterator[Header]:
    """Return the headers of a case, each unlike the others; the first says the most."""
    for number in range(1, length + 1):
        made = sha256(f"{case}/{number}".encode()).digest()
        is_submitted = number % 3 == 1
        yield Header(
            authority="exampleshire",
            case=case,
            number=number,
            kind="complaint.received" if number == 1 else "notice.given",
            schema=1,
            happened_on=f"2025-04-{number % 28 + 1:02}",
            happened_at="" if number % 2 else "2025-04-22T11:00:00.000000Z",
            recorded_at="2025-04-22T12:00:00.000000Z",
            actor="ben-wójcik-id",
            role="complaints-officer",
            request=made[:16] if is_submitted else None,
            body=made[16:] if is_submitted else None,
        )


def payload(header: Header) -> bytes:
    return f'{{"note":"{header.number}"}}'.encode()


def salt(header: Header) -> bytes:
    return sha256(f"salt of {header.case}/{header.number}".encode()).digest()


def entries(case: str, length: int) -> Iterator[dict[str, Any]]:
    """Return the entries of a case as a record that is given away has them, with its secrets."""
    before = BEFORE_THE_FIRST
    for header in headers(case, length):
        committed = commitment(salt(header), payload(header))
        before = link(before, header, committed)
        plain = msgspec.structs.asdict(header)
        yield {
            **{name: _plain(value) for name, value in plain.items()},
            "salt": salt(header).hex(),
            "payload": payload(header).decode(),
            "header": header.digest.hex(),
            "commitment": committed.hex(),
            "link": before.hex(),
            "code": short_code(header.number, before),
        }


def trees() -> dict[str, Any]:
    """Return the roots over the first so many leaves, and every proof for the whole of them."""
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    sizes = range(len(hashes) + 1)
    return {
        "leaves": LEAVES,
        "roots": [root(hashes[:size]).hex() for size in sizes],
        "paths": [_hexes(path) for path in paths(hashes)],
        "consistency": [_hexes(consistency(size, hashes)) for size in sizes],
    }


def _plain(value: str | int | bytes | None) -> str | int | None:
    return value.hex() if isinstance(value, bytes) else value


def _hexes(found: Sequence[bytes]) -> list[str]:
    return [each.hex() for each in found]
