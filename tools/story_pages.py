"""Make docs/reference/stories/: every shipped story as a page a complaints manager can read."""

from collections.abc import Callable
from pathlib import Path

from reconvene.library.calendar_files import read_calendar_history
from reconvene.library.procedure_files import procedure
from reconvene.stories.reading import read_story
from reconvene.stories.telling import tell
from reconvene.stories.words import in_words

STORIES = Path(__file__).resolve().parent.parent / "src/reconvene/library/stories"


def pages() -> dict[str, Callable[[], str]]:
    """Return, by the page's path, what makes each story's page."""
    found: dict[str, Callable[[], str]] = {}
    for path in sorted(STORIES.glob("*/*.yaml")):
        name = f"docs/reference/stories/{path.parent.name}/{path.stem}.md"
        found[name] = lambda path=path: _page(path)  # type: ignore[misc]
    return found


def _page(path: Path) -> str:
    story = read_story(path.read_text(encoding="utf-8"), path.name)
    definition = procedure(story.procedure)
    telling = tell(story, definition, read_calendar_history(definition.calendar))
    shows = ", ".join(story.shows)
    told = "\n".join(in_words(telling)[2:])
    notes = [f"- Line {step.line}: {step.note}" for step in story.steps if step.note]
    beside = "\n".join(["", "## Beside it", "", *notes, ""]) if notes else ""
    return (
        f"# {story.title}\n\n"
        f"Made from `{path.parent.name}/{path.name}` by `make docs`.\n\n"
        f"{story.says.strip()}\n\n"
        f"Procedure `{definition.reference}`. Shows {shows}.\n\n"
        f"```text\n{told}\n```\n{beside}"
    )
