"""In: the environment and the folder of a running copy. Out: where its key file lies."""

from pathlib import Path


def key_file(given: str, *, demo_folder: Path | None) -> Path | None:
    """
    Return the path given; in a demo without one, a path beside its folder, never in it.

    None on a real system where nothing was given: the check of the keys then refuses to start.
    """
    if given:
        return Path(given)
    if demo_folder is None:
        return None
    return demo_folder.with_name(f"{demo_folder.name}.demo-keys.json")
