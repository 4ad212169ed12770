"""In: one database address from the environment. Out: Django's settings for it."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_ASKED_BEFORE_PREPARED = 3


class DatabaseAddressUnreadable(ValueError):
    """The address given for the database is of no kind that Reconvene keeps its records in."""

    def __init__(self, *, scheme: str) -> None:
        self.scheme = scheme
        super().__init__(
            "Cannot choose a database: RECONVENE_DATABASE_URL begins with "
            f"{scheme or 'no scheme'!r}. Give sqlite:///path/to/file or "
            "postgresql://user:password@host/name."
        )


def sqlite(path: Path) -> dict[str, Any]:
    """
    Return settings for a SQLite file that several processes may write to safely.

    Writers of one process wait in line, and those of several for up to 20 seconds instead of
    failing. An answer given is on the disk, and what is deleted is written over.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """
    Return settings for the PostgreSQL database that a libpq address names.

    What follows the question mark is handed to libpq: `sslmode=verify-full`, or a socket
    folder as `host=/run/postgresql`. Statements are prepared once they have been asked a few
    times, which halves what a step costs; behind a pooler that hands a connection from one
    client to another between transactions, say `prepare=no`.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    is_prepared = options.pop("prepare", "yes") != "no"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": _ASKED_BEFORE_PREPARED if is_prepared else None,
            **options,
        },
    }


def database(url: str, *, otherwise: Path) -> dict[str, Any]:
    """Return settings for the database at `url`, or for a SQLite file where there is no url."""
    if not url:
        return sqlite(otherwise)
    parts = urlsplit(url)
    match parts.scheme:
        case "sqlite":
            return sqlite(Path(unquote(parts.path.removeprefix("/"))))
        case "postgresql" | "postgres":
            return postgresql(url)
        case scheme:
            raise DatabaseAddressUnreadable(scheme=scheme)


def folders_of(settings: dict[str, Any]) -> tuple[Path, ...]:
    """Return the folder a database's file lies in; none where a server keeps it."""
    return (settings["NAME"].resolve().parent,) if isinstance(settings["NAME"], Path) else ()
