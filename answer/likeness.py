"""Text made alike before a statement is compared with what it cites, so that only its words and marks can differ."""

import re
import unicodedata

_ALIKE = (
    (re.compile("[\u2018-\u201b\u2032`\u00b4]"), "'"),
    (re.compile("[\u201c-\u201f\u2033\u00ab\u00bb]"), '"'),
    (re.compile("[\u2010-\u2015\u2212]"), "-"),
)

# Bodies under one name each, so that a Welsh sentence can be compared with an English one.
_BODIES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\b(?:y |i'r )?(?:dd|d)eyrnas unedig\b|\bunited kingdom\b", "uk"),
        (r"\bl?lywodraeth (?:y du|uk|prydain)\b|\bgovernment of (?:the )?uk\b|\bbritish government\b", "uk government"),
        (r"\bl?lywodraeth cymru\b|\bgovernment of wales\b(?! act)", "welsh government"),
        (r"\bg?weinidogion cymru\b", "welsh ministers"),
        (r"\bsenedd cymru\b|\bwelsh parliament\b", "senedd"),
        (r"\bs?swyddfa gartref\b", "home office"),
        (r"\b(?:y )?weinyddiaeth gyfiawnder\b", "ministry of justice"),
        (r"\bsan steffan\b", "westminster"),
        (r"\b(?:c|g|ngh|ch)ymru\b|\bgymru\b", "wales"),
    )
)


def plain(text: str) -> str:
    """The text with white space, hyphens and quotation marks made alike and invisible characters left out."""
    for pattern, mark in _ALIKE:
        text = pattern.sub(mark, text)
    text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(mark for mark in text if unicodedata.category(mark) != "Cf").split())


def folded(text: str) -> str:
    """Plain text in small letters, with every body under one name whatever the language."""
    small = plain(text).casefold()
    for pattern, name in _BODIES:
        small = pattern.sub(name, small)
    return small


def with_bodies(text: str) -> str:
    """Plain text in its own letters, with every body under its English name."""
    for pattern, name in _BODIES:
        text = re.sub(pattern.pattern, name.title().replace("Uk", "UK"), text, flags=re.IGNORECASE)
    return text


def stands_in(part: str, whole: str, mark: str = r"\w") -> bool:
    """Whether a part stands in a text without cutting a word; `mark` is the pattern of what belongs to a word."""
    return re.search(rf"(?<!{mark}){re.escape(part)}(?!{mark})", whole) is not None
