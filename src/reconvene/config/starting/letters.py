"""Whether letters can be written: in the words that authorities have chosen, and in type."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reconvene.config.starting.refusal import Refusal
from reconvene.people.models import Authority
from reconvene.post.typeset.fonts import TypeNotBuilt, folder
from reconvene.post.wording.reading import WordingFaulty, read_wording, wording_of

if TYPE_CHECKING:
    from pathlib import Path


def no_type() -> Iterator[Refusal]:
    """Yield a refusal where the type that letters are set in is not in place."""
    try:
        folder()
    except TypeNotBuilt as fault:
        yield Refusal("no-type", str(fault))


def unusable_wording(settings: Any) -> Iterator[Refusal]:
    """
    Yield a refusal for a folder that is not there, and for each of its files that cannot be used.

    What can be is kept from here on, so that all letters are worded as they were at the start.
    """
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
    slugs = {*Authority.objects.values_list("slug", flat=True)}
    for file in sorted(own.iterdir()):
        slug, _, language = file.stem.partition(".")
        if file.suffix != ".yaml" or slug not in slugs:
            example = min(slugs, default="exampleshire")
            yield Refusal(
                "letters",
                f"'{file}' has words for letters of nobody here. Name it for the slug of an "
                f"authority, as '{example}.yaml', or for that and a further language, as "
                f"'{example}.pl.yaml', or take it away.",
            )
            continue
        try:
            yield from _unusable(file, slug, language)
        except (WordingFaulty, OSError, UnicodeDecodeError) as fault:
            yield Refusal("letters", f"'{file}' cannot be used. {fault}")


def _unusable(file: "Path", slug: str, language: str) -> Iterator[Refusal]:
    """Read one file, and yield a refusal where its name says another language than its words."""
    if not language:
        wording_of(slug, folder=file.parent)
        return
    found = read_wording(file.read_text("utf-8"), name=file.name).language
    if found != language:
        yield Refusal(
            "letters",
            f"'{file}' is named for '{language}', and its words are '{found}'. Name it "
            f"'{slug}.{found}.yaml', or correct its language.",
        )
