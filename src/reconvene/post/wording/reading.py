"""
In: the text of a wording, or the language of one that is shipped. Out: the wording, checked whole.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from reconvene.core.procedure.problem import Problem
from reconvene.library.unfit import problems_in
from reconvene.library.yaml_text import read_yaml
from reconvene.post.wording.checking import problems_of
from reconvene.post.wording.shape import Wording

_SHIPPED = files("reconvene.library") / "letters"


class WordingFaulty(ValueError):
    """The words of letters cannot be used, so no letter may be written with them."""

    def __init__(self, *, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        found = "\n".join(problem.shown() for problem in problems)
        super().__init__(
            f"The words of letters could not be used: found\n{found}\n"
            "Correct the file; library/letters/en.yaml shows what each content says."
        )


@cache  # once for each authority: a file that is changed counts from the next start
def wording_of(authority: str, *, folder: Traversable | None = None) -> Wording:
    """
    Return how an authority words its letters: its own way where it has one, else ours.

    Args:
        authority: Its slug; its own wording is the file of that name.
        folder: Where authorities keep their own (a Path will do), if anywhere.

    Raises:
        WordingFaulty: The file cannot be used; every problem with its line.
    """
    name = f"{authority}.yaml"
    if folder is not None and (folder / name).is_file():
        return read_wording((folder / name).read_text("utf-8"), name=name)
    return shipped_wording()


@cache
def translations_of(authority: str, *, folder: Traversable | None = None) -> Mapping[str, Wording]:
    """
    Return how an authority words its letters in further languages, by the code of each; may be empty.

    Only what it has put in its own folder counts, as "exampleshire.pl.yaml": nobody is sent words in
    a language that no translator has read for it.

    Raises:
        WordingFaulty: One cannot be used; every problem with its line.
    """
    if folder is None:
        return {}
    names = sorted(
        one.name
        for one in folder.iterdir()
        if one.name.startswith(f"{authority}.") and one.name.count(".") == 2
    )
    read = [read_wording((folder / name).read_text("utf-8"), name=name) for name in names]
    return {one.language: one for one in read}


def languages() -> tuple[str, ...]:
    """Return the code of every language that letters are worded in, English first."""
    found = {
        entry.name.removesuffix(".yaml") for entry in _SHIPPED.iterdir() if ".yaml" in entry.name
    }
    return ("en", *sorted(found - {"en"}))


def shipped_wording(language: str = "en") -> Wording:
    """Return the wording that is shipped in a language."""
    name = f"{language}.yaml"
    return read_wording((_SHIPPED / name).read_text("utf-8"), name=name)


@lru_cache(maxsize=64)  # by its text: a file that was changed is read anew, any other is not
def read_wording(text: str, *, name: str) -> Wording:
    """
    Return a wording that says everything letters have to say.

    Args:
        text: What the file holds.
        name: The file, as problems should name it.

    Raises:
        WordingFaulty: It cannot be used; every problem with its line.
    """
    page = read_yaml(name, text)
    if page.problems:
        raise WordingFaulty(problems=tuple(page.problems))
    try:
        wording = Wording.model_validate(page.plain)
    except ValidationError as fault:
        raise WordingFaulty(problems=problems_in(page, fault)) from fault
    problems = tuple(map(page.placed, problems_of(wording)))
    if problems:
        raise WordingFaulty(problems=problems)
    return wording
