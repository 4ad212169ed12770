"""Asks for one file."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from reconvene.papers.quotas import megabytes
from reconvene.papers.untrusted.kinds import ENDINGS
from reconvene.papers.untrusted.names import ending_of
from reconvene.web.acts.bringing.words import MAY_BE_BROUGHT
from reconvene.web.components.fields import PaperField
from reconvene.web.components.forms import Form


class BringForm(Form):
    """One file whose name ends as a kind that is taken; what it really is, is found out later."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"] = PaperField(
            "Which file?",
            missing="Choose a file",
            hint=f"It can be {MAY_BE_BROUGHT}, of at most {megabytes(settings.FILES_LARGEST)}.",
            allow_empty_file=True,
        )
        self.fields["file"].error_messages["invalid"] = "Choose a file"

    def clean_file(self) -> Any:
        """Refuse at once what nobody would take after a minute."""
        file = self.cleaned_data["file"]
        if file.refused:
            raise ValidationError(file.refused, code="refused")
        if ending_of(file.name) not in ENDINGS:
            message = f"This file cannot be taken. Choose {MAY_BE_BROUGHT}"
            raise ValidationError(message, code="name")
        if not file.size:
            raise ValidationError("There is nothing in this file. Choose another", code="empty")
        return file
