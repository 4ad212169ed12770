"""Ids that say nothing: short, random, easy to read out, never given twice."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l and o, which look alike
_LENGTH = 13


def new_id() -> str:
    """
    Return a fresh id of 13 small letters and digits, about 64 random bits.

    It tells one thing from another and is no secret: whoever knows an id still needs leave.
    """
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
