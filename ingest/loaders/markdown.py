"""Markdown: its signs stay in the text, and say what a line is."""

import re
from dataclasses import dataclass, field

from ingest.loaders.addresses import address, web_address
from ingest.loaders.decoding import decode
from ingest.loaders.file_facts import day_of, language_of, words
from ingest.loaders.loaded import FileFacts, Loaded, LoadedPage, Mark

NAME = "markdown/3"

FRONT = "facts in front of the text"
UNDERLINE = "underline"

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+\S")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_UNDERLINE = re.compile(r" {0,3}(={2,200}|-{2,200})[ \t]{0,20}")
_ITEM = re.compile(r"[ \t]{0,20}(?:[-*+]|\d{1,9}[.)])[ \t]{1,10}\S")
_ROW = re.compile(r"[ \t]{0,3}\|.*\|[ \t]{0,20}")
_RULE_OF_TABLE = re.compile(
    r"[ \t]{0,3}\|?[ \t]{0,20}:?-{2,200}:?[ \t]{0,20}(?:\|[ \t]{0,20}:?-{1,200}:?[ \t]{0,20}){1,200}\|?[ \t]{0,20}"
)
_LINK = re.compile(
    r"\[[^\[\]\n]{1,500}\]\(\s{0,5}<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?[^()\n]{0,300}\)"
)
_BARE = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_FACT = re.compile(r"([A-Za-z][\w-]{0,40}):(?:[ \t]{1,9}|$)(.{0,500})")
_PLAIN_ABOVE = re.compile(r" {0,3}[^\s#>|=*+-]")


def looks_like_markdown(text: str) -> bool:
    """Whether a text bears a sign that nobody writes in plain text: a heading with its space, a table, a link."""
    lines = text.split("\n")
    around = ["", "", *lines, ""]
    return any(_is_sign(*around[at : at + 4]) for at in range(len(lines)))


def _is_sign(beside: str, above: str, line: str, below: str) -> bool:
    if _HEADING.match(line):
        return not (above.strip() and below.strip())
    if "|" in line and "|" in above and _RULE_OF_TABLE.fullmatch(line):
        return True
    if "](http" in line and _LINK.search(line):
        return True
    return "==" in line and _UNDERLINE.fullmatch(line) is not None and _underlines(above, beside)


def load(data: bytes) -> Loaded:
    """One page; the facts in front, and the underlines of headings and tables, are marked as no part of the text.

    Raises UnreadableSource.
    """
    text = decode(data).replace("\f", "\n")
    reader = _Reader(text.split("\n"))
    page = LoadedPage(text, 1, marks=tuple(reader.marks()))
    return Loaded(NAME, (page,), paged=False, facts=_facts(reader.front()))


@dataclass
class _Reader:
    """Goes through the lines once, and knows when it is inside code or the facts in front."""

    lines: list[str]
    found: dict[int, Mark] = field(default_factory=dict)
    fence: str = ""

    def marks(self) -> list[Mark]:
        """In the order of the lines."""
        front = self._end_of_front()
        for number in range(front + 1):
            self.found[number] = Mark(number, gone=FRONT)
        for number, line in enumerate(self.lines):
            if fence := _FENCE.match(line):
                self.fence = "" if self.fence == fence.group(1) else self.fence or fence.group(1)
            elif not self.fence and number > front and line.strip():
                self._mark(number, line)
        return [self.found[number] for number in sorted(self.found)]

    def front(self) -> list[str]:
        """The lines of the facts in front, without those around them."""
        return self.lines[1 : max(self._end_of_front(), 1)]

    def _end_of_front(self) -> int:
        """The last line of the facts that some programs write in front, between two lines of hyphens; -1 for none."""
        if self.lines[0].rstrip() != "---":
            return -1
        ends = [number for number, line in enumerate(self.lines[1:50], 1) if line.rstrip() in ("---", "...")]
        end = ends[0] if ends else -1
        named = any(_FACT.match(line) for line in self.lines[1:end])
        told = all(_FACT.match(line) or line[:1] in " \t-#" or not line.strip() for line in self.lines[1 : max(end, 1)])
        return end if named and told else -1

    def _mark(self, number: int, line: str) -> None:
        links = _links(line)
        if heading := _HEADING.match(line):
            self.found[number] = Mark(number, level=len(heading.group(1)), links=links)
        elif _RULE_OF_TABLE.fullmatch(line) and number and "|" in self.lines[number - 1]:
            self.found[number] = Mark(number, gone=UNDERLINE)
        elif self._is_underline(number, line):
            self.found[number - 1] = Mark(
                number - 1, level=1 if "=" in line else 2, links=_links(self.lines[number - 1])
            )
            self.found[number] = Mark(number, gone=UNDERLINE)
        elif _ROW.fullmatch(line):
            self.found[number] = Mark(number, row=True, links=links)
        elif _ITEM.match(line):
            self.found[number] = Mark(number, item=True, links=links)
        elif links:
            self.found[number] = Mark(number, links=links)

    def _is_underline(self, number: int, line: str) -> bool:
        above = self.lines[number - 1] if number else ""
        before = self.lines[number - 2] if number > 1 else ""
        return _UNDERLINE.fullmatch(line) is not None and _underlines(above, before) and number - 1 not in self.found


def _facts(front: list[str]) -> FileFacts:
    """What the facts in front say, one a line, each behind its name."""
    said: dict[str, str] = {}
    for line in front:
        if match := _FACT.match(line):
            said.setdefault(match.group(1).lower(), match.group(2).strip().strip("\"'"))
    return FileFacts(
        title=words(said.get("title")),
        author=words(said.get("author")),
        date=next((day for name in ("date", "published", "issued") if (day := day_of(said.get(name)))), None),
        language=language_of(said.get("lang") or said.get("language")),
        url=web_address(said.get("url") or said.get("canonical")),
    )


def _underlines(above: str, beside: str) -> bool:
    """Whether what stands over a line of signs is one line of words by itself."""
    return _PLAIN_ABOVE.match(above) is not None and not beside.strip()


def _links(line: str) -> tuple[str, ...]:
    if "](" not in line and "<" not in line:
        return ()
    targets = [match.group(1) for pattern in (_LINK, _BARE) for match in pattern.finditer(line)]
    return tuple(dict.fromkeys(url for target in targets if (url := address(target))))
