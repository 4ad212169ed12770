"""Ids that say nothing: random, easy to read out, never given twice."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l and o, which look alike
_LENGTH = 26
_LENGTH_OF_A_CASE = 13


def new_id() -> str:
    """
    Return a fresh id of 26 small letters and digits, about 128 random bits: nobody guesses one.

    It tells one thing from another and is no secret: whoever knows an id still needs leave.

    Source: check AZ-3.
    """
    return _some(_LENGTH)


def new_case_id() -> str:
    """
    Return a fresh id of a case, 13 of the same: a case goes by its reference wherever it is shown.

    It stands in no address, form or page, so nobody can try one.
    """
    return _some(_LENGTH_OF_A_CASE)


def _some(many: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(many))
