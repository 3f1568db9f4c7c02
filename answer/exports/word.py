"""A draft as a Word document; the only module that knows python-docx."""

from datetime import date, datetime, time
from io import BytesIO

from docx import Document as new_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from answer.exports.sheet import Line, Sheet

_LOCALES = {"en": "en-GB", "cy": "cy-GB"}


def to_docx(laid_out: Sheet, day: date) -> bytes:
    """Headings, paragraphs and a numbered list in the styles of Word, its language set for spelling and speech."""
    document = new_document()
    _set_facts(document, laid_out, day)
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


def _set_facts(document: Document, laid_out: Sheet, day: date) -> None:
    """Title, language and day; the author and remark of the library's template go."""
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.last_modified_by = laid_out.heading, "", "", ""
    facts.language = _LOCALES.get(laid_out.language, laid_out.language)
    facts.created = facts.modified = datetime.combine(day, time())
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), facts.language)


def _write(paragraph: Paragraph, line: Line) -> None:
    for part in line:
        run = paragraph.add_run(part.text)
        if part.language:
            _speak(run, _LOCALES.get(part.language, part.language))
        if part.url:
            _link(paragraph, run, part.url)


def _speak(run: Run, locale: str) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    run._r.get_or_add_rPr().append(language)


def _link(paragraph: Paragraph, run: Run, url: str) -> None:
    """Put the run into a link; an address in a relationship is text, which nothing runs or loads."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.underline = True
    paragraph._p.replace(run._r, link)
    link.append(run._r)
