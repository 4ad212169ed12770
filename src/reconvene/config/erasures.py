"""In: the environment and the folders of a running copy. Out: where its book of erasures lies."""

from collections.abc import Sequence
from pathlib import Path


class BookWithTheData(RuntimeError):
    """The book of erasures would be restored together with the data it is to outlive."""

    def __init__(self, *, path: Path, folder: Path) -> None:
        self.path = path
        super().__init__(
            f"Cannot start: the book of erasures {path} lies in {folder}, with the data. A "
            "back-up would bring both back. Set RECONVENE_ERASURES to a file elsewhere."
        )


def erasures_book(
    given: str, *, away_from: Sequence[Path], demo_folder: Path | None
) -> Path | None:
    """
    Return the path given; in a demo without one, an own book beside its folder, begun if need be.

    None on a real system where nothing was given: it will not serve, and nothing can be erased.

    Raises:
        BookWithTheData: It lies where the data lies.
    """
    if given:
        path = Path(given).resolve()
        for folder in away_from:
            if path.is_relative_to(folder):
                raise BookWithTheData(path=path, folder=folder)
        return path
    if demo_folder is None:
        return None
    beside = demo_folder.with_name(f"{demo_folder.name}.demo-erasures.jsonl")
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.touch(mode=0o600)
    return beside
