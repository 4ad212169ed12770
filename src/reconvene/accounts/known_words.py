"""Whether a password is only what somebody who knows the office would try first."""

import re

TRADE = """
    reconvene conference conferences complaint complaints child children childrens protection
    council county borough city district social care work worker service services safeguarding
    partnership board chair manager officer panel family families office team letmein welcome
    password passwords passphrase secret login signin sign admin administrator user changeme
    change this please my our the for and is in of a to now new temp test demo qwerty qwertyuiop
    asdfgh asdfghjkl zxcvbn zxcvbnm iloveyou monkey dragon football sunshine princess
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
""".split()
_DISGUISES = ("", "013457$@!", "013457$@!")
_MEANING = ("", "oieastsai", "oleastsal")
_READINGS = [str.maketrans(*pair) for pair in zip(_DISGUISES, _MEANING, strict=True)]
_LETTERS = re.compile(r"[^\W\d_]+")
_AGAIN = re.compile(r"(.{1,7}?)\1+", re.DOTALL)


def is_made_of(password: str, words: tuple[str, ...]) -> bool:
    """Return whether nothing but these words is in a password, however they are disguised."""
    known = {word.casefold() for word in words if word}
    readings = (password.casefold().translate(one) for one in _READINGS)
    return any(_is_row_of(known, "".join(words_in(read))) for read in readings)


def _is_row_of(words: set[str], letters: str) -> bool:
    """
    Return whether letters are words in a row; no letters are.

    Each place is looked at once, whatever the words are made of: a pattern would try every way to
    part "signin" into words, which for a long password takes for ever.
    """
    ends = [True, *(False for _ in letters)]
    for start in range(len(letters)):
        if ends[start]:
            for word in words:
                if letters.startswith(word, start):
                    ends[start + len(word)] = True
    return ends[-1]


def words_in(text: str) -> list[str]:
    """Return the runs of letters in a text, in order."""
    return _LETTERS.findall(text)


def is_repeated(password: str) -> bool:
    """Return whether a password is something short, said again and again."""
    return _AGAIN.fullmatch(password.casefold()) is not None
