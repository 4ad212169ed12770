"""In: what the environment says of files that are brought in. Out: sizes, and where the scanner is."""

from pathlib import Path
from urllib.parse import urlsplit

MB = 1024 * 1024
_OF_THE_MACHINE = Path("/run/clamav/clamd.ctl")


class FilesUnreadable(ValueError):
    """A setting for files that are brought in says nothing that can be used."""

    def __init__(self, *, setting: str, remedy: str) -> None:
        self.setting = setting
        super().__init__(f"Cannot take files: {setting} cannot be used. {remedy}.")


def megabytes(setting: str, said: str, *, otherwise: int, most: int = 1024 * 1024) -> int:
    """Return a size in bytes from a whole number of megabytes; `otherwise` where nothing is said."""
    try:
        found = int(said) if said else otherwise
    except ValueError:
        found = 0
    if not 0 < found <= most:
        raise FilesUnreadable(
            setting=setting, remedy=f"Give a whole number of megabytes, from 1 to {most}"
        )
    return found * MB


def scanner(said: str, *, is_demo: bool) -> str:
    """
    Return the address of the scanner; empty where there is none, and then no file is ever clear.

    A demo that is told of none asks the machine's own, where there is one.
    """
    if not said and is_demo and _OF_THE_MACHINE.exists():
        return f"unix://{_OF_THE_MACHINE}"
    parts = urlsplit(said)
    is_socket = parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/")
    try:
        is_port = parts.scheme == "tcp" and bool(parts.hostname and parts.port)
    except ValueError:
        is_port = False
    if said and not is_socket and not is_port:
        raise FilesUnreadable(
            setting="RECONVENE_SCANNER",
            remedy="Give tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl",
        )
    return said
