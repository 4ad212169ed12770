"""What stands before every page: files come in sealed, one at a time, where one is taken."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from pytest_django.fixtures import Settings

from reconvene.papers.spooled import SpooledFile
from reconvene.people.models import Person
from reconvene.web.register.routes import REGISTER, row_of
from reconvene.web.sent_files import SealedUpload, SentFiles
from tests.support.cast import partnership

pytestmark = pytest.mark.django_db

TAKES_ONE = "/holds/new"
CANARY = b"Ewa lives at the mill. " * 20_000
MB = 1024 * 1024


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


@pytest.fixture
def ben() -> Person:
    return partnership()["ben"]


@pytest.fixture(autouse=True)
def _one_page_takes_files(monkeypatch: pytest.MonkeyPatch) -> None:
    row = row_of(resolve(TAKES_ONE))
    assert row is not None
    monkeypatch.setitem(REGISTER, (row.name, row.path), replace(row, takes_file=True))


def taken(request: HttpRequest) -> SpooledFile:
    file = request.FILES["file"]
    assert isinstance(file, SpooledFile)
    return file


def letter(content: bytes = CANARY, name: str = "letter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@contextmanager
def sent(
    to: str = TAKES_ONE, by: Person | None = None, **fields: Any
) -> Iterator[tuple[HttpRequest, HttpResponse | None]]:
    """Give a request as it comes to a page, and what stood before it answered."""
    yield from _came(RequestFactory().post(to, fields), by)


def _came(
    request: HttpRequest, by: Person | None
) -> Iterator[tuple[HttpRequest, HttpResponse | None]]:
    request.resolver_match = resolve(request.path)
    request.user = by or AnonymousUser()
    try:
        yield (
            request,
            SentFiles(lambda _: HttpResponse()).process_view(request, HttpResponse, (), {}),
        )
    finally:
        request.close()


class TestAFileThatIsTaken:
    def test_is_given_to_the_page_with_its_name_size_and_digest(
        self, ben: Person, folder: Path
    ) -> None:
        ewas = letter(name="../../Ewa\u202efdp.exe")
        with sent(by=ben, words="Not so.", file=ewas) as (request, answer):
            file = taken(request)

            assert answer is None
            assert request.POST["words"] == "Not so."
            assert (file.name, file.refused) == ("Ewafdp.exe", "")
            assert (file.size, file.sha256) == (len(CANARY), sha256(CANARY).hexdigest())
            assert b"".join(file.chunks()) == b"".join(file.chunks()) == CANARY

    @pytest.mark.assures("CR-1")
    def test_lies_in_a_file_without_a_name_and_with_nothing_in_clear(
        self, ben: Person, folder: Path
    ) -> None:
        with sent(by=ben, file=letter()) as (request, _):
            assert taken(request).size == len(CANARY)
            held = [content for path, content in open_files() if path.startswith(str(folder))]

            assert list(folder.iterdir()) == []
            assert len(held) == 1
            assert len(held[0]) > len(CANARY) / 2  # the rest waits in memory
            assert b"mill" not in held[0]
        assert [path for path, _ in open_files() if path.startswith(str(folder))] == []

    def test_stays_refused_beside_what_was_typed_where_it_is_too_large(
        self, ben: Person, folder: Path, settings: Settings
    ) -> None:
        settings.FILES_LARGEST = MB
        with sent(by=ben, words="Not so.", file=letter(bytes(MB + 1))) as (request, answer):
            file = taken(request)

            assert answer is None
            assert request.POST["words"] == "Not so."
            assert "larger than 1 MB" in file.refused
            assert list(file.chunks()) == []
        with sent(by=ben, file=letter(bytes(MB))) as (request, _):
            assert taken(request).refused == ""

    def test_stays_refused_where_another_comes_with_it(self, ben: Person, folder: Path) -> None:
        with sent(by=ben, file=[letter(), letter()], other=letter()) as (request, answer):
            assert answer is None
            assert list(request.FILES) == ["file"]
            assert request.FILES.getlist("file") == [request.FILES["file"]]
            assert "one file at a time" in taken(request).refused

    def test_stays_refused_where_there_is_no_room_for_it(
        self, ben: Person, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("reconvene.sealing.aside.LaidAside.add", full)
        with sent(by=ben, file=letter()) as (request, answer):
            assert answer is None
            assert "there is no room on the server" in taken(request).refused


class TestAFileThatIsNotTaken:
    @pytest.mark.assures("IN-4")
    def test_is_refused_where_a_page_takes_none_and_what_was_typed_is_shown(
        self, ben: Person, folder: Path
    ) -> None:
        with sent("/take-down", by=ben, words="Not so.", file=letter()) as (request, answer):
            assert answer is not None
            assert answer.status_code == HTTPStatus.BAD_REQUEST
            assert b"No file is taken here" in answer.content
            assert b"Not so." in answer.content
            assert not request.FILES
            assert open_in(folder) == []

    @pytest.mark.assures("IN-4")
    def test_is_left_out_from_somebody_who_is_not_signed_in(self, folder: Path) -> None:
        with sent(words="Not so.", file=letter()) as (request, answer):
            assert answer is None  # the guard asks them in, and keeps what they typed
            assert request.POST["words"] == "Not so."
            assert not request.FILES
            assert open_in(folder) == []

    @pytest.mark.assures("IN-4")
    def test_is_not_even_read_where_far_too_much_is_sent(
        self, ben: Person, folder: Path, settings: Settings
    ) -> None:
        settings.FILES_LARGEST = MB
        with sent(by=ben, file=letter(bytes(2 * MB + 1))) as (request, answer):
            assert answer is not None
            assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            assert b"A file may have 1 MB at most" in answer.content
            assert not vars(request)["_read_started"]  # nothing was taken from the line

    @pytest.mark.assures("IN-4")
    @pytest.mark.parametrize("path", ["/sign-in", "/take-down", TAKES_ONE])
    def test_is_not_even_read_where_nobody_may_send_one(self, folder: Path, path: str) -> None:
        with sent(path, file=letter(bytes(3 * MB))) as (request, answer):
            assert answer is not None
            assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            is_taken = path == TAKES_ONE
            assert (b"Sign in, and choose the file again" in answer.content) is is_taken
            assert (b"This page takes no files" in answer.content) is not is_taken
            assert not vars(request)["_read_started"]

    @pytest.mark.assures("IN-4")
    def test_is_not_even_read_where_a_page_takes_none_from_anybody(
        self, ben: Person, folder: Path
    ) -> None:
        with sent("/take-down", by=ben, file=letter(bytes(3 * MB))) as (request, answer):
            assert answer is not None
            assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            assert b"This page takes no files" in answer.content
            assert not vars(request)["_read_started"]

    def test_that_breaks_off_leaves_nothing(self, ben: Person, folder: Path) -> None:
        whole = RequestFactory().post(TAKES_ONE, {"file": letter()})
        body = whole.body[:200_000]
        request = RequestFactory().generic(
            "POST", TAKES_ONE, body, content_type=whole.META["CONTENT_TYPE"]
        )
        for came, answer in _came(request, ben):
            assert answer is not None
            assert answer.status_code == HTTPStatus.BAD_REQUEST
            assert not came.FILES
            assert open_in(folder) == []

    @pytest.mark.assures("IN-4")
    def test_is_refused_by_the_whole_copy_too(self, client: Client, ben: Person) -> None:
        client.force_login(ben)
        for route in ("/take-down", "/", "/account/home"):
            answer = client.post(route, {"file": letter()})
            assert answer.status_code == HTTPStatus.BAD_REQUEST, route
            assert "No file is taken here" in answer.text
            assert "Go to sign in" not in answer.text


def test_a_form_in_parts_without_a_file_is_a_form_as_any(ben: Person) -> None:
    with sent("/take-down", by=ben, words="Not so.") as (request, answer):
        assert answer is None
        assert request.POST["words"] == "Not so."


def test_no_other_way_in_is_set_up(settings: Settings) -> None:
    assert [f"{SealedUpload.__module__}.{SealedUpload.__name__}"] == settings.FILE_UPLOAD_HANDLERS
    before = settings.MIDDLEWARE.index("reconvene.web.sent_files.SentFiles")
    assert before < settings.MIDDLEWARE.index("django.middleware.csrf.CsrfViewMiddleware")


def open_in(folder: Path) -> list[str]:
    return [path for path, _ in open_files() if path.startswith(str(folder))]


def open_files() -> Iterator[tuple[str, bytes]]:
    """Yield the path of every plain file that this process has open, with what is in it."""
    for one in Path("/proc/self/fd").iterdir():
        try:
            path = os.readlink(one)  # noqa: PTH115  where it leads, whether or not it is there
            if path.startswith("/") and one.is_file():
                yield path, one.read_bytes()
        except OSError:
            continue
