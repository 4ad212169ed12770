"""What a row of the register says of a route."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum

from reconvene.access_log.reading import Sight


class Audience(StrEnum):
    """Who may use a route. What of it they may then see and do is for the desk to say."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    DEMO = "anybody, in a demo"


class About(StrEnum):
    """What a route is about."""

    NOTHING = "nothing of a case"
    CASE = "a case"
    ENTRY = "an entry of a case"
    PANEL = "a panel of a case"
    MEETING = "a meeting of a case"
    DRAFT = "a draft of one's own"
    LISTED = "the cases of one's authority"
    ACCOUNT = "who one is"
    LOOKS = "who looked at what"
    RETENTION = "what is kept, held and erased"


class Twice(StrEnum):
    """Why doing it twice does no harm."""

    NOTHING_DONE = "nothing is done"
    BY_KEY = "by a key on the page"
    ONCE = "what is given is good once"
    SAME = "comes to the same"


class Kept(StrEnum):
    """How long a browser may keep the answer."""

    NEVER = "never"
    FOR_GOOD = "for good"


class Bucket(Enum):
    """
    How often a person may use a route: so many at once, and one more after each while.

    Each post counts, or each page where nothing can be posted, unless the page itself counts.
    """

    NONE = ("", 0, timedelta())
    SIGN_IN = ("by the form, for a name and a place", 0, timedelta())
    CODES = ("by the form, for somebody's codes and a place", 0, timedelta())
    EMERGENCY = ("5 at once, one more every hour", 5, timedelta(hours=1))
    HOME = ("3 new addresses at once, one more every day", 3, timedelta(days=1))
    EXPORT = ("20 at once, one more every minute", 20, timedelta(minutes=1))

    def __init__(self, says: str, free: int, each: timedelta) -> None:
        self.says = says
        self.free = free
        self.each = each

    @property
    def is_by_page(self) -> bool:
        """Tell whether the page itself counts what is a use, and the guard before it nothing."""
        return self in (Bucket.SIGN_IN, Bucket.CODES, Bucket.HOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    One route. `does` says what posting to it does, and is empty where nothing can be posted.

    `logs` is what the access log is told of on each answer that shows something; where `is_asked`
    only on those whose address asks for something, since the bare page shows one's own work.
    `takes_file` where a file may come with what is posted: anywhere else one is refused.
    """

    name: str
    path: str
    audience: Audience = Audience.SIGNED_IN
    about: About = About.NOTHING
    shows: bool = True
    does: str = ""
    twice: Twice = Twice.NOTHING_DONE
    step_up: bool = False
    limit: Bucket = Bucket.NONE
    kept: Kept = Kept.NEVER
    logs: Sight | None = None
    is_asked: bool = False
    takes_file: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods it answers to."""
        return (("GET", "HEAD") if self.shows else ()) + (("POST",) if self.does else ())
