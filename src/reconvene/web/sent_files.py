"""
What stands before every page that a file is sent to: where one may come in, and how.

In: a request with a form in parts. Out: its file, sealed piece by piece as it arrives; or a page
that says why none was taken. Nothing plain of it reaches a disk, and nothing stays after the request.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.papers.quotas import megabytes, too_large
from reconvene.papers.spooled import SpooledFile
from reconvene.web.browse import faults
from reconvene.web.browse.faults import Fault
from reconvene.web.browse.signed_in import frame_for_nobody, frame_of, person_of
from reconvene.web.browse.unsaved_words import sent_by
from reconvene.web.components.pages import page
from reconvene.web.register.routes import row_of

NOT_HERE = Fault(
    "No file is taken here",
    "A file came with what you sent, and this page takes none. Nothing was recorded.",
    "Send it again without the file.",
)
TOO_LARGE = Fault(
    "What you sent is too large",
    "Nothing was recorded.",
    "Go back, and choose a smaller file.",
)
TOO_LARGE_HERE = Fault(
    "What you sent is too large",
    "This page takes no files. Nothing was recorded.",
    "Go back, and send it again without a file.",
)
TOO_LARGE_FOR_A_STRANGER = Fault(
    "What you sent is too large",
    "A file is taken from somebody who is signed in, and you are not. Nothing was recorded.",
    "Sign in, and choose the file again.",
)
ONE_AT_A_TIME = "Bring one file at a time: choose one, and the next when it is there."
NO_ROOM_NOW = (
    "The file could not be taken in just now: there is no room on the server. Try again in a few "
    "minutes. If it goes on, tell whoever looks after this service."
)
_IN_PARTS = "multipart/form-data"
_READ_THROUGH = 2
"""So many times the largest file is read, so that the message stands beside what was typed."""


class SealedUpload(FileUploadHandler):
    """
    Takes in the one file of a form, where its page takes one from somebody who is signed in.

    From somebody who is not, it is left out, and the guard asks them in with what they typed.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._asking = request
        self.is_out_of_place = False
        self.is_broken_off = False
        self._file: SpooledFile | None = None
        self._is_coming = False

    def new_file(self, *args: Any, **rest: Any) -> None:
        super().new_file(*args, **rest)
        if not _is_taken(self._asking):
            self.is_out_of_place = True
            raise SkipFile
        if not self._asking.user.is_authenticated:
            raise SkipFile
        if self._file is not None:
            self._file.refuse(ONE_AT_A_TIME)
            raise SkipFile
        self._file = SpooledFile(self.file_name or "", Path(settings.FILE_UPLOAD_TEMP_DIR))
        self._is_coming = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        file = self._taken
        if start + len(raw_data) > settings.FILES_LARGEST:
            file.refuse(too_large())
        try:
            file.add(raw_data)
        except OSError:
            file.refuse(NO_ROOM_NOW)

    def file_complete(self, file_size: int) -> SpooledFile:
        self._is_coming = False
        return self._taken

    def upload_interrupted(self) -> None:
        """Let go of what came; Django calls this also where the last file was left out."""
        self.is_broken_off = self._is_coming
        if self._is_coming:
            self._taken.close()

    @property
    def _taken(self) -> SpooledFile:
        if self._file is None:
            raise SkipFile
        return self._file


class SentFiles:
    """Has a form in parts read before anything else reads it, and answers where none is taken."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Return the answer to what is not taken; None to all else."""
        if request.method != "POST" or request.content_type != _IN_PARTS:
            return None
        if (too_large := _is_too_large(request)) is not None:
            return _said(request, too_large, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sent=())
        try:
            _ = request.POST
        except UnreadablePostError as gone:
            return faults.unread(request, gone)
        for handler in request.upload_handlers:
            if isinstance(handler, SealedUpload) and handler.is_out_of_place:
                return _out_of_place(request)
            if isinstance(handler, SealedUpload) and handler.is_broken_off:
                return faults.unread(request, UnreadablePostError())
        return None


def _is_taken(request: HttpRequest) -> bool:
    route = row_of(request.resolver_match)
    return route is not None and route.takes_file


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else 0


def _is_too_large(request: HttpRequest) -> Fault | None:
    """
    Return what to say at once of far too much, of which nothing is read; None where it is not.

    Who sends so much would send for long. Where no file is taken a form is small.
    """
    length = _length(request)
    if length > _READ_THROUGH * settings.FILES_LARGEST and _is_taken(request):
        most = megabytes(settings.FILES_LARGEST)
        return replace(TOO_LARGE, happened=f"A file may have {most} at most. {TOO_LARGE.happened}")
    if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return None
    if not _is_taken(request):
        tell(Event.REQUEST_REFUSED, reason="file-not-taken")
        return TOO_LARGE_HERE
    return None if request.user.is_authenticated else TOO_LARGE_FOR_A_STRANGER


def _out_of_place(request: HttpRequest) -> HttpResponse:
    tell(Event.REQUEST_REFUSED, reason="file-not-taken")
    sent = sent_by(request) if request.user.is_authenticated else ()
    fault = replace(NOT_HERE, then=f"{faults.COPY} {NOT_HERE.then}") if sent else NOT_HERE
    return _said(request, fault, HTTPStatus.BAD_REQUEST, sent=sent)


def _said(request: HttpRequest, fault: Fault, status: HTTPStatus, sent: Any) -> HttpResponse:
    is_in = request.user.is_authenticated
    today = london_day(timezone.now())
    frame = frame_of(person_of(request), today) if is_in else frame_for_nobody()
    return page(request, "browse/fault.html", frame, status=status, fault=fault, sent=sent)
