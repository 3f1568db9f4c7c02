"""HTML pages, e-mail and Markdown: what is text, what is the site's, and what is said beside the text."""

import time
from email.message import EmailMessage

import pytest

from corpus.document import Kind
from corpus.version import Version
from errors import UnreadableSource
from ingest.loaders.markdown import UNDERLINE
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read


def _version(data: bytes) -> Version:
    return read(data, Wanted(Kind.OTHER)).version


def _message(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in (
        {"Subject": "ATISN 1 – ŵ", "From": "A Person <a@example.org>", "Date": "Fri, 3 May 2024 10:00:00 +0100"}
        | headers
    ).items():
        message[name] = value
    return message


def test_message_prefers_plain_text() -> None:
    message = _message()
    message.set_content("Dear all,\n\n> What was asked (2019)?\n\nWords.\n", charset="iso-8859-1")
    message.add_alternative("<p>Other words</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7 unread", maintype="application", subtype="pdf", filename="annex â.pdf")
    data = message.as_bytes()
    facts = sniff(data).load(data).facts
    assert (facts.title, facts.author, facts.date) == ("ATISN 1 – ŵ", "A Person", "2024-05-03")
    text = _version(data).text
    assert text == "ATISN 1 – ŵ\n\nDear all,\n\n> What was asked (2019)?\n\nWords.\n\nannex â.pdf"


def test_message_falls_back_to_html() -> None:
    message = _message()
    message.set_content(" \n")
    message.add_alternative('<p>Words <a href="https://example.org/">there</a></p>', subtype="html")
    version = _version(message.as_bytes())
    assert version.text == "ATISN 1 – ŵ\n\nWords there"
    assert [link.url for link in version.links] == ["https://example.org/"]


def test_message_without_words_is_refused() -> None:
    message = _message()
    message.set_content("\n")
    message.add_attachment(b"%PDF-1.7 unread", maintype="application", subtype="pdf", filename="answer.pdf")
    with pytest.raises(UnreadableSource, match="only attachments"):
        _version(message.as_bytes())


def test_message_sealed_is_refused() -> None:
    data = b"From: a@b.org\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB"
    with pytest.raises(UnreadableSource, match="sealed"):
        _version(data)


def test_message_endless_header_ends() -> None:
    data = b"From: a@b.org\nMIME-Version: 1.0\nContent-Type: text/plain;" + b"a=b;" * 500_000 + b"\n\nWords\n"
    started = time.process_time()
    assert _version(data).text == "Words"
    assert time.process_time() - started < 5


def test_message_flowed_lines_go_on() -> None:
    message = _message()
    message.set_content("A sentence that \ngoes on.\nAnother line.\n", params={"format": "flowed"})
    assert _version(message.as_bytes()).text.endswith("A sentence that goes on.\nAnother line.")


def _page(body: str, head: str = "") -> Version:
    return _version(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            "<main><header><h1>Title</h1></header><p>Words</p></main>", "Title\n\nWords", id="header-of-article"
        ),
        pytest.param(
            '<div class="page-top"><h1>Title</h1></div><main><p>Words</p></main>',
            "Title\n\nWords",
            id="title-above-main",
        ),
        pytest.param(
            '<form action="/"><div><p>Words of the page</p></div></form>', "Words of the page", id="page-in-a-form"
        ),
        pytest.param("<details><summary>More</summary><p>Words</p></details>", "More\n\nWords", id="details"),
        pytest.param("<pre>one\n  two\n\nthree</pre>", "one\ntwo\n\nthree", id="pre"),
        pytest.param("<h2><button>Section</button></h2><p>Words</p>", "Section\n\nWords", id="accordion"),
        pytest.param(
            "<table><tr><th>A<br>b</th><th>B</th></tr><tr><td colspan=2>all</td></tr></table>",
            "A b\tB\nall",
            id="table",
        ),
        pytest.param(
            "<table><tr><td><h1>Title</h1><p>Words</p></td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
            "Title\n\nWords\n\n1\t2",
            id="layout-table",
        ),
        pytest.param("<p>a&#0;b&#xD800;c&#x80;</p>", "a\ufffdb\ufffdc€", id="odd-references"),
        pytest.param(
            '<main><section id="cookies"><h2>Our cookies</h2><p>Words</p></section></main>',
            "Our cookies\n\nWords",
            id="on-cookies",
        ),
    ],
)
def test_html_text_is_kept(body: str, text: str) -> None:
    version = _page(body)
    assert version.text == text
    assert not version.deletions


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav>Site</nav>",
        "<header>Site</header>",
        '<footer role="contentinfo">Site</footer>',
        "<aside>Site</aside>",
        '<div id="cookie-banner">Site <button>Accept</button></div>',
        '<ol class="govuk-breadcrumbs"><li><a href="/">Site</a></li></ol>',
        '<a class="skip" href="#main">Skip to the Site</a>',
        '<ul class="language-switcher"><li>Site</li></ul>',
        '<div class="share-links"><p>Share this Site</p></div>',
        '<form role="search">Site <select><option>All</option></select></form>',
    ],
)
def test_html_chrome_is_listed(chrome: str) -> None:
    version = _page(f"{chrome}<h1>Title</h1><p>Words (2019).</p>")
    assert version.text == "Title\n\nWords (2019)."
    assert "Site" in "".join(deletion.text for deletion in version.deletions)


def test_html_links_and_facts() -> None:
    head = '<title>A page</title><meta name="author" content="A Person">'
    head += (
        '<meta name="dcterms.issued" content="2024-05-03T10:00"><link rel="canonical" href="https://example.org/a/b">'
    )
    body = '<p><a href="../c">c</a> <a href="java&#10;script:x()">d</a> <a href="#e">e</a> '
    body += '<a href="mailto:f@example.org">f</a></p>'
    data = f'<html lang="cy-GB"><head>{head}</head><body>{body}</body></html>'.encode()
    assert [link.url for link in _version(data).links] == ["https://example.org/c", "mailto:f@example.org"]
    facts = sniff(data).load(data).facts
    assert (facts.title, facts.author, facts.date) == ("A page", "A Person", "2024-05-03")
    assert (facts.language, facts.url) == ("cy", "https://example.org/a/b")


def test_markdown_signs() -> None:
    text = "---\ntitle: x\n---\n\nTitle\n=====\n\n```\n# code\n```\n\n1. item\n\n"
    text += "| a | b |\n|---|---|\n| 1 | [2](https://example.org/x_(y)) |\n"
    page = sniff(text.encode()).load(text.encode()).pages[0]
    lines = page.text.split("\n")
    said = {lines[mark.line]: mark for mark in page.marks}
    assert said["Title"].level == 1
    assert "# code" not in said
    assert said["1. item"].item
    assert [line for line, mark in said.items() if mark.gone == UNDERLINE] == ["=====", "|---|---|"]
    assert said[lines[-2]].links == ("https://example.org/x_(y)",)
