"""In: the environment and the folder of a running copy. Out: the key that signs its sessions."""

import secrets
from pathlib import Path


class SecretKeyMissing(RuntimeError):
    """A real copy was started without the key that signs its sessions."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot start: RECONVENE_SECRET_KEY is not set. Set it to at least 50 random "
            "characters kept outside the code, or set RECONVENE_DEMO=1 to try Reconvene out "
            "with made-up data."
        )


def secret_key(given: str, *, demo_folder: Path | None) -> str:
    """
    Return the key given; in a demo without one, the key kept in the demo's folder.

    Args:
        given: From the environment; empty where none is set.
        demo_folder: Where a demo keeps its own key, made on first use; None on a real system.

    Raises:
        SecretKeyMissing: There is no key, and this is not a demo.
    """
    if given:
        return given
    if demo_folder is None:
        raise SecretKeyMissing
    return _kept_key(demo_folder / "demo-key")


def _kept_key(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")
