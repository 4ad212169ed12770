"""
A letter as a file to keep, print and post.

In: a letter on the record, and the form that was asked for. Out: an answer that a browser keeps.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpResponse

from reconvene.post.letter import Letter
from reconvene.post.typeset.in_language import paper_for
from reconvene.post.typeset.paper import Paper, Size
from reconvene.post.typeset.pdf import pdf_of
from reconvene.post.typeset.word import word_of
from reconvene.web.acts.letter_page import Sent
from reconvene.web.components.downloads import attachment

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a letter can be had in: as its address and its link call it, and how it is made."""

    name: str
    words: str
    ending: str
    media_type: str
    make: Callable[[Letter, Paper], bytes]
    size: Size = "ordinary"


FORMS = {
    form.name: form
    for form in (
        Form("pdf", "PDF", "pdf", PDF, pdf_of),
        Form("large-print", "PDF in large print", "pdf", PDF, pdf_of, "large"),
        Form("word", "Word file", "docx", WORD, word_of),
    )
}


TO_POST = {
    form.name: form
    for form in (
        Form("post", "PDF to post", "pdf", PDF, pdf_of),
        Form("post-large", "PDF to post, in large print", "pdf", PDF, pdf_of, "large"),
    )
}
"""Forms that bear the address, and so are given only where a letter can go by post."""


def file_of(reference: str, sent: Sent, form: Form, address: str = "") -> HttpResponse:
    """
    Return a letter as a file, under a name that says nothing of what it is about.

    Args:
        reference: Of its case.
        sent: The letter; it has no gap.
        form: Which form of it.
        address: Where it is posted to, on lines; empty where no address stands on it.
    """
    answer = HttpResponse(made(reference, sent, form, address), content_type=form.media_type)
    language = f"-{sent.language}" if sent.language else ""
    name = f"letter-{sent.letter.on.isoformat()}-{sent.number}{language}.{form.ending}"
    answer["Content-Disposition"] = attachment(name)
    return answer


def made(reference: str, sent: Sent, form: Form, address: str = "") -> bytes:
    """Return what stands in the file of a letter; arguments are those of `file_of`."""
    code = f"{reference}, entry {sent.number}, code {sent.code}."
    addressee = "\n".join(filter(None, (sent.letter.addressee, address)))
    letter = replace(sent.letter, addressee=addressee)
    return form.make(letter, paper_for(letter, size=form.size, code=code))
