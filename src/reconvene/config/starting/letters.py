"""Whether letters can be written in the words that authorities have chosen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reconvene.config.starting.refusal import Refusal
from reconvene.post.wording.reading import WordingFaulty, read_wording

if TYPE_CHECKING:
    from pathlib import Path


def unusable_wording(settings: Any) -> Iterator[Refusal]:
    """Yield a refusal for a folder that is not there, or for each of its files with a fault."""
    folder: Path | None = settings.LETTERS
    if folder is None:
        return
    if not folder.is_dir():
        yield Refusal(
            "letters",
            f"RECONVENE_LETTERS names '{folder}', which is no folder. Name the one with the words "
            "of letters, or take the setting out to use those that come with Reconvene.",
        )
        return
    for file in sorted(folder.glob("*.yaml")):
        try:
            read_wording(file.read_text("utf-8"), name=file.name)
        except (WordingFaulty, UnicodeDecodeError) as fault:
            yield Refusal("letters", str(fault))
