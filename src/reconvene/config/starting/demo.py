"""Whether made-up people stand in a database that is to serve real ones."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.config.starting.refusal import Refusal

_AUTHORITIES = "people_authority"
_MADE_UP = f"SELECT COUNT(*) FROM {_AUTHORITIES} WHERE is_demo"  # noqa: S608  own name


def demo_data(connection: BaseDatabaseWrapper) -> Iterator[Refusal]:
    """Return that there is an authority of a demo; a database without tables has none."""
    with connection.cursor() as cursor:
        if _AUTHORITIES not in connection.introspection.table_names(cursor):
            return
        cursor.execute(_MADE_UP)
        (count,) = cursor.fetchone()
    if count:
        yield Refusal(
            "demo-data",
            f"This is no demo, and its database holds made-up authorities ({count}): anybody can "
            "become one of their people. Give it a database of its own, or set RECONVENE_DEMO=1 "
            "on a copy that is only tried out.",
        )
