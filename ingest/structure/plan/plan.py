"""Action plans: chapters and numbered actions, each with its commitments, lead organisations and objectives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.action import Action
from corpus.contents import Contents, Foreword
from corpus.span import Span
from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure import imprint, plain
from ingest.structure.definitions import definitions
from ingest.structure.footnotes import find_notes
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.plan.actions import LEAD_IN, Opening, cell_span, openings
from ingest.structure.plan.cells import Sort, continues, first_objective, objectives, organisations, sort_of
from ingest.structure.plan.chapters import LISTING, Path, chapters, heading_name, headings
from ingest.structure.plan.front import add_front, is_front_title
from ingest.structure.structured import Structured
from text.dates import dates
from text.sentences import sentences

NAME = "plan/3"

_ADDRESS = re.compile(r"(?:https?://|www\.|/)\S{8,}")
_ENACTED = re.compile(
    r"\b(?:Act|Acts|Measure|Order|Regulations|Rules|Convention|Protocol|Deddf|Deddfau|Mesur|Gorchymyn|Rheoliadau|Confensiwn)"
    r"(?: \([A-Z][^()]{0,40}\))?,? $"
)
_CONVENTION = re.compile(r" (?:\w+ ){0,4}(?:Convention|Protocol|Act)\b")
_BULLETS = re.compile(r"\s[»•●▪◦]\s?(?=\S)")
_PROMISES = re.compile(
    r"(?:The |In .{1,40}, )?(?:[Ww]e|Welsh Government|Llywodraeth Cymru) will\b|"
    r"(?:Byddwn|Bydd (?:Llywodraeth Cymru|y))\b"
)
_FINISHED = re.compile(r"[.!?:;][’”\"')]{0,2}\d{0,2}$")
_SORTS = {"organisation": Sort.ORGANISATION, "objective": Sort.OBJECTIVE, "time": Sort.TIME}
_REPEATED_HEADER = "repeated table header"
_USUAL_HEADER = ("Actions", "Organisation", "Link to Objectives")
_LEAST_ACTIONS = 3


def read(cleaned: Cleaned) -> Structured:
    """Front matter, then one section for each action; a plan without a known shape of action is read plainly."""
    parts = paragraphs(cleaned)
    found = openings(parts, _header(cleaned))
    if not found:
        return plain.read(cleaned)
    writer = _Writer(cleaned, parts, found)
    forewords, actions = writer.write()
    blocks = writer.made.done()
    facts = replace(
        imprint.particulars(parts),
        title=imprint.title(parts) if _has_title(parts) else None,
        date=imprint.published(parts) or imprint.copyright_year(parts),
        reference=imprint.reference(parts, "wg"),
    )
    told = definitions(cleaned.text, blocks)
    return Structured(blocks, Contents(facts, forewords, actions, told, writer.notes.footnotes))


def looks_like_plan(cleaned: Cleaned) -> bool:
    """Whether several actions are laid out with who leads them, or are numbered as actions."""
    parts = paragraphs(cleaned)
    found = [opening for opening in openings(parts, _header(cleaned)) if not opening.listed]
    return len(found) >= _LEAST_ACTIONS


def label(title: str) -> str:
    """The first sentence of a title without its full stop."""
    title = " ".join(title.split())
    first = sentences(title)
    return title[first[0].start : first[0].end].rstrip(".;,") if first else ""


def _header(cleaned: Cleaned) -> tuple[str, ...]:
    """The columns of a table whose header stood on every page."""
    return _USUAL_HEADER if any(gone.reason == _REPEATED_HEADER for gone in cleaned.deletions) else ()


def _has_title(parts: Sequence[Paragraph]) -> bool:
    """A foreword is not what a plan is called."""
    title = imprint.title(parts)
    return title is not None and not is_front_title(title)


@dataclass
class _Draft:
    """An action while its lines are read."""

    opening: Opening
    section: Path
    end: int
    commitments: list[Span] = field(default_factory=list)
    cells: dict[Sort, list[Span]] = field(default_factory=dict)


class _Writer:
    """Walks the plan from top to bottom and adds a block for each part."""

    def __init__(self, cleaned: Cleaned, parts: list[Paragraph], found: list[Opening]) -> None:
        self.made = Blocks(cleaned)
        self.notes = find_notes(cleaned.text, parts)
        self._text = cleaned.text
        self._parts = parts
        self._found = found
        self._heads = headings(parts, found)
        self._paths = chapters(cleaned, parts, found)

    def write(self) -> tuple[tuple[Foreword, ...], tuple[Action, ...]]:
        """Add all blocks; gives the forewords and the actions."""
        first = self._end_of_front()
        forewords = add_front(self.made, self._parts[:first], self.notes.paragraphs)
        self._between(first, self._found[0].first, self._paths[0])
        ends = [*(opening.first for opening in self._found[1:]), len(self._parts)]
        following = [*self._paths[1:], self._paths[-1]]
        drafts = [
            self._action(opening, end, path, after)
            for opening, end, path, after in zip(self._found, ends, self._paths, following, strict=True)
        ]
        known = self._standing_alone(drafts)
        return forewords, tuple(self._finished(draft, known) for draft in drafts)

    def _end_of_front(self) -> int:
        """Where the first chapter begins: its heading, else its first action."""
        first = self._found[0].first
        names = set(self._paths[0])
        heads = (index for index in sorted(self._heads) if index < first and heading_name(self._parts[index]) in names)
        return next(heads, first)

    def _between(self, start: int, end: int, path: Path) -> None:
        """Headings and text of a chapter that belong to no action."""
        here: Path = path
        for index in range(start, end):
            part = self._parts[index]
            if index in self._heads and LISTING.fullmatch(part.text.strip(" :")):
                self.made.add(part, Role.HEADING, here)
            elif index in self._heads:
                name = heading_name(part)
                here = path[: path.index(name) + 1] if name in path else (name,)
                self.made.add(part, Role.HEADING, here)
            else:
                role = Role.FOOTNOTE if index in self.notes.paragraphs else Role.BODY
                self.made.add(part, role, here)

    def _action(self, opening: Opening, end: int, path: Path, following: Path) -> _Draft:
        """Add the blocks of an action, and of what stands between it and the next."""
        closed = next((index for index in range(opening.below, end) if self._closes(opening, index)), end)
        title = label(self.notes.without_marks(self._text, opening.title.start, opening.title.end))
        number = _printed_number(self._text[self._parts[opening.first].start : opening.title.start], opening.label)
        draft = _Draft(opening, (*path, f"{number}{title}"), self._parts[opening.first].end)
        for part in self._parts[opening.first : opening.below]:
            self.made.add(part, Role.ACTION, draft.section)
            draft.end = part.end
        if opening.columns:
            self._row(draft)
        elif opening.listed:
            draft.commitments.append(opening.title)
        self._lines(draft, range(opening.below, closed))
        self._between(closed, end, following)
        return draft

    def _closes(self, opening: Opening, index: int) -> bool:
        """A heading ends an action; an item of a list or a row has nothing but the lines of its own cells."""
        if index in self._heads:
            return True
        own = index in self.notes.paragraphs or sort_of(self._parts[index].text) is not None
        return bool(opening.listed or opening.columns) and not own

    def _row(self, draft: _Draft) -> None:
        part = self._parts[draft.opening.first]
        for name, column in draft.opening.columns:
            span = cell_span(part, column)
            if name == "action":
                draft.commitments += self._promised(span) or [draft.opening.title]
            elif (sort := _SORTS.get(name)) and span.start < span.end:
                draft.cells.setdefault(sort, []).append(span)

    def _promised(self, cell: Span) -> list[Span]:
        """The bullets of a cell that holds a title and what is promised under it."""
        signs = list(_BULLETS.finditer(self._text, cell.start, cell.end))
        ends = [*(sign.start() for sign in signs[1:]), cell.end][: len(signs)]
        return [
            Span(sign.end(), sign.end() + len(self._text[sign.end() : end].rstrip()))
            for sign, end in zip(signs, ends, strict=True)
        ]

    def _lines(self, draft: _Draft, indices: range) -> None:
        """Blocks below a title: the lines of one cell together, a commitment alone."""
        sorted_lines = list(self._sorted(indices))
        for (sort, role), group in groupby(sorted_lines, key=lambda line: line[:2]):
            lines = [part for *_, part in group]
            draft.end = lines[-1].end
            if isinstance(sort, Sort):
                self._cell(draft, sort, Span(lines[0].start, lines[-1].end))
                continue
            for span in _joined(lines) if role is Role.ACTION else [Span(part.start, part.end) for part in lines]:
                self.made.add_range(span.start, span.end, role, draft.section)
                if role is Role.ACTION and self._text[span.end - 1] != ":":
                    draft.commitments.append(span)

    def _sorted(self, indices: range) -> Iterator[tuple[Sort | None, Role, Paragraph]]:
        last: Sort | None = None
        for index in indices:
            part = self._parts[index]
            if index in self.notes.paragraphs:
                yield None, Role.FOOTNOTE, part
                continue
            if _ADDRESS.match(part.text):
                yield None, Role.BOILERPLATE, part
                continue
            opened = None if part.bullet or LEAD_IN.fullmatch(part.text) else sort_of(part.text)
            goes_on = last if not part.bullet and continues(part.text) else None
            last = opened or goes_on
            yield last, Role.ACTION, part

    def _cell(self, draft: _Draft, sort: Sort, cell: Span) -> None:
        """A cell as a block; objectives that were run together with the organisations above them are parted."""
        text = self._text[cell.start : cell.end]
        cut = first_objective(text) if sort is Sort.ORGANISATION else None
        if cut:
            upper = Span(cell.start, cell.start + len(text[:cut].rstrip()))
            self._cell(draft, Sort.ORGANISATION, upper)
            self._cell(draft, Sort.OBJECTIVE, Span(cell.start + cut, cell.end))
            return
        self.made.add_range(cell.start, cell.end, Role.ACTION, draft.section)
        draft.cells.setdefault(sort, []).append(cell)

    def _standing_alone(self, drafts: list[_Draft]) -> frozenset[str]:
        """Names that fill a cell of their own somewhere in the plan."""
        cells = [span for draft in drafts for span in draft.cells.get(Sort.ORGANISATION, ())]
        named = [organisations(self._text[span.start : span.end]) for span in cells if self._is_line(span)]
        return frozenset(names[0] for names in named if len(names) == 1)

    def _is_line(self, span: Span) -> bool:
        return "\n" not in self._text[span.start : span.end]

    def _finished(self, draft: _Draft, known: frozenset[str]) -> Action:
        opening = draft.opening
        cells = {sort: draft.cells.get(sort, []) for sort in Sort}
        led = [
            name
            for span in cells[Sort.ORGANISATION]
            for name in organisations(self._text[span.start : span.end], known)
        ]
        served = [
            Span(span.start + start, span.start + end)
            for span in cells[Sort.OBJECTIVE]
            for start, end in objectives(self._text[span.start : span.end])
        ]
        title = self._text[opening.title.start : opening.title.end]
        if not draft.commitments and _PROMISES.match(title):
            draft.commitments.append(opening.title)
        dated = sorted([opening.title, *draft.commitments, *cells[Sort.TIME]], key=lambda span: span.start)
        return Action(
            section=draft.section,
            number=opening.number,
            title=label(self.notes.without_marks(self._text, opening.title.start, opening.title.end)),
            span=Span(self._parts[opening.first].start, draft.end),
            commitments=tuple(draft.commitments),
            organisations=tuple(dict.fromkeys(led)),
            objectives=tuple(served),
            dates=tuple(dict.fromkeys(iso for span in dated for iso in _dates(self._text[span.start : span.end]))),
            label=opening.label,
        )


def _joined(lines: list[Paragraph]) -> list[Span]:
    """Commitments; a line directly below, without a bullet, goes on with an item or with an unfinished sentence."""
    spans: list[Span] = []
    item = False
    for above, part in zip([None, *lines], lines, strict=False):
        own = above is None or part.bullet or part.gap or LEAD_IN.fullmatch(part.text) is not None
        if above and not own and (item or not _FINISHED.search(above.text)):
            spans[-1] = Span(spans[-1].start, part.end)
        else:
            spans.append(Span(part.start, part.end))
            item = part.bullet
    return spans


def _printed_number(before: str, printed: str) -> str:
    """How the number opens a section's name: `3. `, `Action 1.2: `; nothing where there is none."""
    if before.strip():
        return f"{' '.join(before.split())} "
    return f"{printed}. " if printed else ""


def _dates(text: str) -> Iterator[str]:
    """Dates of a text, but not the years in the names of laws."""
    for found in dates(text):
        if len(found.iso) == len("2019") and (
            _ENACTED.search(text[max(0, found.start - 60) : found.start]) or _CONVENTION.match(text[found.end :])
        ):
            continue
        yield found.iso
