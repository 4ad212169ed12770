"""
Look for what people said in every file that a copy of Reconvene keeps.

    python -m assurance.leaks [--cases N] [--on sqlite|postgresql]

On each database a copy is made in a folder of its own, with words planted in everything that
anybody says, types or is called by; a day's work is done there, keys are changed, and somebody is
killed in the middle. Then every byte is searched that lies there, but for the key file: database,
write-ahead log, temporary files, sessions, the program's log, a back-up, a dump, and the record as
a stranger may have it. The words are looked for as they are, in UTF-16, hex, base 64 and
quoted-printable, and inside gzip and zip. Each time, files in which they do lie in each form are
searched as well, to see that the search finds them.

It ends with 1 where anything was found, or where the search did not find what it should.
"""

import argparse
import gzip
import os
import quopri
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from assurance.searching import found_in, found_under, planted_words
from reconvene.sealing.for_somebody import new_identity

DATABASES = ("sqlite", "postgresql")
KEYS = "keys.json"
_SHOWN = 20


def main() -> int:
    """Search a copy on each database that was asked for; return 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20, help="how many, with 26 words each")
    parser.add_argument("--on", choices=DATABASES, help="one database; else each")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.within:
        return _searched(chosen.within, chosen.on, chosen.cases)
    worst = 0
    for database in [chosen.on] if chosen.on else DATABASES:
        with TemporaryDirectory(prefix="reconvene-leaks-") as folder:
            asked = [*sys.argv[1:], "--on", database, "--within", folder]
            done = subprocess.run([sys.executable, "-m", "assurance.leaks", *asked], check=False)
            worst = max(worst, done.returncode)
    return worst


def _searched(folder: Path, database: str, cases: int) -> int:
    """Make a copy in a folder and search it; print what was looked through, and what was found."""
    _set_up(folder, database)
    from assurance.planting import plant, readable
    from tests.support.sealing import dump

    with _logged(folder / "copy" / "log.txt"):
        planted = plant(cases, folder / "copy")
    read = readable()
    (folder / "copy" / "dump").write_bytes(dump())
    files, size, finds = found_under(folder / "copy", lambda path: path.is_socket())
    missed = [form for form, data in controls().items() if not list(found_in(form, data))]
    print(f"{database}: {planted:,} words in {cases:,} cases; with the keys {read:,} can be read.")
    print(f"Looked through {files:,} files, {size:,} bytes; {len(controls())} files to be found.")
    for find in finds[:_SHOWN]:
        print(f"FOUND {find.form} in {find.name} at byte {find.at:,}")
    print(f"{len(finds):,} words were found." if finds else "No word was found.")
    for form in missed:
        print(f"THE SEARCH IS WRONG: it does not find what lies there as {form}.")
    return 1 if finds or missed or read < planted else 0


def controls() -> dict[str, bytes]:
    """Return files in which a planted word lies, by the form in which it does."""
    (word,) = islice(planted_words(), 7, 8)
    text = f"Ewa {word} lives here".encode()
    return {form: written(text) for form, written in WRITTEN.items()}


def _zipped(text: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr("letter.txt", text)
    return packed.getvalue()


WRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "capitals": bytes.upper,
    "UTF-16, little end first": lambda text: text.decode().encode("utf-16-le"),
    "UTF-16, big end first": lambda text: text.decode().encode("utf-16-be"),
    "hex": lambda text: text.hex().encode(),
    "HEX": lambda text: text.hex().upper().encode(),
    "base 64": b64encode,
    "base 64, one byte on": lambda text: b64encode(b"-" + text),
    "base 64, two bytes on": lambda text: b64encode(b"--" + text),
    "base 64 in lines": lambda text: b"\r\n".join(_lines(b64encode(text), 10)),
    "quoted-printable": lambda text: quopri.encodestring(b"\xc3\xa9" * 11 + text),
    "gzip": gzip.compress,
    "gzip among other things": lambda text: b"\0" * 99 + gzip.compress(text) + b"more",
    "zip": _zipped,
    "gzip in zip": lambda text: _zipped(gzip.compress(text)),
}


def _lines(data: bytes, length: int) -> list[bytes]:
    return [data[place : place + length] for place in range(0, len(data), length)]


def _set_up(folder: Path, database: str) -> None:
    """Make this process one of a copy that keeps all it has in a folder, but for its keys."""
    (folder / "copy").mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
        "RECONVENE_DEMO": "1",
        "RECONVENE_VAR": str(folder / "copy" / "var"),
        "RECONVENE_KEY_FILE": str(folder / KEYS),
        "RECONVENE_DATABASE_URL": _address(folder / "copy", database),
        "RECONVENE_BACKUP_TO": new_identity(folder / "private"),
    }
    import django
    from django.core.management import call_command

    django.setup()
    from tests.support.backups import programs_of_postgresql

    os.environ["PATH"] = programs_of_postgresql()
    call_command("migrate", verbosity=0)


def _address(folder: Path, database: str) -> str:
    if database == "sqlite":
        return f"sqlite:///{folder}/var/records.sqlite3"
    from tests.support import postgres

    return postgres.address(folder)


class _logged:  # noqa: N801  read as a word: with _logged(...)
    """Everything this process and its children say goes into a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._kept = os.dup(2)
        with self._path.open("wb") as file:
            os.dup2(file.fileno(), 2)

    def __exit__(self, *_: object) -> None:
        os.dup2(self._kept, 2)
        os.close(self._kept)


if __name__ == "__main__":
    sys.exit(main())
