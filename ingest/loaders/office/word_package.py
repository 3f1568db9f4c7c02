"""The parts of a Word file, how they refer to one another, and what its styles mean."""

import posixpath
import re
from dataclasses import dataclass

from lxml import etree

from ingest.loaders.file_facts import from_dublin_core
from ingest.loaders.loaded import FileFacts
from ingest.loaders.office.archive import Archive
from ingest.loaders.office.markup import attribute, local, parsed

_WHAT = "The Word file"
_MAIN = "word/document.xml"
_NAMED_LEVEL = re.compile(r"heading ([1-9])")
_TITLE = "title"


@dataclass(frozen=True)
class Part:
    """One XML part of the file."""

    root: etree._Element
    targets: dict[str, str]
    """Where its relationships lead, by their id: names of parts, or addresses."""
    kinds: dict[str, str]
    """Names of parts by the kind of relationship, such as `styles`."""


@dataclass(frozen=True)
class Package:
    """A Word file, whatever its parts are called and whichever of the two sets of namespaces it uses."""

    archive: Archive

    def main(self) -> Part:
        """The text of the document; raises UnreadableSource."""
        _, kinds = self._relations("", "_rels/.rels")
        return self.part(kinds.get("officeDocument", _MAIN)) or self._parsed(_MAIN)

    def part(self, name: str | None) -> Part | None:
        """A part by its name, if the file has it; raises UnreadableSource for a damaged one."""
        return self._parsed(name) if name in self.archive.names else None

    def facts(self) -> FileFacts:
        """What the core properties say."""
        _, kinds = self._relations("", "_rels/.rels")
        core = self.part(kinds.get("core-properties"))
        return from_dublin_core(core.root if core else None)

    def _parsed(self, name: str | None) -> Part:
        folder, _, file = (name or "").rpartition("/")
        root = parsed(self.archive.read(name or ""), _WHAT)
        targets, kinds = self._relations(folder, posixpath.join(folder, "_rels", f"{file}.rels"))
        return Part(root, targets, kinds)

    def _relations(self, folder: str, name: str) -> tuple[dict[str, str], dict[str, str]]:
        targets: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for found in parsed(self.archive.read(name), _WHAT) if name in self.archive.names else ():
            target = attribute(found, "Target") or ""
            if attribute(found, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kinds.setdefault((attribute(found, "Type") or "").rpartition("/")[2], target)
            targets[attribute(found, "Id") or ""] = target
        return targets, kinds


@dataclass(frozen=True)
class _Style:
    name: str
    above: str | None
    level: int | None
    numbered: bool | None
    listed: tuple[str | None, str | None]
    """The list and the level that its properties name."""


class Styles:
    """The paragraph styles; a style of one's own has what the style has that it is based on."""

    def __init__(self, part: Part | None) -> None:
        self._styles = {
            attribute(element, "styleId") or "": _style(element)
            for element in (part.root if part else ())
            if local(element) == "style"
        }

    def level(self, style: str | None, own: int | None) -> int:
        """Of a heading, 1 to 6, else 0; the paragraph's own outline level goes before its style's."""
        levels = [own, *(found.level for found in self._chain(style))]
        level = next((level for level in levels if level is not None), 0)
        return min(level, 6)

    def is_item(self, style: str | None, own: bool | None) -> bool:
        """Whether a paragraph is an item of a list, by its own numbering or by its style."""
        if own is not None:
            return own
        chain = self._chain(style)
        numbered = next((found.numbered for found in chain if found.numbered is not None), None)
        return numbered if numbered is not None else any(found.name.startswith("list") for found in chain)

    def list_of(self, style: str | None, own: tuple[str | None, str | None]) -> tuple[str, int]:
        """The list that a paragraph belongs to, by itself or by its style, and the level in it."""
        said = [own, *(found.listed for found in self._chain(style))]
        name = next((name for name, _ in said if name), "")
        level = next((level for _, level in said if level and level.isdecimal()), "0")
        return name, int(level)

    def _chain(self, style: str | None) -> list[_Style]:
        chain: list[_Style] = []
        seen: set[str] = set()
        while style and style not in seen and (found := self._styles.get(style)):
            seen.add(style)
            chain.append(found)
            style = found.above
        return chain


def _style(element: etree._Element) -> _Style:
    name = (value_of(element, "name") or attribute(element, "styleId") or "").lower()
    properties = child(element, "pPr")
    named = _NAMED_LEVEL.fullmatch(name)
    level = int(named.group(1)) if named else 1 if name == _TITLE else outline_level(properties)
    return _Style(name, value_of(element, "basedOn"), level, numbered(properties), list_of(properties))


def outline_level(properties: etree._Element | None) -> int | None:
    """The level that paragraph properties give, 0 for running text, None where they say nothing."""
    said = value_of(properties, "outlineLvl")
    if said is None or not said.isdecimal():
        return None
    return int(said) + 1 if int(said) < 9 else 0


def numbered(properties: etree._Element | None) -> bool | None:
    """Whether paragraph properties number or bullet it, or say that it is not; None where they say nothing."""
    numbering = child(properties, "numPr")
    said = value_of(numbering, "numId")
    return None if numbering is None or said is None else said != "0"


def list_of(properties: etree._Element | None) -> tuple[str | None, str | None]:
    """The list that paragraph properties name, and the level in it; None for what they leave to the style."""
    numbering = child(properties, "numPr")
    return value_of(numbering, "numId"), value_of(numbering, "ilvl")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name in any namespace."""
    return next((found for found in element if local(found) == name), None) if element is not None else None


def value_of(element: etree._Element | None, name: str) -> str | None:
    """The `val` of that child."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else None
