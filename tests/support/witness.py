"""A log beside a test's database: made by the commands' own functions, checked as a stranger would."""

import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from reconvene.witness import verifier
from reconvene.witness.checkpointing import checkpoint, load_log
from reconvene.witness.exporting import ALL, record_lines
from reconvene.witness.whole import problems

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)


class Said(NamedTuple):
    """How the verifier ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Witness:
    """A folder for a log, the key that signs it, and what the witness keeps."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Witness":
        words = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(folder / "key")]
        subprocess.run(words, check=True, capture_output=True)
        (folder / "key").chmod(0o600)
        return cls(folder)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def key(self) -> Path:
        return self.folder / "key"

    @property
    def newest(self) -> Path:
        return max(self.log.glob("*.checkpoint"))

    def checkpoint(self) -> verifier.Checkpoint:
        with connection.cursor() as cursor:
            return checkpoint(cursor, self.log, self.key, now=NOW)

    def problems(self) -> tuple[str, ...]:
        with connection.cursor() as cursor:
            return problems(cursor, self.log)

    def record(self, name: str = ALL) -> Path:
        """Return a file with the record of a case, or of all, with proofs."""
        path = self.folder / "record"
        with connection.cursor() as cursor:
            lines = record_lines(cursor, load_log(self.log), name)
            path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return path

    def check(self, folder: Path | None = None, key: str = "") -> Said:
        """Return what the witness says of a log."""
        kept = str(self.folder / "kept")
        return stranger("check", str(folder or self.log), "--kept", kept, "--key", key)


def stranger(*words: str) -> Said:
    """Return what the verifier answers; that it can do so by itself is shown in tests/laws."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        returncode = verifier.main(words)
    return Said(returncode, out.getvalue(), err.getvalue())
