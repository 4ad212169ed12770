"""What was brought into a case, in sentences."""

from collections.abc import Callable, Mapping

from reconvene.core.record.event import Event
from reconvene.core.record.papers import PaperAdded
from reconvene.web.browse.names import Names, quoted
from reconvene.web.components.wording import file_size


def added(names: Names, event: Event, data: PaperAdded) -> str:
    kind = f", as {names.paper(data.kind).lower()}" if data.kind else ""
    given_by = f" It came from {data.given_by.strip()}." if data.given_by.strip() else ""
    size = file_size(data.size)
    return f"The file {quoted(data.called)} was brought in{kind} ({size}).{given_by}"


SENTENCES: Mapping[str, Callable[..., str]] = {"paper.added": added}
