"""The kinds of file that are taken, by what their names end in and what they begin with."""

from enum import StrEnum


class Kind(StrEnum):
    """Say what a file is. The value is kept on record."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    TIFF = "tiff"
    MP4 = "mp4"
    MOV = "mov"
    M4A = "m4a"
    MP3 = "mp3"
    WAV = "wav"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    TXT = "txt"
    CSV = "csv"


ENDINGS = {
    "pdf": Kind.PDF,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "png": Kind.PNG,
    "heic": Kind.HEIC,
    "heif": Kind.HEIC,
    "tif": Kind.TIFF,
    "tiff": Kind.TIFF,
    "mp4": Kind.MP4,
    "mov": Kind.MOV,
    "m4a": Kind.M4A,
    "mp3": Kind.MP3,
    "wav": Kind.WAV,
    "docx": Kind.DOCX,
    "xlsx": Kind.XLSX,
    "odt": Kind.ODT,
    "txt": Kind.TXT,
    "csv": Kind.CSV,
}
"""What a name may end in, in small letters and without the dot."""

_OPEN_XML = "application/vnd.openxmlformats-officedocument"

MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.HEIC: "image/heic",
    Kind.TIFF: "image/tiff",
    Kind.MP4: "video/mp4",
    Kind.MOV: "video/quicktime",
    Kind.M4A: "audio/mp4",
    Kind.MP3: "audio/mpeg",
    Kind.WAV: "audio/wav",
    Kind.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    Kind.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TXT: "text/plain; charset=utf-8",
    Kind.CSV: "text/csv; charset=utf-8",
}

VIEWED_AS = {
    Kind.PDF: "application/pdf",
    Kind.TIFF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
"""The media types of viewing copies. A kind that is not here has none."""


class Reason(StrEnum):
    """Say why a file is not taken. The value is a code; words for it are the pages'."""

    NAME = "name"
    """It ends in nothing that is taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    """More bytes than are looked at, or more once it is unpacked."""

    TOO_MANY_PIXELS = "too-many-pixels"
    NOT_WHAT_IT_SAYS = "not-what-it-says"
    """It does not begin as its kind does."""

    DAMAGED = "damaged"
    """It begins as its kind does and cannot be read to its end."""

    SOMETHING_ELSE_IN_IT = "something-else-in-it"
    """It is of another kind as well, or has something behind its end."""

    LOCKED = "locked"
    """It is encrypted, or asks for a password."""

    RUNS_SOMETHING = "runs-something"
    """It has macros, scripts or actions."""

    HOLDS_FILES = "holds-files"
    """Other files lie in it."""

    FETCHES_SOMETHING = "fetches-something"
    """It asks for something from elsewhere when it is opened."""

    NOT_LOOKED_AT = "not-looked-at"
    """Nobody knows: it could not be looked at. Only this and the next may go otherwise again."""

    TOOK_TOO_LONG = "took-too-long"


class NotAsItShouldBe(Exception):
    """A file is not taken, for a reason. Raised where it is read, and never shown."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(f"The file is not taken: {reason}")
