"""Letters on their way, in sentences that tell no address."""

from collections.abc import Callable, Mapping

from reconvene.core.record.event import Event
from reconvene.core.record.leaving import LetterCameBack, LetterLeft, LetterPassed
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.names import Names, because, quoted, within


def passed(names: Names, event: Event, data: LetterPassed) -> str:
    letter = quoted(names.label("letters", data.letter))
    return f"A second person looked at the letter {letter}: it can go{because(data.reason)}"


def left(names: Names, event: Event, data: LetterLeft) -> str:
    how = within(read_names("how-left")[data.how])
    return (
        f"The letter {quoted(names.label('letters', data.letter))} left {how}{because(data.note)}"
    )


def came_back(names: Names, event: Event, data: LetterCameBack) -> str:
    return f"The letter {quoted(names.label('letters', data.letter))} came back{because(data.note)}"


SENTENCES: Mapping[str, Callable[..., str]] = {
    "letter.passed": passed,
    "letter.left": left,
    "letter.came-back": came_back,
}
"""What the record says of each kind of entry about a letter on its way."""
