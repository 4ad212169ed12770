"""Shipped stories told, for tests that need a case with a life behind it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from reconvene.core.conduct.context import Context
from reconvene.core.kinds.office import Office
from reconvene.core.record.payload import Person
from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import procedure
from reconvene.stories.reading import read_story
from reconvene.stories.story import Story
from reconvene.stories.telling import OFFICE, Telling, tell


@dataclass(frozen=True, slots=True)
class Told:
    """A story told to its end or to a day."""

    telling: Telling

    def context(self, today: date | None = None, by: Person | None = None) -> Context:
        """Return what an act would be judged on, on the story's last day unless told another."""
        return self.telling.context(today or self.telling.today or date.min, by)


def told(name: str, *, until: date | None = None, office: Office = OFFICE) -> Told:
    """Return a shipped story ("sp-cpc/easter") told to its end, or up to a day."""
    story = _story(name)
    telling = tell(
        story, procedure(story.procedure), read_calendar_history(), office=office, until=until
    )
    return Told(telling)


@cache
def _story(name: str) -> Story:
    text = (files("reconvene.library") / "stories" / f"{name}.yaml").read_text(encoding="utf-8")
    return read_story(text, name)
