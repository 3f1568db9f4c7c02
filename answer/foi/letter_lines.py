"""The lines of a request that its writer wrote to ask: without threads, forms, signatures and addresses."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from text.questions import is_not_asked, marker

_BULLET = re.compile(r"(?:[•●▪◦»*·‣–—]\s*|-\s+)(?=\S)")
_CAPITAL = re.compile(r"\(?(?P<mark>[A-H]|[IVX]{1,4})(?:[.)]|\s[-–])\s+(?=\S)")
_DASHED = re.compile(r"\(?(?P<mark>\d{1,2})\)?\s?(?:[-–]|\s)\s?(?=[^\W\d])")
_FORM_LINE = re.compile(
    r"(?:\d{1,2}[.)]\s+|[QA][.:]\s*)?(?P<label>[^\W\d_][^:?=\n]{0,70}?)(?:\s?\([^)\n]*\))?\s?(?:\?\s?[:=]|[:=?])(?=\s|$)\s*"
)
# From how many of such lines on a text is a form.
_FIELDS = 3
# Lines of this length may have been broken by the writer's program, and go on below.
_NARROW, _WIDE = 50, 100
_FULL = 0.75
# Words that no line ends with unless it was broken.
_HANGING = re.compile(
    r"\b(?:in|of|for|to|the|an?|and|or|with|by|from|at|on|since|yn|o|i|neu|yr?|gan|am|ar|rhwng)$", re.I
)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of requests.toml by group, compiled once."""
    groups = tomllib.loads(files("answer").joinpath("foi/requests.toml").read_text(encoding="utf-8"))
    return {group: re.compile("|".join(found), re.IGNORECASE) for group, found in groups.items()}


def says(group: str, text: str) -> re.Match[str] | None:
    """The first place where one of a group's patterns matches."""
    return patterns()[group].search(text)


@dataclass(frozen=True)
class Line:
    """A line, or several that a program broke, without white space at its ends."""

    text: str
    """With each break as one blank, so that it is as long as its range."""
    start: int
    end: int
    indent: int
    mark: str | None
    """What stands in front of its words: `1`, `(a)`, `A`, `•`; none where it is no item of a list."""
    words: int
    """Where its words begin in the text, behind the mark."""

    @property
    def asked(self) -> str:
        """Its words."""
        return self.text[self.words :]


def lines(text: str) -> list[Line]:
    """What the writer asks in: threads and signatures are left out unless there is nothing else."""
    plain = list(_counted_on(line for line in _plain(text) if line.text))
    own = _without_forms(_above_thread(_between_marks(_below_head(plain))))
    return _without_asides(_joined(text, _above_signature(own)))


def quoted_lines(text: str) -> list[Line]:
    """The lines of the thread below, for a writer who only says that the request is there."""
    found = [line for line in _plain(text) if line.text.startswith(">") or says("thread_head", line.text) is None]
    return _without_asides(_joined(text, [line for line in map(_unquoted, found) if line.text]))


