"""The actions of a plan as a table by chapter, as an officer checks them in a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.box import HORIZONTALS
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.contents import Action, Excerpt
from api.words import Words
from cli.layout import day, heading
from cli.terminal import plain

_RAISED = str.maketrans("0123456789[]", "⁰¹²³⁴⁵⁶⁷⁸⁹  ")
_WIDE = 110
"""Columns of a terminal from which each fact of an action has a column of its own."""
_SIDES = ("lead", "objectives", "dates", "page")
_RATIOS = (3, 3, None, None)
"""Shares of a wide table beside the action's; the last two take what they need."""
_BESIDE = 3


def actions(
    found: Sequence[Action], marks: Sequence[Excerpt], words: Words, console: Console
) -> Iterator[RenderableType]:
    """A heading with counts for the plan and for each chapter, and under it the chapter's actions."""
    chapters = [(path, list(group)) for path, group in groupby(found, key=lambda one: one.section[:-1])]
    count, named = len(found), sum(bool(path) for path, _ in chapters)
    total = words["contents.actions_count" if named > 1 else "contents.actions_alone"].format(
        count=count, chapters=named
    )
    yield from heading(f"{words['contents.actions']}: {total}")
    for path, chapter in chapters:
        yield Text()
        yield plain(f"{' / '.join(path) or words['contents.no_chapter']} ({_counts(chapter, words)})", "bold")
        yield _table(chapter, marks, words, console) if console.is_terminal else _listed(chapter, marks, words)


def _counts(actions: Sequence[Action], words: Words) -> str:
    promised = sum(len(action.commitments) for action in actions)
    counted = words["contents.action_count"].format(count=len(actions))
    return ", ".join(
        (
            words["contents.one_action"] if len(actions) == 1 else counted,
            words["contents.commitments_count"].format(count=promised),
        )
    )


def _table(actions: Sequence[Action], marks: Sequence[Excerpt], words: Words, console: Console) -> Table:
    """Wide enough, each fact has a column of its own; else they stand together under their names."""
    wide = console.width >= _WIDE
    table = Table(box=HORIZONTALS, show_lines=True, expand=True, pad_edge=False, header_style="dim")
    table.add_column(words["contents.number"], no_wrap=True)
    table.add_column(words["contents.action"], ratio=6)
    sides = [side for side in _SIDES if side == "lead" or any(_side(action, side, words) for action in actions)]
    for side, ratio in zip(_SIDES, _RATIOS, strict=True) if wide else ():
        if side in sides:
            table.add_column(words[f"contents.{side}"], ratio=ratio, no_wrap=ratio is None)
    if not wide:
        table.add_column(ratio=_BESIDE)
    for action in actions:
        cells = [_entries(_side(action, side, words)) for side in sides]
        table.add_row(plain(action.label), _promised(action, marks), *(cells if wide else [_stacked(action, words)]))
    return table


def _side(action: Action, side: str, words: Words) -> list[str]:
    """The entries of one fact of an action."""
    if side == "lead":
        return list(action.organisations)
    if side == "objectives":
        return [" ".join(objective.text.split()) for objective in action.objectives]
    if side == "dates":
        return [day(iso, words) for iso in action.dates]
    return [] if action.page is None else [str(action.page)]


def _entries(entries: Sequence[str]) -> RenderableType:
    """One below the other; where there are several, each keeps its sign when it wraps."""
    if len(entries) < 2:
        return plain("".join(entries))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    for entry in entries:
        grid.add_row("–", plain(entry))
    return grid


def _stacked(action: Action, words: Words) -> RenderableType:
    parts: list[RenderableType] = []
    for side in _SIDES:
        if entries := _side(action, side, words):
            parts += [Text()] if parts else []
            parts += [plain(words[f"contents.{side}"], "dim"), _entries(entries)]
    return Group(*parts)


def _promised(action: Action, marks: Sequence[Excerpt]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    for commitment in action.commitments:
        grid.add_row("•", plain(_raised(commitment, marks)))
    return Group(plain(action.title, "bold"), grid)


def _listed(actions: Sequence[Action], marks: Sequence[Excerpt], words: Words) -> RenderableType:
    """One fact a line, whole, for another program."""
    lines: list[str] = []
    for action in actions:
        lines.append(f"{action.label}. {action.title}" if action.label else action.title)
        lines += [f"  • {_raised(commitment, marks)}" for commitment in action.commitments]
        for side in _SIDES:
            if entries := _side(action, side, words):
                lines.append(f"  {words[f'contents.{side}']}: {'; '.join(entries)}")
    return plain("\n".join(lines))


def _raised(excerpt: Excerpt, marks: Iterable[Excerpt]) -> str:
    """The words on one line, with footnote marks raised so that none reads as part of a word or a figure."""
    text = excerpt.text
    if len(text) == excerpt.end - excerpt.start:
        for mark in marks:
            if excerpt.start <= mark.start and mark.end <= excerpt.end:
                at = mark.start - excerpt.start
                text = text[:at] + mark.text.translate(_RAISED).ljust(len(mark.text)) + text[at + len(mark.text) :]
    return " ".join(text.split())
