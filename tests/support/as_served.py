"""Pages answered in the role in which people are served, as on a server: PostgreSQL.

What a test does itself goes on in the role that owns the tables.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

from reconvene.scope.within import SERVING


class AsServed:
    """Stands before everything else that answers a request."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            connection.ensure_connection()
        except DatabaseError:  # a test without a database: the page has to say so itself
            return self.answer(request)
        asked = connection.connection  # past Django, so that nobody counts it among what is asked
        if asked.closed:  # a test of the server itself, which asks nothing of the database
            return self.answer(request)
        asked.execute(f"SET ROLE {SERVING}")
        asked.execute("SET row_security = off")
        try:
            return self.answer(request)
        finally:
            if asked.info.transaction_status != TransactionStatus.INERROR and not asked.closed:
                asked.execute("RESET ROLE")
