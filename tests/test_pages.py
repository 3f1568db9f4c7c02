"""The page at `/` over the real assistant, read as a browser without scripts reads it."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from answer.answer import Reason
from answer.assistant import Assistant
from api.app import create_app
from api.words import load_words
from corpus.document import Kind, Status
from corpus.matter import Power

ASYLUM = "does Wales decide who can claim asylum?"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant), base_url="http://localhost", headers=BROWSER) as client:
        yield client


@pytest.fixture(scope="module")
def answered(client: TestClient) -> BeautifulSoup:
    return read(client, q=ASYLUM)


def read(client: TestClient, **query: str) -> BeautifulSoup:
    response = client.get("/", params=query)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None, selector
    return found


def test_page_has_form(client: TestClient) -> None:
    page = read(client)
    form = one(page, "form")
    assert (form["method"], form["action"]) == ("get", "/")
    for field in form.select("textarea, select"):
        assert one(form, f"label[for={field['id']}]").text.strip()
    assert one(page, "a.skip")["href"] == f"#{one(page, 'main')['id']}"
    assert page.select("article") == []


def test_page_blank_question_has_form_only(client: TestClient) -> None:
    assert read(client, q="  ").select("article") == []


def test_page_shows_answer(client: TestClient, answered: BeautifulSoup) -> None:
    body = client.post("/v1/ask", json={"question": ASYLUM}).json()
    assert one(answered, ".headline").text == body["headline"]
    competence = one(answered, ".competence").text
    assert "Reserved" in competence
    assert "Home Office" in competence
    assert body["competence"]["matters"][0]["legal_basis"][0] in competence
    assert [quote.text for quote in answered.select(".sources blockquote")] == [
        citation["quote"] for citation in body["citations"]
    ]


def test_page_links_statements_to_sources(answered: BeautifulSoup) -> None:
    links = answered.select(".statements a.key")
    assert links
    for link in links:
        source = one(answered, str(link["href"]))
        assert source.select("blockquote")
        assert f"[{str(link['href']).rpartition('-')[2]}]" in link.text


def test_page_source_carries_its_rights(answered: BeautifulSoup) -> None:
    source = one(answered, ".sources li").text
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in source
    assert "Welsh Government" in source


def test_page_marks_the_quote_in_its_passage(answered: BeautifulSoup) -> None:
    marked = [source for source in answered.select(".sources li") if source.select("mark")]
    assert marked
    for source in marked:
        assert one(source, "mark").text == one(source, "blockquote").text


def test_page_declines_with_reason(client: TestClient) -> None:
    page = read(client, q="What will the weather be like in Cardiff tomorrow?")
    assert page.select(".sources") == []
    assert one(page, ".reason p").text in load_words()["en"].texts["reason"].values()
    for related in page.select(".related"):
        assert "not an answer" in one(related, "h3").text


def test_page_in_welsh_marks_english_quotes(client: TestClient) -> None:
    page = read(client, q="Ai Cymru sy'n penderfynu pwy all hawlio lloches?", lang="cy")
    assert one(page, "html")["lang"] == "cy"
    assert one(page, "h2").text == "Ateb"
    assert {quote["lang"] for quote in page.select("blockquote")} == {"en"}
    repeated = page.select(".statements span[lang=en]")
    assert repeated
    assert all(span.text.strip("“”") in one(page, ".sources").text for span in repeated)


def test_page_language_link_keeps_the_question(answered: BeautifulSoup) -> None:
    link = one(answered, "header a[hreflang=cy]")
    assert "lang=cy" in str(link["href"])
    assert "asylum" in str(link["href"])


def test_page_escapes_the_question(client: TestClient) -> None:
    page = read(client, q="<script>alert(1)</script> who decides on asylum?")
    assert page.select("script") == []
    assert "<script>" in one(page, "textarea").text


def test_page_has_no_inline_script_or_style(client: TestClient, answered: BeautifulSoup) -> None:
    assert answered.select("script, style, [style], [onclick], [onload]") == []
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    for link in answered.select("link[href]"):
        assert client.get(str(link["href"])).status_code == 200


def test_page_headers_keep_the_question_here(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


def test_page_over_long_question_is_a_page(client: TestClient) -> None:
    response = client.get("/", params={"q": "a" * 2001})
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == 422
    assert "question must have at most 2000 characters" in one(page, "[role=alert]").text
    assert len(one(page, "textarea").text) == 2000


def test_page_unknown_path_is_a_page(client: TestClient) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert one(BeautifulSoup(response.text, "lxml"), "[role=alert]")
    assert client.get("/nowhere", headers={"Accept": "*/*"}).headers["content-type"] == "application/problem+json"


def test_docs_describe_every_route(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/docs").text, "lxml")
    paths = client.get("/openapi.json").json()["paths"]
    headings = [heading.text for heading in page.select("h2 code")]
    assert len(headings) == sum(len(operations) for operations in paths.values())
    assert all(any(path in heading for heading in headings) for path in paths)


def test_words_same_in_both_languages() -> None:
    english, welsh = (load_words()[language].texts for language in ("en", "cy"))
    assert shape(english) == shape(welsh)
    assert len(welsh["months"]) == 12


def shape(texts: object) -> object:
    return {key: shape(value) for key, value in texts.items()} if isinstance(texts, dict) else None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_words_cover_every_value(language: str) -> None:
    texts = load_words()[language].texts
    assert set(texts["reason"]) == set(Reason)
    assert set(texts["power"]) == set(Power)
    assert set(texts["kind"]) == set(Kind)
    assert set(texts["document"]) == set(Status)


@pytest.mark.parametrize(
    ("date", "english", "welsh"),
    [
        ("2025-07-10", "10 July 2025", "10 Gorffennaf 2025"),
        ("2019-01", "January 2019", "Ionawr 2019"),
        ("2019", "2019", "2019"),
        (None, "not known", "anhysbys"),
    ],
)
def test_words_date_as_precise_as_known(date: str | None, english: str, welsh: str) -> None:
    words = load_words()
    assert (words["en"].day(date), words["cy"].day(date)) == (english, welsh)


@pytest.mark.parametrize(
    ("rights", "licensed"),
    [
        ("Crown copyright, Open Government Licence v3.0", True),
        ("Crown copyright 2019, OGL v3.0", True),
        ("Copyright of its publisher, not under the Open Government Licence", False),
        ("All rights reserved", False),
    ],
)
def test_words_rights_line(rights: str, licensed: bool) -> None:
    line = load_words()["en"].rights(rights)
    assert line.startswith("Contains public sector information") is licensed
    assert licensed or line == rights
