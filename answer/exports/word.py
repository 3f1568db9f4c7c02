"""Drafts of replies and of letters as Word documents; the only module that knows python-docx."""

from datetime import date, datetime, time
from io import BytesIO

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from answer.exports.letter_files import spaced
from answer.exports.sheet import Line, Sheet
from answer.foi.draft_letter import GAP, Block, DraftLetter, Style

_LOCALES = {"en": "en-GB", "cy": "cy-GB"}
_WORD_STYLES = {
    Style.TITLE: "Title",
    Style.HEADING: "Heading 1",
    Style.QUESTION: "Heading 2",
    Style.TEXT: "Normal",
    Style.REQUEST: "Quote",
    Style.QUOTE: "Intense Quote",
    Style.NOTE: "Normal",
}


def to_docx(laid_out: Sheet, day: date) -> bytes:
    """Headings, paragraphs and a numbered list in the styles of Word, its language set for spelling and speech."""
    document = new_document()
    _set_facts(document, laid_out.heading, laid_out.language, day)
    document.add_heading(laid_out.heading, level=1)
    document.add_paragraph(laid_out.state, style="Intense Quote")
    for paragraph in laid_out.paragraphs:
        _write(document.add_paragraph(), paragraph)
    if laid_out.sources:
        document.add_heading(laid_out.sources_heading, level=2)
    for source in laid_out.sources:
        _write(document.add_paragraph(style="List Number"), source)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def letter_docx(letter: DraftLetter) -> bytes:
    """A letter in the styles of Word, with every gap highlighted."""
    document = new_document()
    _set_facts(document, letter.title, letter.language, letter.written)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for block in letter.blocks:
        _add(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_facts(document: Document, title: str, language: str, day: date) -> None:
    """Title, language and day; the author and remark of the library's template go."""
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.last_modified_by = title, "", "", ""
    facts.language = _LOCALES.get(language, language)
    facts.created = facts.modified = datetime.combine(day, time())
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), facts.language)


def _write(paragraph: Paragraph, line: Line) -> None:
    for part in line:
        run = paragraph.add_run(part.text)
        if part.language:
            _speak(run, part.language)
        if part.url:
            _link(paragraph, run, part.url)


def _speak(run: Run, language: str) -> None:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), _LOCALES.get(language, language))
    run._r.get_or_add_rPr().append(element)


def _link(paragraph: Paragraph, run: Run, url: str) -> None:
    """Put the run into a link; an address in a relationship is text, which nothing runs or loads."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.underline = True
    paragraph._p.replace(run._r, link)
    link.append(run._r)


def _add(document: Document, block: Block) -> None:
    paragraph = document.add_paragraph(style=_WORD_STYLES[block.style])
    for part in block.line:
        if part.gap:
            mark = paragraph.add_run(GAP)
            mark.bold = True
            mark.font.highlight_color = WD_COLOR_INDEX.YELLOW
            paragraph.add_run(f" ({part.text})")
            continue
        run = paragraph.add_run(spaced(part.text))
        if block.style is Style.NOTE:
            run.italic = True
            run.font.size = Pt(9)
        if part.language:
            _speak(run, part.language)
