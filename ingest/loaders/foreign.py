"""What no loader reads: named by its first bytes, with what to do instead."""

from errors import UnreadableSource
from ingest.loaders.office.archive import Archive

_INSTEAD = "Save it as PDF, DOCX, ODT, HTML or plain text, and supply that."
_TYPE = "Supply the text that it shows as PDF, DOCX, ODT, HTML or plain text."
_SHEET = "Save its sheets as a PDF, or as a document with tables."
_UNPACK = "Unpack it and supply the documents inside one by one."

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", _INSTEAD),
    (b"\x89PNG\r\n", "an image", _TYPE),
    (b"\xff\xd8\xff", "an image", _TYPE),
    (b"GIF87a", "an image", _TYPE),
    (b"GIF89a", "an image", _TYPE),
    (b"II*\0", "an image", _TYPE),
    (b"MM\0*", "an image", _TYPE),
    (b"\0\0\1\0", "an image", _TYPE),
    (b"8BPS", "an image", _TYPE),
    (b"%!PS", "a PostScript file", "Convert it to PDF and supply that."),
    (b"ID3", "a sound recording", "Supply a transcript of it as text."),
    (b"OggS", "a sound recording", "Supply a transcript of it as text."),
    (b"fLaC", "a sound recording", "Supply a transcript of it as text."),
    (b"\xff\xfb", "a sound recording", "Supply a transcript of it as text."),
    (b"\x1aE\xdf\xa3", "a video", "Supply a transcript of it as text."),
    (b"\x1f\x8b\x08", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"\xfd7zXZ\0", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "an archive", _UNPACK),
    (b"Rar!\x1a", "an archive", _UNPACK),
    (b"SQLite format 3\0", "a database", _TYPE),
)
_RIFF = {b"WAVE": "a sound recording", b"WEBP": "an image", b"AVI ": "a video"}
_BRANDS = {b"hei": "an image", b"mif": "an image", b"avi": "an image", b"M4A": "a sound recording"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS = (
    ("__properties_version1.0", "an Outlook message", "Save it as EML or PDF, and supply that."),
    ("WordDocument", "an old Word file (.doc)", "Open it in Word and save it as DOCX or PDF."),
    ("PowerPoint Document", "an old PowerPoint file", "Save it as PDF, and supply that."),
    ("Workbook", "an old Excel file", _SHEET),
    ("Book", "an old Excel file", _SHEET),
)
_OFFICE = (
    (("wordprocessingml.template", "ms-word."), "docx", "", ""),
    (("wordprocessingml.document.main", "wordprocessingml.document.glossary"), "docx", "", ""),
    (("spreadsheetml", "ms-excel."), "", "a spreadsheet (Excel)", _SHEET),
    (("presentationml", "ms-powerpoint."), "", "a presentation (PowerPoint)", "Save it as PDF, and supply that."),
    (("ms-visio.",), "", "a drawing (Visio)", "Save it as PDF, and supply that."),
)
_OPEN = {
    "text": "odt",
    "spreadsheet": "a spreadsheet (OpenDocument)",
    "presentation": "a presentation (OpenDocument)",
    "graphics": "a drawing (OpenDocument)",
}


def refuse_foreign(data: bytes) -> None:
    """Raises UnreadableSource where the first bytes are those of a kind that is not read here."""
    if data.startswith(_OLE):
        raise _old_office(data)
    found = next(((what, instead) for magic, what, instead in _MAGIC if data.startswith(magic)), None)
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        found = (_RIFF[data[8:12]], _TYPE)
    elif data[4:8] == b"ftyp":
        found = (_BRANDS.get(data[8:11], "a video"), _TYPE)
    elif data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        found = ("an image", _TYPE)
    if found:
        raise _refusal(*found)


def _refusal(what: str, instead: str) -> UnreadableSource:
    return UnreadableSource(f"This is {what}, which is not read here. {instead}")


def _old_office(data: bytes) -> UnreadableSource:
    """The container of the old formats names its streams in UTF-16; new files lie in one when they are encrypted."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableSource("The Office file is encrypted. Remove its password and supply it again.")
    kinds = (kind for kind in _OLE_KINDS if kind[0].encode("utf-16-le") in data)
    _, what, instead = next(kinds, ("", "an old Office file", _INSTEAD))
    return _refusal(what, instead)


def office_kind(data: bytes) -> str:
    """`docx` or `odt` for a zip container of that kind; raises UnreadableSource for every other, naming what it is."""
    archive = Archive(data)
    kind = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
    if kind.startswith("application/vnd.oasis.opendocument.") or ("content.xml" in archive.names and not kind):
        return _open_kind(kind.rpartition(".")[2].partition("-")[0], archive)
    if kind == "application/epub+zip" or "META-INF/container.xml" in archive.names:
        raise _refusal("an e-book (EPUB)", "Supply its text as PDF, HTML or plain text.")
    if "[Content_Types].xml" in archive.names:
        return _office_kind(archive)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in archive.names):
        raise _refusal("a document of Apple's iWork", _INSTEAD)
    raise _refusal("a zip archive", _UNPACK)


def _open_kind(kind: str, archive: Archive) -> str:
    if kind in ("text", "") and archive.names & {"content.xml", "encrypted-package"}:
        return "odt"
    raise _refusal(
        _OPEN.get(kind, "an OpenDocument file without a text") if kind != "text" else "a damaged ODT file", _INSTEAD
    )


def _office_kind(archive: Archive) -> str:
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    for signs, kind, what, instead in _OFFICE:
        if any(sign in types for sign in signs):
            if kind:
                return kind
            raise _refusal(what, instead)
    if "word/document.xml" in archive.names:
        return "docx"
    raise _refusal("an Office file of an unknown kind", _INSTEAD)
