"""Shipped stories told, for tests that need a case with a life behind it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from reconvene.core.conduct.context import Context
from reconvene.core.kinds.office import Office
from reconvene.core.record.payload import Person
from reconvene.library.procedure_files import procedure
from reconvene.stories.reading import read_story
from reconvene.stories.story import Story
from reconvene.stories.telling import OFFICE, Telling, tell
from tests.support.given import england


@dataclass(frozen=True, slots=True)
class Told:
    """A story told to its end or to a day."""

    telling: Telling

    def context(self, today: date | None = None, by: Person | None = None) -> Context:
        """Return what an act would be judged on, on the story's last day unless told another."""
        return self.telling.context(today or self.telling.today or date.min, by)

    def again(self) -> "Told":
        """Return the same story told afresh, for a test that changes it."""
        return _told(self.telling.story)


def told(name: str, *, until: date | None = None, office: Office = OFFICE) -> Told:
    """Return a shipped story ("sp-cpc/easter") told to its end, or up to a day."""
    return _told(_story(name), until=until, office=office)


def told_here(text: str) -> Told:
    """Return a story of the test's own, told to its end."""
    return _told(read_story(text))


def _told(story: Story, *, until: date | None = None, office: Office = OFFICE) -> Told:
    definition = procedure(story.procedure)
    return Told(tell(story, definition, england(), office=office, until=until))


@cache
def _story(name: str) -> Story:
    text = (files("reconvene.library") / "stories" / f"{name}.yaml").read_text(encoding="utf-8")
    return read_story(text, name)


def shipped_stories() -> tuple[str, ...]:
    """Return the name of every shipped story ("sp-cpc/easter"), in a steady order."""
    root = files("reconvene.library") / "stories"
    return tuple(
        sorted(
            f"{folder.name}/{story.name.removesuffix('.yaml')}"
            for folder in root.iterdir()
            if folder.is_dir()
            for story in folder.iterdir()
            if story.name.endswith(".yaml")
        )
    )
