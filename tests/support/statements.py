"""What was asked of the database, without how its transactions begin and end."""

from django.test.utils import CaptureQueriesContext

BEGIN_AND_END = (
    *("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"),
    *("SELECT set_config('role'", "SELECT current_setting('role'"),  # PostgreSQL is told who asks
)


def statements(asked: CaptureQueriesContext) -> list[str]:
    """Return the statements that were asked, in order."""
    made = [query["sql"].strip() for query in asked.captured_queries]
    return [sql for sql in made if not sql.startswith(BEGIN_AND_END)]
