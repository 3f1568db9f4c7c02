"""Drafts of replies that tests make: a good one in each language, and any that hypothesis thinks of."""

import codecs
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from answer.answer import Citation, Engine
from answer.claim import CheckedClaim, Verdict
from answer.lints import checklist
from answer.reply import Advice, Audience, CheckItem, Paragraph, ReplyDraft
from corpus.document import Document, Kind, PartialDate
from prompts.wording import load_wording

TODAY = date(2026, 11, 21)
URL = "https://www.gov.wales/sanctuary-plan"
QUOTE = "The Home Office decides every asylum claim. Asylum seekers wait about a year for a decision."
DOCUMENT = Document(
    "letter",
    "Letter on asylum",
    Kind.WRITTEN_STATEMENT,
    "Welsh Government",
    "en",
    "OGL",
    date=PartialDate(2026, 2, 9),
    url=URL,
    author="Carys Prys MS, Minister for Sanctuary",
)
CITATION = Citation("c1", QUOTE, QUOTE, DOCUMENT, "0" * 64, ("Decisions",), None, 0, len(QUOTE), 0.9)
MYTH = "Councils in Wales choose which asylum seekers come here"
WORDING = load_wording()
# Written backwards by thirteen letters, so that no file of ours spells it.
ABUSE = codecs.decode("jbtf", "rot13")
ENGINE = Engine("extractive", None, "e5", "g1", {})
SOURCES = (f"1. Letter on asylum, Welsh Government, 9 February 2026, {URL}",)

_TEXTS = {
    "en": (
        f"The Home Office decides each asylum claim. The Welsh Government said: “{QUOTE}” [1]",
        f"Some posts say that {MYTH[:1].lower()}{MYTH[1:]}. They leave out who decides. [1]",
        "Councils plan local help. They do not choose who comes. [1]",
        "This holds as of 21 November 2026. Ask the Home Office for more.",
    ),
    "cy": (
        f"Y Swyddfa Gartref sy'n penderfynu pob cais am loches. Dywedodd Llywodraeth Cymru: “{QUOTE}” [1]",
        "Mae rhai'n honni mai'r cynghorau sy'n dewis pwy sy'n dod yma.",
        "Mae'r cynghorau'n trefnu help lleol. Nid nhw sy'n dewis pwy sy'n dod. [1]",
        "Mae hyn yn gywir fel ar 21 Tachwedd 2026. Gofynnwch i'r Swyddfa Gartref am ragor.",
    ),
}


def claim(text: str, verdict: Verdict = Verdict.CONTRADICTED) -> CheckedClaim:
    return CheckedClaim(text, 0, len(text), verdict, "A sentence that says why.", None, ("c1",))


def draft(language: str = "en", audience: Audience = Audience.SOCIAL) -> ReplyDraft:
    """A draft in which the checklist finds nothing amiss."""
    keys = (("c1",), ("c1",) if language == "en" else (), ("c1",), ())
    paragraphs = tuple(Paragraph(text, cited) for text, cited in zip(_TEXTS[language], keys, strict=True))
    return ReplyDraft(
        Advice.REPLY, (), audience, language, paragraphs, SOURCES, (claim(MYTH),), (CITATION,), (), (), ENGINE, TODAY
    )


def with_paragraph(base: ReplyDraft, text: str, *citations: str, at: int = 3) -> ReplyDraft:
    """The draft with one paragraph more."""
    paragraphs = [*base.paragraphs]
    paragraphs.insert(at, Paragraph(text, citations))
    return replace(base, paragraphs=tuple(paragraphs))


def with_citation(base: ReplyDraft, citation: Citation) -> ReplyDraft:
    """The draft with a citation in place of its own."""
    return replace(base, citations=(citation,))


def amiss(made: ReplyDraft) -> set[str]:
    """The names of the items that are not in order."""
    wording = WORDING[made.language]
    names = {text: name for name, text in wording.table["checklist"].items()}
    return {names[item.item] for item in checklist(made, wording) if not item.ok}


def item(made: ReplyDraft, name: str) -> CheckItem:
    wording = WORDING[made.language]
    return next(one for one in checklist(made, wording) if one.item == wording.line("checklist", name))


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![pixel](https://evil.example/p.png)",
    "<https://evil.example/>",
    "https://evil.example/x?a=1&b=2",
    "www.evil.example",
    '=HYPERLINK("https://evil.example","open")',
    "+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\u202eevil\u202c",
    "\u2067right\u2069",
    "a\u200bb\ufeff",
    "\x00\x08\x1b[31m",
    "&lt;b&gt; &#60;",
    "# heading",
    "- item",
    "1. item",
    "===",
    "---",
    "```\ncode\n```",
    "    indented",
    "| a | b |\n| - | - |",
    "a\\*b_c_**d**~~e~~`f`",
    "{{ 7 * 7 }} {braces} %s",
    "]]> <!-- <![CDATA[",
    "\ufffe\ud800",
    "line\u2028line\u2029line\x85line\x0bline",
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "مرحبا",
    "Cymru – tŷ, ŵy, “dyfyniad” ‘arall’",
    "<w:p/> </body></html>",
)

texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=40), max_size=5).map(" ".join) | st.lists(
    st.sampled_from(HOSTILE), max_size=3
).map("\n".join)


@st.composite
def drafts(draw: st.DrawFn) -> ReplyDraft:
    """Any draft that the types allow."""

    def some(most: int) -> Sequence[str]:
        return draw(st.lists(texts, max_size=most))

    keys = st.lists(st.sampled_from(["c1", "c2"]), max_size=2).map(tuple)
    citation = replace(CITATION, quote=draw(texts), passage=draw(texts))
    return replace(
        draft(draw(st.sampled_from(["en", "cy"])), draw(st.sampled_from(Audience))),
        paragraphs=tuple(Paragraph(text, draw(keys)) for text in some(4)),
        sources=tuple(some(3)),
        claims=tuple(claim(text, draw(st.sampled_from(Verdict))) for text in some(2)),
        citations=(citation,),
    )
