"""What a source hides, quotes or says beside its text: kept where a reader can see it, listed where not."""

import pytest
from documents import odt_file

from corpus.document import Kind
from corpus.version import Role, Version
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read

HEAD = "From: minister@example.org\nTo: a@example.org\nSubject: Reply\nDate: Mon, 3 Jun 2024 10:15:00 +0100\n\n"
OWN = "The figure is £3.2 million."


def _version(text: str | bytes) -> Version:
    return read(text if isinstance(text, bytes) else text.encode(), Wanted(Kind.OTHER)).version


def _said(version: Version, *roles: Role) -> str:
    return "\n".join(version.text[block.start : block.end] for block in version.blocks if block.role in roles)


@pytest.mark.parametrize(
    "quoted",
    [
        "-----Original Message-----\nFrom: A Person\nSent: 1 May 2024\n\nYou spent £55 million.",
        "-----Neges Wreiddiol-----\n\nYou spent £55 million.",
        "From: A Person\nSent: 1 May 2024\nTo: The Minister\nSubject: Money\n\nYou spent £55 million.",
        "Oddi wrth: A Person\nAnfonwyd: 1 Mai 2024\nAt: Y Gweinidog\n\nYou spent £55 million.",
        "On Mon, 1 May 2024 at 10:00, A Person\n<a@example.org> wrote:\n> You spent\n> £55 million.",
    ],
    ids=["divider", "welsh-divider", "headers", "welsh-headers", "signs"],
)
def test_message_quoted_is_no_evidence(quoted: str) -> None:
    version = _version(f"{HEAD}{OWN}\n\n{quoted}\n")
    assert OWN in _said(version, Role.BODY)
    assert "55 million" not in _said(version, Role.BODY, Role.HEADING)
    assert "55 million" in _said(version, Role.QUESTION)


def test_message_quoted_is_no_answer_of_a_letter() -> None:
    letter = "ATISN 4321\n\nYou asked:\n\nHow many hotels?\n\nOur response\n\nWe do not hold this information."
    quoted = "-----Original Message-----\nFrom: A Person\nSent: 1 May 2024\n\nYou spent £55 million."
    version = read(f"{HEAD}{letter}\n\n{quoted}\n".encode(), Wanted(Kind.FOI_RESPONSE)).version
    (exchange,) = version.contents.letters[0].exchanges
    assert [version.text[span.start : span.end] for span in exchange.answers] == ["We do not hold this information."]
    assert "55 million" in _said(version, Role.QUESTION)
    assert [block.start for block in version.blocks] == sorted(block.start for block in version.blocks)


def test_message_answers_between_quotes() -> None:
    version = _version(f"{HEAD}> How much was it?\n{OWN}\n> And when?\nIn 2024.\n")
    assert _said(version, Role.BODY).split("\n") == [OWN, "In 2024."]


def test_message_sent_on_is_read() -> None:
    version = _version(f"{HEAD}-----Original Message-----\nFrom: A Person\nSent: 1 May 2024\n\n{OWN}\n")
    assert OWN in _said(version, Role.BODY)


@pytest.mark.parametrize(
    "page",
    [
        '<h2><button aria-expanded="false">More</button></h2><div class="accordion__body" aria-hidden="true">{}</div>',
        '<div role="tabpanel" hidden>{}</div>',
        '<button aria-controls="more">More</button><section id="more" hidden>{}</section>',
        '<a data-bs-target="#more">More</a><div id="more" style="display:none">{}</div>',
    ],
    ids=["accordion", "tab", "controlled", "target"],
)
def test_html_folded_text_is_kept(page: str) -> None:
    version = _version(f"<main><h1>Help</h1>{page.format('<p>You can get housing.</p>')}</main>")
    assert "You can get housing." in _said(version, Role.BODY)


def test_html_hidden_text_is_listed() -> None:
    version = _version('<main><p>Seen <span hidden>unseen</span> text.</p><div style="display: none">Gone</div></main>')
    assert version.text == "Seen text."
    assert [(gone.text, gone.reason) for gone in version.deletions] == [("unseen\nGone", "hidden in the source")]


def test_html_with_a_drawing_is_a_page() -> None:
    drawing = '<svg viewBox="0 0 1 1"><title>Logo</title><path d="M0"/></svg>'
    for page in (f"<html><body>{drawing}<p>Words.</p></body></html>", f"<div>{drawing}</div><p>Words.</p>"):
        assert _version(page).text == "Words."


@pytest.mark.parametrize("text", ["It begins with %PDF-1.4 and so on.", "The objective:\n%PDF-1.7\nis the first line."])
def test_text_that_tells_of_pdf_is_text(text: str) -> None:
    assert sniff(text.encode()).name.startswith("text/")


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Languages\n\nArabic\nEnglish\nCymraeg\n\nWords.\n\nMenu", []),
        ("Skip to main content\n\nEnglish\n\nCymraeg\n\nWords.", ["Skip to main content\nEnglish\nCymraeg"]),
        ("Cymraeg\n\nA title\n\nWords.", ["Cymraeg"]),
        ("Words.\n\nEnglish\nBack to top", ["English\nBack to top"]),
    ],
    ids=["list", "beside-chrome", "top", "foot"],
)
def test_names_of_languages_are_chrome_beside_chrome(text: str, gone: list[str]) -> None:
    assert [deletion.text for deletion in _version(text).deletions] == gone


def test_markdown_facts_in_front() -> None:
    data = b"---\ntitle: Housing\ndate: 2024-05-03\n---\n\n# Help\n\nWords.\n"
    loaded = sniff(data).load(data)
    assert (loaded.facts.title, loaded.facts.date) == ("Housing", "2024-05-03")
    assert [gone.reason for gone in _version(data).deletions] == ["facts in front of the text"]
    assert "---" in _version("---\n\nWords that no fact is.\n\n---\n\n# Help\n\nWords.\n").text


def test_notes_of_office_files_are_footnotes() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See the Act.</text:p>"
    version = _version(odt_file([], body=f"<text:p>The rules{note}</text:note-body></text:note> apply.</text:p>"))
    assert _said(version, Role.BODY) == "The rules apply."
    assert _said(version, Role.FOOTNOTE) == "1 See the Act."
