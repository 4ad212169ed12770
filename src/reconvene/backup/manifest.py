"""What a back-up says of itself, so that whoever restores it can see that all of it came back."""

from importlib.metadata import version
from typing import Any

import msgspec
from django.db.backends.utils import CursorWrapper

from reconvene.backup.tables import migrations_done
from reconvene.witness.heads import load_heads

FORM = "reconvene-backup/1"
_ERASED = "SELECT case_id FROM ledger_entry WHERE kind = 'record.erased' ORDER BY case_id"
_EPOCHS = "SELECT DISTINCT epoch FROM sealing_key ORDER BY epoch"


class CaseEnd(msgspec.Struct, frozen=True):
    """How far a case had come: the number and the link of its newest entry, and who it is."""

    case: str
    length: int
    link: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    When, of what and how much. `epochs` are the keys it needs; they are not in it.

    `erased` are those of its cases that had been erased by then. `migrations` are those that had
    been done to it; a back-up from before that was said has none.
    """

    form: str
    made_at: str
    release: str
    database: str
    sha256: str
    entries: int
    epochs: tuple[str, ...]
    cases: tuple[CaseEnd, ...]
    erased: tuple[str, ...] = ()
    migrations: tuple[str, ...] = ()


def manifest_of(cursor: CursorWrapper, *, database: str, made_at: str, sha256: str) -> Manifest:
    """Return what is to be said of a database; read in one snapshot with what is copied."""
    heads = load_heads(cursor)
    cursor.execute(_ERASED)
    erased = tuple(case for (case,) in cursor.fetchall())
    cursor.execute(_EPOCHS)
    return Manifest(
        form=FORM,
        made_at=made_at,
        release=version("reconvene"),
        database=database,
        sha256=sha256,
        entries=sum(head.entries for head in heads),
        epochs=tuple(epoch for (epoch,) in cursor.fetchall()),
        cases=tuple(CaseEnd(head.case, head.length, head.link.hex()) for head in heads),
        erased=erased,
        migrations=migrations_done(cursor),
    )


def differences(said: Manifest, found: Manifest) -> list[str]:
    """Return in words where what came back is not what went away; empty where it is."""
    ends = {one.case: one for one in found.cases}
    wrong = [f"case {one.case}" for one in said.cases if ends.pop(one.case, None) != one]
    wrong += [f"case {case}, which is too many" for case in ends]
    if said.entries != found.entries:
        wrong.append(f"{found.entries} entries instead of {said.entries}")
    return wrong


def encoded(manifest: Manifest) -> bytes:
    """Return a manifest as it stands in the file: JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def decoded(raw: bytes) -> Manifest:
    """
    Return the manifest that a file holds.

    Raises:
        msgspec.DecodeError: It is none, or of a later form.
    """
    plain = msgspec.json.decode(raw, type=dict[str, Any])
    if plain.get("form") != FORM:
        raise msgspec.ValidationError(f"form {plain.get('form')}")
    return msgspec.convert(plain, Manifest)