def _plain(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        yield _line(words, start + lead, start + lead + len(words), lead)
        start += len(raw)


def _line(words: str, start: int, end: int, indent: int) -> Line:
    found, bullet = marker(words), _BULLET.match(words)
    if bullet:
        return Line(words, start, end, indent, "•", bullet.end())
    if found and found.number and found.length < len(words):
        return Line(words, start, end, indent, found.number, found.length)
    if capital := _CAPITAL.match(words):
        return Line(words, start, end, indent, capital["mark"], capital.end())
    return Line(words, start, end, indent, None, 0)


def _counted_on(found: Iterable[Line]) -> Iterator[Line]:
    """Lines that count on from the item above without its stop: `4 any correspondence` below `3)`."""
    last = 0
    for line in found:
        bare = _DASHED.match(line.text)
        if line.mark is None and bare and (int(bare["mark"]) == last + 1) and not says("year_or_amount", line.text):
            yield replace(line, mark=bare["mark"], words=bare.end())
            last += 1
        else:
            yield line
            last = int(line.mark) if line.mark and line.mark.isdigit() else last if line.mark else 0


def _unquoted(line: Line) -> Line:
    words = line.text.lstrip("> \t")
    return _line(words, line.end - len(words), line.end, 0)


def _between_marks(found: list[Line]) -> list[Line]:
    """What stands between the marks that some forms put around a message."""
    begins = next((at for at, line in enumerate(found) if says("message_begins", line.text)), None)
    if begins is None:
        return found
    ends = next((at for at, line in enumerate(found) if at > begins and says("message_ends", line.text)), len(found))
    return found[begins + 1 : ends]


def _below_head(found: list[Line]) -> list[Line]:
    """What stands below the lines with which a pasted e-mail begins: from, to, subject."""
    first = next((at for at, line in enumerate(found) if not says("mail_head", line.text)), len(found))
    return found[first:] if first > 1 else found


def _above_thread(found: list[Line]) -> list[Line]:
    cut = next((at for at, line in enumerate(found) if says("thread", line.text)), len(found))
    return [line for line in found[:cut] if not line.text.startswith(">")]


def _above_signature(found: list[Line]) -> list[Line]:
    """What stands above the name; a postscript below it counts."""
    ends = next((at for at, line in enumerate(found) if says("signs_off", line.text)), len(found))
    late = next((at for at, line in enumerate(found) if at > ends and says("postscript", line.text)), len(found))
    return found[:ends] + found[late:]


def _without_forms(found: list[Line]) -> list[Line]:
    """The messages of a filled-in form, without its other fields; a letter as it is."""
    fields = [_field(line) for line in found]
    if sum(match is not None for match in fields) < _FIELDS:
        return found
    kept: list[Line] = []
    inside = not any(match and says("message_field", match["label"]) for match in fields)
    for line, match in zip(found, fields, strict=True):
        if match is None:
            kept += [line] if inside else []
        elif inside := says("message_field", match["label"]) is not None:
            words = line.text[match.end() :]
            kept += [_line(words, line.end - len(words), line.end, line.indent)] if words else []
    return kept


def _field(line: Line) -> re.Match[str] | None:
    """The label of a form's field, where the line begins with one."""
    match = _FORM_LINE.match(line.text)
    known = match is not None and (says("field", match["label"]) or says("message_field", match["label"]))
    return match if known else None


def _without_asides(found: list[Line]) -> list[Line]:
    """What is no address, statute, document of a list, greeting or reference."""
    return [line for line in found if _is_item(line) or not _is_aside(line.text)]


def _is_item(line: Line) -> bool:
    return line.mark is not None and (line.mark[0] != "(" or line.mark[1:2].isalpha())


def _is_aside(text: str) -> bool:
    return is_not_asked(text) or says("aside_line", text) is not None


def _joined(text: str, found: Sequence[Line]) -> list[Line]:
    """Lines with what was broken off them put back."""
    rows: list[list[Line]] = []
    width = _width(found)
    for line in found:
        if rows and _goes_on(text, rows[-1], line, width):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_one(text, row) for row in rows]


def _width(found: Sequence[Line]) -> int:
    """How wide the writer's program broke the lines; 0 where it did not."""
    lengths = [len(line.text) + line.indent for line in found]
    widest = max(lengths, default=0)
    full = [length for length, line in zip(lengths, found, strict=True) if _broken_off(line, length, widest)]
    return widest if _NARROW <= widest <= _WIDE and len(full) >= 2 else 0


def _broken_off(line: Line, length: int, widest: int) -> bool:
    return length >= _FULL * widest and line.text[-1:] not in ".?!:;"


def _one(text: str, row: Sequence[Line]) -> Line:
    flat = "".join(" " if character in "\r\n\t" else character for character in text[row[0].start : row[-1].end])
    return replace(row[0], text=flat, end=row[-1].end)


def _goes_on(text: str, row: Sequence[Line], line: Line, width: int) -> bool:
    """Whether a line only goes on with those above: those were too long for their width, or it is set in under them."""
    last = row[-1]
    between = text[last.end : line.start]
    if line.mark or between.strip() or between.count("\n") > 1:
        return False
    if row[0].mark is not None and line.indent > row[0].indent:
        return True
    if last.text[-1:] in ".?!:;":
        return False
    if width:
        full = len(last.text) + last.indent >= _FULL * width
        return _HANGING.search(last.text) is not None or (full and not _opens(line))
    return len(last.text) >= _NARROW and line.text[:1].islower() and says("opens", line.text) is None


def _opens(line: Line) -> bool:
    return says("opens", line.text) is not None and line.text[:1].isupper()
