"""A draft as plain text, ready to paste: the words alone, without heading or state."""

from answer.exports.sheet import Line, Sheet


def to_text(laid_out: Sheet) -> str:
    """Paragraphs with blank lines between, then the numbered sources."""
    blocks = [words(paragraph) for paragraph in laid_out.paragraphs]
    sources = [f"{number}. {words(source)}" for number, source in enumerate(laid_out.sources, 1)]
    return "\n\n".join([*blocks, *(["\n".join(sources)] if sources else [])]) + "\n"


def words(line: Line) -> str:
    """The line without what is known of its parts."""
    return "".join(part.text for part in line)
