"""Entries as they were stored when their form was new: each still reads as it did on that day."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from reconvene.core.record.event import KINDS, SCHEMAS, decode, encode
from reconvene.ledger.lifting import lifted
from tests.support.frozen import DIGESTS, FOLDER, leaves, narrowed, path_of, read_as

pytestmark = pytest.mark.assures("MG-3")
SAMPLES = sorted(FOLDER.glob("*.json"))
EVERY_FORM = [(kind, form) for kind, newest in SCHEMAS.items() for form in range(1, newest + 1)]


@pytest.mark.parametrize(("kind", "schema"), EVERY_FORM)
def test_every_form_of_every_kind_has_a_sample(kind: str, schema: int) -> None:
    assert path_of(kind, schema).exists(), "run: python -m tests.support.frozen"


def test_no_sample_was_ever_edited_or_taken_away() -> None:
    frozen = dict(line.split()[::-1] for line in DIGESTS.read_text("ascii").splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SAMPLES}

    assert found == frozen


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("which", ["full", "least"])
def test_a_sample_is_lifted_and_reads_as_on_the_day_it_was_frozen(path: Path, which: str) -> None:
    held: dict[str, Any] = json.loads(path.read_text("utf-8"))
    kind, schema, stored = held["kind"], held["schema"], held[which]["stored"].encode()
    assert kind in KINDS

    now = decode(kind, lifted(kind, schema, stored))

    values = {value for value in leaves(json.loads(stored)) if "as written" in value}
    assert values <= leaves(read_as(now))
    if schema == SCHEMAS[kind]:  # a later form may call things otherwise, and says no less
        assert narrowed(read_as(now), held[which]["reads"]) == held[which]["reads"]
        assert encode(now) == stored


def test_what_a_sample_leaves_out_would_be_missed() -> None:
    held = {"a": 1, "b": {"c": [1, {"d": 2}]}}

    assert narrowed({"a": 1, "b": {"c": [1, {"d": 2, "new": 3}]}, "new": 4}, held) == held
    assert narrowed({"a": 1, "b": {"c": [1, {}]}}, held) != held
    assert narrowed({"a": 2, "b": {"c": [1, {"d": 2}]}}, held) != held
