"""The pages that a person reads, rendered on the server and whole without a script."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2

from api.contract import AskResponse, Language
from api.words import Words, load_words

# Kept as parts by the split: what stands between quotation marks.
_QUOTED = re.compile("(“[^”]*”)")
_TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Templates with their words; one instance serves every request."""

    def __init__(self) -> None:
        self._words = load_words()
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def ask(self, question: str, lang: Language, answer: AskResponse | None) -> str:
        """The page with the form and, where there is one, the answer, in the language asked for or answered in."""
        words = self._words_for(lang, answer)
        return self._render("ask.html", words, question=question, lang=lang, answer=answer, view=_View(words, answer))

    def problem(self, query: Mapping[str, str], details: tuple[str, ...], *, not_ready: bool) -> str:
        """An error as a page, with the form filled as it was sent."""
        lang = _language(query.get("lang", ""))
        words = self._words_for(lang, None)
        # What was sent may be over-long; the form takes no more than a question may have.
        question = query.get("q", "")[:2000]
        title = words["not_ready" if not_ready else "problem"]
        return self._render("problem.html", words, question=question, lang=lang, title=title, details=details)

    def routes(self, description: Mapping[str, Any]) -> str:
        """The JSON routes as an OpenAPI description gives them, in English."""
        return self._render("routes.html", self._words["en"], question="", description=description)

    def _words_for(self, lang: Language, answer: AskResponse | None) -> Words:
        language = lang if lang != "auto" else answer.language if answer else "en"
        return self._words[language]

    def _render(self, template: str, words: Words, *, question: str, **values: object) -> str:
        other = "/?" + urlencode({"lang": words["other_code"]} | ({"q": question} if question.strip() else {}))
        return self._templates.get_template(template).render(words=words, question=question, other=other, **values)


class _View:
    """What a template asks of an answer beyond its fields."""

    def __init__(self, words: Words, answer: AskResponse | None) -> None:
        self._page_language = words.language
        self._citations = answer.citations if answer else ()
        self._numbers = {citation.key: number for number, citation in enumerate(self._citations, 1)}

    def numbers(self, keys: tuple[str, ...]) -> list[int]:
        """The numbers under which the sources of these keys are listed."""
        return [self._numbers[key] for key in keys]

    def lang(self, language: str) -> str | None:
        """The `lang` attribute of a text, None where it is the page's own."""
        return None if language == self._page_language else language

    def spoken(self, text: str) -> list[tuple[str, str | None]]:
        """A statement in parts, each with its `lang` attribute: what repeats a quote is in the quote's language."""
        return [(part, self._part_lang(part)) for part in _QUOTED.split(text) if part]

    def _part_lang(self, part: str) -> str | None:
        bare = _bare(part)
        languages = [
            citation.document.language for citation in self._citations if bare and bare in _bare(citation.quote)
        ]
        return self.lang(languages[0]) if languages else None

    def around(self, passage: str, quote: str) -> tuple[str, str, str]:
        """The passage as text before, quote and text after; all before where the quote has parts left out."""
        return passage.partition(quote)


def _bare(text: str) -> str:
    return " ".join(text.strip("\"'“”‘’ \n").split())


def _language(lang: str) -> Language:
    return "en" if lang == "en" else "cy" if lang == "cy" else "auto"
