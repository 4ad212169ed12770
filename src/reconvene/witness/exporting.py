"""The record as it can be given away: headers, commitments and links, nothing of what was said.

One line of JSON for each thing, its keys in order, without spaces: what the file holds; then for
each case, in order of id, a line for the case and one for each of its entries.
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper

from reconvene.witness.heads import Bound, Head, load_entries, load_head, load_heads
from reconvene.witness.tree import leaf_hash, paths
from reconvene.witness.verifier import Log, head_leaf

ALL = "all"


class CaseNotFound(LookupError):
    """No case, or more than one, goes by the name that was asked for."""

    def __init__(self, *, name: str, found: int) -> None:
        super().__init__(
            f"The record was not written: by '{name}' go so many cases: {found}. Name one case by its "
            "reference, or by its id where two authorities have the same reference."
        )


def record_lines(cursor: CursorWrapper, log: Log, name: str = ALL) -> Iterator[str]:
    """
    Return the lines of the record of one case, by its reference or id, or of all cases.

    Each case carries the proof that the newest checkpoint of the log saw it, or null.

    Raises:
        CaseNotFound: None or several go by that name.
    """
    heads = load_heads(cursor)
    if name != ALL:
        heads = [head for head in heads if name in {head.reference, head.case}]
        if len(heads) != 1:
            raise CaseNotFound(name=name, found=len(heads))
    return _lines(cursor, heads, _proofs(log), ALL if name == ALL else "case")


def lines_of_case(cursor: CursorWrapper, case: str, length: int, proof: str) -> Iterator[str]:
    """Return the lines of a case's first entries, with a proof as `proof_of` gave it; "" for none."""
    head = load_head(cursor, case, length)
    known = {case: json.loads(proof)} if proof else {}
    return _lines(cursor, [head], known, "case")


def proof_of(log: Log, case: str) -> str:
    """Return how the newest checkpoint of a log shows that it saw a case; "" where it did not."""
    found = _proofs(log).get(case)
    return _written(found) if found else ""


def _lines(
    cursor: CursorWrapper, heads: list[Head], proofs: dict[str, dict[str, Any]], holds: str
) -> Iterator[str]:
    yield _written({"form": "reconvene-record/1", "holds": holds})
    for head in heads:
        yield _written(_case(head, proofs.get(head.case)))
        yield from (_written(_entry(each)) for each in load_entries(cursor, head))


def _proofs(log: Log) -> dict[str, dict[str, Any]]:
    """Return how each case of the newest checkpoint is found in its tree of cases."""
    cases = sorted(log.cases)
    found = paths([leaf_hash(head_leaf(case, log.cases[case])) for case in cases])
    return {
        case: {
            "number": log.cases[case].number,
            "place": place,
            "path": [beside.hex() for beside in path],
        }
        for place, (case, path) in enumerate(zip(cases, found, strict=True))
    }


def _case(head: Head, proof: dict[str, Any] | None) -> dict[str, Any]:
    end = {"length": head.length, "link": head.link.hex()}
    return {**head.named, **end, "witnessed": proof}


def _entry(entry: Bound) -> dict[str, Any]:
    header = msgspec.structs.asdict(entry.header)
    for name in ("request", "body"):
        header[name] = header[name].hex() if header[name] is not None else None
    ends = {"commitment": entry.commitment.hex(), "link": entry.link.hex()}
    return {**header, **ends, **({"part": None} if entry.is_blank else {})}


def _written(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
