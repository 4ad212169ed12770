"""Names of files as people gave them, made fit for a record and a download."""

import re
import unicodedata

LONGEST = 120
"""Characters of a name, with what it ends in."""

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*%]')
_TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """
    Return a name for a record and a download: no path, nothing unseen, never empty.

    At most 120 characters, what it ends in kept. Words in any script stay as they are, in the
    composed form; what turns the direction of writing, does not show or means something to a system
    goes. A safe name is its own safe name.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if one.isspace() else one for one in last if _shows(one))
    plain = " ".join(_NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", seen)).split())
    stem, ending = _split(plain)
    if _TAKEN_BY_WINDOWS.match(stem):
        stem = f"_{stem}"
    return (stem[: LONGEST - len(ending)].strip(" .") or "file") + ending


def ending_of(name: str) -> str:
    """Return what a name ends in, in small letters and without the dot; "" where it has none."""
    return _split(safe_name(name))[1].removeprefix(".").lower()


def _split(name: str) -> tuple[str, str]:
    bare = name.rstrip(" .")
    found = _ENDING.search(bare)
    return (bare[: found.start()].strip(" ."), found[0]) if found else (bare.strip(" ."), "")


def _shows(one: str) -> bool:
    """Tell whether a character is to be seen: no control, no mark of direction, no half of one."""
    return one.isspace() or unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
