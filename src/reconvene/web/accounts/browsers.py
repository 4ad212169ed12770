"""What a browser says it is, in words that are enough to know one's own by and no more."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser"


def browser_words(user_agent: str) -> str:
    """Return the kind of browser and of machine, as in "Firefox on Windows"; no version."""
    browser = _first(_BROWSERS, user_agent) or UNKNOWN
    machine = _first(_MACHINES, user_agent)
    return f"{browser} on {machine}" if machine else browser


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((words for mark, words in known if mark in user_agent), "")
