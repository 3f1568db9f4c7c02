"""A draft as a web page of its own: no script, nothing loaded from anywhere."""

import base64
import hashlib
from html import escape

from answer.exports.sheet import Line, Part, Sheet

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "li{overflow-wrap:anywhere}.state{border-left:.3rem solid;padding-left:.7rem}"
)


def to_html(laid_out: Sheet) -> str:
    """A whole page in the language of the draft."""
    blocks = [f"<h1>{_escaped(laid_out.heading)}</h1>", f'<p class="state">{_escaped(laid_out.state)}</p>']
    blocks += [f"<p>{_line(paragraph)}</p>" for paragraph in laid_out.paragraphs]
    if laid_out.sources:
        items = "\n".join(f"<li>{_line(source)}</li>" for source in laid_out.sources)
        blocks += [f"<h2>{_escaped(laid_out.sources_heading)}</h2>", f"<ol>\n{items}\n</ol>"]
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(laid_out.language)}" dir="ltr">\n<head>\n{_head(laid_out.heading)}\n'
        "</head>\n<body>\n<main>\n" + "\n".join(blocks) + "\n</main>\n</body>\n</html>\n"
    )


def _head(heading: str) -> str:
    # The policy lets nothing but this very style in, whatever a later edit of the file adds.
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{_escaped(heading)}</title>\n<style>{_STYLE}</style>"
    )


def _line(line: Line) -> str:
    return "".join(map(_part, line))


def _part(part: Part) -> str:
    text = _escaped(part.text)
    if part.url:
        return f'<a href="{escape(part.url)}" rel="noreferrer">{text}</a>'
    return f'<span lang="{escape(part.language)}">{text}</span>' if part.language else text


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
