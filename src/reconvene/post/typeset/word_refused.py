"""Why a Word file that somebody brings back is not taken: a closed list, each with its remedy."""

MOST_BYTES = 5_000_000
MOST_UNPACKED = 30_000_000
MOST_PARTS = 500

# By reason: what was found, and what whoever brought the file can do.
REASONS = {
    "too-large": ("more than 5 MB, or far more once unpacked", "Take out its pictures"),
    "not-word": ("no Word file", 'Save it as "Word document (.docx)" without a password'),
    "macros": ("macros or other programs in it", 'Save it as "Word document (.docx)"'),
    "links": (
        "a template, or a link that does not say where it goes",
        'Take the link out, or the template in place of "Normal"',
    ),
    "changes": ("tracked changes", "Accept or reject every change"),
    "comments": ("comments", "Delete every comment"),
    "fields": ("fields that Word fills in", "Write their words instead"),
    "notes": ("footnotes or endnotes", "Put their words into the text"),
    "hidden": ("words that are hidden", "Show them or delete them"),
}


class WordFileRefused(ValueError):
    """A Word file is not taken. `why` is a key of `REASONS`."""

    def __init__(self, *, why: str) -> None:
        self.why = why
        found, remedy = REASONS[why]
        super().__init__(
            f"The Word file could not be taken: found {found}. {remedy}, and bring it again."
        )
