"""Functions that the owner of the tables lends to whoever is held to their policies."""

from django.db.backends.utils import CursorWrapper


def lent(cursor: CursorWrapper) -> str:
    """
    Return the words by which a function acts with its owner's rights.

    It looks at the tables of this schema alone, so nobody can slip it others of the same name.
    """
    cursor.execute("SELECT quote_ident(current_schema())")
    (schema,) = cursor.fetchone()
    return f"SECURITY DEFINER SET search_path = {schema}, pg_temp"
