"""The questions that are asked nowhere else: passwords, and codes."""

from typing import Any

from reconvene.accounts.passwords import LONGEST
from reconvene.web.components.fields import TextField

LONGEST_CODE = 60
AS_TYPED = {"spellcheck": False, "autocapitalize": "none"}
"""Keeps helpful keyboards from mending what is typed."""


class PasswordField(TextField):
    """A password: taken as it was typed, hidden, and never sent back to the page."""

    component = "password-input"

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, strip=False, max_length=LONGEST, **rest)

    def options(self, bound: Any) -> dict[str, Any]:
        """Leave the box empty, whatever was typed."""
        return super().options(bound) | {"value": ""}


class CodeField(TextField):
    """A code: short, and never sent back to the page either, since it may be used by then."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, max_length=LONGEST_CODE, width=20, **rest)

    def options(self, bound: Any) -> dict[str, Any]:
        """Leave the box empty, and what is typed as it was."""
        return super().options(bound) | AS_TYPED | {"value": ""}


class SignInNameField(TextField):
    """The name somebody signs in with: two may differ by a capital letter alone, so none is added."""

    def options(self, bound: Any) -> dict[str, Any]:
        """Leave what is typed as it was."""
        return super().options(bound) | AS_TYPED
