"""The repository itself, for tests that look at it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "reconvene"
LIBRARY = SOURCE / "library"


def kept_files() -> list[Path]:
    """Return every file that is committed or would be: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def kept_texts() -> dict[str, str]:
    """Return the text of every kept file that is text, by its path from the root."""
    texts: dict[str, str] = {}
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content:
            texts[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts
