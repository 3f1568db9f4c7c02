"""A draft as Markdown in which only our own headings, lists and links are markup."""

import re

from answer.exports.sheet import Line, Part, Sheet

_ANYWHERE = re.compile(r"[\\`*_\[\]<&|~$]")
_SCHEME = re.compile(r"(?<=[A-Za-z]):(?=\S)")
_HOST = re.compile(r"\b(www)\.", re.IGNORECASE)
_AT_THE_HEAD = re.compile(r"^([#>+=-])", re.MULTILINE)
_ORDINAL = re.compile(r"^(\d{1,9})([.)])", re.MULTILINE)


def to_markdown(laid_out: Sheet) -> str:
    """CommonMark; a line break inside a paragraph stays one."""
    sources = [f"{number}. {_line(source)}" for number, source in enumerate(laid_out.sources, 1)]
    blocks = [f"# {escaped(laid_out.heading)}", escaped(laid_out.state), *map(_line, laid_out.paragraphs)]
    if sources:
        blocks += [f"## {escaped(laid_out.sources_heading)}", "\n".join(sources)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text so that no mark in it is markup, also in dialects that link bare addresses."""
    text = _ANYWHERE.sub(lambda match: f"\\{match.group()}", text)
    text = _HOST.sub(r"\1\\.", _SCHEME.sub(r"\:", text))
    return _ORDINAL.sub(r"\1\\\2", _AT_THE_HEAD.sub(r"\\\1", text))


def _line(line: Line) -> str:
    return "".join(map(_part, line)).replace("\n", "\\\n")


def _part(part: Part) -> str:
    return f"<{part.url}>" if part.url else escaped(part.text)
