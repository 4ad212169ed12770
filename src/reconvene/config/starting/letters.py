"""Whether letters can be written: in the words that authorities have chosen, and in type."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reconvene.config.starting.refusal import Refusal
from reconvene.post.typeset.fonts import TypeNotBuilt, folder
from reconvene.post.wording.reading import WordingFaulty, read_wording

if TYPE_CHECKING:
    from pathlib import Path


def no_type() -> Iterator[Refusal]:
    """Yield a refusal where the type that letters are set in is not in place."""
    try:
        folder()
    except TypeNotBuilt as fault:
        yield Refusal("no-type", str(fault))


def unusable_wording(settings: Any) -> Iterator[Refusal]:
    """Yield a refusal for a folder that is not there, or for each of its files with a fault."""
    own: Path | None = settings.LETTERS
    if own is None:
        return
    if not own.is_dir():
        yield Refusal(
            "letters",
            f"RECONVENE_LETTERS names '{own}', which is no folder. Name the one with the words "
            "of letters, or take the setting out to use those that come with Reconvene.",
        )
        return
    for file in sorted(own.glob("*.yaml")):
        try:
            read_wording(file.read_text("utf-8"), name=file.name)
        except (WordingFaulty, UnicodeDecodeError) as fault:
            yield Refusal("letters", str(fault))
