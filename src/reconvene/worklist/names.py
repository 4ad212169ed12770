"""Names as they are looked for: by surname, whatever its accents, case or marks."""

import unicodedata


def searched(text: str) -> str:
    """Return a name without accents, marks or capitals: "O’Néill" becomes "oneill"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def surname(name: str) -> str:
    """Return the last word of a name, as it is looked for; empty where there is no name."""
    words = name.split()
    return searched(words[-1]) if words else ""
