"""A drafted letter as text and as Markdown."""

import textwrap

from answer.exports.inert import inert
from answer.exports.markdown import escaped
from answer.exports.sheet import Part
from answer.foi.draft_letter import GAP, Block, DraftLetter, Style

_WIDTH = 100
_MARKS = {Style.TITLE: "# ", Style.HEADING: "## ", Style.QUESTION: "### ", Style.REQUEST: "> ", Style.QUOTE: "> "}


def letter_text(letter: DraftLetter) -> str:
    """Plain text, lines broken, what was written by others set in."""
    return "\n\n".join(map(_text_block, letter.blocks)) + "\n"


def letter_markdown(letter: DraftLetter) -> str:
    """CommonMark in which only our own headings and quotations are markup."""
    return "\n\n".join(map(_markdown_block, letter.blocks)) + "\n"


def _text_block(block: Block) -> str:
    words = "".join(f"{GAP} ({part.text})" if part.gap else spaced(part.text) for part in block.line)
    lead = "    " if block.style in (Style.REQUEST, Style.QUOTE) else ""
    lines = textwrap.wrap(words, _WIDTH, initial_indent=lead, subsequent_indent=lead, break_long_words=False)
    underline = {Style.TITLE: "=", Style.HEADING: "-"}.get(block.style)
    return "\n".join([*lines, *([underline * len(lines[-1])] if underline and lines else [])])


def _markdown_block(block: Block) -> str:
    words = "".join(_markdown_part(part) for part in block.line)
    return f"_{words}_" if block.style is Style.NOTE else _MARKS.get(block.style, "") + words


def _markdown_part(part: Part) -> str:
    # Square brackets with no link behind them are text; a program looks for them as they are.
    return f"**{GAP}** ({escaped(part.text)})" if part.gap else escaped(spaced(part.text))


def spaced(text: str) -> str:
    """The words made inert, with the blanks that part them from their neighbours."""
    before, behind = (" " if blank else "" for blank in (text.startswith(" "), text.endswith(" ")))
    return before + inert(text) + behind
