"""Lets the looks of one reader wait for each other on PostgreSQL; SQLite has one writer anyway."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_NEWEST = """
    CREATE FUNCTION access_log_newest(whose text, OUT number integer, OUT link bytea)
    LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('access_log_read/' || whose, 0));
        SELECT last.number, last.link INTO number, link
        FROM access_log_read AS last WHERE last.reader = whose
        ORDER BY last.number DESC LIMIT 1;
    END $$
"""
"""What a function reads it reads anew, and so sees what was written while it waited for the lock."""


def _put_up(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(_NEWEST, params=None)


def _take_down(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION access_log_newest(text)", params=None)


class Migration(migrations.Migration):
    dependencies = [("access_log", "0006_note_of_a_review")]
    operations = [migrations.RunPython(_put_up, _take_down)]
