"""Exports of a draft, each opened again: what it says, in which language, and that nothing in it does anything."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_word
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from drafts import (
    CITATION,
    HOSTILE,
    MYTH,
    QUOTE,
    URL,
    WORDING,
    claim,
    draft,
    drafts,
    with_citation,
    with_paragraph,
)
from hypothesis import given, settings
from lxml import html
from markdown_it import MarkdownIt

from answer.export import Export, Format, export
from answer.exports.inert import inert
from answer.exports.sheet import Approval
from answer.reply import Audience, Paragraph, ReplyDraft
from ingest.loaders.sniff import sniff

APPROVED = Approval(date(2026, 11, 24), "Example Council")
IN_MARKDOWN = {"h1", "h2", "p", "ol", "li", "br", "a"}
OPEN_FORMATS = [one for one in Format if one is not Format.CLAIMREVIEW]


def exported(made: ReplyDraft, into: Format, approval: Approval | None = None) -> Export:
    return export(made, into, WORDING[made.language], approval)


def rendered_markdown(made: ReplyDraft) -> str:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(reader.render(text_of(made, Format.MD)))


def text_of(made: ReplyDraft, into: Format, approval: Approval | None = None) -> str:
    return exported(made, into, approval).content.decode()


def page_of(made: ReplyDraft) -> html.HtmlElement:
    return html.document_fromstring(exported(made, Format.HTML).content)


def word_of(made: ReplyDraft) -> WordDocument:
    return open_word(BytesIO(exported(made, Format.DOCX).content))


def hostile(text: str) -> ReplyDraft:
    """A draft that has the text wherever a draft can have text."""
    document = replace(CITATION.document, title=text, publisher=text, reference=text, url=text, author=text)
    cited = replace(CITATION, quote=text, passage=text, section=(text,), document=document)
    made = with_citation(with_paragraph(draft(), text, "c1"), cited)
    return replace(made, sources=(text, f"2. {text} {URL}"), claims=(claim(MYTH), claim(text)))


def blocks_of(page: html.HtmlElement, *tags: str) -> str:
    """The words of the elements, one behind the other; without the state above them."""
    return "".join(one.text_content() for one in page.iter(*tags) if one.get("class") != "state")


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(made: ReplyDraft) -> str:
    """All that the paragraphs and sources say, without blanks and numbers of sources."""
    own = squeezed("".join(inert(paragraph.text) for paragraph in made.paragraphs))
    lines = [inert(source) for source in made.sources]
    return own + squeezed("".join(re.sub(r"^(?:\[\d+\]|\d+[.)])\s", "", line) for line in lines))


def without_numbers(made: ReplyDraft) -> ReplyDraft:
    """Sources that begin with no number, so that what they say can be compared as it stands."""
    return replace(made, sources=tuple(f"Source {re.sub(r'[0-9]', '', line)}" for line in made.sources))


def test_text_is_ready_to_paste() -> None:
    made = draft()
    assert text_of(made, Format.TXT) == made.text + "\n"


@pytest.mark.parametrize("line", ["A letter", "1. A letter", "[1] A letter", "1) A letter"])
def test_sources_are_numbered_once(line: str) -> None:
    made = replace(draft(), sources=(line, "Another"))
    assert text_of(made, Format.TXT).endswith("\n\n1. A letter\n2. Another\n")
    assert text_of(made, Format.MD).endswith("\n\n## Sources\n\n1. A letter\n2. Another\n")
    assert [item.text for item in page_of(made).iter("li")] == ["A letter", "Another"]
    listed = [one.text for one in word_of(made).paragraphs if one.style and one.style.name == "List Number"]
    assert listed == ["A letter", "Another"]


def test_source_with_another_number_keeps_it() -> None:
    assert "1. [7] A letter" in text_of(replace(draft(), sources=("[7] A letter",)), Format.TXT)


@pytest.mark.parametrize("into", OPEN_FORMATS)
def test_draft_without_sources_has_no_list(into: Format) -> None:
    content = sniff_text(exported(replace(draft(), sources=()), into))
    assert "Sources" not in content
    assert "Council" in content


def sniff_text(file: Export) -> str:
    """What our own loaders read in a file."""
    return "\n".join(page.text for page in sniff(file.content).load(file.content).pages)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("audience", Audience)
def test_heading_and_state_stand_above(audience: Audience, language: str) -> None:
    made, wording = draft(language, audience), WORDING[language]
    heading, state = wording.line("export", audience.value), wording.line("export", "unapproved")
    assert text_of(made, Format.MD).startswith(f"# {heading}\n\n{state}\n")
    page = page_of(made)
    assert [one.text for one in page.xpath("//h1 | //p[@class='state'] | //title")] == [heading, heading, state]
    assert [one.text for one in word_of(made).paragraphs[:2]] == [heading, state]


@pytest.mark.parametrize("into", [Format.MD, Format.HTML, Format.DOCX])
def test_approved_draft_says_by_whom(into: Format) -> None:
    content = sniff_text(exported(draft(), into, APPROVED))
    assert "Approved by Example Council on 24 November 2026." in content
    assert "not approved" not in content


@pytest.mark.parametrize(("language", "locale"), [("en", "en-GB"), ("cy", "cy-GB")])
def test_language_is_set(language: str, locale: str) -> None:
    made = draft(language)
    assert page_of(made).get("lang") == language
    word = word_of(made)
    assert word.core_properties.language == locale
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {locale}


def test_quotation_in_the_other_language_is_marked() -> None:
    made = draft("cy")
    assert [(one.get("lang"), one.text) for one in page_of(made).iter("span")] == [("en", f"“{QUOTE}”")]
    runs = [run for paragraph in word_of(made).paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs for one in run._r.iter(qn("w:lang")) if one.get(qn("w:val")) == "en-GB"]
    assert marked == [f"“{QUOTE}”"]
    assert not list(page_of(draft("en")).iter("span"))


def test_address_of_a_source_can_be_followed() -> None:
    made = draft()
    assert [one.get("href") for one in page_of(made).iter("a")] == [URL]
    assert f"<{URL}>" in text_of(made, Format.MD)
    links = [link.address for paragraph in word_of(made).paragraphs for link in paragraph.hyperlinks]
    assert links == [URL]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://user:secret@gov.wales/",
        "https://gov.wales/ x",
        "https://gov.wales/\u202egpj",
        'https://gov.wales/"onclick="x',
        "https://",
        "https://[",
    ],
)
def test_address_that_is_none_of_the_web_is_only_text(url: str) -> None:
    document = replace(CITATION.document, url=url)
    made = replace(with_citation(draft(), replace(CITATION, document=document)), sources=(f"A letter, {url}",))
    assert not list(page_of(made).iter("a"))
    assert not [link for paragraph in word_of(made).paragraphs for link in paragraph.hyperlinks]
    assert "<http" not in text_of(made, Format.MD)


def tags_of(page: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """Every element with its attributes, as a parser that mends nothing sees them."""
    found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, tuple(attrs)))

    Reader().feed(page)
    return found


@settings(deadline=None)
@given(drafts().map(without_numbers))
def test_page_holds_the_words_and_no_markup_of_theirs(made: ReplyDraft) -> None:
    page = page_of(made)
    assert squeezed(blocks_of(page, "p", "li")) == said(made)
    tags = tags_of(text_of(made, Format.HTML))
    known = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ol", "li", "br", "span", "a"}
    assert {tag for tag, _ in tags} <= known
    assert all(name in ("lang", "dir", "class", "href", "rel", "charset", "http-equiv", "content", "name")
               for _, attributes in tags for name, _ in attributes)  # fmt: skip
    assert {value for _, attributes in tags for name, value in attributes if name == "href"} <= {URL}


@settings(deadline=None)
@given(drafts().map(without_numbers))
def test_markdown_holds_the_words_and_no_markup_of_theirs(made: ReplyDraft) -> None:
    rendered = rendered_markdown(made)
    page = html.document_fromstring(rendered)
    heading, state = (WORDING[made.language].line("export", name) for name in (made.audience.value, "unapproved"))
    assert squeezed(blocks_of(page, "p", "li")) == squeezed(state) + said(made)
    assert {tag for tag, _ in tags_of(rendered)} <= IN_MARKDOWN
    assert {one.get("href") for one in page.iter("a")} <= {URL}
    assert [one.text for one in page.iter("h1")] == [heading]


@settings(deadline=None, max_examples=40)
@given(drafts().map(without_numbers))
def test_word_document_holds_the_words_and_no_field(made: ReplyDraft) -> None:
    file = exported(made, Format.DOCX).content
    word = open_word(BytesIO(file))
    written = [one.text for one in word.paragraphs if one.style and one.style.name in ("Normal", "List Number")]
    assert squeezed("".join(written)) == said(made)
    body = ZipFile(BytesIO(file)).read("word/document.xml")
    assert not re.search(rb"<w:(?:instrText|fldSimple|fldChar|object|altChunk|drawing|pict)\b", body)
    outside = {one.target_ref for one in word.part.rels.values() if one.is_external}
    assert outside <= {URL}


@settings(deadline=None)
@given(drafts().map(without_numbers))
def test_text_holds_the_words_and_nothing_else(made: ReplyDraft) -> None:
    numbers = re.compile(r"^\d+\. (?=Source)", re.MULTILINE)
    assert squeezed(numbers.sub("", text_of(made, Format.TXT))) == said(made)


@pytest.mark.parametrize("into", OPEN_FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=[f"hostile-{number}" for number, _ in enumerate(HOSTILE)])
def test_hostile_text_stays_words(into: Format, text: str) -> None:
    made = hostile(text)
    content = sniff_text(exported(made, into))
    assert "The Home Office decides each asylum claim." in content
    assert not re.search("[\x00\u202e\u2067\ufeff\u200b]", content)
    assert not re.search(r"^(?:=HYPERLINK|\+cmd|@SUM)", content, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("into", "name"),
    [
        (Format.TXT, "reply-lines-to-take-2026-11-21.txt"),
        (Format.DOCX, "reply-lines-to-take-2026-11-21.docx"),
        (Format.CLAIMREVIEW, "reply-lines-to-take-2026-11-21.jsonld"),
    ],
)
def test_file_has_a_plain_name(into: Format, name: str) -> None:
    assert exported(draft(audience=Audience.LINES_TO_TAKE), into, APPROVED).name == name


@pytest.mark.parametrize("text", HOSTILE, ids=[f"hostile-{number}" for number, _ in enumerate(HOSTILE)])
def test_hostile_text_is_no_markdown(text: str) -> None:
    rendered = rendered_markdown(hostile(text))
    assert {tag for tag, _ in tags_of(rendered)} <= IN_MARKDOWN
    assert rendered.count("<h1>") == rendered.count("<h2>") == rendered.count("<ol>") == 1


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "javascript:alert(1)"])
def test_markdown_leaves_dialects_no_bare_address(text: str) -> None:
    assert text not in text_of(with_paragraph(draft(), f"See {text} now.", "c1"), Format.MD)


def test_paragraph_with_a_blank_line_becomes_two() -> None:
    made = replace(draft(), paragraphs=(Paragraph("One\nline.\n\nTwo.", ()),))
    assert [one.text_content() for one in page_of(made).xpath("//p[not(@class)]")] == ["One\nline.", "Two."]
    assert "One\\\nline.\n\nTwo." in text_of(made, Format.MD)
