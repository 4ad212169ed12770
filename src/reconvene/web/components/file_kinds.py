"""What each kind of file is called, for people."""

from reconvene.papers.untrusted.kinds import Kind

CALLED = {
    Kind.PDF: "PDF",
    Kind.JPEG: "Photograph",
    Kind.PNG: "Picture",
    Kind.HEIC: "Photograph (HEIC)",
    Kind.TIFF: "Scan",
    Kind.MP4: "Film",
    Kind.MOV: "Film",
    Kind.M4A: "Recording",
    Kind.MP3: "Recording",
    Kind.WAV: "Recording",
    Kind.DOCX: "Word document",
    Kind.XLSX: "Spreadsheet",
    Kind.ODT: "Document",
    Kind.TXT: "Plain text",
    Kind.CSV: "Table as plain text",
}
