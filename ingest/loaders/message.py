"""E-mail messages (EML): the subject, the words of the message, and the names of what was attached."""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime

from errors import UnreadableSource
from ingest.loaders.decoding import decode, require_text, storable
from ingest.loaders.file_facts import language_of, words
from ingest.loaders.loaded import FileFacts, Loaded, LoadedPage, Mark
from ingest.loaders.quoting import quoted_lines
from ingest.loaders.web import page as web

NAME = "eml/2"

_LONGEST_HEADER = 10_000
"""Characters; the standard allows 998 a line, and the parser needs ages for an endless one."""
_MOST_BOUNDARIES = 20_000
_PREFACE = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]{0,20}(?:>?From [^\n]{0,1000}\n)?")
_NAME = re.compile(r"([!-9;-~]{1,80}):")
_TECHNICAL = frozenset(("mime-version", "received", "message-id", "return-path", "content-type", "delivered-to"))
_SEALED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_VISIBLE = frozenset(("from", "date", "subject", "to", "cc", "reply-to", "sender"))
_TIMED = re.compile(
    r"^date:\s{0,5}(?:[a-z]{3},\s{0,3})?\d{1,2} [a-z]{3} \d{4} \d{1,2}:\d\d", re.IGNORECASE | re.MULTILINE
)


class _Bounded(Compat32):
    """Keeps the beginning of a header; the older of the two policies, which bears what real mail programs write."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Called for each header of the message and of its parts, before any of them is looked at."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def opens_message(opening: str) -> bool:
    """Whether a text begins as a message does: a block of header lines, some of which only a mail program writes.

    A memorandum typed with From, To and Subject is plain text, and stays whole.
    """
    block, ended, _ = opening.removeprefix("\ufeff").lstrip("\n").partition("\n\n")
    lines = [line for line in block.split("\n") if not line.startswith((" ", "\t", "From ", ">From "))]
    if lines and not ended:
        lines.pop()  # the opening may end inside a line
    names = [match.group(1).lower() for line in lines if (match := _NAME.match(line))]
    if not names or len(names) < len(lines):
        return False
    technical = _TECHNICAL & {*names} or _TIMED.search(block)
    return len((_TECHNICAL | _VISIBLE) & {*names}) > 1 and bool(_VISIBLE & {*names}) and bool(technical)


def load(data: bytes) -> Loaded:
    """One page: the subject as a heading, the body, plain text before HTML, and attachments by name, unread.

    Quoted messages stay, marked as such. Raises UnreadableSource.
    """
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise UnreadableSource("The e-mail has more parts than can be read. Save its text as plain text or PDF.")
    try:
        return _loaded(email.message_from_bytes(data[_start(data) :], policy=_Bounded()))
    except UnreadableSource:
        raise
    # The parser meets what no mail program writes with almost any exception.
    except Exception as error:
        raise UnreadableSource(
            f"The e-mail is damaged ({type(error).__name__}). Save it again from the mail program, or as PDF."
        ) from error


def _start(data: bytes) -> int:
    """The mark of an encoding, blank lines and a mailbox's separator may stand in front of the headers."""
    preface = _PREFACE.match(data)
    return preface.end() if preface else 0


def _loaded(message: Message) -> Loaded:
    subject = words(_header(message, "subject"))
    pages, attached = _bodies(message), list(dict.fromkeys(_attached(message)))
    if attached and not pages:
        raise UnreadableSource("The e-mail has no text, only attachments. Save those and supply them one by one.")
    require_text("".join([subject or "", *(page.text for page in pages)]), "The e-mail has no text. Supply its text.")
    return Loaded(NAME, (_joined(subject, pages, attached),), paged=False, facts=_facts(message, subject))


def _bodies(part: Message) -> list[LoadedPage]:
    """What a reader would see, one part below the other; of alternatives plain text, unless it is blank."""
    kind = part.get_content_type()
    if kind in _SEALED:
        raise UnreadableSource("The e-mail is encrypted or sealed. Open it, and save its text as plain text or PDF.")
    if kind == "multipart/alternative":
        choices = sorted(_children(part), key=lambda choice: choice.get_content_type() != "text/plain")
        return next((pages for choice in choices if (pages := _bodies(choice))), [])
    if kind.startswith("multipart/"):
        return [page for child in _children(part) for page in _bodies(child)]
    if kind not in ("text/plain", "text/html") or part.get_filename() or _is_attached(part):
        return []
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return []
    text = decode(payload, part.get_content_charset() or web.charset_of(payload))
    if kind == "text/html":
        return web.pages_of(text)
    return [LoadedPage(_unflowed(text) if part.get_param("format") == "flowed" else text, 1)]


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _attached(part: Message) -> Iterator[str]:
    """File names of attachments, and subjects of messages forwarded whole; pictures inside the text are none."""
    if part.get_content_maintype() == "multipart":
        for child in _children(part):
            yield from _attached(child)
    elif _is_attached(part) or not (part["content-id"] or part["content-location"]):
        name = words(_decoded(part.get_filename() or ""))
        if part.get_content_type() == "message/rfc822":
            name = name or next((words(_header(child, "subject")) for child in _children(part)), None)
        if name:
            yield name


def _unflowed(text: str) -> str:
    """Lines that end in a space go on in the next, but for quotes of others and the line above a signature."""
    parts: list[str] = []
    for line in text.split("\n"):
        goes_on = line.endswith(" ") and not line.startswith(">") and line != "-- "
        parts.append(line if goes_on else f"{line}\n")
    return "".join(parts)


def _joined(subject: str | None, pages: list[LoadedPage], attached: list[str]) -> LoadedPage:
    """One page of all of them, with the marks moved to where their lines came to stand."""
    lines: list[str] = [subject, ""] if subject else []
    marks = [Mark(0, level=1, closed=True)] if subject else []
    for page in pages:
        written = page.text.replace("\f", "\n").split("\n")
        said = {mark.line: mark for mark in page.marks}
        said |= {at: replace(said.get(at, Mark(at)), quoted=True) for at in quoted_lines(written)}
        marks += [replace(said[at], line=at + len(lines)) for at in sorted(said)]
        lines += [*written, ""]
    marks += [Mark(len(lines) + number, item=True, closed=True, aside=True) for number in range(len(attached))]
    return LoadedPage("\n".join([*lines, *attached]), 1, marks=tuple(marks))


def _facts(message: Message, subject: str | None) -> FileFacts:
    """The author is the sender's name; an address alone is nobody's name."""
    name, _ = parseaddr(_header(message, "from"))
    language = language_of(_header(message, "content-language"))
    return FileFacts(subject, words(name), _day(_header(message, "date")), language)


def _day(said: str) -> str | None:
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    return _decoded(value if isinstance(value, str) else str(value or ""))


def _decoded(value: str) -> str:
    """Encoded words as the characters that they stand for; as they are where that cannot be told."""
    short = " ".join(value.split())
    try:
        return storable(str(make_header(decode_header(short))))
    except (LookupError, ValueError):  # an unknown encoding, or bytes that are not in it
        return storable(short)
