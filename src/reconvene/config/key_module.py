"""In: the environment of a running copy. Out: the module that speaks to its token, if it has one."""

from pathlib import Path


class KeptTwice(RuntimeError):
    """The environment names two places for the keys."""

    def __init__(self) -> None:
        super().__init__(
            "Cannot start: RECONVENE_KEY_FILE and RECONVENE_KEY_MODULE are both set, and keys lie "
            "in one place. Unset the one that this database was not written with."
        )


def key_module(given: str, *, key_file: str) -> Path | None:
    """
    Return the path given; None where the keys lie in a file.

    Raises:
        KeptTwice: There is a key file as well.
    """
    if given and key_file:
        raise KeptTwice
    return Path(given) if given else None
