"""What a document without an entry in the catalogue is taken to be, from its own text; a person confirms it."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.contents import Contents
from corpus.document import Document, Kind, PartialDate, label
from ingest.cleaning.clean import Cleaned
from ingest.loaders.loaded import FileFacts
from ingest.publishers import Publisher, publisher_of
from ingest.structure.foi.signs import looks_like_letter
from ingest.structure.imprint import is_label
from ingest.structure.inquiry import looks_like_written_question
from ingest.structure.plan.plan import looks_like_plan
from ingest.structure.statement import looks_like_statement
from text.language import language
from text.personal import personal_data

NOT_STATED = "not stated"

_HEAD_LINES, _LONGEST_LINE, _LONGEST_TITLE = 12, 90, 200
_STATISTICS = re.compile(
    r"(?:(?:first |annual |quarterly )?statistical (?:first )?(?:release|bulletin|article|headline)s?|"
    r"(?:national|(?:accredited )?official) statistics|(?:datganiad|bwletin|erthygl) ystadegol|"
    r"ystadegau (?:swyddogol|gwladol))\b.{0,60}",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"(?:(?:(?:non-)?statutory|(?:good )?practice|policy) )?guidance(?: (?:for|on|to|note|document)\b.{0,70})?|"
    r".{3,70}: (?:statutory |practice )?guidance(?: \d{4})?|canllawiau(?: (?:ar|i|statudol)\b.{0,70})?|"
    r".{3,70}: canllawiau(?: statudol)?",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.{0,200}|untitled.{0,20}|(?:document|presentation|slide|book|page) ?\d{0,3}|"
    r"(?:powerpoint|word) (?:presentation|document)|title|normal|template|home(?:page)?|index|layout \d|scan.{0,30}|"
    r".{0,190}\.(?:docx?|pdf|odt|indd|rtf|txt|html?|pptx?|xlsx?|qxd|pub|ai)|[\W\d_]{0,200}|[A-Za-z]{0,3}\d[\w-]{0,60}",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\s[|–—-]\s(?:GOV\.WALES|LLYW\.CYMRU|GOV\.UK|Senedd.{0,40}|Welsh Government|Llywodraeth Cymru)\s{0,3}\Z"
)
_OPEN_LICENCE = re.compile(
    r"(?:Open Government Licence|Trwydded Llywodraeth Agored|\bOGL\b)(?:,? ?(?:for public sector information))?"
    r"(?: ?\(?(?:v|version|fersiwn) ?\.?(?P<version>\d(?:\.\d)?))?",
    re.IGNORECASE,
)
_CROWN = re.compile(
    r"(?:Crown copyright|Hawlfraint y Goron)(?: ?(?:©|\(c\)))?,? ?(?P<year>(?:19|20)\d\d)?\b", re.IGNORECASE
)
_DENIED = re.compile(r"\b(?:not|nor|without|nid|ddim|heb|except|eithrio)\b[^.]{0,60}\Z", re.IGNORECASE)
_CHUNK, _MOST_CHUNKS = 4_800, 40


@dataclass(frozen=True)
class Proposal:
    """Facts of a document as its text gives them; what is not plain in it stays unknown."""

    kind: Kind
    title: str
    language: str
    publisher: str = NOT_STATED
    rights: str = NOT_STATED
    date: PartialDate | None = None
    reference: str | None = None
    url: str | None = None
    author: str | None = None
    official: bool = False

    def document(self, document_id: str) -> Document:
        """The document under that id; every fact is one line, as the catalogue has it."""
        return Document(
            id=document_id,
            title=_line(self.title) or document_id,
            kind=self.kind,
            publisher=_line(self.publisher) or NOT_STATED,
            language=self.language,
            rights=_line(self.rights) or NOT_STATED,
            date=self.date,
            reference=_line(self.reference) or None,
            url=_web_address(self.url),
            author=_line(self.author) or None,
            official=self.official,
            redistributable=False,
        )

    def toml(self, document_id: str, file: str) -> str:
        """The entry of the catalogue; read back, it is the same document. `file` is as seen from the catalogue."""
        return entry(self.document(document_id), file)


def entry(document: Document, file: str) -> str:
    """The [[document]] table of a document that supersedes nothing and stands without limits of time."""
    facts = {
        "id": document.id,
        "title": document.title,
        "kind": str(document.kind),
        "publisher": document.publisher,
        "date": str(document.date) if document.date else None,
        "reference": document.reference,
        "author": document.author,
        "language": document.language,
        "rights": document.rights,
        "url": document.url,
        "official": document.official,
        "redistributable": document.redistributable,
        "file": file,
    }
    rows = (f"{name} = {_quoted(value)}" for name, value in facts.items() if value is not None)
    return "\n".join(("[[document]]", *rows, ""))


def _quoted(value: str | bool) -> str:
    """As in JSON, which writes strings as TOML does but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _line(text: str | None) -> str:
    """The words on one line, without control characters and halves of characters."""
    plain = (" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text or "")
    return " ".join("".join(plain).split())


def _web_address(url: str | None) -> str | None:
    line = _line(url)
    return line if line.startswith(("https://", "http://")) and " " not in line else None


def kind_of(cleaned: Cleaned, facts: FileFacts) -> Kind:
    """The kind that the text itself shows, else `web_page` for a page that says where it is published, else `other`."""
    for kind, looks_like in (
        (Kind.FOI_RESPONSE, looks_like_letter),
        (Kind.WRITTEN_QUESTION, looks_like_written_question),
        (Kind.WRITTEN_STATEMENT, looks_like_statement),
        (Kind.PLAN, looks_like_plan),
    ):
        if looks_like(cleaned):
            return kind
    head = list(_head(cleaned.text))
    for kind, sign in ((Kind.STATISTICS, _STATISTICS), (Kind.GUIDANCE, _GUIDANCE)):
        if any(sign.fullmatch(line) for line in head):
            return kind
    return Kind.WEB_PAGE if facts.url else Kind.OTHER


def _head(text: str) -> Iterator[str]:
    """The short lines among the first ones."""
    lines = (line.strip("# *:\t") for line in text[: 100 * _HEAD_LINES].split("\n") if line.strip())
    for _, line in zip(range(_HEAD_LINES), lines, strict=False):
        if 0 < len(line) <= _LONGEST_LINE:
            yield line


def propose(kind: Kind, cleaned: Cleaned, contents: Contents, facts: FileFacts, name: str) -> Proposal:
    """Everything that text, structure and file say of the document; `name` is the file's, for want of a title."""
    said = contents.particulars
    publisher = publisher_of(kind, cleaned.text, said, facts.url) or Publisher(NOT_STATED, official=False)
    reference, when = _line(said.reference) or None, _date(said.date) or _date(facts.date)
    labelled = label(kind, publisher.name, reference, when) if _is_series(kind) and (reference or when) else ""
    return Proposal(
        kind,
        title=_title(kind, cleaned, contents, facts) or labelled or _readable(name),
        language=_language(cleaned.text, facts),
        publisher=publisher.name,
        rights=_rights(cleaned.text),
        date=when,
        reference=reference,
        url=_web_address(facts.url),
        # Whoever signs a letter for an office is no author, and a private person.
        author=None if kind is Kind.FOI_RESPONSE else _line(said.author) or None,
        official=publisher.official,
    )


def _is_series(kind: Kind) -> bool:
    """Whether its documents are told apart by reference or date, and often have no title."""
    return kind in (Kind.FOI_RESPONSE, Kind.WRITTEN_STATEMENT, Kind.WRITTEN_QUESTION)


def _title(kind: Kind, cleaned: Cleaned, contents: Contents, facts: FileFacts) -> str:
    said = _line(contents.particulars.title)
    if said and _can_be_title(said):
        return said
    levelled = [found for found in cleaned.marked if found.mark.level and found.end - found.start <= _LONGEST_TITLE]
    if kind not in (Kind.FOI_RESPONSE, Kind.WRITTEN_QUESTION):  # their headings are those of their parts
        for found in sorted(levelled, key=lambda found: (found.mark.level, found.start)):
            if _can_be_title(heading := _line(cleaned.text[found.start : found.end])):
                return heading
    title = _line(_SITE.sub("", facts.title or ""))
    useless = len(title) > _LONGEST_TITLE or _NO_TITLE.fullmatch(title)
    return title if not useless and _can_be_title(title) else ""


def _can_be_title(line: str) -> bool:
    """Not a label such as `Statistical bulletin`, and nobody's name: a title is shown wherever the document is."""
    return not (is_label(line) or personal_data(line))


def _readable(name: str) -> str:
    words = _line(unquote(name).replace("-", " ").replace("_", " ").replace("+", " "))
    return words or _line(name) or "document"


def _date(iso: str | None) -> PartialDate | None:
    """A time behind the day is left out; what is no date is unknown."""
    try:
        return PartialDate.parse((iso or "").partition("T")[0].partition(" ")[0])
    except ValueError:
        return None


def _language(text: str, facts: FileFacts) -> str:
    """The language of most of the text, read in stretches from all of it."""
    default = facts.language if facts.language in ("en", "cy") else "en"
    step = max(_CHUNK, -(-len(text) // _MOST_CHUNKS))
    spoken = [language(text[at : at + _CHUNK], default) for at in range(0, len(text), step)]
    return max((default, "cy", "en"), key=spoken.count)


def _rights(text: str) -> str:
    """Crown copyright and the Open Government Licence, where the text claims them."""
    crown = _claimed(_CROWN, text)
    licence = _claimed(_OPEN_LICENCE, text)
    parts = []
    if crown:
        parts.append(" ".join(filter(None, ("Crown copyright", crown["year"]))))
    if licence:
        parts.append(" ".join(filter(None, ("Open Government Licence", _version(licence)))))
    return ", ".join(parts) or NOT_STATED


def _version(licence: re.Match[str]) -> str:
    number = licence["version"]
    return f"v{number if '.' in number else number + '.0'}" if number else ""


def _claimed(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first place that is not denied in its own sentence; one that says more is preferred."""
    found = [
        match
        for match in pattern.finditer(text)
        if not _DENIED.search(text[max(0, match.start() - 80) : match.start()])
    ]
    return next((match for match in found if any(match.groups())), found[0] if found else None)
