"""`reconvene story FILE`: tell a story, and say what is then owed, allowed and refused."""

import argparse
import json
from pathlib import Path

from reconvene.cli.trouble import Trouble, calendar_of, day_of, definition_of, text_of
from reconvene.stories.plain import as_plain
from reconvene.stories.reading import read_story
from reconvene.stories.story import StoryUnreadable
from reconvene.stories.telling import tell
from reconvene.stories.words import in_words


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Make the command known."""
    parser = commands.add_parser("story", help="tell a story of dated happenings")
    parser.add_argument("file", metavar="FILE", help="a story (YAML)")
    parser.add_argument("--on", help="stop at this day, and say what is so at its end")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print the telling; return 1 where something in the story does not hold."""
    path = Path(asked.file)
    try:
        story = read_story(text_of(asked.file), asked.file)
    except StoryUnreadable as fault:
        raise Trouble(f"the story has problems:\n{fault}") from fault
    definition = definition_of(story.procedure, path.parent)
    telling = tell(
        story,
        definition,
        calendar_of(definition.calendar),
        until=day_of(asked.on) if asked.on else None,
    )
    print(json.dumps(as_plain(telling), indent=2) if asked.json else "\n".join(in_words(telling)))
    return 0 if telling.holds else 1
