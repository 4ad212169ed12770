"""How a file stands that was brought in, and why one is not taken, in words."""

from datetime import datetime

from reconvene.desk.bringing import Kept, State, is_held_up
from reconvene.papers.untrusted.kinds import Kind, Reason
from reconvene.web.components.file_kinds import CALLED

MAY_BE_BROUGHT = (
    "a PDF, a photograph (JPEG, PNG or HEIC), a scan (TIFF), a document (Word, Excel, OpenDocument,"
    " or plain text), a recording (MP3, M4A or WAV) or a film (MP4 or MOV)"
)

_PRINT_IT = "Print it into a PDF where you can open it, and bring that in."
WHY = {
    Reason.NAME: f"Its name does not end as a file does that can be taken: {MAY_BE_BROUGHT}.",
    Reason.EMPTY: "There is nothing in it.",
    Reason.TOO_LARGE: "It is too large, or becomes too large when it is opened.",
    Reason.TOO_MANY_PIXELS: "The picture is too large. Make it smaller, and bring that in.",
    Reason.NOT_WHAT_IT_SAYS: "It is not the kind of file that its name says.",
    Reason.DAMAGED: "It is damaged and cannot be read to its end.",
    Reason.SOMETHING_ELSE_IN_IT: "There is something else in it besides what its name says.",
    Reason.LOCKED: "It is locked with a password. Bring in one without.",
    Reason.RUNS_SOMETHING: f"It would run something when it is opened. {_PRINT_IT}",
    Reason.HOLDS_FILES: "There are other files in it. Bring in each for itself.",
    Reason.FETCHES_SOMETHING: f"It would fetch something from elsewhere. {_PRINT_IT}",
    Reason.NOT_LOOKED_AT: "It could not be looked at.",
    Reason.TOOK_TOO_LONG: "It took too long to look at.",
}

BEING_CHECKED = "It is being checked for anything harmful. That takes a minute or so. Nobody can open it until then."
HELD_UP = (
    "It is still to be checked for anything harmful, and that cannot be done just now. Nobody can open"
    " it until then. If it stays so, tell whoever looks after this service."
)
CLEAR = "It was checked. Nothing harmful that is known was found in it."
HARMFUL = (
    "Something harmful was found in it, and its contents were destroyed. Ask whoever gave it for"
    " another, and tell them that what they have may do harm."
)
UNREADABLE = "It cannot be opened here. {why} Ask for another, and bring that in."
LOST = "Its contents are not here. Tell whoever looks after this service."


def state_words(kept: Kept | None, now: datetime) -> str:
    """Return how a file stands: that it is being checked, may be opened, or why it may not."""
    if kept is None:
        return LOST
    if kept.state is State.UNREADABLE:
        return UNREADABLE.format(why=WHY[Reason(kept.why)])
    if is_held_up(kept, now):
        return HELD_UP
    return {State.BEING_CHECKED: BEING_CHECKED, State.CLEAR: CLEAR, State.HARMFUL: HARMFUL}[
        kept.state
    ]


def kind_words(kept: Kept | None) -> str:
    """Return what kind of file it is, once that was proven; else nothing."""
    return CALLED[Kind(kept.kind)] if kept and kept.kind else ""
