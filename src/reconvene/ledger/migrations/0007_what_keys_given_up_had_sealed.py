"""Binds keys that were given up before to what is sealed under them now.

What is there stands for what each of them had sealed. One whose id stands in several cases sealed
no more than one of them: it is bound to nothing. The digest is as it was then, so that what becomes
of `ledger.lost` changes nothing here.
"""

from hashlib import sha256

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.state import StateApps

_KEY_OF_ENTRY = "substr(entry.sealed, 2, 16)"
_NOT_BOUND = f"""
    SELECT gone.id, MIN(entry.case_id)
    FROM ledger_entry entry JOIN sealing_given_up gone ON gone.id = {_KEY_OF_ENTRY}
    WHERE LENGTH(gone.sealed_digest) = 0
    GROUP BY gone.id HAVING COUNT(DISTINCT entry.case_id) = 1
"""  # noqa: S608  own columns
_UNDER = f"""
    SELECT entry.number, entry.sealed FROM ledger_entry entry
    WHERE entry.case_id = %s AND {_KEY_OF_ENTRY} = %s ORDER BY entry.number
"""  # noqa: S608  own columns
_BIND = "UPDATE sealing_given_up SET sealed_digest = %s WHERE id = %s"


def bind(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take what is there now for what was sealed by each key that was given up before."""
    with editor.connection.cursor() as cursor:
        cursor.execute(_NOT_BOUND)
        for key, case_id in cursor.fetchall():
            cursor.execute(_BIND, (_digest(cursor, bytes(key), case_id), key))


def _digest(cursor: CursorWrapper, key: bytes, case_id: str) -> bytes:
    cursor.execute(_UNDER, (case_id, key))
    fields = [b"given-up/1", case_id.encode()]
    for number, sealed in cursor.fetchall():
        fields += [str(number).encode(), bytes(sealed)]
    return sha256(b"".join(len(one).to_bytes(4) + one for one in fields)).digest()


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_references_drawn_by_chance"),
        ("sealing", "0005_what_they_had_sealed"),
    ]
    operations = [migrations.RunPython(bind, migrations.RunPython.noop)]
